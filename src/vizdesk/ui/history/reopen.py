"""A comparison of the history with its image, or with its small copy where that is gone."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.common.messages import message
from vizdesk.comparison.types import Comparison, ImageRef
from vizdesk.ui.core.open_image import OpenImage, opened_image
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import error_sentence

if TYPE_CHECKING:
    from vizdesk.history.store import History
    from vizdesk.images.decoded_image import DecodedImage
    from vizdesk.images.pixel_cache import PixelCache


@dataclass(frozen=True)
class Reopened:
    """`opened` is None where there is not even a small copy; `problem` says what is missing."""

    comparison: Comparison
    opened: OpenImage | None
    view: str
    problem: str = ""


def reopened(
    history: Callable[[], History],
    pixels: PixelCache,
    comparison_id: str,
    place: Path | None = None,
) -> Reopened:
    """Read it back. For a thread; raises HistoryError, sqlite3.Error.

    `place` is where the person says that the image is now; it is noted where that is true.
    """
    from vizdesk.images.errors import ImageError

    store = history()
    comparison, view = store.load(comparison_id), store.view(comparison_id)
    ref = comparison.image
    try:
        image = _image(place or store.image_file(ref), ref)
    except ImageError as error:
        small = _stand_in(store, comparison)
        stands_in = tr("Its small preview stands in.") if small is not None else ""
        return Reopened(comparison, small, view, f"{error_sentence(error)} {stands_in}".strip())
    if place is not None:
        store.moved(ref, place)
        comparison = store.load(comparison_id)
    image = replace(image, ref=comparison.image)
    there = place or store.image_file(ref)
    opened = opened_image(image, pixels, lambda: _image(there, ref).pixels)
    return Reopened(comparison, opened, view)


@dataclass(frozen=True)
class Restored:
    """An image that was open, and its comparisons; `opened` is None where nothing is left of it.

    `view` is how the last comparison was looked at; `problem` says what is missing.
    """

    opened: OpenImage | None
    comparisons: tuple[Comparison, ...] = ()
    view: str = ""
    problem: str = ""


def restored(
    history: Callable[[], History],
    pixels: PixelCache,
    ref: ImageRef,
    comparison_ids: Sequence[str],
) -> Restored:
    """Open an image again with the comparisons of these ids. For a thread.

    Comparisons that were deleted from the history are left out. Raises ImageError where the image
    is gone and the history has no small copy of it, sqlite3.Error.
    """
    from vizdesk.history.schema import HistoryError
    from vizdesk.images.opening import pixels_again

    comparisons = []
    for comparison_id in comparison_ids:
        try:
            comparisons.append(history().load(comparison_id))
        except HistoryError:
            continue
    if comparisons:
        last = reopened(history, pixels, comparisons[-1].id)
        return Restored(last.opened, tuple(comparisons), last.view, last.problem)
    image = _image(Path(ref.path), ref)
    return Restored(opened_image(image, pixels, lambda: pixels_again(image.ref)))


def _image(place: Path, ref: ImageRef) -> DecodedImage:
    """The image that was compared. Raises ImageError when it is not there, or another one."""
    from vizdesk.images.errors import ImageError
    from vizdesk.images.opening import from_image, open_image

    # A copy of pixels holds the one frame that was compared.
    frame = 0 if ".pixels." in place.name else ref.frame
    image = open_image(place, frame=frame)
    # A copy is named by what it is a copy of; a pasted image is known by its pixels alone.
    if place.name.startswith(ref.sha256) or image.ref.sha256 == ref.sha256:
        return image
    if from_image(image.pixels, place.name).ref.sha256 == ref.sha256:
        return image
    if place == Path(ref.path):
        raise ImageError(
            message(
                "{path} was changed since; the answers are about the image it was.",
                path=str(place),
            )
        )
    raise ImageError(message("{name} is not the image that was compared.", name=place.name))


def _stand_in(store: History, comparison: Comparison) -> OpenImage | None:
    from PIL import Image

    from vizdesk.images.decoded_image import DecodedImage
    from vizdesk.painting.image_pyramid import ImagePyramid

    kept, ref = store.thumbnail(comparison.id), comparison.image
    if kept is None:
        return None
    with Image.open(io.BytesIO(kept)) as small:
        image = DecodedImage(small.convert("RGB"), ref)
    levels = ImagePyramid(image.pixels, (ref.width, ref.height))
    return OpenImage(image, levels, whole=False, gone=True)
