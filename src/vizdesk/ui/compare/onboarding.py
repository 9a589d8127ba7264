"""The way in: a sample image that answers at one click, and once, afterwards, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import AnswerState
from vizdesk.ui.compare.sample_card import fitting_task
from vizdesk.ui.compare.task_form import TaskForm
from vizdesk.ui.compare.welcome import Welcome
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.session import Session
from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.status_line import Action

COMPARED, NEXT_STEPS = "compared", "next steps"
YES = "yes"
DEMO = "demo"


class Onboarding(QObject):
    """Knows whether anything was ever compared here, and remembers what was said once.

    `offers` are the ways to more models; `open_files` and `run` are the window's own.
    `has_real_model` says whether a model that is no demo can be asked.
    """

    def __init__(
        self,
        session: Session,
        runner: ComparisonRunner,
        welcome: Welcome,
        banner: Banner,
        form: TaskForm,
        open_files: Callable[[Sequence[Path]], None],
        run: Callable[[], None],
        offers: Callable[[], Sequence[Action]],
        has_real_model: Callable[[], bool],
    ) -> None:
        super().__init__(welcome)
        self._session, self._runner, self._form = session, runner, form
        self._welcome, self._banner = welcome, banner
        self._open_files, self._run, self._offers = open_files, run, offers
        self._has_real_model = has_real_model
        self._tried: Path | None = None
        welcome.sample.connect(self.try_sample)
        session.current_changed.connect(self._opened)
        runner.running_changed.connect(self._ran)

    @property
    def first(self) -> bool:
        """Whether nothing was ever compared."""
        return self._session.window_state.value(COMPARED, "") != YES

    def show_welcome(self) -> None:
        """Have the empty window say what fits."""
        if self._session.current is not None:
            self._welcome.show_no_model(real_model=self._has_real_model())
        elif self.first:
            self._welcome.show_first_time()
        else:
            self._welcome.show_no_image(real_model=self._has_real_model())

    def try_sample(self, path: Path) -> None:
        """Open a sample, go to the task it is good for, and ask the demo models.

        Who has chosen other models by now asks those, where that sends nothing anywhere.
        """
        session = self._session
        if self.first or not session.chosen:
            demos = [model.id for model in session.models if model.profile == DEMO]
            self.try_with(path, demos or session.chosen)
        else:
            self.try_with(path, session.chosen)

    def try_with(self, path: Path, model_ids: Sequence[str]) -> None:
        """Open a sample, go to the task it is good for, and ask exactly these models.

        A model that answers with boxes is asked for them, where the sample is a photo.
        """
        session = self._session
        session.choose_only(model_ids)
        task = Task(fitting_task(path))
        self._form.show_task(task)
        session.set_task(task)
        self._tried = path
        self._open_files([path])

    def _opened(self) -> None:
        current, tried = self._session.current, self._tried
        if current is None or tried is None or current.image.ref.path != str(tried):
            return
        self._tried = None
        if all(model.local or not model.askable for model in self._session.chosen_models):
            QTimer.singleShot(0, self, self._run)

    def _ran(self) -> None:
        session = self._session
        if self._runner.running or session.current is None:
            return
        latest = [session.answer_for(key) for key in session.chosen]
        done = [
            asked.answer.model
            for asked in latest
            if asked and asked.answer.state is AnswerState.DONE
        ]
        if not done:
            return
        settings = session.window_state
        settings.setValue(COMPARED, YES)
        # Who asks models of their own has gone these steps already.
        demos_alone = all(model.profile == DEMO for model in done)
        if demos_alone and settings.value(NEXT_STEPS, "") != YES:
            settings.setValue(NEXT_STEPS, YES)
            self._say_next()

    def _say_next(self) -> None:
        self._banner.say(
            self.tr("Try your own images"),
            self.tr(
                "Drop an image anywhere in this window. The demo models know shapes and numbers "
                "only: for photos, add a model."
            ),
            self._offers(),
        )
