"""Images in: from files, drops, the clipboard and browsers, opened in the background."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from vizdesk.common.formatting import number
from vizdesk.common.image_files import IMAGE_ENDINGS
from vizdesk.common.messages import joined
from vizdesk.common.regular_files import open_regular
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.errors import ImageError
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.core.open_image import OpenImage, opened_image
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.labels import seconds_left
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.status_line import Action, ShowMessage

if TYPE_CHECKING:
    from PIL import Image

MODELS = frozenset({".gguf", ".mmproj"})
# Opening an image of this many pixels takes long enough (0.2 s) to show a small copy first.
LARGE_PIXELS = 16_000_000
STAND_IN_EDGE = 1600


Show = Callable[[DecodedImage], None]
"""Shows a small copy of an image, from any thread."""

Again = Callable[[], "Image.Image"]
"""Gives the pixels of an image anew."""

Decode = Callable[[Show], tuple[DecodedImage, Again]]
"""Decodes an image; may show a small copy before it is done. Called off the Qt thread."""

COUNTED_FROM = 5
"""Where at least so many images come together, it is said how far they are, and offered to stop."""

TIME_LEFT_AFTER_S = 2.0
"""And from when on how long the others will take."""

OPENED_AT_ONCE = 2
"""Each takes its whole image in memory, and about one core."""


@dataclass(eq=False)
class _Arrival:
    """An image on its way in. `seen`: it is to be looked at, not only to join the others.

    `settle` gives it to the session, or says why there is none; set when its decoding has ended.
    """

    name: str
    decode: Decode
    seen: bool
    stand_in: OpenImage | None = None
    in_session: bool = False
    settle: Callable[[], None] | None = None


# Longer texts are no links; nobody waits for a novel to be read.
LONGEST_LINK = 1000


def model_link(mime: QMimeData) -> str:
    """The link to a model on a hub that was dragged or pasted; empty when it is none."""
    from vizdesk.downloads.errors import DownloadError
    from vizdesk.downloads.hub import hub_endpoint
    from vizdesk.downloads.hub_link import read_link

    if mime.hasImage():
        return ""
    texts = [url.toString() for url in mime.urls() if not url.isLocalFile()]
    texts += [mime.text().strip()] if mime.hasText() else []
    for text in texts:
        try:
            link = read_link(text, hub_endpoint()) if len(text) <= LONGEST_LINK else None
        except DownloadError:
            continue  # an address elsewhere: perhaps an image's
        if link is not None and Path(link.path).suffix.lower() not in IMAGE_ENDINGS:
            return text
    return ""


def _is_model(path: Path) -> bool:
    """Whether a file is a GGUF by its ending, or by its first bytes where it has no known one."""
    ending = path.suffix.lower()
    if ending in MODELS or ending in IMAGE_ENDINGS:
        return ending in MODELS
    try:
        with open_regular(path) as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False  # what is wrong with it is said when it is opened


def sort_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What may be images, and what may be models: GGUF files and folders that hold some.

    Folders give the images directly inside them.
    """
    from vizdesk.catalog.gguf.disk_walk import REPOSITORY_DEPTH, gguf_files

    images: list[Path] = []
    models: list[Path] = []
    for path in paths:
        if not path.is_dir():
            (models if _is_model(path) else images).append(path)
            continue
        inside = sorted(file for file in path.iterdir() if file.is_file())
        if next(gguf_files(path, REPOSITORY_DEPTH), None) is not None:
            models.append(path)
            # What else lies beside models (licences, settings) was not meant to be opened.
            inside = [file for file in inside if file.suffix.lower() in IMAGE_ENDINGS]
        images += inside
    return images, models


def prepare_opening() -> None:
    """Import what opening an image needs, for a thread: 0.15 s of the first image otherwise."""
    from PIL import Image

    import vizdesk.catalog.gguf.disk_walk
    import vizdesk.images.opening  # noqa: F401

    Image.preinit()


