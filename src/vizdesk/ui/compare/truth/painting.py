"""What is painted over the boxes of truth: handles, the size of a box, what a model has wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QTransform

from vizdesk.comparison.types import Box
from vizdesk.painting.class_colors import text_on
from vizdesk.painting.fonts import sans
from vizdesk.truth.editing import Handle

HANDLE = 8
"""Pixels of a handle's side."""
WRONG = QColor("#C8372D")


@dataclass(frozen=True, slots=True)
class ErrorMark:
    """A box of a model that is wrong, or an object it `missed`, with what the chip says."""

    box: Box
    words: str
    missed: bool = False


def paint_handles(painter: QPainter, transform: QTransform, box: Box, palette: QPalette) -> None:
    """Eight white squares on the edge of a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1.5))
    painter.setBrush(QColor("white"))
    for handle in Handle:
        middle = transform.map(QPointF(*handle.place(box)))
        painter.drawRect(
            QRectF(round(middle.x()) - HANDLE / 2, round(middle.y()) - HANDLE / 2, HANDLE, HANDLE)
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_size(
    painter: QPainter,
    transform: QTransform,
    box: Box,
    size: tuple[int, int],
    palette: QPalette,
) -> None:
    """How large the box is in pixels of the image, under it, or above it at the foot."""
    wide, high = (box.x1 - box.x0) * size[0], (box.y1 - box.y0) * size[1]
    view = QRectF(painter.viewport())
    place = _placed(transform, box)
    painter.setFont(sans(11, 500))
    words = f"{round(wide)} × {round(high)} px"
    chip = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-6, -2, 6, 2)
    chip.moveTopRight(place.bottomRight() + QPointF(0, HANDLE))
    if chip.bottom() > view.bottom() - 2:
        chip.moveBottomRight(place.bottomRight() - QPointF(HANDLE, HANDLE))
    chip.moveLeft(max(2.0, min(chip.left(), view.width() - chip.width() - 2)))
    _chip(painter, chip, words, palette.color(QPalette.ColorRole.Accent))


def paint_errors(
    painter: QPainter, transform: QTransform, width: int, errors: Sequence[ErrorMark]
) -> None:
    """Each error as a red dashed box with a white halo and a chip."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setFont(sans(11, 600))
    for error in errors:
        place = _placed(transform, error.box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), 4))
        painter.drawRect(place)
        painter.setPen(QPen(WRONG, 2, Qt.PenStyle.DashLine))
        painter.drawRect(place)
        chip = QRectF(painter.fontMetrics().boundingRect(error.words)).adjusted(-5, -2, 5, 2)
        chip.moveTopLeft(place.bottomLeft() + QPointF(0, 2))
        if error.missed:  # apart from the wrong box that may lie on the same object
            chip.moveTopRight(place.topRight() + QPointF(-2, 2))
        elif chip.bottom() > painter.viewport().height() - 2:
            chip.moveBottomLeft(place.bottomLeft() - QPointF(-2, 2))
        chip.moveLeft(max(2.0, min(chip.left(), width - chip.width() - 2)))
        _chip(painter, chip, error.words, WRONG)


def _placed(transform: QTransform, box: Box) -> QRectF:
    return transform.mapRect(QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))


def _chip(painter: QPainter, place: QRectF, words: str, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(text_on(ground))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
