"""At what size a family is sent an image, and what that makes of the image that is open."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from vizdesk.comparison.profiles import Fit, ImageRule, Resample
from vizdesk.images.encoding import filter_of
from vizdesk.ui.models.profile.boxes_editor import choice_box, row_label
from vizdesk.ui.models.profile.labels import filter_names, fit_names, rule_words
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import label

MOST = 1_000_000_000
FIELDS = {
    Fit.LONGEST: ("longest",),
    Fit.SQUARE: ("side",),
    Fit.GRID: ("multiple", "min_pixels", "max_pixels", "longest"),
    Fit.BUDGET: ("multiple", "max_pixels"),
    Fit.EDGE: ("longest",),
    Fit.TILES: ("side", "most_tiles"),
    Fit.TILES_OR_GRID: ("side", "most_tiles", "multiple", "min_pixels", "max_pixels"),
    Fit.PATCHES: ("longest", "multiple"),
    Fit.PADDED_GRID: ("multiple", "max_pixels"),
    Fit.PADDED_SQUARE: ("side",),
    Fit.SQUARE_PADDED_FIRST: ("side",),
}


class ImageRuleEditor(QWidget):
    """Edits a ImageRule; `rule` is what is entered here. `own_side` is that of the projector."""

    changed = Signal()

    def __init__(self, own_side: int | None = None) -> None:
        super().__init__()
        self._own_side = own_side
        self._shown = ImageRule()
        self.fit = choice_box(fit_names(), self.tr("Image size"))
        self.filter = choice_box(filter_names(), self.tr("Filter"))
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.result = label("")
        self.result.setWordWrap(True)
        names = {
            "multiple": self.tr("Cell, pixels"),
            "longest": self.tr("Longest edge, at most"),
            "side": self.tr("Side"),
            "min_pixels": self.tr("Pixels, at least"),
            "max_pixels": self.tr("Pixels, at most"),
            "most_tiles": self.tr("Tiles, at most"),
        }
        self.numbers = {key: self._number(key, name) for key, name in names.items()}
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.addRow(row_label(self.tr("Fit")), self.fit)
        for key, field in self.numbers.items():
            self._rows.addRow(row_label(names[key]), field)
        self._rows.addRow(row_label(self.tr("Filter")), self.filter)
        for box in (self.fit, self.filter):
            box.currentIndexChanged.connect(self._entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.result, self.words):
            column.addWidget(widget)
        column.addLayout(self._rows)

    def _number(self, key: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setValidator(QIntValidator(1, MOST, field))
        field.setPlaceholderText(
            self.tr("the model's own") if key == "side" else self.tr("no limit")
        )
        field.textEdited.connect(self._entered)
        return field

    def show_rule(self, rule: ImageRule) -> None:
        """Show `rule` for editing, without telling anybody."""
        self._shown = rule
        for box, value in ((self.fit, rule.fit), (self.filter, filter_of(rule))):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(value))
            box.blockSignals(False)
        for key, field in self.numbers.items():
            value = getattr(rule, key)
            field.setText("" if value is None else str(value))
        self._follow()

    def show_result(self, words: str) -> None:
        """What the rule makes of the image that is open."""
        self.result.setText(translated(words))

    @property
    def rule(self) -> ImageRule:
        """The rule as entered; an empty field is no limit, where there need not be one."""
        entered = {key: int(field.text() or 0) for key, field in self.numbers.items()}
        fit, chosen = Fit(self.fit.currentData()), Resample(self.filter.currentData())
        usual = ImageRule().longest
        return replace(
            self._shown,
            fit=fit,
            # What was chosen by itself stays unsaid.
            resample=self._shown.resample if chosen is filter_of(self._shown) else chosen,
            multiple=entered["multiple"] or self._shown.multiple,
            most_tiles=entered["most_tiles"] or self._shown.most_tiles,
            longest=entered["longest"] or (usual if fit is Fit.LONGEST else None),
            side=entered["side"] or None,
            min_pixels=entered["min_pixels"] or None,
            max_pixels=entered["max_pixels"] or None,
        )

    def _entered(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        rule = self.rule
        self.words.setText(rule_words(rule, self._own_side))
        for key, field in self.numbers.items():
            self._rows.setRowVisible(field, key in FIELDS[rule.fit])
