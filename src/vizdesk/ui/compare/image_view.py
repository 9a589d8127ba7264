"""An image with its detections, looked at through a camera: mouse, wheel and keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vizdesk.analysis import polygons
from vizdesk.comparison.types import AnyDetection, Box, Detection, PointDetection
from vizdesk.export.view_filter import WHOLE
from vizdesk.painting.box_overlay import POINT_RADIUS, paint_detections
from vizdesk.painting.fonts import sans
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.camera import Camera, fit_scale, held_centre, to_view

_STEP = 1.25  # zoom of one wheel notch or key
_NUDGE = 0.1  # share of what is seen that an arrow key moves
_CLICK = 4  # a press that moves less than this many pixels is a click


class ImageView(QWidget):
    """Shows one image with its detections, linked to a shared camera.

    Ctrl-drag moves it alone.
    `hovered` and `selected` carry the index of a detection, or -1. Double click or 0 links again.
    """

    hovered = Signal(int)
    selected = Signal(int)

    def __init__(self, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = camera
        self._private: Camera | None = None
        self._levels: ImagePyramid | None = None
        self._detections: Sequence[AnyDetection] = ()
        self._colours: Mapping[str, QColor] = {}
        self._hidden: frozenset[str] = frozenset()
        self._highlight: int | None = None
        self._hovered = -1
        self._stage: QColor | None = None
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._kept: tuple[tuple[object, ...], QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(96, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Image"))
        camera.moved.connect(self._camera_moved)

    def set_levels(self, levels: ImagePyramid | None) -> None:
        """Show another image; None shows the empty state. Boxes stay until they are set."""
        self._levels = levels
        self._unlink(None)
        self.update()

    def refine(self, levels: ImagePyramid) -> None:
        """Show more pixels of the same image; the camera and the boxes stay where they are."""
        self._levels = levels
        self.update()

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

    @property
    def camera(self) -> Camera:
        """The camera this view looks through: its own after a Ctrl-drag, else the shared one."""
        return self._private or self._shared

    @property
    def linked(self) -> bool:
        """Whether this view moves with the others."""
        return self._private is None

    def to_view(self) -> QTransform:
        """Maps 0..1 of the image to pixels of this widget."""
        if self._levels is None:
            return QTransform()
        return to_view(self.camera, self._levels.size, QSizeF(self.size()))

    def point_at(self, position: QPointF) -> QPointF:
        """The point of the image (0..1) under a pixel of this widget."""
        back, _ = self.to_view().inverted()
        return back.map(position)

    def seen(self) -> Box:
        """The part of the image (0..1) in sight."""
        if self._levels is None or self.camera.zoom <= 1.0:
            return WHOLE
        back, _ = self.to_view().inverted()
        part = back.mapRect(QRectF(self.rect())).intersected(QRectF(0, 0, 1, 1))
        return Box(part.left(), part.top(), part.right(), part.bottom())

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
            transform = self.to_view()
            painter.drawPixmap(0, 0, self._backdrop(self._levels, transform, stage))
            paint_detections(
                painter,
                transform,
                view,
                self._detections,
                self._colours,
                highlighted=self._highlight,
                hidden=self._hidden,
            )
            if not self.linked:
                self._paint_alone(painter, view)
        if self.hasFocus():
            self._paint_focus(painter, view)
        painter.end()

    def _backdrop(self, levels: ImagePyramid, transform: QTransform, stage: QColor) -> QPixmap:
        """Stage and image, kept while only the boxes change (14 times a second, say)."""
        ratio = self.devicePixelRatioF()
        key = (levels, transform, self.size(), ratio, stage.rgba())
        if self._kept is None or self._kept[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(stage)
            painter = QPainter(pixmap)
            levels.paint(painter, transform, QRectF(self.rect()))
            painter.end()
            self._kept = (key, pixmap)
        return self._kept[1]

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

    def _camera_moved(self) -> None:
        if self._private is None:
            self.update()

    def _unlink(self, private: Camera | None) -> None:
        if self._private is not None:
            self._private.deleteLater()
        self._private = private
        if private is not None:
            private.moved.connect(self.update)
        self.update()

    def _alone(self) -> None:
        """Give this view a camera of its own, which starts where the shared one is."""
        if self._private is None:
            private = Camera(self)
            private.look(self._shared.centre, self._shared.zoom)
            self._unlink(private)

    def _zoom(self, position: QPointF, factor: float) -> None:
        if self._levels is None:
            return
        point = self.point_at(position)
        self._hold()
        self.camera.zoom_at(point, factor)
        self._hold()

    def _pan(self, pixels: QPointF) -> None:
        if self._levels is None:
            return
        transform = self.to_view()
        self._hold()
        self.camera.pan(QPointF(pixels.x() / transform.m11(), pixels.y() / transform.m22()))
        self._hold()

    def _hold(self) -> None:
        """Let the camera stand where this view shows it, so that no move is spent unseen."""
        if self._levels is not None:
            camera = self.camera
            camera.look(held_centre(camera, self._levels.size, QSizeF(self.size())), camera.zoom)

    def _whole(self) -> None:
        """Link again, or show the whole image."""
        if self._private is not None:
            self._unlink(None)
        else:
            self._shared.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(event.position(), _STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is None:
            self._hover(self.detection_at(event.position()))
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._alone()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._pan(self._last - event.position())
        self._last = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed, self._last = self._pressed, None, None
        self.unsetCursor()
        if pressed is not None and (event.position() - pressed).manhattanLength() < _CLICK:
            self.selected.emit(self.detection_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._whole()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.hovered.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        middle = QRectF(self.rect()).center()
        step = _NUDGE * min(self.width(), self.height())
        arrows = {
            keys.Key_Left: QPointF(-step, 0),
            keys.Key_Right: QPointF(step, 0),
            keys.Key_Up: QPointF(0, -step),
            keys.Key_Down: QPointF(0, step),
        }
        key = keys(event.key())
        if key in arrows and self.camera.zoom > 1:
            self._pan(arrows[key])
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self._zoom(middle, _STEP)
        elif key is keys.Key_Minus:
            self._zoom(middle, 1 / _STEP)
        elif key is keys.Key_0:
            self._whole()
        elif key is keys.Key_1 and self._levels is not None:
            self._zoom(middle, self._pixel_for_pixel() / self.camera.zoom)
        else:
            super().keyPressEvent(event)

    def _pixel_for_pixel(self) -> float:
        """The zoom at which one image pixel is one pixel of the screen."""
        assert self._levels is not None
        fit = fit_scale(self._levels.size, QSizeF(self.size()))
        return 1 / (fit * self.devicePixelRatioF())

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
