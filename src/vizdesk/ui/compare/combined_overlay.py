"""All detections on one image: each model in its own colour, to be shown and hidden by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vizdesk.comparison.types import Answer, AnyDetection
from vizdesk.painting.class_colors import series_colours
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.widgets.basics import label
from vizdesk.ui.widgets.theme import Tokens


class CombinedOverlay(QFrame):
    """One image with the boxes of every answer, labelled with model and class."""

    def __init__(self, camera: Camera, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._answers: Sequence[Answer] = ()
        self._off: set[str] = set()
        frame = QFrame()
        frame.setProperty("role", "pane")
        self.view = ImageView(camera)
        self.view.setAccessibleName(self.tr("Image with the boxes of all models"))
        names = QWidget()
        names.setProperty("role", "list")
        self._legend = QHBoxLayout(names)
        self._legend.setContentsMargins(12, 8, 12, 8)
        self._legend.setSpacing(16)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._strip(names))
        inside.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(frame)
        self._names: tuple[str, ...] = ("",)
        self.show_tokens(tokens)
        self.show_answers(())

    @staticmethod
    def _strip(names: QWidget) -> QScrollArea:
        """Eight long names are wider than a window; they scroll instead of widening it."""
        strip = QScrollArea()
        strip.setWidget(names)
        strip.setWidgetResizable(True)
        strip.setFrameShape(QFrame.Shape.NoFrame)
        strip.setFixedHeight(46)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return strip

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.view.set_stage(QColor(tokens.stage))

    def show_image(self, levels: ImagePyramid | None) -> None:
        """Show another image."""
        self.view.set_levels(levels)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show the boxes of these answers."""
        self._answers = answers
        self._refresh()

    def _build_legend(self) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        colours = series_colours(self._names)
        for name in self._names:
            box = QCheckBox(name)
            box.setChecked(name not in self._off)
            box.setStyleSheet(
                f"QCheckBox {{ border-bottom: 3px solid {colours[name].name()}; padding: 2px; }}"
            )
            box.toggled.connect(lambda on, name=name: self._toggle(name, on))
            self._legend.addWidget(box)
        if not self._names:
            self._legend.addWidget(label(self.tr("No boxes yet: run Detect."), "muted"))
        self._legend.addStretch(1)

    def _toggle(self, name: str, on: bool) -> None:
        (self._off.discard if on else self._off.add)(name)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        # Eight models that write bring news a hundred times a second: unseen, it is not drawn.
        if not self.isVisible():
            return
        names = tuple(answer.model.name for answer in self._answers)
        if names != self._names:
            self._names = names
            self._build_legend()
        colours = series_colours(self._names)
        detections: list[AnyDetection] = []
        by_label = {}
        for answer in self._answers:
            name = answer.model.name
            if name in self._off:
                continue
            for detection in answer.reading.all_detections:
                words = f"{name}: {detection.label}"
                by_label[words] = colours[name]
                detections.append(replace(detection, label=words))
        self.view.set_detections(tuple(detections), by_label)
