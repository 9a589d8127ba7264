"""The whole window over real services, for tests of one page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from vizdesk.app.container import Container
from vizdesk.app.window import build_services
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow


@contextmanager
def window_over(container: Container, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """The window at 1440 × 900, with what it remembers in `folder`; taken down whole."""
    background = TaskRunner()
    settings = QSettings(str(folder / "v.ini"), QSettings.Format.IniFormat)
    window = MainWindow(build_services(container, settings), background)
    window.resize(1440, 900)
    window.show()
    qtbot.addWidget(window)
    yield window
    window.close()
    background.close(container.close)
