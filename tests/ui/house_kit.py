"""The whole window over a real house, as `vizdesk.app` puts it together, for tests of a side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from vizdesk.app import build_desk
from vizdesk.composition import House
from vizdesk.ui.background import Background
from vizdesk.ui.main_window import MainWindow


@contextmanager
def window_over(house: House, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """The window at 1440 × 900, with what it remembers in `folder`; taken down whole."""
    background = Background()
    settings = QSettings(str(folder / "v.ini"), QSettings.Format.IniFormat)
    window = MainWindow(build_desk(house, settings), background)
    window.resize(1440, 900)
    window.show()
    qtbot.addWidget(window)
    yield window
    window.close()
    background.close(house.close)
