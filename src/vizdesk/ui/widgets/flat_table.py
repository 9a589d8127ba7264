"""A plain table of evals without relief: names over and beside it, and padded cells."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vizdesk.painting.fonts import sans
from vizdesk.runs.report.table import ResultColumn
from vizdesk.ui.widgets.plain_text import elided_words
from vizdesk.ui.widgets.theme import Tokens

COLUMN = Qt.ItemDataRole.UserRole + 1
PAD, HEAD, TALL_HEAD, UPRIGHT_HEAD = 12, 32, 46, 140
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FlatHeader(QHeaderView):
    """`middle` are the sections from which on names stand in the middle of narrow columns.

    Those are written in two lines, or upright where that is set: many narrow columns.
    """

    def __init__(
        self, orientation: Qt.Orientation, tokens: Tokens, parent: QWidget, middle: int = 10_000
    ) -> None:
        super().__init__(orientation, parent)
        self.tokens, self.middle, self.upright = tokens, middle, False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t, above = self.tokens, self.orientation() is Qt.Orientation.Horizontal
        words = str(self.model().headerData(section, self.orientation()))
        column = self.model().headerData(section, self.orientation(), COLUMN)
        apart = isinstance(column, ResultColumn) and bool(column.source)
        painter.save()
        painter.fillRect(rect, QColor(t.hover if apart else t.panel))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(sans(13, 600 if above or section == 0 else 400))
        painter.setPen(QColor(t.text if above or section == 0 else t.muted))
        if section >= self.middle:
            self._in_the_middle(painter, rect, words)
        elif isinstance(column, ResultColumn):
            self._with_small(painter, rect, column, above)
        else:
            self._elided(painter, rect.adjusted(PAD, 0, -6, -1), words)
        painter.restore()

    def _with_small(
        self, painter: QPainter, rect: QRect, column: ResultColumn, above: bool
    ) -> None:
        if not column.small:
            self._elided(painter, rect.adjusted(PAD, 0, -6, -1), column.name)
        elif above:
            half = rect.height() // 2
            self._elided(painter, rect.adjusted(PAD, 4, -6, -half), column.name)
            self._small(painter, rect.adjusted(PAD, half - 1, -6, -4), column.small)
        else:
            inside = rect.adjusted(PAD, 0, -6, -1)
            self._elided(painter, inside, column.name)
            used = painter.fontMetrics().horizontalAdvance(column.name) + 8
            self._small(painter, inside.adjusted(used, 0, 0, 0), column.small)

    def _small(self, painter: QPainter, inside: QRect, words: str) -> None:
        painter.setFont(sans(12))
        painter.setPen(QColor(self.tokens.muted))
        self._elided(painter, inside, words)

    @staticmethod
    def _elided(painter: QPainter, inside: QRect, words: str) -> None:
        shown = elided_words(
            painter.fontMetrics(), words, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, LEFT, shown)

    def _in_the_middle(self, painter: QPainter, rect: QRect, words: str) -> None:
        metrics = painter.fontMetrics()
        if not self.upright:
            lines = in_two_lines(metrics, words, rect.width() - 10)
            inside = rect.adjusted(4, 0, -4, -1)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
            return
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = rect.height() - 16
        shown = "\n".join(in_two_lines(metrics, words, room))
        painter.drawText(QRect(8, 0, room, rect.width()), LEFT, shown)


class PaddedCells(QStyledItemDelegate):
    """Paints words, colour, font and alignment as the table's model gives them.

    Words begin where the names above them begin.
    """

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
        words = elided_words(
            painter.fontMetrics(),
            str(index.data(roles.DisplayRole)),
            Qt.TextElideMode.ElideRight,
            inside.width(),
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter if middle else LEFT, words)
        painter.restore()


def in_two_lines(metrics: QFontMetrics, words: str, width: int) -> list[str]:
    """As many words in the first of two lines as it has room for; what is too long ends in “…”.

    What tells a model from its namesake stands in the second.
    """
    name, _, small = words.partition(" · ")
    if small:
        return [
            elided_words(metrics, line, Qt.TextElideMode.ElideRight, width)
            for line in (name, small)
        ]
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == 1 and lines[0] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [elided_words(metrics, line, Qt.TextElideMode.ElideRight, width) for line in lines]
