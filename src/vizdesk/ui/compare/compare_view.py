"""The middle of the window: one pane for each chosen model, kept in step with the session."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication

from vizdesk.comparison.models import Model
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.export.text.detection_figures import bounds_of
from vizdesk.export.view_filter import WHOLE, ViewFilter
from vizdesk.ui.compare.answer_classes import AnswerClasses
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.class_counts import usual_counts
from vizdesk.ui.compare.combined_overlay import CombinedOverlay
from vizdesk.ui.compare.contact_sheet.view import ContactSheetView
from vizdesk.ui.compare.differences.view import DifferencesView
from vizdesk.ui.compare.display_options import DisplayOptions, has_scores
from vizdesk.ui.compare.late_view import LateView
from vizdesk.ui.compare.linked_scrolling import LinkedScrolling
from vizdesk.ui.compare.pane_grid import Arrangement, PaneGrid
from vizdesk.ui.compare.pane_split import PaneSplit
from vizdesk.ui.compare.pane_votes import PaneVotes
from vizdesk.ui.compare.partners import partner_of
from vizdesk.ui.compare.slider_view import SliderView
from vizdesk.ui.compare.view_menu import ClassEntry
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.update_pacer import UpdatePacer
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.ui.compare.answer_pane import AnswerPane


class CompareView(QObject):
    """Makes, updates and removes panes; gives every class one colour in all of them."""

    colours_changed = Signal()
    display_changed = Signal()
    paste_wanted = Signal(str)
    """An answer is to be pasted; the id of a pasted model without one here, or nothing."""

    accept_wanted = Signal(str)
    """What this model found is to be the truth; its id."""

    def __init__(self, session: Session, runner: ComparisonRunner, tokens: Tokens) -> None:
        super().__init__()
        self.session, self._runner = session, runner
        self.tokens = tokens
        self.camera = Camera()
        self.display = DisplayOptions()
        self.together = CombinedOverlay(self.camera, tokens)
        self.differences = DifferencesView(self.camera, tokens)
        self.slider = SliderView(self.camera, tokens)
        self.sheet = ContactSheetView(tokens)
        self.truth, self.voting, self.stability = LateView(), LateView(), LateView()
        self._single = (self.together, self.slider)
        for alone in self._single:
            alone.show_options(self.display)
            alone.view.hiding.connect(self.hold)
        whole = {
            Arrangement.TOGETHER: self.together,
            Arrangement.DIFFERENCES: self.differences,
            Arrangement.SLIDER: self.slider,
            Arrangement.SHEET: self.sheet,
            Arrangement.VOTE: self.voting,
            Arrangement.STABILITY: self.stability,
            Arrangement.TRUTH: self.truth,
        }
        self.grid = PaneGrid(whole, PaneSplit(session.window_state))
        self.panes: dict[str, AnswerPane] = {}
        self._labels: tuple[str, ...] = ()
        self._classes = AnswerClasses()
        self.colours: dict[str, QColor] = {}
        self._pacer = UpdatePacer(self.show_answer)
        self._scrolling = LinkedScrolling()
        paste = QAction(self.tr("Paste an answer…"), self.grid)
        paste.triggered.connect(lambda: self.paste_wanted.emit(""))
        self.grid.addAction(paste)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.votes = PaneVotes(self, session, lambda: self.panes)
        session.models_changed.connect(self.show_models)
        session.current_changed.connect(self.show_image)
        session.image_completed.connect(self._complete)
        session.screen_copies.refined.connect(self._refine)
        session.task_changed.connect(self.show_all)
        session.answer_changed.connect(self._answer_changed)

    # --- Panes --------------------------------------------------------------------------------
    def show_models(self) -> None:
        """One pane for each chosen model, in the order one gave them; none without an image."""
        if self.session.current is None and not self.panes:
            return
        chosen = self.session.chosen_models
        self.panes = {model.id: self._pane_of(model) for model in chosen}
        self.grid.show_panes(list(self.panes.values()))
        self._scrolling.follow([pane.side for pane in self.panes.values()])
        self.show_all()

    def _pane_of(self, model: Model) -> AnswerPane:
        pane = self.panes.get(model.id)
        # A model that was renamed or is asked in another way gets a pane that says so.
        return pane if pane is not None and pane.model == model else self._pane(model)

    def _pane(self, model: Model) -> AnswerPane:
        # Panes are made when there is an image: the first painting does not wait for them.
        from vizdesk.ui.compare.answer_pane import AnswerPane

        pane = AnswerPane(model, self.camera, self.tokens, self.grid.split)
        if self.session.current is not None:
            pane.show_image(self.session.screen_copies.best_of(self.session.current))
            pane.side.boxes.show_image(self.session.current.image.ref)
        pane.show_options(self.display)
        pane.again.connect(self._again)
        pane.paste_wanted.connect(self.paste_wanted)
        pane.accept_wanted.connect(self.accept_wanted)
        pane.stop.connect(self._stop)
        pane.expand.connect(self.grid.toggle_expanded)
        pane.details_wanted.connect(self.copy_details)
        pane.judged.connect(self.votes.judge)
        pane.moved.connect(self.session.move_model)
        pane.view.hovered.connect(partial(self._point_at, model.id))
        pane.view.hiding.connect(self.hold)
        return pane

    def _stop(self, model_id: str) -> None:
        """Stop what the pane shows; what the model writes about another task goes on."""
        self._runner.stop([model_id], kind=self.session.task.kind)

    def _again(self, model_id: str) -> None:
        self._runner.run([self.panes[model_id].model])

    def copy_details(self, model_id: str) -> None:
        """Put the facts of a failed answer into the clipboard, for a report."""
        asked, current = self.session.answer_for(model_id), self.session.current
        if asked is None or current is None:
            return
        details = self.session.services.diagnostics.details
        ref, kind = current.image.ref, asked.task.kind
        QGuiApplication.clipboard().setText(details.of_answer(asked.answer, kind, asked.at, ref))

    def move_focused(self, by: int) -> None:
        """Move the pane that has the focus to the left (-1) or to the right (1)."""
        focus, order = self.grid.window().focusWidget(), list(self.panes)
        at = next((at for at, key in enumerate(order) if _holds(self.panes[key], focus)), None)
        if at is not None and 0 <= at + by < len(order):
            self.session.move_model(order[at], order[at + by])

    # --- Image and answers --------------------------------------------------------------------
    def show_image(self) -> None:
        """Show the session's current image everywhere, from its middle."""
        current = self.session.current
        levels = self.session.screen_copies.best_of(current) if current else None
        if current is not None:
            self.grid.split.show_aspect(current.image.ref.width / current.image.ref.height)
        for pane in self.panes.values():
            pane.show_image(levels)
            pane.side.boxes.show_image(current.image.ref if current else None)
        for alone in self._single:
            alone.show_image(levels)
        self.differences.show_image(levels)
        self.camera.reset()
        if self.panes:
            self.show_all()
        else:
            self.show_models()

    def _complete(self, _: OpenImage, whole: OpenImage) -> None:
        self._refine(whole)

    def _refine(self, opened: OpenImage) -> None:
        """Show more pixels of the current image, where it is this one."""
        if opened is self.session.current:
            levels = self.session.screen_copies.best_of(opened)
            for pane in self.panes.values():
                pane.refine(levels)
            for alone in self._single:
                alone.view.refine(levels)
            self.differences.refine(levels)

    def answers(self) -> dict[str, Answer]:
        """The answers to be seen now, by model."""
        asked = {key: self.session.answer_for(key) for key in self.panes}
        return {key: latest.answer for key, latest in asked.items() if latest is not None}

    def show_all(self) -> None:
        """Bring every pane up to date."""
        answers = self.answers()
        output = spec_of(self.session.task.kind).output
        self.grid.split.show_words(output is not TaskOutput.BOXES)
        self._take_labels(answers)
        for key, pane in self.panes.items():
            pane.show_answer(answers.get(key), self.session.task.kind, self.colours)
        self.votes.show()
        self._show_usual(answers)
        for alone in self._single:
            alone.show_answers(self._numbered(answers), self.colours)

    def _answer_changed(self, model_id: str) -> None:
        """Show more of an answer as soon as there is time; any other change at once."""
        pane, asked = self.panes.get(model_id), self.session.answer_for(model_id)
        if pane is None:
            return
        if asked is not None and pane.answer is not None and _goes_on(pane.answer, asked.answer):
            self._pacer.ask(model_id)
        else:
            self._pacer.forget(model_id)
            self.show_answer(model_id)

    def show_answer(self, model_id: str) -> None:
        """Bring one pane up to date; a class that turned up has a colour nobody else's changes."""
        if model_id not in self.panes:
            return
        answers = self.answers()
        self._take_labels(answers)
        kind = self.session.task.kind
        self.panes[model_id].show_answer(answers.get(model_id), kind, self.colours)
        self.votes.show()
        if model_id in answers and answers[model_id].state.final:
            self._show_usual(answers)
        for alone in self._single:
            alone.show_answers(self._numbered(answers), self.colours)

    def _numbered(self, answers: dict[str, Answer]) -> list[tuple[int, Answer]]:
        """The answers with the numbers of their panes."""
        return [
            (number, answers[key]) for number, key in enumerate(self.panes, 1) if key in answers
        ]

    def _show_usual(self, answers: dict[str, Answer]) -> None:
        """Tell the panes what most models found, once there are three answers to speak of."""
        done = [
            answer.reading.all_detections
            for answer in answers.values()
            if answer.state is AnswerState.DONE
        ]
        usual = usual_counts(done) if len(done) > 2 else {}
        for pane in self.panes.values():
            pane.side.show_usual(usual)
        self.colours_changed.emit()

    def _take_labels(self, answers: dict[str, Answer]) -> None:
        """Give colours to the classes of the task and of all answers."""
        labels = self._classes.of(self.session.task.classes, answers)
        if labels != self._labels:
            self._labels = labels
            self.colours = self.session.class_colours.of(labels)
            self.colours_changed.emit()

    def classes(self) -> list[ClassEntry]:
        """Every class, and how many each model found of it."""
        every = [answer.reading.all_detections for answer in self.answers().values()]
        labels = [[detection.label for detection in detections] for detections in every]
        return [
            ClassEntry(label, colour, tuple(names.count(label) for names in labels))
            for label, colour in self.colours.items()
        ]

    @property
    def scored(self) -> bool:
        """Whether a model gave scores."""
        return any(has_scores(answer.reading.all_detections) for answer in self.answers().values())

    # --- Looking ------------------------------------------------------------------------------
    def show_options(self, options: DisplayOptions) -> None:
        """Show boxes, labels, classes and coordinates so in all panes."""
        if options == self.display:
            return
        self.display = options
        for pane in self.panes.values():
            pane.show_options(options)
        for alone in self._single:
            alone.show_options(options)
        self._scrolling.linked = options.linked_text
        self.display_changed.emit()

    def toggle_boxes(self) -> None:
        """Show or hide all boxes."""
        self.show_options(replace(self.display, boxes=not self.display.boxes))

    def toggle_labels(self) -> None:
        """Show or hide the names on the boxes."""
        self.show_options(replace(self.display, labels=not self.display.labels))

    def hold(self, held: bool) -> None:
        """Hide all boxes while a key is held."""
        for pane in self.panes.values():
            pane.view.set_held(held)
        for alone in self._single:
            alone.view.set_held(held)

    def hide(self, label: str, hidden: bool) -> None:
        """Hide or show the boxes of one class in every pane."""
        before = self.display.hidden
        self.show_options(
            replace(self.display, hidden=before | {label} if hidden else before - {label})
        )

    @property
    def hidden(self) -> frozenset[str]:
        """The classes that are hidden."""
        return self.display.hidden

    def _point_at(self, model_id: str, index: int) -> None:
        """Brighten what is pointed at, and in the other panes what means the same object."""
        own = self.panes.get(model_id)
        found = own.view.detections if own is not None else ()
        pointed = found[index] if 0 <= index < len(found) else None
        for key, pane in self.panes.items():
            if pointed is None:
                pane.view.set_pointed(())
            elif key == model_id:
                pane.view.set_pointed((index,))
            else:
                partner = partner_of(pointed, pane.view.detections)
                answered = pane.answer is not None and pane.answer.state is AnswerState.DONE
                ghost = bounds_of(pointed) if partner < 0 and answered else None
                pane.view.set_pointed((partner,) if partner >= 0 else (), ghost)
                pane.side.boxes.mark_row(partner)
                continue
            pane.side.boxes.mark_row(index if key == model_id else -1)

    @property
    def view_filter(self) -> ViewFilter:
        """What is in sight: part of the image, classes, panes. That of the first pane in sight.

        Panes that were moved alone may show other parts; a comparison has one.
        """
        expanded, hidden = self.grid.expanded, self.display.hidden
        if self.grid.arrangement is Arrangement.TOGETHER and expanded is None:
            off = self.together.hidden_models
            models = tuple(key for key in self.panes if key not in off) if off else ()
            return ViewFilter(self.together.view.visible_part, hidden, models, overlay=True)
        if self.grid.arrangement is Arrangement.SLIDER and expanded is None:
            return ViewFilter(self.slider.view.visible_part, hidden)
        key = expanded or next(iter(self.panes), None)
        part = self.panes[key].view.visible_part if key is not None else WHOLE
        return ViewFilter(part, hidden, (expanded,) if expanded else ())

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.tokens = tokens
        for pane in self.panes.values():
            pane.show_tokens(tokens)
        for alone in self._single:
            alone.show_tokens(tokens)
        self.differences.show_tokens(tokens)
        self.sheet.show_tokens(tokens)


def _goes_on(shown: Answer, answer: Answer) -> bool:
    """Whether an answer that is still being written goes on from what is shown of it."""
    begun = shown.state in (AnswerState.QUEUED, AnswerState.RUNNING)
    return begun and answer.state is AnswerState.RUNNING and answer.text.startswith(shown.text)


def _holds(pane: AnswerPane, focus: QObject | None) -> bool:
    """Whether the focus is in this pane."""
    while focus is not None and focus is not pane:
        focus = focus.parent()
    return focus is pane
