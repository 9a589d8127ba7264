"""The small fields of a new run: seed, repeats, prompts, ceiling, judge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from vizdesk.comparison.models import Model
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.ui.widgets.basics import label
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.plain_text import set_tip

# As many sibling suites as a person could ever wish for, in figures that fit the field.
LAST_SEED = 999_999


class RunFields(FlowLayout):
    """`seeded` when another seed is wanted, `changed` when another repeat, limit or ceiling is."""

    seeded = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__([])
        seed_words = self.tr(
            "Another seed, another suite of the same kinds of question, which no model can have "
            "learnt"
        )
        self.seed = _spin(1, LAST_SEED, self.tr("Seed"), seed_words)
        self.repeats = _spin(1, 20, self.tr("Ask each prompt so many times"))
        self.limit = _spin(0, 1_000_000, self.tr("At most so many prompts"))
        self.limit.setSpecialValueText(self.tr("all"))
        self.ceiling = QDoubleSpinBox()
        self.ceiling.setRange(0, 100_000)
        self.ceiling.setDecimals(2)
        self.ceiling.setPrefix("$ ")
        self.ceiling.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.ceiling.setFixedWidth(110)
        self.ceiling.setSpecialValueText(self.tr("none"))
        set_tip(self.ceiling, self.tr("Stop before it costs more"))
        self.ceiling.setAccessibleName(self.tr("Stop before it costs more"))
        self.ceiling.lineEdit().setAccessibleName(self.ceiling.accessibleName())
        self.judge = QComboBox()
        self.judge.setAccessibleName(self.tr("Judge"))
        set_tip(
            self.judge,
            self.tr("A model that judges answers too, beside the rules; never its own answers"),
        )
        self._seed = _named(self.tr("Seed"), self.seed)
        self._always = [
            _named(self.tr("Repeats"), self.repeats),
            _named(self.tr("Prompts"), self.limit),
            _named(self.tr("Ceiling"), self.ceiling),
            _named(self.tr("Judge"), self.judge),
        ]
        self.set_widgets([self._seed, *self._always])
        self.seed.valueChanged.connect(lambda _: self.seeded.emit())
        for box in (self.repeats, self.limit, self.ceiling):
            box.valueChanged.connect(lambda _: self.changed.emit())

    def offer_seed(self, offered: bool) -> None:
        """Whether the suite is one that a seed draws; the field is there for those alone."""
        if offered is self._seed.isHidden():
            self.set_widgets([self._seed, *self._always] if offered else self._always)

    def offer_judges(self, ready: Sequence[Model]) -> None:
        """Offer these models as judges, and none."""
        kept = self.judge.currentData()
        self.judge.clear()
        self.judge.addItem(self.tr("none"), "")
        for model in distinct_names(ready):
            self.judge.addItem(model.name, model.id)
        self.judge.setCurrentIndex(max(0, self.judge.findData(kept)))


def _named(words: str, field: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    both.setFixedHeight(34)
    row.setContentsMargins(0, 0, 14, 0)
    row.setSpacing(8)
    row.addWidget(label(words, "muted"))
    row.addWidget(field)
    return both


def _spin(low: int, high: int, name: str, explained: str = "") -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setAccessibleName(name)
    box.lineEdit().setAccessibleName(name)
    box.setAccessibleDescription(explained)
    set_tip(box, explained or name)
    box.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setFixedWidth(84)
    return box
