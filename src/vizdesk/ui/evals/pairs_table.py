"""The models of a run two by two on the screen: difference, interval, counts, test."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from vizdesk.painting.fonts import sans
from vizdesk.runs.report.pairs import HEADS, PairLine, pair_lines
from vizdesk.runs.report.results import Results
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.flat_table import TALL_HEAD, FlatHeader, PaddedCells
from vizdesk.ui.widgets.plain_text import plain_tip
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
ROW, NAMES, NARROWEST = 28, 2, 150
WIDTHS = (96, 172, 100, 100, 78, 78, 84)


class PairsModel(QAbstractTableModel):
    """The lines of `results_pairs`, for Qt."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self.lines: tuple[PairLine, ...] = ()

    def show_results(self, results: Results) -> None:
        """Show other results."""
        self.beginResetModel()
        self.lines = pair_lines(results)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else NAMES + len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.first, line.second, *line.cells)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(translate_message(line.words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return translate_message(line.words)
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= NAMES:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.FontRole:
            return sans(13, 600 if line.apart and not column else 400)
        if role == Qt.ItemDataRole.ForegroundRole and not line.apart:
            return QColor(self.tokens.muted)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("First"), self.tr("Second"), *map(translate_message, HEADS))[section]


class PairsTable(QTableView):
    """As high as it has pairs; who is told apart stands out."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.shown = PairsModel(tokens)
        self.setModel(self.shown)
        self.cells = PaddedCells(tokens, self)
        self.setItemDelegate(self.cells)
        self.names = FlatHeader(Qt.Orientation.Horizontal, tokens, self, NAMES)
        self.names.setFixedHeight(TALL_HEAD)
        self.setHorizontalHeader(self.names)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setProperty("role", "pane")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Models in pairs"))
        self.names.setMinimumSectionSize(60)
        self.names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at, width in enumerate(WIDTHS):
            self.setColumnWidth(NAMES + at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = (self.viewport().width() - sum(WIDTHS)) // NAMES
        for column in range(NAMES):
            self.setColumnWidth(column, max(NARROWEST, room))
        if event.size().width() != event.oldSize().width():
            self._fit()

    def show_results(self, results: Results) -> None:
        """Show other results."""
        self.shown.show_results(results)
        self._fit()

    def _fit(self) -> None:
        across = sum(WIDTHS) + NAMES * NARROWEST > self.width()
        lines = TALL_HEAD + ROW * self.shown.rowCount()
        self.setFixedHeight(lines + (14 if across else 3))

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.shown.tokens = self.cells.tokens = self.names.tokens = tokens
        for part in (self, self.names):
            part.viewport().update()
