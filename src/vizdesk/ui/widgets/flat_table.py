"""Names without relief over and beside a table of evals: in one line, in two, or standing."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from vizdesk.painting.fonts import sans
from vizdesk.runs.report.table import ResultColumn
from vizdesk.ui.widgets.theme import Tokens

COLUMN = Qt.ItemDataRole.UserRole + 1
PAD, HEAD, TALL_HEAD, STANDING_HEAD = 12, 32, 46, 140
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FlatHeader(QHeaderView):
    """`middle` are the sections from which on names stand in the middle of narrow columns.

    Those are written in two lines, or upright where `standing` is set: many narrow columns.
    """

    def __init__(
        self, orientation: Qt.Orientation, tokens: Tokens, parent: QWidget, middle: int = 10_000
    ) -> None:
        super().__init__(orientation, parent)
        self.tokens, self.middle, self.standing = tokens, middle, False

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
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, LEFT, shown)

    def _in_the_middle(self, painter: QPainter, rect: QRect, words: str) -> None:
        metrics = painter.fontMetrics()
        if not self.standing:
            lines = in_two_lines(metrics, words, rect.width() - 10)
            inside = rect.adjusted(4, 0, -4, -1)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
            return
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = rect.height() - 16
        shown = "\n".join(in_two_lines(metrics, words, room))
        painter.drawText(QRect(8, 0, room, rect.width()), LEFT, shown)


def in_two_lines(metrics: QFontMetrics, words: str, width: int) -> list[str]:
    """As many words in the first of two lines as it has room for; what is too long ends in “…”.

    What tells a model from its namesake stands in the second.
    """
    name, _, small = words.partition(" · ")
    if small:
        return [
            metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) for one in (name, small)
        ]
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == 1 and lines[0] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
