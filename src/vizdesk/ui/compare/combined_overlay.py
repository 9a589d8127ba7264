"""All answers on one image: colour is the class, the line tells the support, numbers the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QTransform
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from vizdesk.painting.model_overlay import (
    ModelBoxes,
    OverlayObject,
    overlay_objects,
    paint_overlay,
)
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.display_options import DisplayOptions
from vizdesk.ui.compare.framed_image import FramedImage
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.widgets.basics import label
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.theme import Tokens

# Eight models that write bring news a hundred times a second: they are matched this often.


class ModelSwitch(QCheckBox):
    """Shows or hides a model's boxes; under the pointer they stand out."""

    pointed = Signal(bool)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(False)


class OverlayView(ImageView):
    """An image with the objects that several models found."""

    def __init__(self, camera: Camera) -> None:
        super().__init__(camera)
        self._objects: Sequence[OverlayObject] = ()
        self._models: Sequence[ModelBoxes] = ()
        self._owners: list[int] = []
        self.raised: int | None = None

    def show_models(self, models: Sequence[ModelBoxes], colours: Mapping[str, QColor]) -> None:
        """Show the boxes of these models."""
        shown = [
            ModelBoxes(
                model.number, tuple(each for each in model.detections if self.options.shows(each))
            )
            for model in models
        ]
        self._models = shown
        self._objects = overlay_objects(shown)
        self._owners = [model.number for model in shown for _ in model.detections]
        self.set_detections([each for model in shown for each in model.detections], colours)

    @property
    def objects(self) -> Sequence[OverlayObject]:
        """What is shown, object by object."""
        return self._objects

    def raise_model(self, number: int | None) -> None:
        """Have one model's boxes stand out; None: those of all."""
        if number != self.raised:
            self.raised = number
            self.update()

    def raise_at(self, index: int) -> None:
        """Have those of the model stand out whose detection this is; −1: those of all."""
        self.raise_model(self._owners[index] if 0 <= index < len(self._owners) else None)

    def _grows(self) -> bool:
        return False  # what is new may be of an object that is there

    def _paint_boxes(self, painter: QPainter, transform: QTransform, view: QRectF) -> None:
        paint_overlay(
            painter,
            transform,
            view,
            self._objects,
            self._colours,
            raised=self.raised,
            labels=self.options.labels,
            fill=self.options.fill,
        )


class CombinedOverlay(FramedImage):
    """One image with the boxes of every answer; models are shown, hidden and raised above it."""

    def __init__(self, camera: Camera, tokens: Tokens) -> None:
        self.view = OverlayView(camera)
        super().__init__(self.view, tokens)
        self._off: set[str] = set()
        self._shown: tuple[str, ...] = ("",)
        self.switches: dict[int, ModelSwitch] = {}
        self.view.setAccessibleName(self.tr("Image with the boxes of all models"))
        self.view.hovered.connect(self.view.raise_at)
        # Eight long names are wider than a window: they go on in a second line.
        self._legend = FlowLayout([])
        self._none = label(self.tr("No boxes yet: run Detect."), "muted")
        legend = QHBoxLayout()
        legend.setContentsMargins(12, 8, 12, 6)
        legend.addWidget(self._legend, 1)
        self.key = label(
            self.tr("dashed: one model alone · thin: all models · pointed at: raised"),
            "muted",
        )
        self.key.setContentsMargins(12, 4, 12, 6)
        self.set_parts(legend, self.key)

    def show_options(self, options: DisplayOptions) -> None:
        """Show boxes, labels, fills and classes so."""
        super().show_options(options)
        self._refresh()

    @property
    def hidden_models(self) -> frozenset[str]:
        """The ids of the models whose boxes are switched off."""
        return frozenset(self._off)

    def _build_legend(self) -> None:
        before = self.switches
        self.switches = {}
        for number, answer in self._answers:
            switch = ModelSwitch(f"{number}  {answer.model.name}")
            switch.setChecked(answer.model.id not in self._off)
            switch.toggled.connect(lambda on, key=answer.model.id: self._toggle(key, on))
            switch.pointed.connect(
                lambda on, number=number: self.view.raise_model(number if on else None)
            )
            self.switches[number] = switch
        self._legend.set_widgets([*self.switches.values()] or [self._none])
        for switch in before.values():
            switch.deleteLater()

    def _toggle(self, model_id: str, on: bool) -> None:
        (self._off.discard if on else self._off.add)(model_id)
        self._refresh()

    def _refresh(self) -> None:
        # Unseen, nothing is matched and drawn.
        if not self.isVisible():
            return
        names = tuple(f"{number} {answer.model.name}" for number, answer in self._answers)
        if names != self._shown:
            self._shown = names
            self._build_legend()
        models = [
            ModelBoxes(number, answer.reading.all_detections)
            for number, answer in self._answers
            # Who failed or cannot do it has found nothing: that is no disagreement.
            if answer.model.id not in self._off and answer.failure is None
        ]
        for number, answer in self._answers:
            found = len(answer.reading.all_detections)
            self.switches[number].setText(f"{number}  {answer.model.name}  {found or '–'}")
        self._legend.updateGeometry()
        self.view.show_models(models, self._colours)
