"""Which drags over the window are taken: as a copy, and only what will be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from vizdesk.common.image_files import HEAD_BYTES, IMAGE_ENDINGS, is_image_data
from vizdesk.common.regular_files import open_regular
from vizdesk.ui.compare.image_loader import MODELS, model_link

PANE_MIME = "application/x-vizdesk-pane"
"""What a pane that is dragged to another place carries: its model's id."""
# Files looked into while something is dragged: the Qt thread waits for each of them.
MOST_LOOKED_INTO = 20


def will_take(mime: QMimeData) -> bool:
    """Whether a drop would open an image or a model, or lead to one.

    A file that is refused is left to other places: a file manager that moves a file which nobody
    opens has deleted it.
    """
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return any(map(_is_openable, files[:MOST_LOOKED_INTO])) or len(files) > MOST_LOOKED_INTO
    return mime.hasImage() or bool(model_link(mime))


def accept_as_copy(event: QDropEvent | QDragMoveEvent) -> bool:
    """Accept a drag or a drop as a copy, whatever the source proposes; whether that can be.

    Never as a move: the source would delete what it believes to have been taken over.
    """
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


def _is_openable(path: Path) -> bool:
    """By its ending; where that says nothing, by its first bytes. Folders are looked through."""
    if path.suffix.lower() in MODELS or path.suffix.lower() in IMAGE_ENDINGS:
        return True
    try:
        if path.is_dir():
            return True
        with open_regular(path) as file:
            start = file.read(HEAD_BYTES)
    except OSError:
        return False
    return start.startswith(b"GGUF") or is_image_data(start)
