"""Which part of the image all panes show: a centre, and a zoom relative to fit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QSizeF, Signal
from PySide6.QtGui import QTransform

from vizdesk.ui.compare.backdrops import Backdrops

MAX_ZOOM = 500.0


class Camera(QObject):
    """Shared by linked panes. Each pane makes its own transform from it, and from its own size.

    `centre` is a point in 0..1 of the image; `zoom` is 1 when the whole image fits. What linked
    panes see behind their boxes is the same: `backdrops` has it.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.centre = QPointF(0.5, 0.5)
        self.zoom = 1.0
        self.backdrops = Backdrops()

    def look(self, centre: QPointF, zoom: float) -> None:
        """Show `centre` (0..1) at `zoom`, both brought into their ranges; tells when it changed."""
        centre = QPointF(_between(centre.x(), 0, 1), _between(centre.y(), 0, 1))
        zoom = _between(zoom, 1.0, MAX_ZOOM)
        if centre != self.centre or zoom != self.zoom:
            self.centre, self.zoom = centre, zoom
            self.moved.emit()

    def zoom_at(self, point: QPointF, factor: float) -> None:
        """Zoom by `factor`; the image's `point` (0..1) stays where it is on the screen.

        Zooming out, the image's edges win: the centre never leaves the image.
        """
        zoom = _between(self.zoom * factor, 1.0, MAX_ZOOM)
        self.look(point + (self.centre - point) * (self.zoom / zoom), zoom)

    def pan(self, by: QPointF) -> None:
        """Move the centre by a share of the image (0..1)."""
        self.look(self.centre + by, self.zoom)

    def reset(self) -> None:
        """Show the whole image."""
        self.look(QPointF(0.5, 0.5), 1.0)


def fit_scale(image: QSizeF, view: QSizeF) -> float:
    """View pixels per image pixel when the whole image just fits."""
    return min(view.width() / image.width(), view.height() / image.height())


def held_centre(camera: Camera, image: QSizeF, view: QSizeF) -> QPointF:
    """The centre as this view can show it: no empty margin beside an image larger than the view.

    An axis along which the image is smaller than the view stays in the middle. So a 10:1
    panorama never leaves the view upwards, however far it is zoomed.
    """
    scale = fit_scale(image, view) * camera.zoom

    def held(centre: float, whole: float, seen: float) -> float:
        half = seen / (2 * whole * scale)
        return 0.5 if half >= 0.5 else _between(centre, half, 1 - half)

    return QPointF(
        held(camera.centre.x(), image.width(), view.width()),
        held(camera.centre.y(), image.height(), view.height()),
    )


def to_view(camera: Camera, image: QSizeF, view: QSizeF) -> QTransform:
    """Maps 0..1 of an image (size in pixels) to a view (size in pixels)."""
    scale = fit_scale(image, view) * camera.zoom
    centre = held_centre(camera, image, view)
    width, height = image.width() * scale, image.height() * scale
    dx = view.width() / 2 - centre.x() * width
    dy = view.height() / 2 - centre.y() * height
    return QTransform(width, 0, 0, height, dx, dy)


def _between(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
