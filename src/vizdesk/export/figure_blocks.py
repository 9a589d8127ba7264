"""The drawn blocks of a sheet: the picture with its boxes, rows of boxes, bars of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTransform

from vizdesk.comparison.nouns import Detection, Label
from vizdesk.export.fonts import mono, plain
from vizdesk.export.ink import Ink
from vizdesk.export.overlay import paint_boxes
from vizdesk.export.palette import NEUTRAL
from vizdesk.export.picture_levels import PictureLevels

# More boxes than this are told as a number a class: nobody reads 300 rows of coordinates.
MANY_BOXES = 24


class PictureBlock:
    """The whole picture on its stage, with boxes; never higher than `tallest` times its width."""

    def __init__(
        self,
        levels: PictureLevels,
        ink: Ink,
        detections: Sequence[Detection] = (),
        colours: Mapping[str, QColor] | None = None,
        tallest: float = 0.8,
    ) -> None:
        self._levels, self._ink, self._tallest = levels, ink, tallest
        self._detections, self._colours = detections, colours or {}

    def height(self, width: float) -> float:
        size = self._levels.size
        # A panorama keeps some stage above and below it, so that labels find room.
        wanted = max(width * size.height() / size.width(), min(120.0, width * 0.24))
        return float(round(min(wanted, width * self._tallest)))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, self._ink.stage)
        to_view = fitted(self._levels.size, rect)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self._levels.paint(painter, to_view, rect)
        painter.restore()
        paint_boxes(painter, to_view, rect, self._detections, self._colours)


def fitted(picture: QSizeF, rect: QRectF) -> QTransform:
    """Maps 0..1 of the picture into `rect`: whole, centred, enlarged at most eight times."""
    scale = min(rect.width() / picture.width(), rect.height() / picture.height(), 8.0)
    wide, high = picture.width() * scale, picture.height() * scale
    left = rect.left() + (rect.width() - wide) / 2
    top = rect.top() + (rect.height() - high) / 2
    return QTransform(wide, 0, 0, high, left, top)


class BoxRows:
    """A row for each box: colour, label, score, coordinates; one a class when there are many."""

    ROW = 24.0

    def __init__(
        self, detections: Sequence[Detection], colours: Mapping[str, QColor], ink: Ink
    ) -> None:
        self._ink, self._colours = ink, colours
        if len(detections) <= MANY_BOXES:
            self._rows = [(one.label, _numbers(one)) for one in detections]
        else:
            counted = Counter(one.label for one in detections).most_common()
            self._rows = [(label, f"× {number:,}") for label, number in counted]

    def height(self, width: float) -> float:
        return len(self._rows) * self.ROW

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        letters, figures = plain(13), mono(12)
        for place, (label, numbers) in enumerate(self._rows):
            row = QRectF(rect.left(), rect.top() + place * self.ROW, rect.width(), self.ROW)
            if place:
                painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), self._ink.line)
            dot = QRectF(row.left(), row.center().y() - 4, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.get(label, NEUTRAL))
            painter.drawRoundedRect(dot, 2, 2)
            painter.setFont(figures)
            painter.setPen(self._ink.muted)
            painter.drawText(row, _RIGHT, numbers)
            room = row.width() - 24 - QFontMetricsF(figures).horizontalAdvance(numbers)
            painter.setFont(letters)
            painter.setPen(self._ink.text)
            name = QFontMetricsF(letters).elidedText(label, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(row.adjusted(16, 0, 0, 0), _LEFT, name)


def _numbers(one: Detection) -> str:
    box = one.box
    places = "  ".join(f"{value:.2f}" for value in (box.x0, box.y0, box.x1, box.y1))
    return places if one.score is None else f"{one.score:.2f} · {places}"


class Bars:
    """The labels of a picture with their scores as bars; no bar where no score was given."""

    ROW = 36.0

    def __init__(self, labels: Sequence[Label], ink: Ink) -> None:
        self._labels, self._ink = labels, ink

    def height(self, width: float) -> float:
        return len(self._labels) * self.ROW

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        for place, one in enumerate(self._labels):
            row = QRectF(rect.left(), rect.top() + place * self.ROW, rect.width(), self.ROW)
            words = plain(13, 600 if place == 0 else 400)
            painter.setFont(words)
            painter.setPen(self._ink.text)
            score = "no score given" if one.score is None else f"{one.score:.0%}"
            room = row.width() - 12 - QFontMetricsF(words).horizontalAdvance(score)
            name = QFontMetricsF(words).elidedText(one.label, Qt.TextElideMode.ElideRight, room)
            line = QRectF(row.left(), row.top(), row.width(), 22)
            painter.drawText(line, _LEFT, name)
            if one.score is None:
                painter.setPen(self._ink.muted)
            painter.drawText(line, _RIGHT, score)
            self._bar(painter, QPointF(row.left(), row.top() + 25), row.width(), one.score)

    def _bar(self, painter: QPainter, at: QPointF, width: float, score: float | None) -> None:
        if score is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.line)
        painter.drawRoundedRect(QRectF(at.x(), at.y(), width, 4), 2, 2)
        painter.setBrush(self._ink.accent)
        painter.drawRoundedRect(QRectF(at.x(), at.y(), max(4.0, width * score), 4), 2, 2)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
