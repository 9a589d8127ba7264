"""An organisation's initials in a tile, in place of a logo nobody gave us."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.theme import Tokens

SIDE, RADIUS = 40, 8


def initials(name: str) -> str:
    """At most two letters: of the first two words, or of a name's own capitals; ? of no letter.

    Words in brackets do not count: Alibaba (Qwen) is A.
    """
    words = [word for word in name.partition("(")[0].replace("-", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    capitals = [letter for letter in "".join(words) if letter.isupper()]
    if len(capitals) > 1:
        return "".join(capitals[:2])
    return words[0][0].upper() if words else "?"


class Avatar(QWidget):
    """Decoration: screen readers hear the organisation's name where it is written."""

    def __init__(self, organisation: str, tokens: Tokens) -> None:
        super().__init__()
        self.letters, self._tokens = initials(organisation), tokens
        self.setFixedSize(QSize(SIDE, SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tokens.selected))
        tile = QRectF(0, 0, SIDE, SIDE)
        painter.drawRoundedRect(tile, RADIUS, RADIUS)
        painter.setPen(QColor(self._tokens.accent))
        painter.setFont(sans(15, 600))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, self.letters)
