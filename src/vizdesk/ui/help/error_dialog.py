"""One sentence after an exception that nobody caught; vizdesk goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from vizdesk.ui.widgets.basics import button, label


class ErrorDialog(QDialog):
    """`details` are what is copied; `log_wanted` when the log is to be shown.

    `fatal`: vizdesk could not even start, and ends with this.
    """

    log_wanted = Signal()

    def __init__(self, details: str, parent: QWidget | None = None, *, fatal: bool = False) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        goes_on = self.tr("vizdesk made a mistake and goes on; what was answered is kept.")
        self.words = label(
            self.tr("vizdesk cannot start; installing it again may help.") if fatal else goes_on
        )
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(400)
        self.copy_button = button(self.tr("Copy details"))
        self.copy_button.clicked.connect(self.copy)
        self.log_button = button(self.tr("Show the log"))
        self.log_button.clicked.connect(self.log_wanted)
        self.on_button = button(self.tr("Close") if fatal else self.tr("Go on"), "primary")
        self.on_button.setDefault(True)
        self.on_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_button)
        row.addWidget(self.log_button)
        row.addStretch(1)
        row.addWidget(self.on_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(20)
        column.addWidget(self.words)
        column.addLayout(row)
        self.on_button.setFocus()

    def copy(self) -> None:
        """Put the details into the clipboard."""
        QGuiApplication.clipboard().setText(self._details)
        self.copy_button.setText(self.tr("Copied"))
