"""The results of a run on the screen: a line for each figure, a column for each model."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vizdesk.common.formatting import UNKNOWN
from vizdesk.common.grades import Grade
from vizdesk.common.messages import Message, verbatim
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.table import ResultCell, ResultColumn, ResultLine, columns, lines
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import label
from vizdesk.ui.widgets.cell_painter import CellPainter, Index, PaintedCell
from vizdesk.ui.widgets.flat_table import COLUMN, HEAD, TALL_HEAD, FlatHeader
from vizdesk.ui.widgets.plain_text import plain_tip
from vizdesk.ui.widgets.theme import Tokens

SHOWN = Qt.ItemDataRole.UserRole
ROW, NARROWEST, NAMES = 27, 206, 274


class ResultsModel(QAbstractTableModel):
    """The lines of `results_table`, for Qt."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ResultLine, ...] = ()
        self.columns: tuple[ResultColumn, ...] = ()

    def show_results(self, results: Results) -> None:
        """Show other results."""
        self.beginResetModel()
        self._lines, self.columns = lines(results), columns(results)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        cell = line.cells[index.column()]
        if role == SHOWN:
            return cell
        if role == COLUMN:
            return self.columns[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            about = self._explained(self.columns[index.column()]) or line.about
            return plain_tip(translate_message(about)) or None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{cell.words} ({cell.small})" if cell.small else cell.words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            line = self._lines[section]
            words = {
                Qt.ItemDataRole.ToolTipRole: plain_tip(translate_message(line.about)) or None,
                Qt.ItemDataRole.DisplayRole: translate_message(line.name),
                Qt.ItemDataRole.AccessibleTextRole: translate_message(line.heading),
                Qt.ItemDataRole(COLUMN): ResultColumn(
                    verbatim(translate_message(line.name)), verbatim(translate_message(line.note))
                ),
            }
            return words.get(Qt.ItemDataRole(role))
        column = self.columns[section]
        by_role = {
            Qt.ItemDataRole.ToolTipRole: plain_tip(
                translate_message(self._explained(column)) or column.heading
            ),
            Qt.ItemDataRole.DisplayRole: " ".join(
                (translate_message(column.name), translate_message(column.small))
            ).strip(),
            Qt.ItemDataRole(COLUMN): replace(
                column,
                name=verbatim(translate_message(column.name)),
                small=verbatim(translate_message(column.small)),
            ),
        }
        return by_role.get(Qt.ItemDataRole(role))

    @staticmethod
    def _explained(column: ResultColumn) -> Message:
        return column.source or column.about


class ResultsTable(QTableView):
    """Frozen names of figures at the left, models above; rates as chips with their interval."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)  # Tab leaves it; the arrow keys go from cell to cell
        self.shown = ResultsModel()
        self.painter = ResultPainter(tokens, self)
        self.setModel(self.shown)
        self.setItemDelegate(self.painter)
        self.setShowGrid(False)
        self.setProperty("role", "pane")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(170)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(self.tr("Results"))
        across = self.names = FlatHeader(Qt.Orientation.Horizontal, tokens, self)
        down = self.labels = FlatHeader(Qt.Orientation.Vertical, tokens, self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(NARROWEST)
        across.setFixedHeight(HEAD)
        down.setDefaultSectionSize(ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setFixedWidth(NAMES)

    def show_results(self, results: Results) -> None:
        """Show other results, at most as high as they are."""
        self.shown.show_results(results)
        head = TALL_HEAD if any(column.small for column in self.shown.columns) else HEAD
        self.names.setFixedHeight(head)
        self._fit()

    def _fit(self) -> None:
        # The scroll bar below would lie on the last line otherwise.
        across = self.shown.columnCount() * NARROWEST + NAMES > self.width()
        lines = self.names.height() + ROW * self.shown.rowCount()
        self.setMaximumHeight(lines + (14 if across else 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.painter.tokens = self.names.tokens = self.labels.tokens = tokens
        for part in (self, self.names, self.labels):
            part.viewport().update()


class ResultPainter(CellPainter):
    """Paints a cell: a rate on its chip, its interval beside it in small."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(tokens, parent, QSize(NARROWEST, ROW))

    def painted(self, option: QStyleOptionViewItem, index: Index) -> PaintedCell:
        cell: ResultCell = index.data(SHOWN)
        t, published = self.tokens, bool(index.data(COLUMN).source)
        return PaintedCell(
            words=cell.words,
            colour=t.faint if cell.words == UNKNOWN else t.text,
            grade=cell.grade,
            small=translate_message(cell.small),
            ground=t.hover if published else t.panel,
            # A server may call its model by a path: how it ends says most.
            elide=Qt.TextElideMode.ElideMiddle,
            apart=published,
        )


class ScoreKey(QWidget):
    """The colour key of rates: ≥75% good, 40–74% fair, <40% weak."""

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
        for grade, meaning in words.items():
            row.addWidget(label(meaning, "", grade.value))
