"""One model's answer: head line, image with boxes, the answer three ways, live figures."""

from __future__ import annotations

import html
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.answer_details import AnswerDetails
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.text import labels as wording
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, restyle, rule
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.theme import Tokens

# A pane higher than this share of its width has its answer under the image, not beside it.
TALL = 0.86
# Panes narrower than this (pixels) leave out what can be done without.
ROOMY = 340

# Pixels beside the figures of a pane: margins and the gap to its button.
FIGURES_MARGIN = 40


class AnswerPane(QFrame):
    """Shows one Answer; asks for things to happen through signals."""

    again = Signal(str)
    paste_wanted = Signal(str)
    stop = Signal(str)
    expand = Signal(str)
    details_wanted = Signal(str)

    def __init__(self, model: Model, camera: Camera, tokens: Tokens) -> None:
        super().__init__()
        self.model = model
        self.answer: Answer | None = None
        self._tokens = tokens
        self._colours: Mapping[str, QColor] = {}
        self.setProperty("role", "pane")
        self.setAccessibleName(model.name)
        self.view = ImageView(camera)
        self.view.setAccessibleName(self.tr("Image, {name}").format(name=model.name))
        self.side = AnswerDetails(askable=model.askable)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.progress)
        column.addWidget(self.splitter, 1)
        column.addWidget(rule())
        column.addLayout(self._foot())
        self.view.selected.connect(self._box_selected)
        self.view.hovered.connect(self._box_selected)
        self.side.boxes.selected.connect(self._row_selected)
        self.side.details_wanted.connect(lambda: self.details_wanted.emit(self.model.id))
        self.show_tokens(tokens)
        self.show_answer(None, TaskKind.DETECT, {})

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(8)
        self.title = ElidedLabel(self.model.name, "strong")
        self.badge = self._badge()
        self.badge.setFixedHeight(20)
        self.state = label("", tone="quiet")
        self.expand_button = button("⤢", "plain", self.tr("Expand or restore this pane"))
        self.expand_button.clicked.connect(lambda: self.expand.emit(self.model.id))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Progress, {name}").format(name=self.model.name))
        row.addWidget(self.title, 0)
        row.addWidget(self.badge)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.expand_button)
        return row

    def _badge(self) -> QLabel:
        """Where the image goes; nowhere for what was pasted."""
        if not self.model.askable:
            words, tone = self.tr("pasted"), "away"
            tip = self.tr("You pasted this answer: vizdesk has not asked for it.")
        elif self.model.local:
            words, tone = self.tr("on this machine"), ""
            tip = self.tr("The image stays on this machine.")
        else:
            words, tone = self.tr("leaves this machine"), "away"
            tip = self.tr("The image is sent to {who}.").format(who=self.model.organisation)
        badge = label(words, "badge", tone)
        set_tip(badge, tip)
        return badge

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        self.figures = label()
        self.figures.setTextFormat(Qt.TextFormat.RichText)
        # One line: what does not fit is left to the tooltip, the most telling figures come first.
        self.figures.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.figures.setAccessibleName(self.tr("Figures, {name}").format(name=self.model.name))
        self.action = button(self.tr("Run"), "plain")
        self.action.clicked.connect(self._act)
        row.addWidget(self.figures, 1)
        row.addWidget(self.action)
        return row

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._tokens = tokens
        self.view.set_stage(QColor(tokens.stage))
        self._show_figures()

    def show_image(self, levels: ImagePyramid | None) -> None:
        """Show another image (boxes come with `show_answer`)."""
        self.view.set_levels(levels)

    def refine(self, levels: ImagePyramid) -> None:
        """Show more pixels of the image that is shown."""
        self.view.refine(levels)

    def show_answer(
        self, answer: Answer | None, kind: TaskKind, colours: Mapping[str, QColor]
    ) -> None:
        """Show what the model has said so far; None: it has not been asked."""
        self.answer, self._colours = answer, colours
        detections = answer.reading.all_detections if answer else ()
        self.view.set_detections(detections, colours)
        self.side.show_answer(answer, kind, colours)
        unasked = self.tr("not asked yet") if self.model.askable else ""
        words, tone = wording.state(answer) if answer else (unasked, "quiet")
        self.state.setText(words)
        restyle(self.state, "tone", tone)
        self._fit_head()
        running = answer is not None and not answer.state.final
        self._show_progress(answer, running)
        again = self.tr("Again") if answer else self.tr("Run")
        again = again if self.model.askable else self.tr("Paste…")
        self.action.setText(self.tr("Stop") if running else again)
        # What was pasted is never asked for again.
        self.action.setVisible(self.model.askable or answer is None)
        self.action.setAccessibleName(f"{self.action.text()}, {self.model.name}")
        self._show_figures()

    def _show_progress(self, answer: Answer | None, running: bool) -> None:
        measured = answer is not None and answer.progress is not None
        self.progress.setMaximum(1000 if measured or not running else 0)
        if measured and answer is not None and answer.progress is not None:
            self.progress.setValue(round(answer.progress * 1000))
        elif not running:
            self.progress.setValue(0)
        policy = self.progress.sizePolicy()
        if not policy.retainSizeWhenHidden():
            policy.setRetainSizeWhenHidden(True)
            self.progress.setSizePolicy(policy)
        busy = running and answer is not None and answer.state is AnswerState.RUNNING
        self.progress.setVisible(busy)

    def _show_figures(self) -> None:
        if self.answer is None:
            self.figures.setText("")
            return
        muted = self._tokens.muted
        figures = wording.figures(self.answer)
        parts = [
            f'<span style="color:{muted}">{html.escape(name)}</span> {_strong(value)}'
            if name
            else _strong(value)
            for name, value in figures
        ]
        gap = "&nbsp;&nbsp;&nbsp; "
        room = self.width() - self.action.sizeHint().width() - FIGURES_MARGIN
        set_tip(self.figures, "   ".join(f"{name} {value}".strip() for name, value in figures))
        # Whole figures only: half of one could be read as another.
        for many in range(len(parts), 0, -1):
            words = gap.join(parts[:many])
            self.figures.setText(f'<span style="font-size:12px">{words}</span>')
            if self.figures.sizeHint().width() <= room:
                return
        self.figures.setText("")

    def set_hidden(self, labels: frozenset[str]) -> None:
        """Hide the boxes of these classes in the image."""
        self.view.set_hidden(labels)

    def _act(self) -> None:
        running = self.answer is not None and not self.answer.state.final
        again = self.again if self.model.askable else self.paste_wanted
        (self.stop if running else again).emit(self.model.id)

    def _box_selected(self, index: int) -> None:
        self.side.boxes.select_row(index if index >= 0 else None)

    def _row_selected(self, row: int | None) -> None:
        self.view.set_highlight(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_figures()
        self._fit_head()
        tall = self.height() > TALL * self.width()
        wanted = Qt.Orientation.Vertical if tall else Qt.Orientation.Horizontal
        if self.splitter.orientation() is not wanted or event.oldSize().width() <= 0:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([620, 380] if tall else [500, 500])

    def _fit_head(self) -> None:
        """Where there is no room, the name comes first, and what goes without saying is left out.

        That an image stays here goes without saying; that it leaves never does.
        """
        roomy = self.width() >= ROOMY
        self.badge.setVisible(roomy or not self.model.local)
        if not self.model.local and self.model.askable:
            self.badge.setText(self.tr("leaves this machine") if roomy else self.tr("is sent"))
        self.state.setVisible(roomy or self.answer is not None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self.splitter.y():
            self.expand.emit(self.model.id)

    def focus_widget(self) -> QWidget:
        """Where the keyboard goes when this pane is chosen."""
        return self.view


def _strong(value: str) -> str:
    # Semi-bold is bundled; bold would be smeared from it.
    return f'<span style="font-weight:600">{html.escape(value)}</span>'
