"""The painter of cells in the window's tables of figures: rates as chips, small words beside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vizdesk.common.grades import Grade
from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.grade_chip import grade_colour, paint_chip
from vizdesk.ui.widgets.plain_text import elided_words
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
PAD, GAP = 12, 8
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class PaintedCell:
    """How one cell looks; colours are #RRGGBB.

    Words with a `grade` are a chip in its colour, else they have `colour` and are elided, `margin`
    pixels before the end. `small` stands beside them. `ground` None leaves what lies below;
    `apart` draws a line at the left too.
    """

    words: str = ""
    colour: str = ""
    grade: Grade | None = None
    small: str = ""
    small_colour: str = ""
    ground: str | None = None
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    margin: int = 0
    apart: bool = False


class CellPainter(QStyledItemDelegate):
    """Paints what `painted` says of a cell, with a line below."""

    def __init__(self, tokens: Tokens, parent: QWidget, size: QSize) -> None:
        super().__init__(parent)
        self.tokens = tokens
        self._size = size

    def painted(self, option: QStyleOptionViewItem, index: Index) -> PaintedCell:
        """How the cell at `index` looks."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, area = self.painted(option, index), QRect(option.rect)
        painter.save()
        if cell.ground is not None:
            painter.fillRect(area, QColor(cell.ground))
        painter.setPen(QPen(QColor(self.tokens.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if cell.apart:
            painter.drawLine(area.topLeft(), area.bottomLeft())
        inside = area.adjusted(PAD, 0, -PAD, -1)
        used = self._paint_words(painter, inside, cell)
        painter.setFont(sans(12))
        painter.setPen(QColor(cell.small_colour or self.tokens.muted))
        painter.drawText(inside.adjusted(used + GAP, 0, 0, 0), LEFT, cell.small)
        painter.restore()

    def _paint_words(self, painter: QPainter, inside: QRect, cell: PaintedCell) -> int:
        """The pixels that the words took."""
        painter.setFont(sans(13, 600 if cell.grade else 400))
        if cell.grade is not None:
            colour = QColor(grade_colour(cell.grade, self.tokens))
            return paint_chip(painter, inside, cell.words, colour)
        painter.setPen(QColor(cell.colour or self.tokens.text))
        metrics = painter.fontMetrics()
        words = elided_words(metrics, cell.words, cell.elide, inside.width() - cell.margin)
        painter.drawText(inside, LEFT, words)
        return metrics.horizontalAdvance(words)
