"""The whole window over real services, for tests of one page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.ui.window_kit import shown_window

from vizdesk.services.app_services import AppServices
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow


@contextmanager
def window_over(services: AppServices, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """The window at 1440 × 900, with what it remembers in `folder`; taken down whole."""
    background = TaskRunner()
    window = shown_window(qtbot, services, background, folder, size=(1440, 900))
    yield window
    window.close()
    background.close(services.close)
