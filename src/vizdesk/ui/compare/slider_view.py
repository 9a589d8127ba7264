"""Two answers on one image: a line to be dragged between them, or both in turn in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QTransform
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from vizdesk.comparison.types import AnyDetection
from vizdesk.painting.box_overlay import paint_detections
from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.framed_image import FramedImage
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.theme import Tokens

_FLICKER_MS = 600
_REACH = 7  # pixels beside the line where it is taken hold of


class SplitView(ImageView):
    """Boxes of one answer left of a line, those of another right of it; `share` is its place."""

    def __init__(self, camera: Camera) -> None:
        super().__init__(camera)
        self.share = 0.5
        self.names = ("", "")
        self._sides: tuple[Sequence[AnyDetection], Sequence[AnyDetection]] = ((), ())
        self._dragged = False

    def show_sides(
        self,
        left: Sequence[AnyDetection],
        right: Sequence[AnyDetection],
        colours: Mapping[str, QColor],
    ) -> None:
        """Show the boxes of two answers."""
        self._sides = (left, right)
        self.set_detections((*left, *right), colours)

    def set_share(self, share: float) -> None:
        """Put the line at this share of the width, 0..1: 1 shows the left answer alone."""
        self.share = min(max(share, 0.0), 1.0)
        self.update()

    def _grows(self) -> bool:
        return False

    def detections_at(self, position: QPointF) -> list[int]:
        return []  # two answers lie over each other: which is meant cannot be said

    def _paint_boxes(self, painter: QPainter, transform: QTransform, view: QRectF) -> None:
        at = round(view.width() * self.share)
        halves = (QRectF(0, 0, at, view.height()), QRectF(at, 0, view.width() - at, view.height()))
        for half, detections, name, left in zip(
            halves, self._sides, self.names, (True, False), strict=True
        ):
            if half.width() < 1:
                continue
            painter.save()
            painter.setClipRect(half)
            paint_detections(painter, transform, view, detections, self._colours, look=self._look)
            self._paint_name(painter, half, name, left=left)
            painter.restore()
        if 0 < self.share < 1:
            painter.setPen(QPen(QColor("white"), 4))
            painter.drawLine(QPointF(at, 0), QPointF(at, view.height()))
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawLine(QPointF(at, 0), QPointF(at, view.height()))

    @staticmethod
    def _paint_name(painter: QPainter, half: QRectF, name: str, *, left: bool) -> None:
        painter.setFont(sans(12, 600))
        place = QRectF(painter.fontMetrics().boundingRect(name)).adjusted(-8, -4, 8, 4)
        place.moveBottomLeft(half.bottomLeft() + QPointF(8, -8))
        if not left:
            place.moveRight(half.right() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor("white"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def _near(self, position: QPointF) -> bool:
        return abs(position.x() - self.width() * self.share) <= _REACH

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._near(event.position())
        if not self._dragged:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            self.set_share(event.position().x() / max(1, self.width()))
            return
        super().mouseMoveEvent(event)
        if self._near(event.position()):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif event.buttons() == Qt.MouseButton.NoButton:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            self._dragged = False
        else:
            super().mouseReleaseEvent(event)


class SliderView(FramedImage):
    """Which two answers are compared, and the image they are compared on."""

    def __init__(self, camera: Camera, tokens: Tokens) -> None:
        self.view = SplitView(camera)
        super().__init__(self.view, tokens)
        self._flicker = QTimer(self)
        self._flicker.setInterval(_FLICKER_MS)
        self._flicker.timeout.connect(self._turn)
        self.view.setAccessibleName(self.tr("Image with the boxes of two models"))
        self.choices = (QComboBox(), QComboBox())
        for choice, name in zip(self.choices, ("A", "B"), strict=True):
            choice.setAccessibleName(self.tr("Model {name}").format(name=name))
            choice.setMinimumContentsLength(8)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.currentIndexChanged.connect(lambda _: self._refresh())
        self.flicker = button(self.tr("Flicker"), "", self.tr("Show one and the other in turn"))
        self.flicker.setCheckable(True)
        self.flicker.toggled.connect(self._set_flickering)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for letter, choice in zip(("A", "B"), self.choices, strict=True):
            row.addWidget(label(letter, "muted"))
            row.addWidget(choice, 1)
        row.addWidget(self.flicker)
        row.addStretch(1)
        self.set_parts(row)

    def _set_flickering(self, on: bool) -> None:
        if on:
            self._flicker.start()
            self.view.set_share(1.0)
        else:
            self._flicker.stop()
            self.view.set_share(0.5)

    def _turn(self) -> None:
        if self.isVisible():
            self.view.set_share(0.0 if self.view.share else 1.0)

    def _offer(self) -> None:
        """Have both lists name the answers there are; what was chosen stays chosen."""
        names = [f"{number}  {answer.model.name}" for number, answer in self._answers]
        for at, choice in enumerate(self.choices):
            if [choice.itemText(row) for row in range(choice.count())] == names:
                continue
            before = choice.currentText()
            choice.blockSignals(True)
            choice.clear()
            choice.addItems(names)
            place = names.index(before) if before in names else min(at, len(names) - 1)
            choice.setCurrentIndex(place)
            choice.blockSignals(False)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        self._offer()
        sides: list[Sequence[AnyDetection]] = []
        names: list[str] = []
        for choice, letter in zip(self.choices, ("A", "B"), strict=True):
            at = choice.currentIndex()
            answer = self._answers[at][1] if 0 <= at < len(self._answers) else None
            sides.append(answer.reading.all_detections if answer is not None else ())
            names.append(f"{letter}  {answer.model.name}" if answer is not None else letter)
        self.view.names = (names[0], names[1])
        self.view.show_sides(sides[0], sides[1], self._colours)
