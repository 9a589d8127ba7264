"""What waits for the first painting comes after it, also where making the window took long."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vizdesk.ui.core.first_paint import after_first_paint


class Painted(QObject):
    """Notes the first painting of what it watches."""

    def __init__(self, happened: list[str]) -> None:
        super().__init__()
        self._happened = happened

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._happened.append("painted")
        return False


def test_a_timer_that_is_due_waits_until_the_window_was_painted(qtbot: QtBot) -> None:
    happened: list[str] = []
    window, watch = QWidget(), Painted(happened)
    qtbot.addWidget(window)
    window.installEventFilter(watch)
    after_first_paint(window, 0, window, lambda: happened.append("called"))
    window.show()
    qtbot.waitUntil(lambda: "called" in happened)
    assert happened[0] == "painted"
    assert happened.count("called") == 1


def test_a_window_that_is_never_shown_is_not_waited_for(qtbot: QtBot) -> None:
    happened: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    after_first_paint(window, 0, window, lambda: happened.append("called"))
    qtbot.waitUntil(lambda: happened == ["called"])
