"""The catalogue's lines as Qt's views read them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from vizdesk.catalog.cards.facts import Fact, first
from vizdesk.catalog.insights.browsing import CatalogueLine, CatalogueOrder
from vizdesk.common.formatting import UNKNOWN, byte_size, dollars, month, tokens
from vizdesk.comparison.tasks import TaskKind
from vizdesk.painting.fonts import sans
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.plain_text import plain_tip
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ORDERS = tuple(CatalogueOrder)
IN_TABLE = 0
"""The column that says whether the comparison table has the model; the others follow ORDERS."""


class CatalogueModel(QAbstractTableModel):
    """Read-only; `order` and `descending` are what the lines are sorted by."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self.lines: list[CatalogueLine] = []
        self.compared: set[str] = set()
        self.order, self.descending = CatalogueOrder.NAME, False

    def show_lines(
        self, lines: Sequence[CatalogueLine], order: CatalogueOrder, *, descending: bool
    ) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self.lines, self.order, self.descending = list(lines), order, descending
        self.endResetModel()

    def show_compared(self, ids: Collection[str]) -> None:
        """Mark the cards that the comparison table has."""
        self.compared = set(ids)
        if self.lines:
            last = self.index(len(self.lines) - 1, IN_TABLE)
            self.dataChanged.emit(self.index(0, IN_TABLE), last)

    def row_of(self, card_id: str) -> int:
        """Where a card stands; -1 where it is not shown."""
        return next((at for at, line in enumerate(self.lines) if line.card.id == card_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(ORDERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, roles = self.lines[index.row()], Qt.ItemDataRole
        if index.column() == IN_TABLE:
            return self._mark(line, role)
        order = ORDERS[index.column() - 1]
        words = self.words(line, order)
        if role == roles.DisplayRole:
            return words
        if role == roles.AccessibleTextRole:
            return f"{line.card.name}, {self.title(order)}: {words}"
        if role == roles.ToolTipRole:
            return plain_tip(self._tip(line, order)) or None
        if role == roles.ForegroundRole:
            return QColor(self._colour(line, order, words))
        return self._name_font(order) if role == roles.FontRole else None

    def _mark(self, line: CatalogueLine, role: int) -> object:
        there = line.card.id in self.compared
        if role == Qt.ItemDataRole.DisplayRole:
            return "✓" if there else "+"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self.tokens.accent if there else self.tokens.muted)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.tr("in the table") if there else self.tr("not in the table")
            return plain_tip(f"{line.card.name}: {words}")
        return None

    @staticmethod
    def _name_font(order: CatalogueOrder) -> QFont | None:
        return sans(13, 600) if order is CatalogueOrder.NAME else None

    def _colour(self, line: CatalogueLine, order: CatalogueOrder, words: str) -> str:
        t = self.tokens
        if words == UNKNOWN:
            return t.faint
        if order is CatalogueOrder.SIZE and line.fits is not None:
            return t.good if line.fits else t.fair
        return t.text if order is CatalogueOrder.NAME else t.muted

    def words(self, line: CatalogueLine, order: CatalogueOrder) -> str:
        """What stands in one cell."""
        card = line.card
        context, released = first(card.context), first(card.released)
        shown = {
            CatalogueOrder.NAME: card.name,
            CatalogueOrder.ORGANISATION: first(card.organisation),
            CatalogueOrder.WHERE: self._where(line),
            CatalogueOrder.PRICE: dollars(line.price.value.output) if line.price else "",
            CatalogueOrder.CONTEXT: tokens(context) if context else "",
            CatalogueOrder.PARAMETERS: first(card.parameters),
            CatalogueOrder.SIZE: byte_size(line.size) if line.size else "",
            CatalogueOrder.LICENCE: first(card.licence),
            CatalogueOrder.BOXES: self._boxes(line),
            CatalogueOrder.RELEASED: translate_message(month(released)) if released else "",
        }
        return shown[order] or UNKNOWN

    def _where(self, line: CatalogueLine) -> str:
        here = self.tr("Local") if line.runs_here else ""
        api = self.tr("API") if line.card.remote else ""
        return " · ".join(filter(None, (here, api)))

    def _boxes(self, line: CatalogueLine) -> str:
        if line.names_boxes:
            return self.tr("yes")
        return self.tr("experimental") if TaskKind.DETECT in line.card.tried_tasks else ""

    def _tip(self, line: CatalogueLine, order: CatalogueOrder) -> str:
        card = line.card
        facts: dict[CatalogueOrder, Sequence[Fact[object]]] = {
            CatalogueOrder.ORGANISATION: card.organisation,
            CatalogueOrder.PRICE: [line.price] if line.price else (),
            CatalogueOrder.CONTEXT: card.context,
            CatalogueOrder.PARAMETERS: card.parameters,
            CatalogueOrder.LICENCE: card.licence,
            CatalogueOrder.RELEASED: card.released,
        }
        if order is CatalogueOrder.NAME:
            return "\n".join(filter(None, (card.name, card.tagline)))
        if order is CatalogueOrder.SIZE and line.size is not None:
            return self._fit_words(line)
        if order is CatalogueOrder.WHERE and card.to_run:
            return card.to_run
        if order is CatalogueOrder.BOXES and not line.names_boxes:
            return self.tr("No source names boxes for it; vizdesk can ask for them all the same.")
        shown = facts.get(order, ())
        lines = [translate_message(fact.source.words) for fact in shown[:1]]
        return "\n".join([self.words(line, order), *lines]) if lines else ""

    def _fit_words(self, line: CatalogueLine) -> str:
        if line.fits is None:
            return self.tr("The smallest files that run it; whether they fit here is not known.")
        if line.fits:
            return self.tr("The smallest files that run it; they fit this machine.")
        return self.tr("The smallest files that run it; too large for this machine.")

    def title(self, order: CatalogueOrder) -> str:
        """The heading of a column."""
        return {
            CatalogueOrder.NAME: self.tr("Model"),
            CatalogueOrder.ORGANISATION: self.tr("Organisation"),
            CatalogueOrder.WHERE: self.tr("Runs"),
            CatalogueOrder.PRICE: self.tr("Output $/1M"),
            CatalogueOrder.CONTEXT: self.tr("Context"),
            CatalogueOrder.PARAMETERS: self.tr("Parameters"),
            CatalogueOrder.SIZE: self.tr("Files"),
            CatalogueOrder.LICENCE: self.tr("Licence"),
            CatalogueOrder.BOXES: self.tr("Boxes"),
            CatalogueOrder.RELEASED: self.tr("Released"),
        }[order]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is not Qt.Orientation.Horizontal or role not in shown:
            return None
        if section == IN_TABLE:
            return "" if role == Qt.ItemDataRole.DisplayRole else self.tr("in the table")
        order = ORDERS[section - 1]
        arrow = (" ↓" if self.descending else " ↑") if order is self.order else ""
        return self.title(order) + arrow
