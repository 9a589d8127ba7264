"""The image with its tools, and the panel beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QVBoxLayout,
)

from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.truth.canvas import Tool, TruthCanvas
from vizdesk.ui.compare.truth.panel import TruthPanel
from vizdesk.ui.compare.truth.tool_strip import ToolStrip
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import elided_words
from vizdesk.ui.widgets.theme import Tokens

WIDTH = "truth-panel"
"""The setting under which the panel's width is remembered, in pixels."""
PANEL_WIDTH, PANEL_LEAST, IMAGE_LEAST = 400, 320, 240
TOOLS_HIGH = 310
"""Pixels of height that the tools need, and what lies at the foot of the image."""
EDGE, NAME_WIDTH = 12, 160
TURNS_BELOW = 600
"""Pixels of width under which the panel lies below the image."""


class TruthBody(QSplitter):
    """`errors_wanted(key)`: the model whose errors are to be drawn, by its id; empty: none."""

    errors_wanted = Signal(str)

    def __init__(self, camera: Camera, tokens: Tokens, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.setProperty("role", "truth")
        self.canvas = TruthCanvas(camera)
        self.tools = ToolStrip(tokens)
        self.panel = TruthPanel(tokens)
        self.hint = self._hint()
        self.errors = button("", "", self.tr("Draw what a model has wrong, in red dashes"))
        self.errors.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._errors_menu = QMenu(self)
        self.errors.setMenu(self._errors_menu)
        self.zoom = button("", "", self.tr("Show the whole image (0)"))
        self.zoom.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zoom.clicked.connect(camera.reset)
        self._lay_over()
        self.canvas.resized.connect(self._fit_hint)
        left = QFrame()
        left.setProperty("role", "pane")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.canvas)
        self.addWidget(left)
        self.addWidget(self.panel)
        self.setHandleWidth(10)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        left.setMinimumSize(IMAGE_LEAST, TOOLS_HIGH)
        self.panel.setMinimumWidth(PANEL_LEAST)
        wide = str(settings.value(WIDTH, PANEL_WIDTH))
        self.setSizes([10_000, int(wide) if wide.isdecimal() else PANEL_WIDTH])
        self.splitterMoved.connect(self._remember)
        self.show_tokens(tokens)

    def _hint(self) -> QLabel:
        hint = label("", "toolhint")
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        hint.setMinimumWidth(1)  # what it needs must not keep the image wide
        hint.hide()
        return hint

    def _lay_over(self) -> None:
        """The tools lie on the image: it keeps its place and size."""
        top = QHBoxLayout()
        top.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignTop)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.errors)
        foot.addStretch(1)
        foot.addWidget(self.zoom)
        over = QVBoxLayout(self.canvas)
        over.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        over.addLayout(top)
        over.addStretch(1)
        over.addLayout(foot)

    def _remember(self) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self._settings.setValue(WIDTH, self.sizes()[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = self.width() < TURNS_BELOW
        wanted = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        if self.orientation() is not wanted:
            self.setOrientation(wanted)

    def show_tool(self, tool: Tool) -> None:
        """Say what the tool does, where that is not plain."""
        words = {
            Tool.DRAW: self.tr(
                "Draw a box · Shift: square · Space: pan · 1–9: class · Enter: one in the middle"
            ),
            Tool.SELECT: "",
            Tool.PAN: "",
        }[tool]
        self.hint.setText(words)
        self._fit_hint()

    def _fit_hint(self) -> None:
        """Show the hint where there is room for all of it."""
        room = self.canvas.width() - self.tools.sizeHint().width() - 4 * EDGE
        fits = self.hint.sizeHint().width() <= room
        self.hint.setVisible(bool(self.hint.text()) and fits)

    def show_errors_of(self, models: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these models (id, name), of which one's errors are drawn (empty: none's)."""
        self._errors_menu.clear()
        for key, name in (("", self.tr("none")), *models):
            action = self._errors_menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.triggered.connect(lambda _=False, key=key: self.errors_wanted.emit(key))
        name = dict(models).get(chosen, self.tr("none"))
        shown = elided_words(
            self.errors.fontMetrics(), name, Qt.TextElideMode.ElideRight, NAME_WIDTH
        )
        self.errors.setText(self.tr("Show model boxes: {name}").format(name=shown))
        self.errors.setVisible(bool(models))

    def show_zoom(self, percent: float) -> None:
        """Say how large the image is: 100 % is a pixel for a pixel."""
        self.zoom.setText(f"{percent:.0f} %")

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.canvas.set_stage(QColor(tokens.stage))
        self.tools.show_tokens(tokens)
        self.panel.show_tokens(tokens)
