"""The colour key of rates, as a row of three words in their colours."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from vizdesk.common.grades import Grade
from vizdesk.ui.widgets.basics import label


class ScoreKey(QWidget):
    """≥75% good, 40–74% fair, <40% weak."""

    def __init__(self) -> None:
        super().__init__()
        words = {
            Grade.GOOD: self.tr("≥75% good"),
            Grade.FAIR: self.tr("40–74% fair"),
            Grade.WEAK: self.tr("<40% weak"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Score key:"), "muted"))
        for grade, said in words.items():
            row.addWidget(label(said, "", grade.value))
