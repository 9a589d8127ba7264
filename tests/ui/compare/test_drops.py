"""What is dragged over the window: taken as a copy, and only what will be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QImage
from tests.ui.window_kit import MakeWindow

from vizdesk.ui.compare.drops import accept_as_copy, will_take

ACTIONS = Qt.DropAction


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag(mime: QMimeData, actions: Qt.DropAction) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(100, 100),
        actions,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("photo.jpg", b"", True),
        ("PHOTO.PNG", b"", True),
        ("model.gguf", b"", True),
        ("photo", b"\xff\xd8\xff\xe0", True),
        ("weights", b"GGUF", True),
        ("invoice.docx", b"PK", False),
        ("notes.txt", b"words", False),
        ("empty", b"", False),
    ],
)
def test_only_what_will_be_opened_is_taken(
    tmp_path: Path, name: str, content: bytes, taken: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert will_take(files(path)) is taken


def test_folders_pixels_and_one_image_among_others_are_taken(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words")
    assert will_take(files(tmp_path))
    assert will_take(files(tmp_path / "notes.txt", tmp_path / "photo.jpg"))
    pixels = QMimeData()
    pixels.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert will_take(pixels)
    words = QMimeData()
    words.setText("just words")
    assert not will_take(words)
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/photo.jpg")])
    assert not will_take(address), "vizdesk fetches nothing by itself"


def test_a_move_is_never_confirmed(tmp_path: Path) -> None:
    mime = files(tmp_path / "a.png")
    both = drag(mime, ACTIONS.MoveAction | ACTIONS.CopyAction)
    assert accept_as_copy(both)
    assert both.isAccepted()
    assert both.dropAction() is ACTIONS.CopyAction
    move = drag(mime, ACTIONS.MoveAction)
    assert not accept_as_copy(move)
    assert not move.isAccepted()


def test_the_window_says_what_it_takes(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(image=False)
    refused = tmp_path / "invoice.docx"
    refused.write_bytes(b"PK")
    mime = files(refused)  # an event does not own it
    event = drag(mime, ACTIONS.CopyAction | ACTIONS.MoveAction)
    window.dragEnterEvent(event)
    assert not event.isAccepted()
    assert "GGUF" in window.message.text()
    Image.new("RGB", (8, 8)).save(tmp_path / "photo.png")
    mime = files(tmp_path / "photo.png")
    event = drag(mime, ACTIONS.CopyAction | ACTIONS.MoveAction)
    window.dragEnterEvent(event)
    assert event.isAccepted()
    assert event.dropAction() is ACTIONS.CopyAction
