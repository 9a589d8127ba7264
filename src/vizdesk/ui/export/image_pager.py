"""Which image of a set the preview shows: one before, one after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vizdesk.common.formatting import number
from vizdesk.ui.widgets.basics import ElidedLabel, button


class ImagePager(QWidget):
    """Steps through the images called `names`; `turned` when another is to be shown."""

    turned = Signal()

    def __init__(self, names: Sequence[str], at: int = 0) -> None:
        """`at` is the image to begin with, from 0."""
        super().__init__()
        self._names, self.at = tuple(names), at
        self.before = button("‹", "step", self.tr("Image before"))
        self.after = button("›", "step", self.tr("Image after"))
        self.before.setAccessibleName(self.tr("Image before"))
        self.after.setAccessibleName(self.tr("Image after"))
        self.words = ElidedLabel("", "muted")
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.before, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.after, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self._show()

    @property
    def count(self) -> int:
        """How many images there are."""
        return len(self._names)

    def _turn(self, by: int) -> None:
        self.at = min(max(0, self.at + by), len(self._names) - 1)
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at < len(self._names) - 1)
        if self._names:
            words = self.tr("Image {n} of {all} · {name}")
            self.words.setText(
                words.format(
                    n=number(self.at + 1), all=number(len(self._names)), name=self._names[self.at]
                )
            )
