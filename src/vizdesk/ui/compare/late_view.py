"""A layout as the window holds it before anybody has looked at it: empty, and light."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from vizdesk.ui.widgets.basics import label


class LateView(QFrame):
    """`shown` when it comes into sight; what is in it comes then, with `take`."""

    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.hint = label("", "lead")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        self._stack = QStackedLayout()
        column.addLayout(self._stack)
        self._stack.addWidget(self.hint)

    def take(self, body: QWidget) -> None:
        """Show this from now on."""
        self._stack.addWidget(body)
        self._stack.setCurrentWidget(body)

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()
