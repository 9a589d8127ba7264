"""A few choices side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from vizdesk.ui.widgets.basics import button


class SegmentedControl(QFrame):
    """`chosen` when another is; `buttons` are the choices from the left."""

    chosen = Signal()

    def __init__(self, names: Sequence[str], at: int) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, name in enumerate(names):
            segment = button(name, "segment")
            segment.setCheckable(True)
            segment.setAutoExclusive(True)
            segment.setChecked(number == at)
            segment.clicked.connect(lambda: self.chosen.emit())
            self._group.addButton(segment, number)
            row.addWidget(segment, 1)
            self.buttons.append(segment)

    @property
    def at(self) -> int:
        """The place of the chosen one, from 0."""
        return self._group.checkedId()
