"""The two tables beside the image: objects with their origin, and models with their scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vizdesk.painting.fonts import mono, sans
from vizdesk.ui.widgets.plain_text import elided_apart, elided_words, plain_tip
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
ROW_HEIGHT, TALL_ROW, HEAD_HEIGHT, PAD, DOT = 28, 44, 26, 6, 8
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Look(Enum):
    """How the words of a cell are written."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    FIGURES = "figures"
    WRONG = "wrong"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class TruthCell:
    """The words of a cell; `dot` is the colour before them, `small` a line under them.

    The small line warns, in amber, where it is not `quiet_small`.
    """

    words: str
    look: Look = Look.PLAIN
    dot: QColor | None = None
    small: str = ""
    right: bool = False
    tip: str = ""
    quiet_small: bool = False


@dataclass(frozen=True, slots=True)
class TruthColumn:
    """A column: its head, and its width in pixels (0: what the others leave).

    `names`: of models; two that share a beginning are told apart also where they are cut.
    """

    head: str
    width: int
    right: bool = False
    tip: str = ""
    names: bool = False


class TruthRows(QAbstractTableModel):
    """Rows of cells under the heads of their columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[TruthColumn, ...] = ()
        self.rows: tuple[tuple[TruthCell, ...], ...] = ()

    def show(self, columns: Sequence[TruthColumn], rows: Sequence[Sequence[TruthCell]]) -> None:
        """Show these rows; where only words differ, nothing is laid out anew."""
        shown = tuple(tuple(row) for row in rows)
        if tuple(columns) == self.columns and len(rows) == len(self.rows):
            self.rows = shown
            if rows:
                last = self.index(len(rows) - 1, len(columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), shown
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        cell = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (cell.tip or cell.words, cell.small))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(filter(None, (cell.words, cell.small)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip or column.head)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | MIDDLE)
        return None


class TruthCells(QStyledItemDelegate):
    """Paints words in their look, a dot before them, a small line under them."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TruthRows)
        cell, t, area = model.rows[index.row()][index.column()], self.tokens, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(t.selected))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = area.adjusted(PAD, 0, -PAD, -1)
        if cell.dot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(cell.dot)
            dot = QRectF(inside.left(), inside.center().y() - DOT / 2 + 1, DOT, DOT)
            painter.drawRoundedRect(dot, 3, 3)
            inside.adjust(DOT + 6, 0, 0, 0)
        if cell.look is Look.NUMBER:
            self._paint_number(painter, inside, cell.words)
        else:
            column = model.columns[index.column()]
            others = [row[index.column()].words for row in model.rows] if column.names else []
            self._paint_words(painter, inside, cell, others)
        painter.restore()

    def _paint_number(self, painter: QPainter, inside: QRect, words: str) -> None:
        """A model's number, as in the head of its pane."""
        square = QRectF(inside.left(), inside.center().y() - 9, 20, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.tokens.hover))
        painter.drawRoundedRect(square, 5, 5)
        painter.setPen(QColor(self.tokens.text))
        painter.setFont(sans(12, 500))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_words(
        self, painter: QPainter, inside: QRect, cell: TruthCell, others: Sequence[str]
    ) -> None:
        """The words of a cell; `others` are the names of its column, where these are names."""
        t = self.tokens
        colours = {Look.QUIET: t.muted, Look.WRONG: t.weak, Look.FIGURES: t.muted}
        weight = 600 if cell.look in (Look.STRONG, Look.WRONG) else 400
        figures = cell.look is Look.FIGURES
        painter.setFont(mono(11) if figures else sans(12, weight))
        painter.setPen(QColor(colours.get(cell.look, t.text)))
        line = QRect(inside)
        if cell.small:
            line.setHeight(inside.height() // 2 + 2)
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        if others:
            words = elided_apart(metrics, others, line.width())[others.index(cell.words)]
        else:
            words = elided_words(metrics, cell.words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, side | MIDDLE, words)
        if cell.small:
            painter.setFont(sans(11))
            painter.setPen(QColor(t.muted if cell.quiet_small else t.fair))
            below = inside.adjusted(0, inside.height() // 2 - 1, 0, -2)
            small = elided_words(
                painter.fontMetrics(), cell.small, Qt.TextElideMode.ElideRight, below.width()
            )
            painter.drawText(below, side | MIDDLE, small)


class TruthTable(QTableView):
    """`chosen(row)` when a person goes to another row; `deleting(row)` when Del is pressed."""

    chosen = Signal(int)
    deleting = Signal(int)

    def __init__(self, tokens: Tokens, name: str) -> None:
        super().__init__()
        self.rows = TruthRows(self)
        self._cells = TruthCells(tokens, self)
        self._following = False
        self.setProperty("role", "truth")
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(HEAD_HEIGHT)
        self.horizontalHeader().setMinimumSectionSize(16)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._cells.tokens = tokens
        self.viewport().update()

    def show_rows(
        self,
        columns: Sequence[TruthColumn],
        rows: Sequence[Sequence[TruthCell]],
        selected: int | None = None,
    ) -> None:
        """Show these rows and select one, without telling anybody."""
        self._following = True
        self.rows.show(columns, rows)
        for at, row in enumerate(rows):
            tall = any(cell.small for cell in row)
            self.setRowHeight(at, TALL_ROW if tall else ROW_HEIGHT)
        self._size_columns()
        if selected is None:
            self.selectionModel().clear()
        elif self.currentIndex().row() != selected or not self.selectionModel().hasSelection():
            self.selectRow(selected)
        self._following = False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.whole_height)

    @property
    def whole_height(self) -> int:
        """Pixels in which all rows are seen."""
        heights = (self.rowHeight(at) for at in range(self.rows.rowCount()))
        head = 0 if self.horizontalHeader().isHidden() else HEAD_HEIGHT
        return sum(heights) + head + 4

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._following and now.isValid():
            self.chosen.emit(now.row())

    def _size_columns(self) -> None:
        columns = self.rows.columns
        given = sum(column.width for column in columns)
        open_ones = sum(not column.width for column in columns) or 1
        rest = max(60, (self.viewport().width() - given) // open_ones)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, column.width or rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.currentIndex().isValid():
                self.deleting.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
