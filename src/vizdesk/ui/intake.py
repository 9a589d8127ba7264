"""Pictures in: from files, drops, the clipboard and browsers, opened in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMimeData
from PySide6.QtGui import QImage

from vizdesk.export.picture_levels import PictureLevels
from vizdesk.pictures.errors import PictureError
from vizdesk.pictures.picture import Picture
from vizdesk.ui.background import Background
from vizdesk.ui.session import OpenPicture, Session

Say = Callable[[str], None]


def tr(text: str) -> str:
    """Translate within the context `intake`."""
    return QCoreApplication.translate("intake", text)


def takes(mime: QMimeData) -> bool:
    """Whether something dragged or pasted may hold pictures."""
    return mime.hasUrls() or mime.hasImage()


class Intake:
    """Opens pictures off the Qt thread and hands them to the session in the order they came."""

    def __init__(self, session: Session, background: Background, say: Say) -> None:
        self._session = session
        self._background = background
        self._say = say
        self.waiting = 0

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open files; folders give the pictures directly inside them."""
        for path in paths:
            if path.is_dir():
                self.take_files(sorted(one for one in path.iterdir() if one.is_file()))
            else:
                self._open(partial(_from_file, path), path.name)

    def take_mime(self, mime: QMimeData) -> None:
        """Take what was dropped or pasted: files first, else the pixels themselves."""
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

    def _open(self, opening: Callable[[], Picture], name: str) -> None:
        self.waiting += 1
        self._say(tr("Opening {name}…").format(name=name))

        def work() -> OpenPicture:
            picture = opening()
            return OpenPicture(picture, PictureLevels(picture.image))

        self._background.call(work, partial(self._opened, name))

    def _opened(self, name: str, opened: OpenPicture | None, error: BaseException | None) -> None:
        self.waiting -= 1
        if opened is not None:
            notes = opened.picture.notes
            self._say(" ".join(notes))
            self._session.add_picture(opened)
        elif isinstance(error, PictureError):
            self._say(str(error))
        elif error is not None:
            self._say(tr("{name} could not be opened: {why}").format(name=name, why=repr(error)))


def _from_file(path: Path) -> Picture:
    # Pillow only now, here and below: the window is visible 15 ms sooner without it.
    from vizdesk.pictures.opening import open_picture

    return open_picture(path)


def _from_pixels(png: bytes) -> Picture:
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
