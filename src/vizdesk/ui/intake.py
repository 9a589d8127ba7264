"""Pictures in: from files, drops, the clipboard and browsers, opened in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from vizdesk.export.picture_levels import PictureLevels
from vizdesk.pictures.errors import PictureError
from vizdesk.pictures.picture import Picture
from vizdesk.ui.background import Background
from vizdesk.ui.notice import Say
from vizdesk.ui.session import OpenPicture, Session
from vizdesk.ui.translating import tr

PICTURES = "*.png *.jpg *.jpeg *.webp *.avif *.gif *.bmp *.tif *.tiff *.svg *.heic"
MODELS = "*.gguf"
# Opening a picture of this many pixels takes long enough (0.2 s) to show a small copy first.
LARGE_PIXELS = 16_000_000
STAND_IN_EDGE = 1600


Show = Callable[[Picture], None]
"""Shows a small copy of a picture, from any thread."""

Opening = Callable[[Show], Picture]
"""Opens a picture; may show a small copy before it is done. Called off the Qt thread."""


def takes(mime: QMimeData) -> bool:
    """Whether something dragged or pasted may hold pictures."""
    return mime.hasUrls() or mime.hasImage()


def sort_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What may be pictures, and what may be models: GGUF files and folders that hold some.

    Folders give the pictures directly inside them.
    """
    pictures: list[Path] = []
    models: list[Path] = []
    for path in paths:
        if not path.is_dir():
            (models if fnmatch(path.name.lower(), MODELS) else pictures).append(path)
            continue
        inside = sorted(one for one in path.iterdir() if one.is_file())
        if any(fnmatch(one.name.lower(), MODELS) for one in [*inside, *path.glob("*/*")]):
            models.append(path)
            # What else lies beside models (licences, settings) was not meant to be opened.
            endings = PICTURES.replace("*", "").split()
            inside = [one for one in inside if one.suffix.lower() in endings]
        pictures += inside
    return pictures, models


class Intake:
    """Opens pictures off the Qt thread and hands them to the session in the order they came.

    GGUF files and folders of them go to `take_models`. `silence` takes back what was said.
    """

    def __init__(
        self,
        session: Session,
        background: Background,
        say: Say,
        take_models: Callable[[Sequence[Path]], None],
        silence: Callable[[str], None],
    ) -> None:
        self._session = session
        self._background = background
        self._say = say
        self._take_models = take_models
        self._silence = silence
        self.waiting = 0

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open pictures, add models; folders give what is inside them."""
        self.waiting += 1
        # In the background: a folder on a slow disk is not to hold the window up.
        self._background.call(partial(sort_out, paths), self._sorted_out)

    def _sorted_out(
        self, found: tuple[list[Path], list[Path]] | None, error: BaseException | None
    ) -> None:
        self.waiting -= 1
        if found is None:
            self._say(tr("The folder could not be read: {why}").format(why=error))
            return
        pictures, models = found
        for path in pictures:
            self._open(partial(_from_file, path), path.name)
        if models:
            self._take_models(models)

    def take_mime(self, mime: QMimeData | None) -> None:
        """Take what was dropped or pasted: files first, else the pixels themselves.

        None: some platforms have no clipboard, or an empty one.
        """
        if mime is None:
            mime = QMimeData()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_files(files)
        elif mime.hasImage():
            self._open(partial(_from_pixels, _png(mime)), tr("the pasted picture"))
        elif mime.hasUrls():
            self._say(
                tr(
                    "The browser gave only an address, and vizdesk fetches nothing by itself. "
                    "Copy the picture and paste it here, or save it first."
                )
            )
        else:
            self._say(tr("There is no picture in the clipboard."))

    def _open(self, opening: Opening, name: str) -> None:
        self.waiting += 1
        self._say(_opening_words(name))
        stand_ins: list[OpenPicture] = []

        def show(small: Picture) -> None:
            size = (small.ref.width, small.ref.height)
            stand_in = OpenPicture(small, PictureLevels(small.image, size), whole=False)
            stand_ins.append(stand_in)
            self._background.post(partial(self._session.add_picture, stand_in))

        def work() -> OpenPicture:
            picture = opening(show)
            if not stand_ins and picture.ref.width * picture.ref.height >= LARGE_PIXELS:
                show(_smaller(picture))
            return OpenPicture(picture, PictureLevels(picture.image))

        self._background.call(work, partial(self._opened, name, stand_ins))

    def _opened(
        self,
        name: str,
        stand_ins: Sequence[OpenPicture],
        opened: OpenPicture | None,
        error: BaseException | None,
    ) -> None:
        self.waiting -= 1
        if opened is not None:
            # What is said by now may be about a model that came with it.
            self._silence(_opening_words(name))
            if opened.picture.notes:
                self._say(" ".join(opened.picture.notes))
            if stand_ins:
                self._session.complete_picture(opened)
            else:
                self._session.add_picture(opened)
            return
        for one in stand_ins:
            if one in self._session.pictures:
                self._session.close_picture(one)
        if isinstance(error, PictureError):
            self._say(str(error))
        elif error is not None:
            self._say(tr("{name} could not be opened: {why}").format(name=name, why=repr(error)))


def _opening_words(name: str) -> str:
    return tr("Opening {name}…").format(name=name)


def _smaller(picture: Picture) -> Picture:
    factor = max(1, max(picture.image.size) // STAND_IN_EDGE)
    return replace(picture, image=picture.image.reduce(factor))


def _from_file(path: Path, show: Show) -> Picture:
    # Pillow only now, here and below: the window is visible 15 ms sooner without it.
    from vizdesk.pictures.opening import first_sight, open_picture

    small = first_sight(path, LARGE_PIXELS, STAND_IN_EDGE)
    if small is not None:
        show(small)
    return open_picture(path)


def _from_pixels(png: bytes, show: Show) -> Picture:
    from vizdesk.pictures.opening import open_bytes

    return open_bytes(png, "pasted.png")


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
