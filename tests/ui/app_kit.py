"""The whole window over real services, for tests of one page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from vizdesk.services.app_services import AppServices
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow


@contextmanager
def window_over(services: AppServices, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """The window at 1440 × 900, with what it remembers in `folder`; taken down whole."""
    background = TaskRunner()
    settings = QSettings(str(folder / "v.ini"), QSettings.Format.IniFormat)
    window = MainWindow(services, background, settings)
    window.resize(1440, 900)
    window.show()
    qtbot.addWidget(window)
    yield window
    window.close()
    background.close(services.close)
