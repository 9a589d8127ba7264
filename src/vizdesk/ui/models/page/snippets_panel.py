"""Snippets that ask the model from one's own program, ready to be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from vizdesk.painting.fonts import mono
from vizdesk.ui.widgets.basics import button

LINE, MARGIN = 18, 34


class SnippetsPanel(QWidget):
    """A tab for each (title, code)."""

    copied = Signal(str)

    def __init__(self, snippets: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.code = QPlainTextEdit()
        self.code.setProperty("role", "code")
        self.code.setReadOnly(True)
        self.code.setFont(mono(12))
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setAccessibleName(self.tr("Quick start"))
        self.copy = button(self.tr("Copy"), "plain", self.tr("Copy the code"))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(14)
        self._group = QButtonGroup(self)
        self.tabs = []
        for title, code in snippets:
            tab = button(title, "tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(lambda _=False, code=code: self.code.setPlainText(code))
            self._group.addButton(tab)
            row.addWidget(tab)
            self.tabs.append(tab)
        row.addStretch(1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.code)
        longest = max((code.count("\n") for _, code in snippets), default=1)
        self.code.setFixedHeight(min(24, longest + 1) * LINE + MARGIN)
        if self.tabs:
            self.tabs[0].click()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
        self.copied.emit(self.tr("The code is in the clipboard."))
