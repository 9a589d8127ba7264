"""A sample image one can click, painted with the name of the task that a click tries."""

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

from vizdesk.comparison.tasks import TaskKind
from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.plain_text import elided_words, set_tip

# What each sample image is good for; any other is looked at for objects.
FITTING = {
    "shapes-wide": TaskKind.COUNT,
    "numbers": TaskKind.READ_TEXT,
    "cat": TaskKind.CAPTION,
}
CARD_WIDTH, CARD_HEIGHT, CAPTION_HEIGHT = 88, 58, 20
CARD_RADIUS = 7.0


def fitting_task(sample: Path) -> TaskKind:
    """The task that shows most about a sample image."""
    return FITTING.get(sample.stem, TaskKind.DETECT)


def fitted_image(path: Path, width: int, height: int, ratio: float) -> QPixmap:
    """The whole image inside `width` × `height` pixels, on a ground of its own corner's colour."""
    reader = QImageReader(str(path))
    room = QSize(width, height) * ratio
    reader.setScaledSize(reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    pixmap = QPixmap(room)
    pixmap.fill(image.pixelColor(0, 0))
    painter = QPainter(pixmap)
    left, top = (room.width() - image.width()) // 2, (room.height() - image.height()) // 2
    painter.drawImage(left, top, image)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class SampleCard(QAbstractButton):
    """The image is decoded when it is first painted, at the size it is painted in."""

    def __init__(self, path: Path, words: str, tip: str) -> None:
        super().__init__()
        self.path = path
        self._pixmap: QPixmap | None = None
        self.setText(words)
        set_tip(self, tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(CARD_WIDTH, CARD_HEIGHT + CAPTION_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixmap is None:
            ratio = self.devicePixelRatioF()
            self._pixmap = fitted_image(self.path, CARD_WIDTH, CARD_HEIGHT, ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        roles, palette = QPalette.ColorRole, self.palette()
        lively = self.underMouse() or self.hasFocus()
        frame = QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT).adjusted(1.5, 1.5, -1.5, -1.5)
        path = QPainterPath()
        path.addRoundedRect(frame, CARD_RADIUS, CARD_RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.restore()
        edge = palette.color(roles.Highlight if lively else roles.Mid)
        painter.setPen(QPen(edge, 2 if lively else 1))
        painter.drawPath(path)
        painter.setFont(sans(12, 500 if lively else 400))
        painter.setPen(palette.color(roles.WindowText if lively else roles.PlaceholderText))
        below = QRectF(0, CARD_HEIGHT, CARD_WIDTH, CAPTION_HEIGHT)
        words = elided_words(
            painter.fontMetrics(), self.text(), Qt.TextElideMode.ElideRight, CARD_WIDTH
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()
