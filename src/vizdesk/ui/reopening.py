"""A comparison of the history with its picture, or with its small copy where that is gone."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.comparison.nouns import Comparison, PictureRef
from vizdesk.ui.session import OpenPicture
from vizdesk.ui.translating import tr

if TYPE_CHECKING:
    from vizdesk.history.store import History
    from vizdesk.pictures.picture import Picture


@dataclass(frozen=True)
class Reopened:
    """`opened` is None where there is not even a small copy; `problem` says what is missing."""

    comparison: Comparison
    opened: OpenPicture | None
    view: str
    problem: str = ""


def reopened(
    history: Callable[[], History], comparison_id: str, place: Path | None = None
) -> Reopened:
    """Read it back. For a thread; raises HistoryError, sqlite3.Error.

    `place` is where the person says that the picture is now; it is noted where that is true.
    """
    from vizdesk.pictures.errors import PictureError

    store = history()
    comparison, view = store.load(comparison_id), store.view(comparison_id)
    ref = comparison.picture
    try:
        picture = _picture(place or store.picture_file(ref), ref)
    except PictureError as error:
        small = _stand_in(store, comparison)
        stands_in = tr("Its small preview stands in.") if small is not None else ""
        return Reopened(comparison, small, view, f"{error} {stands_in}".strip())
    if place is not None:
        store.moved(ref, place)
        comparison = store.load(comparison_id)
    from vizdesk.export.picture_levels import PictureLevels

    picture = replace(picture, ref=comparison.picture)
    return Reopened(comparison, OpenPicture(picture, PictureLevels(picture.image)), view)


def _picture(place: Path, ref: PictureRef) -> Picture:
    """The picture that was compared. Raises PictureError when it is not there, or another one."""
    from vizdesk.pictures.errors import PictureError
    from vizdesk.pictures.opening import from_image, open_picture

    found = open_picture(place)
    # A copy is named by what it is a copy of; a pasted picture is known by its pixels alone.
    if place.name.startswith(ref.sha256) or found.ref.sha256 == ref.sha256:
        return found
    if from_image(found.image, place.name).ref.sha256 == ref.sha256:
        return found
    if place == Path(ref.path):
        words = tr("{path} was changed since; the answers are about the picture it was.")
        raise PictureError(words.format(path=place))
    words = tr("{name} is not the picture that was compared.")
    raise PictureError(words.format(name=place.name))


def _stand_in(store: History, comparison: Comparison) -> OpenPicture | None:
    from PIL import Image

    from vizdesk.export.picture_levels import PictureLevels
    from vizdesk.pictures.picture import Picture

    kept, ref = store.thumbnail(comparison.id), comparison.picture
    if kept is None:
        return None
    with Image.open(io.BytesIO(kept)) as small:
        picture = Picture(small.convert("RGB"), ref)
    levels = PictureLevels(picture.image, (ref.width, ref.height))
    return OpenPicture(picture, levels, whole=False, gone=True)
