"""The comparison table on the screen: frozen names and labels, sorted by a click on a label."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QMenu, QTableView

from vizdesk.catalog.table.table import ComparisonTable, TableRow, arranged, sorted_by
from vizdesk.ui.models.table.table_delegates import (
    BAND_HEIGHT,
    LABELS_WIDTH,
    ROW_HEIGHT,
    FactPainter,
    LabelHeader,
    NameHeader,
)
from vizdesk.ui.models.table.table_model import EMPTY, TableModel
from vizdesk.ui.widgets.theme import Tokens

LABELS_SHARE = 0.34
"""In a narrow window the properties have this share of the width."""


class ModelTableView(QTableView):
    """A click on a name opens its page, on a task tries it, on a label sorts."""

    opened = Signal(str)
    tried = Signal(str, object)
    removed = Signal(str)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)  # Tab leaves it; the arrow keys go from cell to cell
        self._given = EMPTY
        self.shown = TableModel()
        self.names = NameHeader(tokens, self)
        self.labels = LabelHeader(tokens, self)
        self.cells = FactPainter(tokens, self)
        self.setModel(self.shown)
        self.setHorizontalHeader(self.names)
        self.setVerticalHeader(self.labels)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName(self.tr("Corner of the table"))
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setAccessibleName(self.tr("Comparison table"))
        self.labels.sectionClicked.connect(self._sort_by)
        self.names.sectionClicked.connect(lambda at: self.opened.emit(self.shown.column(at).id))
        self.names.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.names.customContextMenuRequested.connect(self._menu)
        self.clicked.connect(self._clicked)

    @property
    def table(self) -> ComparisonTable:
        """The table as it stands: sorted, the pinned model first."""
        return self.shown.table

    def show_table(self, table: ComparisonTable) -> None:
        """Show another table, in the order chosen before."""
        self._given = table
        order = [column.id for column in table.columns]
        if self.labels.sorted_key in {row.key for row in table.rows}:
            key, down = self.labels.sorted_key, self.labels.descending
            order = list(sorted_by(table, key, descending=down))
        if self.names.pinned in order:
            order.remove(self.names.pinned)
            order.insert(0, self.names.pinned)
        self.clearSpans()  # before the reset: Qt crashes on spans beyond the columns there are
        self.shown.show_table(arranged(table, order))
        columns = len(table.columns)
        for at, line in enumerate(self.shown.lines):
            self.setRowHeight(at, ROW_HEIGHT if isinstance(line, TableRow) else BAND_HEIGHT)
            if not isinstance(line, TableRow) and columns > 1:
                self.setSpan(at, 0, 1, columns)  # what is said of a section has all the room

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.labels.setFixedWidth(min(LABELS_WIDTH, round(self.width() * LABELS_SHARE)))
        super().resizeEvent(event)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.names.tokens = self.labels.tokens = self.cells.tokens = tokens
        for part in (self.names, self.labels):
            part.viewport().update()
        self.viewport().update()

    def pin(self, card_id: str) -> None:
        """Keep a model first, whatever is sorted; once more lets it go."""
        self.names.pinned = "" if self.names.pinned == card_id else card_id
        self.show_table(self._given)

    def _sort_by(self, at: int) -> None:
        line = self.shown.lines[at]
        if not isinstance(line, TableRow):
            return
        labels = self.labels
        if labels.sorted_key != line.key:
            labels.sorted_key, labels.descending = line.key, False
        elif not labels.descending:
            labels.descending = True
        else:
            labels.sorted_key, labels.descending = "", False
        self.show_table(self._given)

    def _menu(self, at: QPoint) -> None:
        section = self.names.logicalIndexAt(at)
        if section < 0:
            return
        column = self.shown.column(section)
        menu = QMenu(self)
        menu.addAction(self.tr("Open its page"), partial(self.opened.emit, column.id))
        pinned = self.names.pinned == column.id
        words = self.tr("Let it go") if pinned else self.tr("Pin as first")
        menu.addAction(words, partial(self.pin, column.id))
        menu.addAction(self.tr("Take out of the table"), partial(self.removed.emit, column.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.names.mapToGlobal(at))

    def _clicked(self, index: QModelIndex) -> None:
        cell = self.shown.cell(index.row(), index.column())
        if cell is not None and cell.tries is not None:
            self.tried.emit(self.shown.column(index.column()).id, cell.tries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        cell = self.shown.cell(index.row(), index.column()) if index.isValid() else None
        link = cell is not None and cell.tries is not None
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)
