"""A rate on a faint ground in the colour of its grade."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from vizdesk.common.grades import Grade
from vizdesk.ui.widgets.theme import Tokens


def grade_colour(grade: Grade, tokens: Tokens) -> str:
    """The colour of the colour key."""
    return {Grade.GOOD: tokens.good, Grade.FAIR: tokens.fair, Grade.WEAK: tokens.weak}[grade]


def chip_ground(colour: QColor) -> QColor:
    """The ground of a chip: so faint that words in `colour` still stand out 4.5 : 1 from it."""
    ground = QColor(colour)
    ground.setAlphaF(0.08 if colour.lightnessF() < 0.5 else 0.14)
    return ground


def paint_chip(painter: QPainter, inside: QRect, words: str, colour: QColor) -> int:
    """Words on a faint ground of their colour; returns the pixels used."""
    wide = painter.fontMetrics().horizontalAdvance(words) + 12
    chip = QRectF(inside.left() - 6, inside.center().y() - 9, wide, 19)
    ground = chip_ground(colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(colour)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
    return wide - 6
