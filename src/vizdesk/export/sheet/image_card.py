"""A panel of the sheet that is an image alone: the original, or the boxes of all models on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from vizdesk.export.sheet.drawn_blocks import ImageBlock
from vizdesk.export.sheet.layout_blocks import Words
from vizdesk.export.sheet.sheet_colors import SheetColors
from vizdesk.painting.fonts import plain

_HEAD, _PAD, _RADIUS, _BELOW = 60.0, 16.0, 12.0, 14.0


class ImageCard:
    """An image under a title of its own, in a frame like that of the answers beside it."""

    def __init__(self, title: str, about: str, image: ImageBlock, ink: SheetColors) -> None:
        self._ink, self.image = ink, image
        self._title = Words(title, plain(15, 600), ink.text, spacing=120)
        self._about = Words(about, plain(12), ink.muted, spacing=120)
        self._head: float | None = None

    def head_height(self, width: float) -> float:
        """How much room the title takes; a long one goes on in the next line."""
        inner = width - 2 * _PAD
        return max(_HEAD, 19 + self._title.height(inner) + self._about.height(inner))

    def stretch_head(self, height: float) -> None:
        """Give the head this height, so that the images of a row stand side by side."""
        self._head = height

    def height(self, width: float) -> float:
        return self._head_of(width) + self.image.height(width - 2) + _BELOW

    def _head_of(self, width: float) -> float:
        return self.head_height(width) if self._head is None else self._head

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(outline, self._ink.panel)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        title = QRectF(
            inner.left(), inner.top() + 12, inner.width(), self._title.height(inner.width())
        )
        self._title.paint(painter, title)
        room = self._about.height(inner.width())
        self._about.paint(painter, QRectF(inner.left(), title.bottom() + 1, inner.width(), room))
        top, width = rect.top() + self._head_of(rect.width()), rect.width() - 2
        self.image.paint(
            painter, QRectF(rect.left() + 1, top, width, float(self.image.height(width)))
        )
        painter.strokePath(outline, QPen(self._ink.line, 1))
