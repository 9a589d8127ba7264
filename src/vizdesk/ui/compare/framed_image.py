"""One image in a frame with its choices above it: the base of overlay and slider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from vizdesk.comparison.types import Answer
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.display_options import DisplayOptions
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.widgets.theme import Tokens

_REFRESH_MS = 120


class FramedImage(QFrame):
    """Holds `view` and the answers; a layout sets its parts once and overrides `_refresh`."""

    def __init__(self, view: ImageView, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._image_view = view
        self._answers: tuple[tuple[int, Answer], ...] = ()
        self._colours: Mapping[str, QColor] = {}
        self._pending = QTimer(self)
        self._pending.setSingleShot(True)
        self._pending.setInterval(_REFRESH_MS)
        self._pending.timeout.connect(self._refresh)
        self.show_tokens(tokens)

    def set_parts(self, above: QLayout, below: QWidget | None = None) -> None:
        """Put `above` over the image and `below` under it, in the frame."""
        frame = QFrame()
        frame.setProperty("role", "pane")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(above)
        inside.addWidget(self._image_view, 1)
        if below is not None:
            inside.addWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(frame)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._image_view.set_stage(QColor(tokens.stage))

    def show_options(self, options: DisplayOptions) -> None:
        """Show boxes, labels, fills and classes so."""
        self._image_view.set_options(options)

    def show_image(self, levels: ImagePyramid | None) -> None:
        """Show another image."""
        self._image_view.set_levels(levels)

    def show_answers(
        self, answers: Sequence[tuple[int, Answer]], colours: Mapping[str, QColor]
    ) -> None:
        """Show these answers, each with the number of its pane."""
        self._answers, self._colours = tuple(answers), colours
        if not self._pending.isActive():
            self._pending.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        """Show `_answers`, where this layout is the one that is seen."""
        raise NotImplementedError
