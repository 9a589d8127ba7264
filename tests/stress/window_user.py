"""The real window with somebody in front of it, who looks again and again and acts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from vizdesk.app import window as app
from vizdesk.ui.shell.main_window import MainWindow


class WindowUser(ABC):
    """Acts on the visible window every `every_ms` milliseconds."""

    def __init__(self, every_ms: int) -> None:
        self.timer = QTimer()
        self.timer.timeout.connect(self._look)
        self.timer.start(every_ms)

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                self.act(window)

    @abstractmethod
    def act(self, window: MainWindow) -> None:
        """Do the next thing, if the window is done with the last one."""


def run_with(user: Callable[[], WindowUser]) -> int:
    """Open the window as `vizdesk` does, with a user; returns its status."""
    original = QApplication.exec
    users = []

    def exec_and_act(*_: object) -> int:
        users.append(user())
        return int(original())

    QApplication.exec = staticmethod(exec_and_act)  # type: ignore[method-assign, assignment]
    return app.main([])
