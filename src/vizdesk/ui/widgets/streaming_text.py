"""Selectable text that grows while a model writes, however much and however it is written."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from vizdesk.painting.fonts import mono

LONGEST_LINE = 2_000
"""Characters of one line: Qt's time for a line grows with the square of its length."""
SLICE = 50_000
"""Characters that are put in at once; the window answers between two slices."""
_BREAK = "\u2060\n"
"""A line end that is not the text's own; what is copied has none of it."""


class StreamingText(QPlainTextEdit):
    """Selectable text that is appended to, not set anew, while a model writes."""

    def __init__(self, name: str, *, code: bool = False) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("role", "reply")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text = ""
        self._inserted = 0  # characters of it
        self._column = 0  # characters since the last line end
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._insert_slice)
        if code:
            self.setFont(mono(12))
            self.setStyleSheet('font-family: "JetBrains Mono"; font-size: 12px;')

    def show_text(self, text: str) -> None:
        """Show `text`; only what is new is inserted when the rest is already there."""
        if text == self._text:
            return
        if not (self._text and text.startswith(self._text)):
            self.clear()
            self._inserted = self._column = 0
        self._text = text
        self._insert_slice()

    def _insert_slice(self) -> None:
        bar = self.verticalScrollBar()
        at_end = self._inserted > 0 and bar.value() >= bar.maximum() - 4
        part = self._text[self._inserted : self._inserted + SLICE]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._broken(part))
        self._inserted += len(part)
        if at_end:
            bar.setValue(bar.maximum())
        if self._inserted < len(self._text):
            self._more.start()

    def _broken(self, part: str) -> str:
        """What comes next, its lines broken where they are longer than LONGEST_LINE."""
        pieces: list[str] = []
        for at, line in enumerate(part.split("\n")):
            if at:
                pieces.append("\n")
                self._column = 0
            start = 0
            while self._column + len(line) - start > LONGEST_LINE:
                room = LONGEST_LINE - self._column
                pieces += (line[start : start + room], _BREAK)
                start, self._column = start + room, 0
            pieces.append(line[start:])
            self._column += len(line) - start
        return "".join(pieces)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace(_BREAK, ""))
        return data
