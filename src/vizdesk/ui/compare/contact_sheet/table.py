"""The table of the contact sheet, and the lines at its foot that sum up each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from vizdesk.analysis.contact_sheet import SheetFooter
from vizdesk.analysis.contact_sheet_words import footer_words
from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.contact_sheet.cells import SheetCells
from vizdesk.ui.compare.contact_sheet.model import NO_PARENT, Index, SheetColumn, SheetModel
from vizdesk.ui.compare.contact_sheet.thumbnails import SheetThumbnails
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.flat_table import PaddedCells
from vizdesk.ui.widgets.theme import Tokens

ROW_HEIGHT, FOOT_ROW = 50, 24
FIRST, LAST, LEAST = 184, 150, 96
PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def columns_in(width: int, models: int, text_scale: float = 1.0) -> list[int]:
    """The widths in pixels of image, models and agreement in a table `width` pixels wide."""
    first, last, least = (round(text_scale * wide) for wide in (FIRST, LAST, LEAST))
    each = max(least, (width - first - last) // max(1, models))
    return [first, *[each] * models, last]


class FooterModel(QAbstractTableModel):
    """Three lines: times, tokens and money, and how often a model is with the majority."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[tuple[str, ...], ...] = ((), (), ())

    def show(self, footer: SheetFooter, columns: Sequence[SheetColumn]) -> None:
        """Show these figures."""
        self.beginResetModel()
        words = footer_words(footer, [column.local for column in columns])
        self.lines = tuple(tuple(map(translate_message, line)) for line in words)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self.lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.FontRole:
            return sans(12)
        return None


class SheetTable(QTableView):
    """`chosen(row)` when another row is current; `opened(key)` for Return and double click."""

    chosen = Signal(int)
    opened = Signal(str)

    def __init__(self, tokens: Tokens, thumbnails: SheetThumbnails) -> None:
        super().__init__()
        self.sheet = SheetModel(self)
        self.cells = SheetCells(tokens, thumbnails, self)
        self.setModel(self.sheet)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        # All rows are of one height: Qt keeps no table of ten thousand heights.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        scale = self.text_scale
        self.verticalHeader().setDefaultSectionSize(round(ROW_HEIGHT * max(1.0, scale * 0.8)))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.setMinimumHeight(round(34 * scale))
        head.setFont(sans(12, 600))
        self.setAccessibleName(tr("Contact sheet: images, and what each model says of them"))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))
        self.activated.connect(lambda index: self.opened.emit(self.sheet.rows[index.row()].key))
        thumbnails.arrived.connect(self._repaint_rows)

    @property
    def text_scale(self) -> float:
        """How much larger than usual letters are: 2 at 200 % text."""
        return max(1.0, QFontMetrics(sans(12)).height() / 15)

    def _repaint_rows(self, keys: frozenset[str]) -> None:
        width = self.viewport().width()
        for key in keys:
            at = self.sheet.place_of(key)
            if at >= 0:
                top, high = self.rowViewportPosition(at), self.rowHeight(at)
                self.viewport().update(0, top, width, high)

    def size_columns(self) -> None:
        """Give every model the same width; where there is too little, the table scrolls."""
        widths = columns_in(self.viewport().width(), len(self.sheet.columns), self.text_scale)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.size_columns()

    def event(self, event: QEvent) -> bool:
        # In the window these keys go to the next image; in a table they turn the page.
        page = isinstance(event, QKeyEvent) and event.key() in PAGE_KEYS
        if page and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.tsv())
        else:
            super().keyPressEvent(event)

    def tsv(self) -> str:
        """The selected rows as TSV; all of them where one or none is selected."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return self.sheet.tsv(chosen if len(chosen) > 1 else range(len(self.sheet.rows)))


class FooterTable(QTableView):
    """Keeps its columns under those of the table above."""

    def __init__(self, tokens: Tokens, above: SheetTable) -> None:
        super().__init__()
        self.figures = FooterModel(self)
        self.cells = PaddedCells(tokens, self)
        self.setModel(self.figures)
        self.setItemDelegate(self.cells)
        self._above = above
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        row = round(FOOT_ROW * above.text_scale)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(3 * row)
        # As wide as the table above, whose scroll bar takes room at the right.
        self.setViewportMargins(0, 0, above.verticalScrollBar().sizeHint().width(), 0)
        self.setAccessibleName(tr("All images together"))
        above.horizontalHeader().sectionResized.connect(lambda at, _, new: self._follow(at, new))
        above.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)

    def _follow(self, column: int, width: int) -> None:
        if column < self.figures.columnCount():
            self.setColumnWidth(column, width)

    def show_footer(self, footer: SheetFooter) -> None:
        """Show these figures under the columns they sum up."""
        columns = self._above.sheet.columns
        if len(columns) != len(footer.models):
            return  # other models are compared by now; their figures are on their way
        self.figures.show(footer, columns)
        for column in range(self.figures.columnCount()):
            self.setColumnWidth(column, self._above.columnWidth(column))
        self.horizontalScrollBar().setValue(self._above.horizontalScrollBar().value())
