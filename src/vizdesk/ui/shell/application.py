"""The application object, to which macOS hands over the files that are opened with vizdesk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Says which files the system asks to open; elsewhere they come on the command line.

    Finder never starts a program with file names, it sends one event for each file, also to a
    program that runs already: https://doc.qt.io/qt-6/qfileopenevent.html
    """

    files_opened = Signal(list)  # of Path

    def event(self, event: QEvent) -> bool:
        """Overridden, not filtered: a filter would be called for every event of every widget."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.files_opened.emit([Path(event.file())])
            return True
        return super().event(event)
