"""A sample image one can click: the image, and what a click does with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QImageReader,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton

from vizdesk.painting.fonts import sans

WIDE, HIGH, WORDS_HIGH = 176, 124, 26
RADIUS = 10.0


class SampleCard(QAbstractButton):
    """The image is decoded when it is first painted, at the size it is painted in."""

    def __init__(self, path: Path, words: str, tip: str) -> None:
        super().__init__()
        self.path = path
        self._pixmap: QPixmap | None = None
        self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH + WORDS_HIGH)

    def _image(self) -> QPixmap:
        if self._pixmap is None:
            ratio = self.devicePixelRatioF()
            reader = QImageReader(str(self.path))
            room = QSize(WIDE, HIGH) * ratio
            reader.setScaledSize(reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
            image = reader.read()
            # Whole, on a ground of its own colour: the samples have a plain one.
            self._pixmap = QPixmap(room)
            self._pixmap.fill(image.pixelColor(0, 0))
            painter = QPainter(self._pixmap)
            painter.drawImage(
                (room.width() - image.width()) // 2, (room.height() - image.height()) // 2, image
            )
            painter.end()
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        roles, palette = QPalette.ColorRole, self.palette()
        lively = self.underMouse() or self.hasFocus()
        frame = QRectF(0, 0, WIDE, HIGH).adjusted(1.5, 1.5, -1.5, -1.5)
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(0, 0, self._image())
        painter.restore()
        edge = palette.color(roles.Highlight if lively else roles.Mid)
        painter.setPen(QPen(edge, 2 if lively else 1))
        painter.drawPath(path)
        painter.setFont(sans(12, 500 if lively else 400))
        painter.setPen(palette.color(roles.WindowText if lively else roles.PlaceholderText))
        below = QRectF(0, HIGH, WIDE, WORDS_HIGH)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()