class ImageLoader:
    """Opens images off the Qt thread and hands them to the session in the order they came.

    GGUF files and folders of them go to `take_models`, links to models to `take_link`. `silence`
    takes back what was said. `show_refused` lists why files were not opened, once all that came
    with them are: where several were given, what is said of one would hide what is said of another.
    """

    def __init__(
        self,
        session: Session,
        background: TaskRunner,
        say: ShowMessage,
        take_models: Callable[[Sequence[Path]], None],
        silence: Callable[[str], None],
        take_link: Callable[[str], None],
        show_refused: Callable[[Sequence[str]], None],
    ) -> None:
        self._session = session
        self._background = background
        self._say = say
        self._take_models = take_models
        self._silence = silence
        self._take_link = take_link
        self._show_refused = show_refused
        self._refused: list[str] = []
        self._together = 0  # files that came since nothing was on its way
        self._ended = 0  # how many of them are open or refused
        self._began = 0.0
        self._progress = ""
        self.waiting = 0
        self._frame_wanted = ""
        self._queued: deque[_Arrival] = deque()
        self._arriving: deque[_Arrival] = deque()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open images, add models; folders give what is inside them."""
        self.waiting += 1
        # In the background: a folder on a slow disk is not to hold the window up.
        self._background.run(partial(sort_out, paths)).finished(self._no_longer_wait).success(
            self._sorted_out
        ).failure(self._show_unreadable)

    def _no_longer_wait(self) -> None:
        self.waiting -= 1

    def _show_unreadable(self, error: BaseException) -> None:
        self._say(tr("The folder could not be read: {why}").format(why=error))

    def _sorted_out(self, images_and_models: tuple[list[Path], list[Path]]) -> None:
        images, models = images_and_models
        for at, path in enumerate(images):
            self._open(_Arrival(path.name, partial(_from_file, path), seen=at == 0))
        if models:
            self._take_models(models)

    def take_frame(self, opened: OpenImage, frame: int) -> None:
        """Open another frame (from 0) of an image's file; the one asked for last is shown."""
        ref = replace(opened.image.ref, frame=frame)
        self._frame_wanted = ref.key
        self.waiting += 1
        words = tr("Opening {name}…").format(name=ref.name)
        self._say(words, passing=True)

        def work() -> OpenImage:
            from vizdesk.images.opening import open_image, pixels_again

            image = open_image(Path(ref.path), frame=frame)
            return self._whole(image, partial(pixels_again, image.ref))

        def show(other: OpenImage) -> None:
            self._silence(words)
            if self._frame_wanted == ref.key:
                self._session.take_frame(opened, other)

        def failed(error: BaseException) -> None:
            self._say(_why_not(ref.name, error))
            if self._session.current is opened:
                self._session.show_image(opened)  # the chooser follows what is shown

        self._background.run(work).finished(self._no_longer_wait).success(show).failure(failed)

    def take_frames(self, opened: OpenImage) -> None:
        """Open every page or frame of an image's file as an image of its own, in their order."""
        ref = opened.image.ref
        for frame in range(ref.frames):
            if all(image.key != replace(ref, frame=frame).key for image in self._session.images):
                name = replace(ref, frame=frame).name
                self._open(_Arrival(name, partial(_from_file, Path(ref.path), frame=frame), False))

    def take_mime(self, mime: QMimeData | None) -> None:
        """Take what was dropped or pasted: files first, else the pixels themselves.

        None: some platforms have no clipboard, or an empty one.
        """
        if mime is None:
            mime = QMimeData()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        link = "" if files else model_link(mime)
        if files:
            self.take_files(files)
        elif link:
            self._take_link(link)
        elif mime.hasImage():
            decode = partial(_from_pixels, _png(mime))
            self._open(_Arrival(tr("the pasted image"), decode, seen=True))
        elif mime.hasUrls():
            self._say(
                tr(
                    "The browser gave only an address, and vizdesk fetches nothing by itself. "
                    "Copy the image and paste it here, or save it first."
                )
            )
        else:
            self._say(tr("There is no image in the clipboard."))

    def _open(self, arrival: _Arrival) -> None:
        self.waiting += 1
        if not self._queued and not self._arriving:
            self._refused, self._together, self._ended = [], 0, 0
            self._began = time.monotonic()
        self._together += 1
        self._queued.append(arrival)
        self._begin_next()

    def _begin_next(self) -> None:
        at_work = sum(arrival.settle is None for arrival in self._arriving)
        if not self._queued or at_work >= OPENED_AT_ONCE:
            return
        arrival = self._queued.popleft()
        self._arriving.append(arrival)
        self._tell_progress(arrival.name)

        shown: list[DecodedImage] = []

        def show(small: DecodedImage) -> None:
            shown.append(small)
            size = (small.ref.width, small.ref.height)
            stand_in = OpenImage(small, ImagePyramid(small.pixels, size), whole=False)
            self._background.post(partial(self._sighted, arrival, stand_in))

        def work() -> OpenImage:
            image, again = arrival.decode(show)
            if arrival.seen and not shown and image.ref.width * image.ref.height >= LARGE_PIXELS:
                show(_smaller(image))
            return self._whole(image, again, screen=arrival.seen)

        def ended(settle: Callable[..., None], outcome: OpenImage | BaseException) -> None:
            arrival.settle = partial(settle, arrival, outcome)
            self._settle_in_order()

        self._background.run(work).success(partial(ended, self._opened)).failure(
            partial(ended, self._not_opened)
        )
        self._begin_next()

    def _tell_progress(self, name: str) -> None:
        """Which image is being opened; of many, how far they are, and a way to open no more."""
        counted = self._together >= COUNTED_FROM
        words = tr("Opening image {at} of {n}: {name}…") if counted else tr("Opening {name}…")
        at = self._together - len(self._queued)
        self._progress = words.format(name=name, at=number(at), n=number(self._together))
        took, left = time.monotonic() - self._began, self._together - self._ended
        if counted and self._ended and took > TIME_LEFT_AFTER_S:
            self._progress += f" {seconds_left(took / self._ended * left)}"
        offer = Action(tr("Stop"), self.stop) if counted else None
        self._say(self._progress, offer, passing=True)

    def _silence_at_end(self) -> None:
        """The words stay while the next image is opened: what comes and goes cannot be clicked."""
        if not self._queued and not self._arriving:
            self._silence(self._progress)

    def stop(self) -> None:
        """Open no more of the images that wait; those that are being opened come still."""
        left = len(self._queued)
        self._queued.clear()
        self.waiting -= left
        self._say(
            tr("Stopped: {left} of {n} images were not opened.").format(
                left=number(left), n=number(self._together)
            )
        )
        self._together -= left

    def _whole(self, image: DecodedImage, again: Again, *, screen: bool = True) -> OpenImage:
        """For a thread; `screen`: with its whole copies, as it will be looked at."""
        opened = opened_image(image, self._session.pixels, again)
        if screen:
            self._session.screen_copies.take(opened, ImagePyramid(image.pixels))
        return opened

    def _sighted(self, arrival: _Arrival, stand_in: OpenImage) -> None:
        arrival.stand_in = stand_in
        self._show_first()

    def _show_first(self) -> None:
        """Show the stand-in of the image whose turn it is."""
        first = self._arriving[0] if self._arriving else None
        if first is not None and first.stand_in is not None and not first.in_session:
            first.in_session = True
            self._session.add_image(first.stand_in, show=first.seen)

    def _settle_in_order(self) -> None:
        """Images join the session in the order they were given, however long each one takes."""
        while self._arriving and (settle := self._arriving[0].settle) is not None:
            self._show_first()
            self._arriving.popleft()
            self.waiting -= 1
            self._ended += 1
            settle()
        self._show_first()
        self._begin_next()
        if self._refused and not self._arriving and not self._queued:
            refused, self._refused = self._refused, []
            self._show_refused(refused)

    def _opened(self, arrival: _Arrival, opened: OpenImage) -> None:
        # What is shown by now may be about a model that came with it.
        self._silence_at_end()
        if opened.image.notes:
            self._say(joined(opened.image.notes))
        if arrival.in_session:
            self._session.complete_image(opened)
        else:
            self._session.add_image(opened, show=arrival.seen)

    def _not_opened(self, arrival: _Arrival, error: BaseException) -> None:
        if arrival.in_session and arrival.stand_in in self._session.images:
            self._session.close_image(arrival.stand_in)
        behind = next(iter([*self._arriving, *self._queued]), None)
        if arrival.seen and behind is not None:
            behind.seen = True  # of several, the first that can be opened is looked at
        if self._together > 1:
            self._silence_at_end()
            why = _why_not(arrival.name, error)
            self._refused.append(why if arrival.name in why else f"{arrival.name}: {why}")
        else:
            self._say(_why_not(arrival.name, error))


