"""A small drawn image with one box, and the numbers a family writes for its four sides."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vizdesk.comparison.parsing.box_writer import numbers
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box
from vizdesk.painting.fonts import mono

CAT = Box(0.3, 0.35, 0.7, 0.8)


class BoxDiagram(QWidget):
    """Paints which number stands for which side, and which comes first."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes = BoxConvention()
        self._frame = Frame((1000, 750), (1000, 750))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Which number is which side of the box"))

    def sizeHint(self) -> QSize:
        return QSize(300, 132)

    def show_convention(self, boxes: BoxConvention, frame: Frame) -> None:
        """Draw `boxes` on an image of the sizes in `frame`."""
        self._boxes, self._frame = boxes, frame
        self.setVisible(boxes.form is not BoxForm.NONE)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.height() - 2.0
        wide = min(self.width() - 2.0, high * 1.9)
        image = QRectF((self.width() - wide) / 2, 1, wide, high)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(colours.color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(image, 6, 6)
        self._paint_hills(painter, image)
        box = QRectF(
            QPointF(image.x() + CAT.x0 * wide, image.y() + CAT.y0 * high),
            QPointF(image.x() + CAT.x1 * wide, image.y() + CAT.y1 * high),
        )
        tint = QColor(colours.color(QPalette.ColorRole.Accent))
        painter.setPen(QPen(tint, 2))
        tint.setAlphaF(0.14)
        painter.setBrush(tint)
        painter.drawRect(box)
        self._paint_numbers(painter, image, box)

    def _paint_hills(self, painter: QPainter, image: QRectF) -> None:
        ground = QColor(self.palette().color(QPalette.ColorRole.Mid))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        spots = ((0, 1), (0, 0.74), (0.22, 0.58), (0.5, 0.84), (0.8, 0.5), (1, 0.72), (1, 1))
        inside = image.adjusted(1, 1, -1, -1)
        points = [
            QPointF(inside.x() + x * inside.width(), inside.y() + y * inside.height())
            for x, y in spots
        ]
        painter.setOpacity(0.55)
        painter.drawPolygon(QPolygonF(points))
        painter.setOpacity(1)

    def _paint_numbers(self, painter: QPainter, image: QRectF, box: QRectF) -> None:
        """Each number at the middle of its side; a small figure says which comes first."""
        four = numbers(CAT, self._boxes, self._frame)
        order = ("y0", "x0", "y1", "x1") if self._boxes.y_first else ("x0", "y0", "x1", "y1")
        painter.setFont(mono(11))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        middle, centre = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter
        places = {
            "x0": (QRectF(image.x(), box.y(), box.x() - image.x() - 6, box.height()), right),
            "x1": (
                QRectF(box.right() + 6, box.y(), image.right() - box.right(), box.height()),
                left,
            ),
            "y0": (QRectF(box.x() - 40, box.y() - 19, box.width() + 80, 16), centre),
            "y1": (QRectF(box.x() - 40, box.bottom() + 4, box.width() + 80, 16), centre),
        }
        for at, (side, value) in enumerate(zip(order, four, strict=True), 1):
            rect, across = places[side]
            painter.drawText(rect, across | middle, f"{'①②③④'[at - 1]} {value:g}")
