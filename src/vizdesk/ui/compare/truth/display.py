"""The image with the truth that is drawn on it: objects, handles, what a model has wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent

from vizdesk.comparison.types import Box, Detection
from vizdesk.truth.editing import DrawnObjects, Handle, handle_at
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.compare.truth.painting import (
    HANDLE,
    ErrorMark,
    paint_errors,
    paint_handles,
    paint_size,
)

REACH = HANDLE
"""A handle is caught within so many pixels of its middle."""


class TruthDisplay(ImageView):
    """Shows what is drawn. `label` is the class of a box that is drawn next; `resized` tells."""

    resized = Signal()

    def __init__(self, camera: Camera) -> None:
        super().__init__(camera)
        self.drawn = DrawnObjects()
        self.label = ""
        self._size = (1, 1)
        self._errors: Sequence[ErrorMark] = ()

    def show_drawn(
        self, drawn: DrawnObjects, colours: Mapping[str, QColor], size: tuple[int, int]
    ) -> None:
        """Show these objects on an image of so many pixels."""
        self._size = size
        self.drawn, self._colours = drawn, colours
        self._show(drawn)

    def show_classes(self, label: str, colours: Mapping[str, QColor]) -> None:
        """Take these colours, and the class of the next box."""
        self.label, self._colours = label, colours
        self._show(self.drawn)

    def show_errors(self, errors: Sequence[ErrorMark]) -> None:
        """Show what a model has wrong, in red dashes; none: nothing."""
        self._errors = errors
        self.update()

    def _show(self, drawn: DrawnObjects) -> None:
        self.set_detections([thing.place for thing in drawn.things], self._colours)
        self.set_selected(drawn.selected)
        self.update()

    def _snapped(self, at: QPointF) -> tuple[float, float]:
        """The place on whole pixels of the image."""
        wide, high = self._size
        return round(at.x() * wide) / wide, round(at.y() * high) / high

    def _handle_under(self, at: QPointF) -> Handle | None:
        box = self.selected_box
        transform = self.to_view()
        if box is None or not transform.m11():
            return None
        reach = REACH / transform.m11(), REACH / transform.m22()
        return handle_at(box, at.x(), at.y(), reach)

    @property
    def selected_box(self) -> Box | None:
        """The box that is selected; None of a point or an outline, and of none."""
        place = self.drawn.selection.place if self.drawn.selection else None
        return place.box if isinstance(place, Detection) else None

    def place_of_selection(self) -> QRectF | None:
        """Where the selected object lies, in pixels of this widget."""
        if self.drawn.selection is None:
            return None
        place = self.drawn.selection.place
        box = self.drawn.selection.box
        if box is not None:
            return self.to_view().mapRect(QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))
        x, y = getattr(place, "x", 0.5), getattr(place, "y", 0.5)
        return QRectF(self.to_view().map(QPointF(x, y)), self.to_view().map(QPointF(x, y)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._levels is None or self._held or not self.options.boxes:
            return
        painter, transform = QPainter(self), self.to_view()
        paint_errors(painter, transform, self.width(), self._errors)
        index = self._selected
        if index is not None and index < len(self._detections):
            place = self._detections[index]
            if isinstance(place, Detection):
                paint_handles(painter, transform, place.box, self.palette())
                paint_size(painter, transform, place.box, self._size, self.palette())
        painter.end()
