"""Runs over many images in the window: what is asked, what waits, how far it is, stopped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.common.messages import message
from vizdesk.comparison.models import Model
from vizdesk.comparison.reducer import stopped
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Failure
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import Operation

if TYPE_CHECKING:
    from vizdesk.images.encoding import EncodedImages
    from vizdesk.services.image_runs import (
        ImageRun,
        ImageRunProgress,
        Question,
        RunAnswer,
        RunEstimate,
    )


class RunScope(Enum):
    """Which questions a run asks: of the image shown, or of all that are open."""

    IMAGE = "image"
    ALL = "all"
    UNANSWERED = "unanswered"
    FAILED = "failed"


class _Going:
    """A run that is being asked: its questions by their keys, and which have begun."""

    def __init__(self, task: Task, questions: Sequence[Question]) -> None:
        self.task = task
        self.open = {AnswerKey(each.image, task.kind, each.model.id) for each in questions}
        self.began: dict[AnswerKey, AskedAnswer] = {}
        self.run: ImageRun | None = None
        self.operation: Operation[None] | None = None


class ImageRuns(QObject):
    """Asks the checked models about many images, one run after the other.

    A question that waits stands in the session as queued, and not in the history; where it is never
    asked, the answer before it comes back. `changed` at each step; `ended` when none is left.
    `as_asked` settles how a model is asked, `is_answered` says whether it has answered this.
    """

    started = Signal(object, object)
    """The task and the questions of a run, before the first is asked."""
    changed = Signal()
    ended = Signal()

    def __init__(
        self,
        session: Session,
        encoded: Callable[[], EncodedImages],
        as_asked: Callable[[Model], Model],
        is_answered: Callable[[Model, str], bool],
    ) -> None:
        super().__init__(session)
        self._session, self._encoded = session, encoded
        self._as_asked, self._is_answered = as_asked, is_answered
        self._going: _Going | None = None
        self._next: list[tuple[Task, Sequence[Question]]] = []
        self._before: dict[AnswerKey, AskedAnswer | None] = {}
        self.progress: ImageRunProgress | None = None

    @property
    def running(self) -> bool:
        """Whether a run is being asked."""
        return self._going is not None

    # --- Before asking --------------------------------------------------------------------
    def questions(
        self, scope: RunScope, image_keys: Collection[str] | None = None
    ) -> list[Question]:
        """What a run of this scope asks now: nothing that waits or is being written is among it.

        `image_keys`: of these images alone.
        """
        from vizdesk.services.image_runs import Question

        session = self._session
        shown = session.current.key if session.current is not None else ""
        keys = [opened.key for opened in session.images if opened.whole and not opened.gone]
        if scope is RunScope.IMAGE:
            keys = [key for key in keys if key == shown]
        if image_keys is not None:
            keys = [key for key in keys if key in image_keys]
        models = [self._as_asked(model) for model in session.chosen_models if model.askable]
        return [
            Question(key, model)
            for key in keys
            for model in models
            if self._asks(scope, key, model)
        ]

    def _asks(self, scope: RunScope, image_key: str, model: Model) -> bool:
        asked = self._session.asked.at(AnswerKey(image_key, self._session.task.kind, model.id))
        if asked is not None and not asked.answer.state.final:
            return False
        if scope is RunScope.ALL:
            return True
        if scope is RunScope.FAILED:
            return asked is not None and asked.answer.state is AnswerState.FAILED
        return not self._is_answered(model, image_key)

    def unanswered_images(self, image_keys: Collection[str] | None = None) -> int:
        """How many of the open images (of these alone) lack an answer of a checked model."""
        questions = self.questions(RunScope.UNANSWERED, image_keys)
        return len({question.image for question in questions})

    def answered_before(self, questions: Sequence[Question]) -> int:
        """How many of these questions have an answer that would be asked for again."""
        return sum(self._is_answered(each.model, each.image) for each in questions)

    def estimate(self, questions: Sequence[Question]) -> RunEstimate:
        """What asking them will cost and take, at the pace the models have shown."""
        from vizdesk.services.image_runs import estimate_run

        session = self._session
        sizes = {image.key: image.image.ref for image in session.images}
        return estimate_run(
            session.services.comparisons,
            session.task,
            questions,
            {key: (ref.width, ref.height) for key, ref in sizes.items()},
            session.asked.mean_seconds(),
        )

    # --- Asking ---------------------------------------------------------------------------
    def start(self, questions: Sequence[Question]) -> None:
        """Ask them: at once, or when the run at work is over."""
        task = self._session.task
        if not questions:
            return
        self.started.emit(task, tuple(questions))
        now = datetime.now(UTC)
        for each in questions:
            key = AnswerKey(each.image, task.kind, each.model.id)
            self._before.setdefault(key, self._session.asked.at(key))
            queued = AskedAnswer(
                task, Answer(each.model), now, self._session.profile_of(each.model)
            )
            self._session.keep_answer(key, queued, recorded=False)
        self._next.append((task, tuple(questions)))
        if self._going is None:
            self._begin()

    def _begin(self) -> None:
        from vizdesk.services.image_runs import ImageRun

        session = self._session
        task, questions = self._next.pop(0)
        going = _Going(task, questions)
        waiting = [each for each in questions if self._waits(going, each)]
        if not waiting:
            return  # all of it was stopped meanwhile
        self._going = going
        run = going.run = ImageRun(
            session.services.comparisons,
            task,
            waiting,
            {image.key: image.image for image in session.images},
            self._encoded(),
            session.asked.mean_seconds(),
            lambda progress: session.background.post(partial(self._moved, going, progress)),
        )
        self.progress = run.progress
        going.operation = session.background.stream(run.answers(), partial(self._take, going), self)
        going.operation.success(lambda _: self._over(going)).stopped(
            lambda: self._over(going)
        ).failure(partial(self._broke, going))
        self.changed.emit()

    def _waits(self, going: _Going, question: Question) -> bool:
        """Whether it still waits: a person may have stopped or closed it meanwhile."""
        key = AnswerKey(question.image, going.task.kind, question.model.id)
        if key not in self._before:
            going.open.discard(key)
        return key in self._before

    def _moved(self, going: _Going, progress: ImageRunProgress) -> None:
        if going is self._going:
            self.progress = progress
            self.changed.emit()

    def _take(self, going: _Going, each: RunAnswer) -> None:
        question = each.question
        key = AnswerKey(question.image, going.task.kind, question.model.id)
        if key not in going.open:
            return  # stopped meanwhile
        asked = going.began.get(key)
        if asked is None:
            self._before.pop(key, None)
            profile = self._session.profile_of(question.model)
            asked = AskedAnswer(going.task, each.answer, datetime.now(UTC), profile)
        asked = going.began[key] = replace(asked, answer=each.answer)
        if each.answer.state.final:
            going.open.discard(key)
            del going.began[key]
        self._session.keep_answer(key, asked)

    # --- The end --------------------------------------------------------------------------
    def stop(self, wanted: Callable[[AnswerKey], bool] = lambda _key: True) -> None:
        """Stop what is being asked of these, and ask nothing of them that waits."""
        waiting = {key for key in self._before if wanted(key)}
        going = self._going
        gone = set(waiting)
        if going is not None:
            gone |= {key for key in going.open if wanted(key)}
            self._let_go(going, gone)
            if not going.open and going.operation is not None:
                going.operation.cancel()
            elif gone and going.run is not None:
                kind = going.task.kind
                going.run.withdraw(partial(_is_one_of, gone, kind))
        for key in waiting:
            self._session.keep_answer(key, self._before.pop(key), recorded=False)
        if gone:
            self.changed.emit()

    def _let_go(self, going: _Going, keys: Collection[AnswerKey]) -> None:
        for key in keys:
            going.open.discard(key)
            if (asked := going.began.pop(key, None)) is not None:
                self._session.keep_answer(key, replace(asked, answer=stopped(asked.answer)))

    def _over(self, going: _Going) -> None:
        if self._going is not going:
            return
        left = set(going.open)
        self._let_go(going, left)
        for key in left & self._before.keys():
            self._session.keep_answer(key, self._before.pop(key), recorded=False)
        if going.run is not None:
            self.progress = going.run.progress
        self._going = None
        while self._next and self._going is None:
            self._begin()
        if self._going is None:
            self.ended.emit()
        self.changed.emit()

    def _broke(self, going: _Going, error: BaseException) -> None:
        """The run itself went wrong: what was being asked says so, what waited can be asked."""
        failure = Failure(
            message("vizdesk made a mistake."), message("Please report it."), repr(error)
        )
        for key, asked in going.began.items():
            answer = replace(asked.answer, state=AnswerState.FAILED, failure=failure)
            self._session.keep_answer(key, replace(asked, answer=answer))
        going.began.clear()
        self._over(going)


def _is_one_of(keys: Collection[AnswerKey], kind: TaskKind, question: Question) -> bool:
    return AnswerKey(question.image, kind, question.model.id) in keys
