"""One model's answer: head line, image with boxes, the answer three ways, live figures."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.answer_details import AnswerDetails
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.display_options import DisplayOptions
from vizdesk.ui.compare.drops import PANE_MIME
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.compare.judgement_button import JudgementButton
from vizdesk.ui.compare.pane_split import PaneSplit
from vizdesk.ui.compare.pane_splitter import PaneSplitter
from vizdesk.ui.text import labels as wording
from vizdesk.ui.text.model_names import distinct_name
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, restyle, rule
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.theme import Tokens

# Panes narrower than this (pixels) leave out what can be done without.
ROOMY = 340
HEAD_HEIGHT, FOOT_HEIGHT = 36, 30
# Pixels beside the figures of a pane: margins and the gap to its button.
FIGURES_MARGIN = 40


class AnswerPane(QFrame):
    """Shows one Answer; asks for things to happen through signals.

    Nothing in it moves while a model answers: head, foot and split keep their sizes. `moved` when
    another pane was dropped on this one: its model's id, and this one's.
    """

    again = Signal(str)
    paste_wanted = Signal(str)
    stop = Signal(str)
    expand = Signal(str)
    details_wanted = Signal(str)
    moved = Signal(str, str)
    judged = Signal(str, object)
    accept_wanted = Signal(str)

    def __init__(
        self, model: Model, camera: Camera, tokens: Tokens, split: PaneSplit | None = None
    ) -> None:
        super().__init__()
        self.model = model
        self.answer: Answer | None = None
        self._tokens = tokens
        self._pressed: QPoint | None = None
        self._names: Sequence[str] = ()
        self.setProperty("role", "pane")
        self.setAccessibleName(model.name)
        self.setAcceptDrops(True)
        self.view = ImageView(camera)
        self.view.setAccessibleName(self.tr("Image, {name}").format(name=model.name))
        self.side = AnswerDetails(askable=model.askable)
        self.splitter = PaneSplitter(split or PaneSplit())
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.progress)
        column.addWidget(self.splitter, 1)
        column.addWidget(rule())
        column.addWidget(self._foot())
        self.view.selected.connect(self._box_selected)
        self.view.hovered.connect(self.side.boxes.mark_row)
        self.side.boxes.selected.connect(self.view.set_selected)
        self.side.boxes.looked_at.connect(self.view.look_at)
        self.side.boxes.hovered.connect(self.view.hover)
        self.side.details_wanted.connect(lambda: self.details_wanted.emit(self.model.id))
        self.side.room_wanted.connect(lambda: self.expand.emit(self.model.id))
        self.side.bared.connect(self._show_notice)
        self._make_menu()
        self.show_tokens(tokens)
        self.show_answer(None, TaskKind.DETECT, {})

    def _make_menu(self) -> None:
        """What a right click on the pane offers."""
        self.accept = QAction(self.tr("Accept as truth"), self)
        self.accept.triggered.connect(lambda: self.accept_wanted.emit(self.model.id))
        paste = QAction(self.tr("Paste an answer…"), self)
        paste.triggered.connect(lambda: self.paste_wanted.emit(""))
        self.addActions([self.accept, paste])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(HEAD_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(8)
        self.number = label("", "number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedSize(22, 20)
        self.number.hide()
        self.title = ElidedLabel(self.model.name, "strong", Qt.TextElideMode.ElideMiddle)
        self.title.shorten = lambda words, fits: distinct_name(words, self._names, fits)
        self.badge = self._badge()
        self.badge.setFixedHeight(20)
        self.state = label("", tone="quiet")
        self.expand_button = button("⤢", "plain", self.tr("Expand or restore this pane"))
        self.expand_button.clicked.connect(lambda: self.expand.emit(self.model.id))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Progress, {name}").format(name=self.model.name))
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        row.addWidget(self.number)
        row.addWidget(self.title, 0)
        row.addWidget(self.badge)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.expand_button)
        return head

    def _badge(self) -> QLabel:
        """Where the image goes; nowhere for what was pasted."""
        if not self.model.askable:
            words, tone = self.tr("Pasted"), "away"
            tip = self.tr("You pasted this answer: vizdesk has not asked for it.")
        elif self.model.local:
            words, tone = self.tr("Local"), ""
            tip = self.tr("The image stays on this machine.")
        else:
            words, tone = self.tr("Cloud"), "away"
            tip = self.tr("The image is sent to {who}.").format(who=self.model.organisation)
        badge = label(words, "badge", tone)
        set_tip(badge, tip)
        return badge

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(FOOT_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 8, 0)
        self.figures = label()
        self.figures.setTextFormat(Qt.TextFormat.RichText)
        # One line: what does not fit is left to the tooltip, the most telling figures come first.
        self.figures.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.figures.setAccessibleName(self.tr("Figures, {name}").format(name=self.model.name))
        self.action = button(self.tr("Run"), "plain")
        self.action.clicked.connect(self._act)
        self.vote = JudgementButton(self.model.name)
        self.vote.judged.connect(lambda judgement: self.judged.emit(self.model.id, judgement))
        row.addWidget(self.figures, 1)
        row.addWidget(self.vote)
        row.addWidget(self.action)
        return foot

    def show_place(self, number: int, names: Sequence[str]) -> None:
        """Its number among the panes, from 1, and the names of all of them."""
        self._names = names
        self.number.setText(str(number))
        self.number.show()
        self.title.update()

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._tokens = tokens
        self.view.set_stage(QColor(tokens.stage))
        self.side.counts.set_fair(QColor(tokens.fair))
        self._show_figures()

    def show_options(self, options: DisplayOptions) -> None:
        """Show boxes, labels and coordinates so."""
        self.view.set_options(options)
        self.side.boxes.show_options(options)

    def show_image(self, levels: ImagePyramid | None) -> None:
        """Show another image (boxes come with `show_answer`)."""
        self.view.set_levels(levels)

    def refine(self, levels: ImagePyramid) -> None:
        """Show more pixels of the image that is shown."""
        self.view.refine(levels)

    def show_answer(
        self, answer: Answer | None, kind: TaskKind, colours: Mapping[str, QColor]
    ) -> None:
        """Show what the model has said so far, and nothing else; None: it has not been asked."""
        self.answer = answer
        detections = answer.reading.all_detections if answer else ()
        self.view.set_detections(detections, colours)
        self.side.show_answer(answer, kind, colours)
        self._show_notice()
        unasked = self.tr("Not run") if self.model.askable else ""
        words, tone = wording.state(answer) if answer else (unasked, "quiet")
        self.state.setText(words)
        restyle(self.state, "tone", tone)
        self._fit_head()
        running = answer is not None and not answer.state.final
        # There is nothing to vote on where nothing was answered.
        self.vote.setVisible(answer is not None and answer.state.final and bool(answer.text))
        done = answer is not None and answer.state is AnswerState.DONE
        self.accept.setVisible(kind is not TaskKind.CAPTION)
        self.accept.setEnabled(done)
        self._show_progress(answer, running)
        self._name_action()
        # What was pasted is never asked for again.
        unsupported = answer is not None and answer.state is AnswerState.UNSUPPORTED
        self.action.setVisible((self.model.askable or answer is None) and not unsupported)
        self._show_figures()

    def _name_action(self) -> None:
        """In a narrow pane a figure needs the room of the words of what is seldom pressed."""
        words = self._action_words(self.answer)
        done = self.answer is not None and self.answer.state is AnswerState.DONE
        short = done and self.model.askable and self.width() < ROOMY
        self.action.setText("↻" if short else words)
        set_tip(self.action, words if short else "")
        self.action.setAccessibleName(f"{words}, {self.model.name}")

    def _action_words(self, answer: Answer | None) -> str:
        if not self.model.askable:
            return self.tr("Paste…")
        if answer is None:
            return self.tr("Run")
        if not answer.state.final:
            return self.tr("Stop")
        ended_badly = answer.state in (AnswerState.FAILED, AnswerState.STOPPED)
        return self.tr("Retry") if ended_badly else self.tr("Run again")

    def _show_notice(self) -> None:
        """Where the answer has room for its tabs only, what went wrong stands on the image."""
        failed = self.answer is not None and self.answer.failure is not None
        self.view.set_notice(self.side.note_words if failed and self.side.bare else "")

    def _show_progress(self, answer: Answer | None, running: bool) -> None:
        measured = answer is not None and answer.progress is not None
        self.progress.setMaximum(1000 if measured or not running else 0)
        if measured and answer is not None and answer.progress is not None:
            self.progress.setValue(round(answer.progress * 1000))
        elif not running:
            self.progress.setValue(0)
        busy = running and answer is not None and answer.state is AnswerState.RUNNING
        self.progress.setVisible(busy)

    def _show_figures(self) -> None:
        muted = self._tokens.muted
        figures = wording.figures(self.answer) if self.answer is not None else []
        parts = [
            f'<span style="color:{muted}">{html.escape(name)}</span> {_strong(value)}'
            if name
            else _strong(value)
            for name, value in figures
        ]
        gap = "&nbsp;&nbsp;&nbsp; "
        buttons = sum(
            each.sizeHint().width() for each in (self.vote, self.action) if not each.isHidden()
        )
        room = self.width() - buttons - FIGURES_MARGIN
        set_tip(self.figures, "   ".join(_unbroken(f"{name} {value}") for name, value in figures))
        self.figures.setText("")
        # Whole figures only: half of one could be read as another.
        for many in range(len(parts), 0, -1):
            words = gap.join(parts[:many])
            self.figures.setText(f'<span style="font-size:12px">{words}</span>')
            if self.figures.sizeHint().width() <= room:
                return
        self.figures.setText("")

    def _act(self) -> None:
        running = self.answer is not None and not self.answer.state.final
        again = self.again if self.model.askable else self.paste_wanted
        (self.stop if running else again).emit(self.model.id)

    def _box_selected(self, index: int) -> None:
        self.side.boxes.select_row(index if index >= 0 else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.vote.set_compact(self.width() < ROOMY)
        self._name_action()
        self._show_figures()
        self._fit_head()

    def _fit_head(self) -> None:
        """Where there is no room, the name comes first, and what goes without saying is left out.

        That an image stays here goes without saying; that it leaves never does.
        """
        roomy = self.width() >= ROOMY
        self.badge.setVisible(roomy or not self.model.local)
        metrics = QFontMetrics(self.state.font())
        fits = metrics.horizontalAdvance(self.state.text()) < self.width() // 2
        # That a task is not supported is said below, where there is room for what is.
        below = self.answer is not None and self.answer.state is AnswerState.UNSUPPORTED
        self.state.setVisible(roomy or (self.answer is not None and fits and not below))

    # --- Dragged to another place -------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        in_head = event.position().y() < self.splitter.y()
        if in_head and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        drag, mime = QDrag(self), QMimeData()
        mime.setData(PANE_MIME, self.model.id.encode())
        drag.setMimeData(mime)
        drag.setPixmap(self.grab().scaledToWidth(160, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PANE_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()  # a file is for the window

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = bytes(event.mimeData().data(PANE_MIME).data()).decode()
        event.acceptProposedAction()
        if dragged and dragged != self.model.id:
            self.moved.emit(dragged, self.model.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self.splitter.y():
            self.expand.emit(self.model.id)

    def focus_widget(self) -> QWidget:
        """Where the keyboard goes when this pane is chosen."""
        return self.view


def _strong(value: str) -> str:
    # Semi-bold is bundled; bold would be smeared from it.
    return f'<span style="font-weight:600">{html.escape(value)}</span>'


def _unbroken(figure: str) -> str:
    """A figure of a tooltip that is not broken between its name and its value."""
    return figure.strip().replace(" ", "\u00a0")
