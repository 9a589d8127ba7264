"""One large image with an outline for each object, by how many models have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from vizdesk.analysis.box_agreement import AgreedObject
from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.image_view import ImageView

ZOOMED = 3.0


class SupportView(ImageView):
    """Dashed thick: only one model; solid in the colour of the class: some; thin grey: all."""

    def __init__(self, camera: Camera) -> None:
        super().__init__(camera)
        self._objects: Sequence[AgreedObject] = ()
        self._colour_of: Mapping[str, QColor] = {}
        self._models: tuple[str, ...] = ()
        self._chosen: AgreedObject | None = None
        self.setAccessibleName(self.tr("Image with the objects by their support"))

    def show_objects(
        self,
        objects: Sequence[AgreedObject],
        models: Sequence[str],
        colours: Mapping[str, QColor],
    ) -> None:
        """Outline these objects; `models` are numbers and names, in the order of their members."""
        self._objects, self._models, self._colour_of = objects, tuple(models), colours
        if self._chosen not in objects:
            self._chosen = None
        self.update()

    def choose(self, each: AgreedObject | None) -> None:
        """Put a halo round one object."""
        self._chosen = each
        self.update()

    def zoom_to(self, each: AgreedObject) -> None:
        """Look at one object closely."""
        box = each.box
        size = max(box.x1 - box.x0, box.y1 - box.y0, 0.02)
        centre = QPointF((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        self.camera.look(centre, max(ZOOMED, 0.5 / size))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._levels is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        transform = self.to_view()
        # What is least agreed on lies above.
        for each in reversed(self._objects):
            box = each.box
            place = transform.mapRect(QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))
            self._outline(painter, each, place)
        painter.end()

    def _outline(self, painter: QPainter, each: AgreedObject, place: QRectF) -> None:
        models = len(self._models)
        whole = each.support == models and not each.conflict
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if each is self._chosen:
            halo = self.palette().color(self.palette().ColorRole.Accent)
            painter.setPen(QPen(halo, 7))
            painter.drawRect(place)
        colour = QColor("#8a8a86") if whole else self._colour_of.get(each.label, QColor("#C87A0A"))
        painter.setPen(QPen(QColor(255, 255, 255, 210), 3 if whole else 6))
        painter.drawRect(place)
        pen = QPen(colour, 1.2 if whole else 3)
        if each.support == 1 and models > 1:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(place)
        if not whole or each is self._chosen:
            self._chip(painter, each, place, colour)

    def _chip(self, painter: QPainter, each: AgreedObject, place: QRectF, colour: QColor) -> None:
        words = f"{each.label} {each.support}/{len(self._models)}"
        if each.support == 1 and len(self._models) > 1:
            only = next(at for at, member in enumerate(each.members) if member is not None)
            words = self.tr("{label} · only {model}").format(
                label=each.label, model=self._models[only]
            )
        painter.setFont(sans(12, 600))
        chip = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-5, -2, 5, 2)
        chip.moveBottomLeft(place.topLeft() - QPointF(0, 2))
        if chip.top() < 0:
            chip.moveTop(place.top() + 2)
        chip.moveLeft(max(2.0, min(chip.left(), self.width() - chip.width() - 2)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor("black" if colour.lightnessF() > 0.5 else "white"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
