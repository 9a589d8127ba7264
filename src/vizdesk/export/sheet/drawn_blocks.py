"""The drawn blocks of a sheet: the image with its detections, rows of them, bars of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTransform

from vizdesk.common.formatting import number, score
from vizdesk.comparison.types import AnyDetection, Label
from vizdesk.export.sheet.layout_blocks import Words
from vizdesk.export.sheet.sheet_colors import SheetColors
from vizdesk.export.text.detection_figures import kind_of, only_boxes, place_of
from vizdesk.painting.box_overlay import BoxLook, paint_detections
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import mono, plain
from vizdesk.painting.model_overlay import ModelBoxes, overlay_objects, paint_overlay

# More boxes than this are told as a number a class: nobody reads 300 rows of coordinates.
MANY_BOXES = 24
_LARGEST = 8.0  # times that a small image is enlarged


class SheetImage(Protocol):
    """An image that sheets paint: a pyramid, or its size alone where only the layout is wanted."""

    @property
    def size(self) -> QSizeF: ...
    def paint(self, painter: QPainter, to_view: QTransform, view: QRectF) -> None: ...


class ImageBlock:
    """The whole image with detections; never higher than `tallest` times its width.

    `limit` is the most pixels that it may be high, where a page has no more room.
    """

    def __init__(
        self,
        levels: SheetImage,
        ink: SheetColors,
        detections: Sequence[AnyDetection] = (),
        colours: Mapping[str, QColor] | None = None,
        tallest: float = 0.8,
        *,
        label_scale: float = 1.0,
    ) -> None:
        self._levels, self._ink, self._tallest = levels, ink, tallest
        self.limit: float | None = None
        self._look = BoxLook(label_scale=label_scale)
        self._detections, self._colours = detections, colours or {}

    def height(self, width: float) -> float:
        size = self._levels.size
        # A panorama keeps some stage above and below it, so that labels find room.
        wanted = min(width * size.height() / size.width(), size.height() * _LARGEST)
        wanted = max(wanted, min(120.0, width * 0.24))
        wanted = min(wanted, width * self._tallest)
        return float(round(wanted if self.limit is None else min(wanted, self.limit)))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, self._ink.stage)
        to_view = fitted(self._levels.size, rect)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self._levels.paint(painter, to_view, rect)
        painter.restore()
        paint_detections(painter, to_view, rect, self._detections, self._colours, look=self._look)


class OverlayBlock(ImageBlock):
    """The image with the boxes of several models, as the window's Overlay shows them."""

    def __init__(
        self,
        levels: SheetImage,
        ink: SheetColors,
        models: Sequence[ModelBoxes],
        colours: Mapping[str, QColor],
        tallest: float = 0.8,
        *,
        label_scale: float = 1.0,
    ) -> None:
        super().__init__(levels, ink, (), colours, tallest, label_scale=label_scale)
        self._objects = overlay_objects(models)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        super().paint(painter, rect)
        paint_overlay(
            painter,
            fitted(self._levels.size, rect),
            rect,
            self._objects,
            self._colours,
            label_scale=self._look.label_scale,
        )


def fitted(image: QSizeF, rect: QRectF) -> QTransform:
    """Maps 0..1 of the image into `rect`: whole, centred, enlarged at most eight times."""
    scale = min(rect.width() / image.width(), rect.height() / image.height(), _LARGEST)
    wide, high = image.width() * scale, image.height() * scale
    left = rect.left() + (rect.width() - wide) / 2
    top = rect.top() + (rect.height() - high) / 2
    return QTransform(wide, 0, 0, high, left, top)


class LabelLine:
    """A label in one line, and on through further ones where there is no room: never cut."""

    def __init__(self, text: str, font: QFont, colour: QColor) -> None:
        self._text, self._font, self._colour = " ".join(text.split()), font, colour
        self._words = Words(self._text, font, colour, spacing=120)

    def _fits(self, room: float) -> bool:
        return QFontMetricsF(self._font).horizontalAdvance(self._text) <= room

    def beyond_one(self, room: float) -> float:
        """Pixels that it is higher than one line."""
        if self._fits(room):
            return 0.0
        return self._words.height(room) - self._words.height(1e6)

    def paint(self, painter: QPainter, first: QRectF) -> None:
        """Paint it; `first` is the place of its first line."""
        if self._fits(first.width()):
            painter.setFont(self._font)
            painter.setPen(self._colour)
            painter.drawText(first, _LEFT, self._text)
            return
        top = first.top() + (first.height() - self._words.height(1e6)) / 2
        high = self._words.height(first.width())
        self._words.paint(painter, QRectF(first.left(), top, first.width(), high))