def _why_not(name: str, error: BaseException) -> str:
    if isinstance(error, ImageError):
        return error_sentence(error)
    return tr("{name} could not be opened: {why}").format(name=name, why=repr(error))


def _smaller(image: DecodedImage) -> DecodedImage:
    factor = max(1, max(image.pixels.size) // STAND_IN_EDGE)
    return replace(image, pixels=image.pixels.reduce(factor))


def _from_file(path: Path, show: Show, frame: int = 0) -> tuple[DecodedImage, Again]:
    # Pillow only now, here and below: the window is visible 15 ms sooner without it.
    from vizdesk.images.opening import first_sight, open_image, pixels_again

    small = None if frame else first_sight(path, LARGE_PIXELS, STAND_IN_EDGE)
    if small is not None:
        show(small)
    image = open_image(path, frame=frame)
    return image, partial(pixels_again, image.ref)


def _from_pixels(png: bytes, show: Show) -> tuple[DecodedImage, Again]:
    from vizdesk.images.opening import open_bytes

    def opened() -> DecodedImage:
        return open_bytes(png, "pasted.png")

    return opened(), lambda: opened().pixels


def _png(mime: QMimeData) -> bytes:
    data = mime.data("image/png")
    if not data.isEmpty():
        return bytes(data.data())
    image = mime.imageData()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(image, QImage):
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
