"""An image with its detections, painted as it is looked at through a camera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vizdesk.analysis import polygons
from vizdesk.comparison.types import AnyDetection, Detection, PointDetection
from vizdesk.painting.box_overlay import POINT_RADIUS, GrowingOverlay, paint_detections
from vizdesk.painting.fonts import sans
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.image_navigation import ImageNavigation


class ImageView(ImageNavigation):
    """Paints one image with its detections, as it is looked at."""

    def __init__(self, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(camera, parent)
        self._detections: Sequence[AnyDetection] = ()
        self._colours: Mapping[str, QColor] = {}
        self._hidden: frozenset[str] = frozenset()
        self._highlight: int | None = None
        self._stage: QColor | None = None
        self._grown: tuple[tuple[object, ...], QPixmap, GrowingOverlay] | None = None
        self.setMinimumSize(96, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Image"))

    def set_detections(
        self, detections: Sequence[AnyDetection], colours: Mapping[str, QColor]
    ) -> None:
        """Show these boxes, points and outlines, each in the colour of its label."""
        self._detections, self._colours = detections, colours
        if self._highlight is not None and self._highlight >= len(detections):
            self._highlight = None
        self.setAccessibleDescription(self._counted(detections))
        self.update()

    def _counted(self, detections: Sequence[AnyDetection]) -> str:
        """How many boxes, points and outlines there are, for screen readers."""
        boxes = sum(isinstance(detection, Detection) for detection in detections)
        points = sum(isinstance(detection, PointDetection) for detection in detections)
        outlines = len(detections) - boxes - points
        words = [self.tr("%n box(es)", "", boxes)] if boxes or not detections else []
        words += [self.tr("%n point(s)", "", points)] if points else []
        words += [self.tr("%n outline(s)", "", outlines)] if outlines else []
        return ", ".join(words)

    def set_hidden(self, labels: frozenset[str]) -> None:
        """Leave out what has one of these labels."""
        self._hidden = labels
        self.update()

    def set_highlight(self, index: int | None) -> None:
        """Bring one detection forward, by its place among them."""
        if index != self._highlight:
            self._highlight = index
            self.update()

    def set_stage(self, colour: QColor) -> None:
        """The colour behind the image, instead of the palette's Dark."""
        self._stage = colour
        self.update()

    def detection_at(self, position: QPointF) -> int:
        """The smallest detection in sight under a pixel of this widget, or -1."""
        if self._levels is None:
            return -1
        at, transform = self.point_at(position), self.to_view()
        # Dots keep their size on the screen, whatever the zoom.
        reach = (POINT_RADIUS + 1) / transform.m11(), (POINT_RADIUS + 1) / transform.m22()
        under = [
            (size, index)
            for index, detection in enumerate(self._detections)
            if detection.label not in self._hidden
            and (size := _size_under(detection, at, reach)) is not None
        ]
        return min(under)[1] if under else -1

    def sizeHint(self) -> QSize:
        return QSize(360, 270)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        view = QRectF(self.rect())
        stage = self._stage or self.palette().color(QPalette.ColorRole.Dark)
        if self._levels is None:
            painter.fillRect(view, stage)
            self._paint_words(painter, view, self.tr("No image yet"))
        else:
            painter.drawPixmap(0, 0, self._composed(self._levels, self.to_view(), stage))
            if not self.linked:
                self._paint_alone(painter, view)
        if self.hasFocus():
            self._paint_focus(painter, view)
        painter.end()

    def _composed(self, levels: ImagePyramid, transform: QTransform, stage: QColor) -> QPixmap:
        """Stage, image and detections; while a model writes, only what is new is painted."""
        view, key = QRectF(self.rect()), (transform, stage.rgba(), self._hidden, self._highlight)
        ratio = self.devicePixelRatioF()
        backdrop = self.camera.backdrops.of(levels, transform, self.size(), ratio, stage)
        detections, colours = self._detections, self._colours
        if self._grown is not None:
            before, pixmap, overlay = self._grown
            if before == (backdrop.cacheKey(), *key) and overlay.can_grow_to(detections, colours):
                painter = QPainter(pixmap)
                grown = overlay.paint_more(painter, detections, colours)
                painter.end()
                if grown:
                    return pixmap
        pixmap = backdrop.copy()
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        if self._highlight is None:
            overlay = GrowingOverlay(transform, view, colours, self._hidden)
            self._grown = ((backdrop.cacheKey(), *key), pixmap, overlay)
            overlay.paint_more(painter, detections, colours)
        else:
            self._grown = None
            paint_detections(
                painter,
                transform,
                view,
                detections,
                colours,
                highlighted=self._highlight,
                hidden=self._hidden,
            )
        painter.end()
        return pixmap

    def _paint_words(self, painter: QPainter, view: QRectF, words: str) -> None:
        painter.setFont(sans(13))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(view, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_alone(self, painter: QPainter, view: QRectF) -> None:
        """A quiet reminder, bottom left, that this view does not move with the others."""
        painter.setFont(sans(11))
        words = self.tr("moved alone · double-click links it again")
        place = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-8, -4, 8, 4)
        place.moveBottomLeft(view.bottomLeft() + QPointF(8, -8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor("white"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_focus(self, painter: QPainter, view: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.drawRect(view.adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


def _size_under(detection: AnyDetection, at: QPointF, reach: tuple[float, float]) -> float | None:
    """The area (share of the image) of what lies under `at`; None if it does not lie there.

    A point has no area; it is under all that is within `reach` (0..1 of the image) of it.
    """
    if isinstance(detection, Detection):
        box = detection.box
        inside = box.x0 <= at.x() <= box.x1 and box.y0 <= at.y() <= box.y1
        return box.area if inside else None
    if isinstance(detection, PointDetection):
        across, down = (at.x() - detection.x) / reach[0], (at.y() - detection.y) / reach[1]
        return 0.0 if across**2 + down**2 <= 1 else None
    inside = polygons.contains(detection.vertices, at.x(), at.y())
    return polygons.area(detection.vertices) if inside else None
