"""All models of the catalogue: searched, filtered, sorted; Enter opens one, Space compares it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.insights.browsing import (
    CardFilter,
    CatalogueLine,
    CatalogueOrder,
    browse,
    catalogue_lines,
)
from vizdesk.ui.models.browse.filters import CatalogueFilters, filter_of, written_filter
from vizdesk.ui.models.browse.list_model import IN_TABLE, ORDERS, CatalogueModel
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.flat_table import HEAD, FlatHeader, PaddedCells
from vizdesk.ui.widgets.theme import Tokens

ROW_HEIGHT, NARROWEST = 30, 600
WIDTHS: Mapping[CatalogueOrder, int] = {
    CatalogueOrder.NAME: 230,
    CatalogueOrder.ORGANISATION: 118,
    CatalogueOrder.WHERE: 92,
    CatalogueOrder.PRICE: 108,
    CatalogueOrder.CONTEXT: 84,
    CatalogueOrder.PARAMETERS: 128,
    CatalogueOrder.SIZE: 78,
    CatalogueOrder.LICENCE: 160,
    CatalogueOrder.BOXES: 104,
    CatalogueOrder.RELEASED: 92,
}
FILTER_KEY, ORDER_KEY = "catalogue-filter", "catalogue-order"


class CataloguePage(QWidget):
    """`opened` asks for a model's page, `toggled` for it in or out of the comparison table."""

    back = Signal()
    opened = Signal(str)
    toggled = Signal(str)

    def __init__(self, cards: Iterable[Card], today: str, tokens: Tokens, state: QSettings) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._today, self._state = today, state
        self._cards = list(cards)
        self._fits: Mapping[str, bool] = {}
        self._lines: tuple[CatalogueLine, ...] = ()
        self.to_table = button(self.tr("← Comparison table"), "plain")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search name, maker, family, licence"))
        self.search.setAccessibleName(self.tr("Search the catalogue"))
        self.search.setClearButtonEnabled(True)
        self.filters = CatalogueFilters()
        self.count = label("", "muted")
        self.shown = CatalogueModel(tokens)
        self.table = QTableView()
        self.empty = QWidget()
        self.clear = button(self.tr("Clear filters"))
        self._frame = QFrame()
        self._set_up_table(tokens)
        self._lay_out()
        self._recall()
        self._connect()
        self._list_again()

    def _set_up_table(self, tokens: Tokens) -> None:
        table = self.table
        table.setModel(self.shown)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAccessibleName(self.tr("Models of the catalogue"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cells = PaddedCells(tokens, table)
        table.setItemDelegate(self.cells)
        self.names = FlatHeader(Qt.Orientation.Horizontal, tokens, table)
        self.names.setSectionsClickable(True)
        self.names.setStretchLastSection(True)
        self.names.setFixedHeight(HEAD)
        table.setHorizontalHeader(self.names)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setColumnWidth(IN_TABLE, 40)
        self.names.setSectionResizeMode(IN_TABLE, QHeaderView.ResizeMode.Fixed)
        for at, order in enumerate(ORDERS, 1):
            table.setColumnWidth(at, WIDTHS[order])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.to_table)
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        nothing = QVBoxLayout(self.empty)
        nothing.addStretch(1)
        words = label(self.tr("No model of the catalogue is like that."), "muted")
        for widget in (words, self.clear):
            nothing.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        nothing.addStretch(1)
        self._frame.setProperty("role", "pane")
        inside = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._frame)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.table)
        inside.addWidget(self.empty)
        hint = self.tr(
            "Enter opens a model’s page, Space puts it into the comparison table, a heading sorts."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(self._frame, 1)
        column.addWidget(ElidedLabel(hint, "muted"))

    def _connect(self) -> None:
        self.to_table.clicked.connect(self.back)
        self.search.textChanged.connect(lambda: self._list())
        self.search.installEventFilter(self)
        self.table.installEventFilter(self)
        self.filters.changed.connect(self._chosen)
        self.filters.cleared.connect(self.clear_filters)
        self.clear.clicked.connect(self.clear_filters)
        self.names.sectionClicked.connect(self._sort_by)
        self.table.clicked.connect(self._clicked)
        self.table.doubleClicked.connect(self._double_clicked)

    def minimumSizeHint(self) -> QSize:
        # Else the window could never become narrower than all of it side by side.
        return QSize(NARROWEST, super().minimumSizeHint().height())

    # --- What is shown --------------------------------------------------------------------
    def show_facts(self, cards: Iterable[Card]) -> None:
        """Show the same cards with other facts, such as new prices."""
        self._cards = list(cards)
        self._list_again()

    def show_fits(self, fits: Mapping[str, bool]) -> None:
        """Say which cards' files fit this machine, by id; nothing is said of others."""
        self._fits = fits
        self._list_again()

    def show_compared(self, ids: Collection[str]) -> None:
        """Mark what the comparison table has."""
        self.shown.show_compared(ids)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.shown.tokens = self.cells.tokens = self.names.tokens = tokens
        self.names.viewport().update()
        self.table.viewport().update()

    def clear_filters(self) -> None:
        """Show every model again."""
        self.search.clear()
        self.filters.show_filter(CardFilter())
        self.search.setFocus()

    def _list_again(self) -> None:
        self._lines = catalogue_lines(self._cards, self._today, self._fits)
        self._list()

    def _list(self) -> None:
        before, model = self._current(), self.shown
        wanted, words = self.filters.filter, self.search.text()
        lines = browse(self._lines, wanted, words, model.order, descending=model.descending)
        model.show_lines(lines, model.order, descending=model.descending)
        self.count.setText(
            self.tr("{n} of {all} models").format(n=len(lines), all=len(self._lines))
        )
        self.filters.show_clear(wanted.narrows or bool(words.strip()))
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._select(before)

    def _current(self) -> str:
        at = self.table.currentIndex().row()
        return self.shown.lines[at].card.id if 0 <= at < len(self.shown.lines) else ""

    def _select(self, card_id: str) -> None:
        at = self.shown.row_of(card_id)
        if at >= 0:
            self.table.setCurrentIndex(self.shown.index(at, 1))

    # --- What is done ---------------------------------------------------------------------
    def _chosen(self) -> None:
        self._state.setValue(FILTER_KEY, written_filter(self.filters.filter))
        self._list()

    def _recall(self) -> None:
        self.filters.show_filter(filter_of(str(self._state.value(FILTER_KEY, ""))))
        name, _, down = str(self._state.value(ORDER_KEY, "")).partition(" ")
        values = {order.value: order for order in CatalogueOrder}
        self.shown.order = values.get(name, CatalogueOrder.NAME)
        self.shown.descending = down == "down"

    def _sort_by(self, section: int) -> None:
        if section == IN_TABLE:
            return
        order, model = ORDERS[section - 1], self.shown
        model.descending = not model.descending if order is model.order else False
        model.order = order
        self._state.setValue(ORDER_KEY, f"{order.value} {'down' if model.descending else 'up'}")
        self._list()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == IN_TABLE:
            self.toggled.emit(self.shown.lines[index.row()].card.id)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() != IN_TABLE:
            self.opened.emit(self.shown.lines[index.row()].card.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and self._key_of_search(Qt.Key(event.key())):
                return True
            if watched is self.table and self._key_of_table(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _key_of_search(self, key: Qt.Key) -> bool:
        """Down and Enter lead from the search into what it left."""
        enters = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key not in enters or not self.shown.lines:
            return False
        if not self._current():
            self._select(self.shown.lines[0].card.id)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _key_of_table(self, key: Qt.Key) -> bool:
        card_id = self._current()
        if not card_id:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(card_id)
            return True
        if key == Qt.Key.Key_Space:
            self.toggled.emit(card_id)
            return True
        return False
