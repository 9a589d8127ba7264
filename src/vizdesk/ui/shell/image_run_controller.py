"""Running over many images from the window: asked before, shown meanwhile, gone on with later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Comparison
from vizdesk.ui.compare.image_run_panel import ImageRunPanel
from vizdesk.ui.compare.image_strip import ImageState, ImageStrip, image_state
from vizdesk.ui.core.asked_answers import AnswerKey
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.image_runs import RunScope
from vizdesk.ui.core.session import Session
from vizdesk.ui.history.recorder import HistoryRecorder
from vizdesk.ui.shell.image_run_dialog import ImageRunDialog, RunChoice
from vizdesk.ui.shell.last_image_run import LastImageRun, comparisons_of, read, written
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.status_line import Action, ShowMessage

if TYPE_CHECKING:
    from vizdesk.services.image_runs import Question

KEY, SCOPE, ONLY_MONEY = "image run", "image run scope", "image run asks only for money"
YES = "yes"
LONG_S = 60.0
"""A run that takes longer is asked about before it starts."""
REFRESH_MS = 150


class ImageRunController(QObject):
    """`why_not` says what keeps models from being asked at all; empty where nothing does."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        runner: ComparisonRunner,
        recorder: HistoryRecorder,
        strip: ImageStrip,
        banner: Banner,
        say: ShowMessage,
        why_not: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._recorder = window, session, recorder
        self._runner, self._runs = runner, runner.image_runs
        self._strip, self._banner, self._say, self._why_not = strip, banner, say, why_not
        self.dialog: ImageRunDialog | None = None
        self._images: Collection[str] = ()  # of the run that is shown in the panel
        self._shown = False
        self._leaving = False
        self.panel = ImageRunPanel()
        strip.take_panel(self.panel)
        self.panel.stop_wanted.connect(self._runs.stop)
        self.panel.continue_wanted.connect(self._go_on)
        self.panel.retry_wanted.connect(lambda: self.run_on(RunScope.FAILED))
        self.panel.closed.connect(self._close_panel)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._refresh)
        self._runs.started.connect(self._started)
        self._runs.ended.connect(self._ended)
        self._states: dict[str, ImageState] = {}
        self._stale: set[str] = set()  # keys of images with other answers than `_states` knows
        self._runs.changed.connect(self._later)
        session.answer_shown.connect(self._note_answer)
        for changed in (session.images_changed, session.models_changed, session.task_changed):
            changed.connect(self._begin_anew)

    # --- Asking -----------------------------------------------------------------------------
    def run_on_many(self) -> None:
        """Run on many images as the last time: on all that are open, or those not answered."""
        last = str(self._session.window_state.value(SCOPE, ""))
        self.run_on(RunScope.UNANSWERED if last == RunScope.UNANSWERED.value else RunScope.ALL)

    def run_on(self, scope: RunScope, image_keys: Collection[str] | None = None) -> None:
        """Ask about many images; where that costs money or takes long, ask the person before."""
        if why := self._why_not():
            self._say(why)
            return
        choice = self._choice(scope, image_keys)
        if not choice.questions:
            self._say(self._nothing_to_ask(scope))
        elif self._needs_asking(choice):
            self._open_dialog(choice, image_keys)
        else:
            self._start(choice)

    def _choice(self, scope: RunScope, image_keys: Collection[str] | None) -> RunChoice:
        questions = self._runs.questions(scope, image_keys)
        estimate = self._runs.estimate(questions)
        return RunChoice(scope, questions, estimate, self._runs.answered_before(questions))

    def _nothing_to_ask(self, scope: RunScope) -> str:
        if self._runs.running:
            return self.tr("All of these are being asked; Esc stops them.")
        if scope is RunScope.FAILED:
            return self.tr("No answer failed.")
        return self.tr("All checked models have answered this about all open images.")

    def _needs_asking(self, choice: RunChoice) -> bool:
        """Money, even if unknown; answers that are asked for again; more than a minute."""
        if choice.estimate.costs_money or choice.again:
            return True
        if str(self._session.window_state.value(ONLY_MONEY, "")) == YES:
            return False
        return choice.estimate.seconds is None or choice.estimate.seconds > LONG_S

    def _open_dialog(self, choice: RunChoice, image_keys: Collection[str] | None) -> None:
        scopes = [RunScope.IMAGE, RunScope.ALL, RunScope.UNANSWERED]
        if choice.scope not in scopes or image_keys is not None:
            scopes = [choice.scope]
        choices = [
            choice if scope is choice.scope else self._choice(scope, image_keys) for scope in scopes
        ]
        only_money = str(self._session.window_state.value(ONLY_MONEY, "")) == YES
        self.dialog = ImageRunDialog(self._window, choices, choice.scope, only_money, self._taken)
        self.dialog.open()

    def _taken(self, choice: RunChoice, only_money: bool) -> None:
        state = self._session.window_state
        state.setValue(ONLY_MONEY, YES if only_money else "")
        if choice.scope in (RunScope.ALL, RunScope.UNANSWERED):
            state.setValue(SCOPE, choice.scope.value)
        self._start(choice)

    def _start(self, choice: RunChoice) -> None:
        self._say("")
        self._runs.start(choice.questions)

    def _go_on(self) -> None:
        self.run_on(RunScope.UNANSWERED, self._images)

    # --- While it goes on ---------------------------------------------------------------------
    def _started(self, task: Task, questions: Sequence[Question]) -> None:
        """Write it down before the first question is asked: whatever ends vizdesk, it is known."""
        state = self._session.window_state
        images = dict.fromkeys(question.image for question in questions)
        models = dict.fromkeys(question.model.id for question in questions)
        began = datetime.now(UTC)
        going = read(str(state.value(KEY, ""))) if self._runs.running else None
        if going is not None and going.task == task:  # this one waits for it: both are gone on with
            images = dict.fromkeys((*going.images, *images))
            models = dict.fromkeys((*going.models, *models))
            began = going.began
        self._images, self._shown = tuple(images), True
        run = LastImageRun(task, tuple(models), tuple(images), began)
        state.setValue(KEY, written(run))
        state.sync()
        self._later()

    def _ended(self) -> None:
        if not self._leaving:
            self._session.window_state.remove(KEY)
        self._later()

    def leave(self) -> None:
        """The window closes: what it stops now is offered the next time."""
        self._leaving = self._runs.running

    def _note_answer(self, key: AnswerKey) -> None:
        self._stale.add(key.image)
        self._later()

    def _begin_anew(self, *_: object) -> None:
        self._states.clear()
        self._later()

    def _later(self, *_: object) -> None:
        if not self._clock.isActive():
            self._clock.start()

    def _refresh(self) -> None:
        self._strip.show_states(self.states())
        progress = self._runs.progress
        self._strip.show_panel(self._shown and progress is not None)
        if not self._shown or progress is None:
            return
        if self._runs.running:
            self.panel.show_running(progress)
        else:
            self.panel.show_ended(progress, self._runs.unanswered_images(self._images))

    def _close_panel(self) -> None:
        self._shown = False
        self._strip.show_panel(False)

    def states(self) -> dict[str, ImageState]:
        """How far each open image is with the present task and the checked models, by its key.

        Only images with other answers than before are looked at: there may be thousands.
        """
        stale, self._stale = self._stale, set()
        for opened in self._session.images:
            if opened.key in stale or opened.key not in self._states:
                self._states[opened.key] = self._state_of(opened.key)
        return self._states

    def _state_of(self, image_key: str) -> ImageState:
        session = self._session
        answers = []
        for model_id in session.chosen:
            asked = session.asked.at(AnswerKey(image_key, session.task.kind, model_id))
            same = asked is not None and asked.task == session.task
            answers.append(asked.answer if asked is not None and same else None)
        return image_state(answers)

    # --- After a crash ------------------------------------------------------------------------
    def offer_to_continue(self) -> None:
        """The last images are open again: offer what a run over them had not asked yet."""
        last = read(str(self._session.window_state.value(KEY, "")))
        session = self._session
        if last is None or self._runs.running:
            return
        known = [each for opened in session.images for each in self._recorder.ids_of(opened.key)]
        work = partial(comparisons_of, session.services.history.store, last, known)
        session.background.run(work, self).success(partial(self._recovered, last)).failure(
            lambda error: self._say(error_sentence(error))
        )

    def _recovered(self, last: LastImageRun, comparisons: Sequence[Comparison]) -> None:
        session = self._session
        open_images = {opened.key: opened for opened in session.images}
        for comparison in comparisons:
            opened = open_images.get(comparison.image.key)
            if opened is not None:
                self._recorder.adopt(comparison)
                session.restore_image(opened, [comparison])
        for key in last.images:
            self._recorder.rejoin(key, last.task.kind)
        session.set_task(last.task)
        session.choose_only(last.models)
        left = self._runs.unanswered_images(last.images)
        if not left:
            session.window_state.remove(KEY)
            return
        self._images = last.images
        title = self.tr("Continue: {left} of {total} images not answered")
        self._banner.say(
            title.format(left=left, total=len(last.images)),
            self.tr("A run over them was cut off. What was answered is kept and not asked again."),
            [
                Action(self.tr("Continue"), self._go_on),
                Action(self.tr("Not now"), partial(session.window_state.remove, KEY)),
            ],
        )
