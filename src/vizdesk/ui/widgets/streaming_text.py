"""Selectable text that grows while a model writes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from vizdesk.painting.fonts import mono


class StreamingText(QPlainTextEdit):
    """Selectable text that is appended to, not set anew, while a model writes."""

    def __init__(self, name: str, *, code: bool = False) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "reply")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown = ""
        if code:
            self.setFont(mono(12))
            self.setStyleSheet('font-family: "JetBrains Mono"; font-size: 12px;')

    def show_text(self, text: str) -> None:
        """Show `text`; only what is new is inserted when the rest is already there."""
        if text == self._shown:
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        if self._shown and text.startswith(self._shown):
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(self._shown) :])
        else:
            self.setPlainText(text)
        self._shown = text
        if at_end:
            bar.setValue(bar.maximum())
