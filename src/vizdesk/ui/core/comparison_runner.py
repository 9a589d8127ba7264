"""Asking models about images: started, waiting for a whole image, stopped, finished."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.common.messages import message
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.jobs import settled
from vizdesk.comparison.models import Model
from vizdesk.comparison.reducer import stopped
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Failure
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.image_runs import ImageRuns
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import Operation

if TYPE_CHECKING:
    from vizdesk.images.encoding import EncodedImages


class ComparisonRunner(QObject):
    """Asks the session's models its task about its image, and keeps what they answer in it.

    `running_changed` when models begin or end. A model that is asked again about the same image
    and kind of task is stopped first; what it writes about another task goes on.
    """

    running_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._running: dict[AnswerKey, Operation[None]] = {}
        self._waiting: dict[AnswerKey, tuple[Model, Task]] = {}
        session.withdrawn.connect(self.stop)
        session.image_askable.connect(self._ask_waiting)
        self.image_runs = ImageRuns(
            session, lambda: self._encoded, self._as_asked, self._has_answered
        )
        self.image_runs.changed.connect(self.running_changed)
        self._prepared = False
        session.image_taken.connect(self._prepare)

    @cached_property
    def _encoded(self) -> EncodedImages:
        from vizdesk.images.encoding import EncodedImages

        return EncodedImages()

    def _prepare(self) -> None:
        """Whoever opens an image will ask about it: Run is not to wait for imports then."""
        if not self._prepared:
            self._prepared = True
            # What was imported stays: without it, a full search for garbage while models write
            # takes a few instead of 46 ms.
            self._session.background.run(self._session.services.comparisons.prepare).success(
                lambda _: gc.freeze()
            )

    # --- Before asking --------------------------------------------------------------------
    @property
    def running(self) -> bool:
        """Whether any model is at work on any image."""
        return bool(self._running or self._waiting or self.image_runs.running)

    def to_run(self) -> list[Model]:
        """The models Run will ask: those without an answer to this very task.

        Who is still writing has been asked, and a model that cannot do the task has said so.
        """
        return [model for model in self.to_run_again() if not self._is_answered(model)]

    def to_run_again(self) -> list[Model]:
        """The models Run again will ask: all checked ones. Pasted answers are never asked for."""
        return [model for model in self._session.chosen_models if model.askable]

    @property
    def writing(self) -> bool:
        """Whether a checked model is still answering about the image that is shown."""
        asked = map(self._session.answer_for, self._session.chosen)
        return any(answered and not answered.answer.state.final for answered in asked)

    def costs(self) -> list[Estimate]:
        """What Run will be billed as: an estimate for each remote model that can be estimated."""
        session = self._session
        if session.current is None:
            return []
        size = (session.current.image.ref.width, session.current.image.ref.height)
        estimates = (
            session.services.comparisons.estimate_before(model, session.task, size)
            for model in self.to_run()
        )
        return [estimate for estimate in estimates if estimate is not None]

    def _is_answered(self, model: Model) -> bool:
        """Whether a model has answered, or is being asked, about the image that is shown."""
        current = self._session.current
        return current is not None and self._has_answered(model, current.key)

    def _has_answered(self, model: Model, image_key: str) -> bool:
        session = self._session
        asked = session.asked.at(AnswerKey(image_key, session.task.kind, model.id))
        if asked is None or asked.task != session.task:
            return False
        if asked.profile != session.profile_of(model):
            return False
        if asked.answer.model.sampling != self._as_asked(model).sampling:
            return False
        return asked.answer.state not in (AnswerState.FAILED, AnswerState.STOPPED)

    def _as_asked(self, model: Model) -> Model:
        model = settled(model, self._session.profile_of(model))
        constrained = self._session.constrained or model.sampling.constrained
        return replace(model, sampling=replace(model.sampling, constrained=constrained))

    # --- Asking ---------------------------------------------------------------------------
    def run(self, models: Sequence[Model]) -> None:
        """Ask `models` the current task about the current image; earlier runs of theirs stop."""
        opened, task = self._session.current, self._session.task
        if opened is None or opened.gone:
            return
        models = [model for model in models if model.askable]
        self.stop([model.id for model in models], kind=task.kind)
        for model in models:
            if opened.whole:
                self._start(model, opened, task)
            else:
                self._wait(model, opened, task)
        self.running_changed.emit()

    def _wait(self, model: Model, opened: OpenImage, task: Task) -> None:
        """Queue a model until the whole image is there: a stand-in is for people only."""
        key = AnswerKey(opened.key, task.kind, model.id)
        self._waiting[key] = (model, task)
        answer = Answer(self._as_asked(model))
        self._session.keep_answer(key, AskedAnswer(task, answer, datetime.now(UTC)))

    def _ask_waiting(self, whole: OpenImage) -> None:
        """Ask those who waited for `whole` to take the place of its stand-in."""
        for key in [key for key in self._waiting if key.image == whole.key]:
            model, task = self._waiting.pop(key)
            self._start(model, whole, task)
        self.running_changed.emit()

    def _start(self, model: Model, opened: OpenImage, task: Task) -> None:
        session, comparisons = self._session, self._session.services.comparisons
        key = AnswerKey(opened.key, task.kind, model.id)
        job = comparisons.job(self._as_asked(model), task, opened.image, self._encoded)
        began = datetime.now(UTC)
        session.keep_answer(key, AskedAnswer(task, Answer(job.model), began, job.profile))

        def current() -> bool:
            return self._running.get(key) is operation

        def event(answer: Answer) -> None:
            if current():
                session.keep_answer(key, AskedAnswer(task, answer, began, job.profile))

        def ended(error: BaseException | None = None) -> None:
            if current():
                del self._running[key]
                self._finish(key, error)
                self.running_changed.emit()

        operation = session.background.stream(comparisons.ask(job), event, self)
        operation.success(lambda _: ended()).stopped(ended).failure(ended)
        self._running[key] = operation

    # --- The end --------------------------------------------------------------------------
    def stop(
        self,
        model_ids: Iterable[str] | None = None,
        opened: OpenImage | None = None,
        *,
        kind: TaskKind | None = None,
    ) -> None:
        """Stop these models on `opened` (default: the current image); None stops everything.

        With `kind` only what they write about that kind of task.
        """
        wanted = None if model_ids is None else set(model_ids)
        image = opened or self._session.current

        def is_wanted(key: AnswerKey) -> bool:
            here = image is not None and key.image == image.key
            asked = kind is None or key.kind is kind
            return wanted is None or (here and asked and key.model_id in wanted)

        self.image_runs.stop(is_wanted)
        for key in [*self._running, *self._waiting]:
            if is_wanted(key):
                self._waiting.pop(key, None)
                if key in self._running:
                    self._running.pop(key).cancel()
                self._finish(key, None)
        self.running_changed.emit()

    def _finish(self, key: AnswerKey, error: BaseException | None) -> None:
        asked = self._session.asked.at(key)
        if asked is None or asked.answer.state.final:
            return
        if error is None:
            answer = stopped(asked.answer)
        else:
            failure = Failure(
                message("vizdesk made a mistake."), message("Please report it."), repr(error)
            )
            answer = replace(asked.answer, state=AnswerState.FAILED, failure=failure)
        self._session.keep_answer(key, replace(asked, answer=answer))
