"""Cells of a plain table whose words begin where the names above them begin."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.flat_table import LEFT, PAD
from vizdesk.ui.widgets.theme import Tokens


class PaddedCells(QStyledItemDelegate):
    """Paints words, colour, font and alignment as the table's model gives them."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t, area, roles = self.tokens, QRect(option.rect), Qt.ItemDataRole
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        middle = index.data(roles.TextAlignmentRole) is not None
        font, colour = index.data(roles.FontRole), index.data(roles.ForegroundRole)
        painter.save()
        painter.fillRect(area, QColor(t.selected if chosen else t.panel))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(font if isinstance(font, QFont) else sans(13))
        painter.setPen(colour if isinstance(colour, QColor) else QColor(t.text))
        inside = area.adjusted(2, 0, -2, -1) if middle else area.adjusted(PAD, 0, -6, -1)
        words = painter.fontMetrics().elidedText(
            str(index.data(roles.DisplayRole)), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter if middle else LEFT, words)
        painter.restore()
