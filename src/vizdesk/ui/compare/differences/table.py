"""The table of the Differences layout: cells whose words stand out where they differ."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vizdesk.painting.fonts import mono, sans
from vizdesk.ui.compare.differences.matrix import Cell, Matrix, Row, Tone, Words
from vizdesk.ui.widgets.plain_text import elided_words, plain_tip
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, PAD, FIRST, LAST, NARROW, WIDE = 30, 8, 132, 104, 72, 190
ROOMY, ROOMY_LAST = 107, 160
NO_PARENT = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Rows of a matrix that pass the filter; the first column is the head, the last the verdict."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix = Matrix("", (), "", ())
        self.rows: tuple[Row, ...] = ()

    def show(self, matrix: Matrix, rows: tuple[Row, ...]) -> None:
        """Show these rows of a matrix."""
        self.beginResetModel()
        self.matrix, self.rows = matrix, rows
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.matrix.columns) + 2

    def words(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        shown = self.rows[row]
        if column == 0:
            return Cell((Words(shown.head, Tone.DIFFERS if shown.differs else Tone.QUIET),))
        if column == self.columnCount() - 1:
            return Cell((shown.verdict,))
        return shown.cells[column - 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        cell = self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.text)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is not Qt.Orientation.Horizontal or role not in shown:
            return None
        columns = self.matrix.columns
        if section == 0:
            return self.matrix.corner
        if section > len(columns):
            return self.matrix.last
        words = columns[section - 1]
        if self.matrix.figures:
            words += f"\n{self.matrix.figures[section - 1]}"
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words


class MatrixCells(QStyledItemDelegate):
    """Paints the words of a cell one after the other, each in its tone."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens
        self._text = False  # whether the cell that is painted holds a line of text

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixModel)
        t, rect = self.tokens, QRect(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(t.selected))
        cell = model.words(index.row(), index.column())
        text = model.matrix.wide and index.column() > 0
        if cell.absent and text:
            painter.fillRect(rect, QBrush(QColor(t.line), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        strong = index.column() == 0 and not model.matrix.wide
        painter.setFont(mono(12) if text else sans(12, 600 if strong else 400))
        painter.setClipRect(rect)
        self._text = text
        self._paint_words(painter, rect.adjusted(PAD, 0, -4, 0), cell, ground=index.column() > 0)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, cell: Cell, *, ground: bool) -> None:
        t, metrics = self.tokens, painter.fontMetrics()
        colours = {
            Tone.PLAIN: t.text,
            Tone.QUIET: t.muted,
            Tone.GOOD: t.good,
            Tone.DIFFERS: t.fair,
            Tone.MISSING: t.weak,
        }
        left, gap = rect.left(), metrics.horizontalAdvance(" ")
        for part in cell.words:
            room = rect.right() - left
            if room <= 0:
                return
            shown = elided_words(metrics, part.text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(shown)
            place = QRect(left, rect.top(), width, rect.height())
            colour = QColor(colours[part.tone])
            if ground and part.tone in (Tone.DIFFERS, Tone.MISSING) and part.text != "●":
                tint = QColor(colour)
                tint.setAlpha(38)
                painter.fillRect(place.adjusted(-2, 5, 2, -5), tint)
            painter.setPen(colour)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            middle = place.center().y()
            if part.tone is Tone.MISSING and self._text:
                painter.drawLine(place.left(), middle, place.right(), middle)
            left += width + gap


class MatrixTable(QTableView):
    """`chosen(row)` when another row is current (None: none); `opened(row)` for Return."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.rows = MatrixModel(self)
        self._cells = MatrixCells(tokens, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setAccessibleName(self.tr("What differs, models side by side"))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.activated.connect(lambda index: self.opened.emit(self._row(index.row())))

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._cells.tokens = tokens
        self.viewport().update()

    def show_rows(self, matrix: Matrix, rows: tuple[Row, ...]) -> None:
        """Show rows, and keep the current one where it is still there."""
        head = self.current_row.head if self.current_row else None
        self.rows.show(matrix, rows)
        self._size_columns()
        heads = [row.head for row in rows]
        if rows:
            first = next((at for at, row in enumerate(rows) if row.differs), 0)
            self.selectRow(heads.index(head) if head in heads else first)
        else:
            self.chosen.emit(None)

    @property
    def current_row(self) -> Row | None:
        """The row the keys are at."""
        return self._row(self.currentIndex().row())

    def _row(self, at: int) -> Row | None:
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        self.chosen.emit(self._row(now.row()))

    def _size_columns(self) -> None:
        matrix, models = self.rows.matrix, len(self.rows.matrix.columns)
        first = 56 if matrix.wide else FIRST
        last = WIDE if matrix.wide else ROOMY_LAST if matrix.roomy else LAST
        least = WIDE if matrix.wide else ROOMY if matrix.roomy else NARROW
        room = self.viewport().width() - first - last
        each = max(least, room // max(1, models))
        for column in range(models + 2):
            self.setColumnWidth(column, first if column == 0 else last if column > models else each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def step(self, by: int, _: bool = False) -> None:
        """Go to the next (1) or previous (-1) row that differs, around the ends."""
        rows = self.rows.rows
        at = self.currentIndex().row()
        for distance in range(1, len(rows) + 1):
            place = (at + by * distance) % len(rows)
            if rows[place].differs:
                self.selectRow(place)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() in ("n", "p") and not event.modifiers():
            self.step(1 if event.text().lower() == "n" else -1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.rows.matrix.tsv())
        else:
            super().keyPressEvent(event)
