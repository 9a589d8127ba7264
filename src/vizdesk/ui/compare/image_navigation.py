"""Looking at an image through a camera: mouse, wheel and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from vizdesk.comparison.types import Box
from vizdesk.export.view_filter import WHOLE
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.camera import Camera, fit_scale, held_centre, to_view

_STEP = 1.25  # zoom of one wheel notch or key
_NUDGE = 0.1  # share of what is seen that an arrow key moves
# A row that is gone to fills this share of the view, at most at this zoom.
_LOOK_SHARE, _LOOK_ZOOM = 0.45, 12.0
_CLICK = 4  # a press that moves less than this many pixels is a click


class ImageNavigation(QWidget):
    """A widget that looks at an image through a shared camera; what it paints is a subclass's.

    The wheel zooms, dragging moves all views that share the camera, Ctrl-drag this one alone.
    Double click or 0 links it again where the others look, `link_keeping_offset` as it stands.
    `hovered` and `selected` carry the index of a detection, as `detection_at` gives it, or -1.
    """

    hovered = Signal(int)
    selected = Signal(int)

    def __init__(self, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = camera
        self._private: Camera | None = None
        self._offset: tuple[QPointF, float] | None = None
        self._levels: ImagePyramid | None = None
        self._hovered = -1
        self._clicked = -1
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
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

    # --- Where the image is ---------------------------------------------------------------
    @property
    def camera(self) -> Camera:
        """The camera this view looks through: its own after a Ctrl-drag, else the shared one."""
        return self._private or self._shared

    @property
    def linked(self) -> bool:
        """Whether this view moves with the others, at the same place or beside it."""
        return self._private is None or self._offset is not None

    @property
    def beside(self) -> bool:
        """Whether this view moves with the others, but looks beside what they look at."""
        return self._offset is not None

    def to_view(self) -> QTransform:
        """Maps 0..1 of the image to pixels of this widget."""
        if self._levels is None:
            return QTransform()
        return to_view(self.camera, self._levels.size, QSizeF(self.size()))

    def point_at(self, position: QPointF) -> QPointF:
        """The point of the image (0..1) under a pixel of this widget."""
        back, _ = self.to_view().inverted()
        return back.map(position)

    @property
    def visible_part(self) -> Box:
        """The part of the image (0..1) in sight."""
        if self._levels is None or self.camera.zoom <= 1.0:
            return WHOLE
        back, _ = self.to_view().inverted()
        part = back.mapRect(QRectF(self.rect())).intersected(QRectF(0, 0, 1, 1))
        return Box(part.left(), part.top(), part.right(), part.bottom())

    def detections_at(self, position: QPointF) -> list[int]:
        """The detections under a pixel of this widget, smallest first; a subclass knows them."""
        return []

    def detection_at(self, position: QPointF) -> int:
        """The smallest detection under a pixel of this widget, or -1."""
        return next(iter(self.detections_at(position)), -1)

    # --- The camera -----------------------------------------------------------------------
    def _camera_moved(self) -> None:
        if self._private is None:
            self.update()
        elif self._offset is not None:
            aside, factor = self._offset
            shared = self._shared
            self._private.look(shared.centre + aside / shared.zoom, shared.zoom * factor)

    def link_keeping_offset(self) -> None:
        """Have this view move with the others again, and keep looking beside them as it does."""
        if self._private is not None:
            away = (self._private.centre - self._shared.centre) * self._shared.zoom
            self._offset = (away, self._private.zoom / self._shared.zoom)
            self.update()

    def link(self) -> None:
        """Have this view look where the others look."""
        self._unlink(None)

    def _unlink(self, private: Camera | None) -> None:
        if self._private is not None:
            self._private.deleteLater()
        self._private, self._offset = private, None
        if private is not None:
            private.moved.connect(self.update)
        self.update()

    def _alone(self) -> None:
        """Give this view a camera of its own, which starts where it looks now."""
        if self._private is None or self._offset is not None:
            private = Camera(self)
            private.look(self.camera.centre, self.camera.zoom)
            self._unlink(private)

    def _zoom(self, position: QPointF, factor: float) -> None:
        if self._levels is None:
            return
        point = self.point_at(position)
        self._hold()
        (self._shared if self._offset is not None else self.camera).zoom_at(point, factor)
        self._hold()

    def _pan(self, pixels: QPointF) -> None:
        if self._levels is None:
            return
        transform = self.to_view()
        self._hold()
        camera = self._shared if self._offset is not None else self.camera
        camera.pan(QPointF(pixels.x() / transform.m11(), pixels.y() / transform.m22()))
        self._hold()

    def _hold(self) -> None:
        """Let the camera stand where this view shows it, so that no move is spent unseen."""
        if self._levels is not None and self._offset is None:
            camera = self.camera
            camera.look(held_centre(camera, self._levels.size, QSizeF(self.size())), camera.zoom)

    def _whole(self) -> None:
        """Link again, or show the whole image."""
        if self._private is not None:
            self._unlink(None)
        else:
            self._shared.reset()

    # --- Mouse, wheel and keys ------------------------------------------------------------
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
            self.selected.emit(self._next_under(event.position()))

    def _next_under(self, position: QPointF) -> int:
        """The detection that a click means: a repeated click goes on to the larger ones."""
        under = self.detections_at(position)
        if not under:
            self._clicked = -1
        elif self._clicked in under:
            self._clicked = under[(under.index(self._clicked) + 1) % len(under)]
        else:
            self._clicked = under[0]
        return self._clicked

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._whole()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def look_at(self, box: Box) -> None:
        """Show a part of the image (0..1) large, in all views that share the camera."""
        wide, high = max(box.x1 - box.x0, 1e-4), max(box.y1 - box.y0, 1e-4)
        zoom = _LOOK_SHARE / max(wide, high)
        centre = QPointF((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        self.camera.look(centre, min(max(zoom, 1.0), _LOOK_ZOOM))
        self._hold()

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
            self._zoom(middle, _pixel_for_pixel(self, self._levels.size) / self.camera.zoom)
        else:
            super().keyPressEvent(event)


def _pixel_for_pixel(view: QWidget, image: QSizeF) -> float:
    """The zoom at which one image pixel is one pixel of the screen."""
    return 1 / (fit_scale(image, QSizeF(view.size())) * view.devicePixelRatioF())