class BoxRows:
    """A row for each detection: colour, label, score, place; one a class when there are many."""

    ROW = 24.0

    def __init__(
        self,
        detections: Sequence[AnyDetection],
        colours: Mapping[str, QColor],
        ink: SheetColors,
        *,
        places: bool = True,
    ) -> None:
        """`places`: with the coordinates of each."""
        self._ink, self._colours = ink, colours
        if len(detections) <= MANY_BOXES:
            kinds = not only_boxes(detections)
            rows = [(each.label, _numbers(each, kinds, places)) for each in detections]
        else:
            counted = Counter(detection.label for detection in detections).most_common()
            rows = [(label, f"× {number(count)}") for label, count in counted]
        self._rows = [
            (LabelLine(label, plain(13), ink.text), label, words) for label, words in rows
        ]

    def height(self, width: float) -> float:
        return sum(self._high(line, words, width) for line, _, words in self._rows)

    def _high(self, line: LabelLine, numbers: str, width: float) -> float:
        return self.ROW + line.beyond_one(self._room(numbers, width))

    def _room(self, numbers: str, width: float) -> float:
        return width - 28 - QFontMetricsF(mono(12)).horizontalAdvance(numbers)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        y = rect.top()
        for place, (line, label, numbers) in enumerate(self._rows):
            row = QRectF(rect.left(), y, rect.width(), self._high(line, numbers, rect.width()))
            y = row.bottom()
            if place:
                painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), self._ink.line)
            dot = QRectF(row.left(), row.top() + self.ROW / 2 - 4, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.get(label, NEUTRAL))
            painter.drawRoundedRect(dot, 2, 2)
            first = QRectF(row.left(), row.top(), row.width(), self.ROW)
            painter.setFont(mono(12))
            painter.setPen(self._ink.muted)
            painter.drawText(first, _RIGHT, numbers)
            first.setWidth(self._room(numbers, rect.width()) + 16)
            line.paint(painter, first.adjusted(16, 0, 0, 0))


def _numbers(detection: AnyDetection, kinds: bool, places: bool) -> str:
    kind = kind_of(detection) if kinds else ""
    confidence = "" if detection.score is None else score(detection.score)
    place = "  ".join(f"{value:.2f}" for value in place_of(detection)) if places else ""
    return " · ".join(filter(None, (kind, confidence, place)))


class Bars:
    """The labels of an image with their scores as bars; no bar where no score was given."""

    ROW, LINE = 36.0, 22.0

    def __init__(self, labels: Sequence[Label], ink: SheetColors) -> None:
        self._ink = ink
        self._rows = [
            (LabelLine(label.label, plain(13, 400 if place else 600), ink.text), label)
            for place, label in enumerate(labels)
        ]

    def height(self, width: float) -> float:
        return sum(self.ROW + line.beyond_one(_left_of(value, width)) for line, value in self._rows)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        y = rect.top()
        for line, value in self._rows:
            room = _left_of(value, rect.width())
            line.paint(painter, QRectF(rect.left(), y, room, self.LINE))
            painter.setFont(plain(13, 500))
            painter.setPen(self._ink.muted if value.score is None else self._ink.text)
            painter.drawText(QRectF(rect.left(), y, rect.width(), self.LINE), _RIGHT, _score(value))
            y += line.beyond_one(room)
            self._bar(painter, QPointF(rect.left(), y + 25), rect.width(), value.score)
            y += self.ROW

    def _bar(self, painter: QPainter, at: QPointF, width: float, score: float | None) -> None:
        if score is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.line)
        painter.drawRoundedRect(QRectF(at.x(), at.y(), width, 4), 2, 2)
        painter.setBrush(self._ink.accent)
        painter.drawRoundedRect(QRectF(at.x(), at.y(), max(4.0, width * score), 4), 2, 2)


def _score(label: Label) -> str:
    return "no score given" if label.score is None else f"{label.score:.0%}"


def _left_of(label: Label, width: float) -> float:
    """The room that a label has beside its score."""
    return width - 12 - QFontMetricsF(plain(13, 500)).horizontalAdvance(_score(label))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
