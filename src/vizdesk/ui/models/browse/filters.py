"""The catalogue's filters: where it runs, price, context, licence, boxes, what fits here."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from vizdesk.catalog.insights.browsing import CardFilter, LicenceKind, RunsWhere
from vizdesk.common.formatting import dollars, tokens
from vizdesk.common.strict_json import to_json
from vizdesk.ui.widgets.basics import button
from vizdesk.ui.widgets.flow_layout import FlowLayout

PRICES = (None, 0.5, 2.0, 10.0)
"""Upper bounds offered, in dollars per million output tokens."""
CONTEXTS = (0, 32_000, 128_000, 1_000_000)
"""Lower bounds offered, in tokens."""
Choice = TypeVar("Choice", bound=Enum)


class CatalogueFilters(FlowLayout):
    """`changed` after every choice; `filter` is what is chosen."""

    changed = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        self.where = self._box(self.tr("Where it runs"))
        self.price = self._box(self.tr("Price"))
        self.context = self._box(self.tr("Context window"))
        self.licence = self._box(self.tr("Licence"))
        self.boxes = QCheckBox(self.tr("Gives boxes"))
        self.fits = QCheckBox(self.tr("Fits this machine"))
        self.clear = button(self.tr("Clear filters"), "plain")
        self._parts: list[QWidget] = [
            *(self.where, self.price, self.context, self.licence),
            *(self.boxes, self.fits, self.clear),
        ]
        super().__init__(self._parts)
        self._offer()
        for box in (self.where, self.price, self.context, self.licence):
            box.currentIndexChanged.connect(self.changed)
        for check in (self.boxes, self.fits):
            # As high as the boxes beside it, so that all words stand on one line.
            check.setMinimumHeight(self.where.sizeHint().height())
            check.toggled.connect(self.changed)
        self.clear.clicked.connect(self.cleared)

    @staticmethod
    def _box(name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        return box

    def _offer(self) -> None:
        for where, words in {
            RunsWhere.ANYWHERE: self.tr("local and API"),
            RunsWhere.HERE: self.tr("local"),
            RunsWhere.API: self.tr("API"),
        }.items():
            self.where.addItem(words, where)
        for most in PRICES:
            words = self.tr("any price") if most is None else self.tr("up to {price} per 1M output")
            self.price.addItem(words.format(price=dollars(most)), most)
        for least in CONTEXTS:
            words = self.tr("from {n} tokens") if least else self.tr("any context")
            self.context.addItem(words.format(n=tokens(least)), least)
        for kind, words in {
            LicenceKind.ANY: self.tr("any licence"),
            LicenceKind.PERMISSIVE: self.tr("Apache 2.0 or MIT"),
            LicenceKind.OPEN: self.tr("open weights"),
            LicenceKind.CLOSED: self.tr("proprietary"),
        }.items():
            self.licence.addItem(words, kind)

    @property
    def filter(self) -> CardFilter:
        """What is chosen."""
        return CardFilter(
            self.where.currentData(),
            self.price.currentData(),
            self.context.currentData(),
            self.licence.currentData(),
            self.boxes.isChecked(),
            self.fits.isChecked(),
        )

    def show_filter(self, wanted: CardFilter) -> None:
        """Choose this, and say `changed` once."""
        before = self.blockSignals(True)
        for box, value in (
            (self.where, wanted.where),
            (self.price, wanted.most_dollars),
            (self.context, wanted.least_context),
            (self.licence, wanted.licence),
        ):
            at = next((at for at in range(box.count()) if box.itemData(at) == value), 0)
            box.setCurrentIndex(at)
        self.boxes.setChecked(wanted.boxes)
        self.fits.setChecked(wanted.fits)
        self.blockSignals(before)
        self.changed.emit()

    def show_clear(self, shown: bool) -> None:
        """Offer to clear the filters, where there is anything to clear."""
        parts = self._parts if shown else self._parts[:-1]
        self.set_widgets(parts)


def written_filter(wanted: CardFilter) -> str:
    """The filter as a line for the window's settings."""
    return to_json(
        {
            "where": wanted.where.value,
            "price": wanted.most_dollars,
            "context": wanted.least_context,
            "licence": wanted.licence.value,
            "boxes": wanted.boxes,
            "fits": wanted.fits,
        }
    )


def filter_of(written: str) -> CardFilter:
    """What `written_filter` wrote; whatever is not understood is not chosen."""
    try:
        record: Any = json.loads(written)
    except (ValueError, RecursionError):
        return CardFilter()
    if not isinstance(record, dict):
        return CardFilter()
    price, context = record.get("price"), record.get("context")
    return CardFilter(
        _member(RunsWhere.ANYWHERE, record.get("where")),
        next((offered for offered in PRICES if offered == price), None),
        next((offered for offered in CONTEXTS if offered == context), 0),
        _member(LicenceKind.ANY, record.get("licence")),
        record.get("boxes") is True,
        record.get("fits") is True,
    )


def _member(usual: Choice, value: object) -> Choice:
    return next((member for member in type(usual) if member.value == value), usual)
