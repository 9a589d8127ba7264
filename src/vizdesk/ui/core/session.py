"""What the window is about: open images, the task, chosen models, and the answers so far."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

import vizdesk
from vizdesk.common.messages import message
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.reducer import stopped
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Comparison, Failure
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.services.app_services import AppServices
from vizdesk.ui.core.task_runner import StoppedError, TaskRunner

if TYPE_CHECKING:
    from concurrent.futures import Future

    from vizdesk.images.encoding import EncodedImages


@dataclass(frozen=True, eq=False)
class OpenImage:
    """One decoded image and its copies for the screen, shared by all panes.

    Not `whole`: a small copy to be looked at while a large image is still being decoded, or, if
    `gone`, because the image of a reopened comparison is not there any more.
    """

    image: DecodedImage
    levels: ImagePyramid
    whole: bool = True
    gone: bool = False

    @property
    def key(self) -> str:
        """What tells two open images apart: the file's SHA-256."""
        return self.image.ref.sha256


@dataclass(frozen=True)
class AskedAnswer:
    """An answer together with the task it answers, when it was asked, and in which words."""

    task: Task
    answer: Answer
    at: datetime
    profile: Profile | None = None


class Session(QObject):
    """Holds the state; changes it only through its methods; tells the widgets by signals."""

    images_changed = Signal()
    current_changed = Signal()
    image_completed = Signal(object, object)
    image_taken = Signal()
    task_changed = Signal()
    models_changed = Signal()
    answer_changed = Signal(str)
    answer_kept = Signal(object, object)
    running_changed = Signal()

    def __init__(
        self, services: AppServices, background: TaskRunner, window_state: QSettings
    ) -> None:
        super().__init__()
        self.services = services
        self.background = background
        self.window_state = window_state
        self.images: list[OpenImage] = []
        self.current: OpenImage | None = None
        self.task = Task(TaskKind.DETECT)
        self.constrained = False
        self.models: list[Model] = list(services.models.at_start)
        self.chosen: list[str] = []
        self._asked: dict[tuple[str, TaskKind], dict[str, AskedAnswer]] = {}
        self._running: dict[tuple[str, TaskKind, str], Future[None]] = {}
        self._waiting: dict[tuple[str, TaskKind, str], tuple[Model, Task]] = {}

    @cached_property
    def _encoded(self) -> EncodedImages:
        from vizdesk.images.encoding import EncodedImages

        return EncodedImages()

    # --- Images -------------------------------------------------------------------------
    def add_image(self, opened: OpenImage) -> None:
        """Take a decoded image in and make it the current one; the same file is taken once."""
        known = next((image for image in self.images if image.key == opened.key), None)
        if known is None:
            self.images.append(opened)
            self.images_changed.emit()
        elif opened.whole and not known.whole:
            self.complete_image(opened)
            known = opened
        self.show_image(known or opened)
        self.image_taken.emit()

    def has_whole(self, key: str) -> bool:
        """Whether an image is open, and more than a stand-in for it."""
        return any(image.key == key and image.whole for image in self.images)

    def complete_image(self, whole: OpenImage) -> None:
        """Put a whole image in the place of its stand-in, and ask who waited for it.

        Nothing happens when the stand-in was closed meanwhile.
        """
        for at, image in enumerate(self.images):
            if image.key == whole.key and not image.whole:
                self.images[at] = whole
                if image is self.current:
                    self.current = whole
                self.image_completed.emit(image, whole)
                self._ask_waiting(whole)

    def _ask_waiting(self, whole: OpenImage) -> None:
        for key in [key for key in self._waiting if key[0] == whole.key]:
            model, task = self._waiting.pop(key)
            self._start(model, whole, task)
        self.running_changed.emit()

    def show_image(self, opened: OpenImage) -> None:
        """Make `opened` the current image."""
        self.current = opened
        self.current_changed.emit()

    def step_image(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) image, around the ends."""
        if self.current is not None and self.images:
            at = (self.images.index(self.current) + by) % len(self.images)
            self.show_image(self.images[at])

    def close_image(self, opened: OpenImage) -> None:
        """Put an image and its answers away."""
        self.stop([model.id for model in self.models], opened)
        at = self.images.index(opened)
        self.images.remove(opened)
        for kind in TaskKind:
            self._asked.pop((opened.key, kind), None)
        self.images_changed.emit()
        if opened is self.current:
            self.current = self.images[min(at, len(self.images) - 1)] if self.images else None
            self.current_changed.emit()

    # --- Task and models ------------------------------------------------------------------
    def set_task(self, task: Task) -> None:
        """Ask something else from now on."""
        if task != self.task:
            self.task = task
            self.task_changed.emit()

    def add_model(self, model: Model, at: int | None = None, *, choose: bool = True) -> None:
        """Add a model to the list, at its end or at a place, and choose it."""
        self.models = [one for one in self.models if one.id != model.id]
        self.models.insert(len(self.models) if at is None else at, model)
        if choose and model.id not in self.chosen:
            self.chosen.append(model.id)
        self.models_changed.emit()

    def change_model(self, model: Model) -> None:
        """Put `model` in the place of the one of its id; what that is doing is stopped."""
        self._stop_everywhere(model.id)
        self.models = [model if one.id == model.id else one for one in self.models]
        self.models_changed.emit()

    def remove_model(self, model_id: str) -> int:
        """Take a model off the list; returns its place there. Its answers are kept."""
        self._stop_everywhere(model_id)
        at = next(n for n, model in enumerate(self.models) if model.id == model_id)
        del self.models[at]
        self.chosen = [one for one in self.chosen if one != model_id]
        self.models_changed.emit()
        return at

    def _stop_everywhere(self, model_id: str) -> None:
        for opened in self.images:
            self.stop([model_id], opened)

    def choose(self, model_id: str, chosen: bool) -> None:
        """Take a model into the comparison or out of it."""
        if chosen and model_id not in self.chosen:
            self.chosen.append(model_id)
        elif not chosen and model_id in self.chosen:
            self.stop([model_id])
            self.chosen.remove(model_id)
        else:
            return
        self.models_changed.emit()

    def choose_only(self, model_ids: Sequence[str]) -> None:
        """Choose exactly these; others that run are stopped."""
        dropped = [one for one in self.chosen if one not in model_ids]
        self.stop(dropped)
        self.chosen = [model.id for model in self.models if model.id in model_ids]
        self.models_changed.emit()

    def answers_of(self, card_id: str) -> list[Answer]:
        """Every answer of a card's models since the window was opened, whatever it was asked."""
        return [
            asked.answer
            for by_model in self._asked.values()
            for asked in by_model.values()
            if asked.answer.model.card == card_id
        ]

    def model(self, model_id: str) -> Model:
        """The model of this id. Raises StopIteration when it is not in the list."""
        return next(model for model in self.models if model.id == model_id)

    @property
    def chosen_models(self) -> list[Model]:
        """The models of the comparison, in the order of the list."""
        return [model for model in self.models if model.id in self.chosen]

    def profile_of(self, model: Model) -> Profile:
        """How this model is asked from now on."""
        return self.services.profiles.profile_of(model)

    def note_prices(self) -> None:
        """Prices were fetched: models have theirs from now on; what is at work goes on."""
        self.models = [self.services.pricing.priced(model) for model in self.models]
        self.models_changed.emit()

    def note_profiles(self) -> None:
        """Profiles were changed: what was asked in other words counts as not asked yet."""
        self.models_changed.emit()

    # --- Answers --------------------------------------------------------------------------
    def asked(self, model_id: str) -> AskedAnswer | None:
        """The last answer of a model about the current image and kind of task."""
        if self.current is None:
            return None
        return self._asked.get((self.current.key, self.task.kind), {}).get(model_id)

    def comparison(self) -> Comparison | None:
        """What is on the screen as one value; None when nothing has been answered yet."""
        if self.current is None or not self.current.whole:
            return None
        asked = [one for one in map(self.asked, [m.id for m in self.chosen_models]) if one]
        if not asked:
            return None
        newest = max(asked, key=lambda one: one.at)
        return Comparison(
            id=uuid.uuid4().hex,
            created=newest.at,
            version=vizdesk.__version__,
            image=self.current.image.ref,
            task=newest.task,
            answers=tuple(one.answer for one in asked),
        )

    @property
    def running(self) -> bool:
        """Whether any model is at work on any image."""
        return bool(self._running or self._waiting)

    def to_run(self) -> list[Model]:
        """The models Run will ask: those without a finished answer to this very task, else all."""
        fresh = [model for model in self.chosen_models if not self._is_answered(model)]
        return fresh or self.chosen_models

    def costs(self) -> list[Estimate]:
        """What Run will be billed as: an estimate for each remote model that can be estimated."""
        if self.current is None:
            return []
        ref = self.current.image.ref
        found = (
            self.services.comparisons.estimate_before(model, self.task, (ref.width, ref.height))
            for model in self.to_run()
        )
        return [one for one in found if one is not None]

    def _is_answered(self, model: Model) -> bool:
        asked = self.asked(model.id)
        if asked is None or asked.task != self.task or asked.profile != self.profile_of(model):
            return False
        if asked.answer.model.sampling != self._as_asked(model).sampling:
            return False
        return asked.answer.state in (AnswerState.DONE, AnswerState.QUEUED, AnswerState.RUNNING)

    def _as_asked(self, model: Model) -> Model:
        model = settled(model, self.profile_of(model))
        constrained = self.constrained or model.sampling.constrained
        return replace(model, sampling=replace(model.sampling, constrained=constrained))

    def run(self, models: Sequence[Model]) -> None:
        """Ask `models` the current task about the current image; earlier runs of theirs stop."""
        opened = self.current
        if opened is None or opened.gone:
            return
        self.stop([model.id for model in models])
        for model in models:
            if opened.whole:
                self._start(model, opened, self.task)
            else:
                self._wait(model, opened, self.task)
        self.running_changed.emit()

    def _wait(self, model: Model, opened: OpenImage, task: Task) -> None:
        """Queue a model until the whole image is there: a stand-in is for people only."""
        key = (opened.key, task.kind, model.id)
        self._waiting[key] = (model, task)
        self._keep(key, AskedAnswer(task, Answer(self._as_asked(model)), datetime.now(UTC)))

    def _start(self, model: Model, opened: OpenImage, task: Task) -> None:
        key = (opened.key, task.kind, model.id)
        profile = self.profile_of(model)
        asked_model = self._as_asked(model)
        job = Job(
            model=asked_model,
            profile=profile,
            task=task,
            image=opened.image.ref,
            encode=lambda rule, one: self._encoded.encode_for(
                opened.image, rule, one.image_side, one.image_edge
            ),
            estimate=self.services.comparisons.estimate,
        )
        at = datetime.now(UTC)
        self._keep(key, AskedAnswer(task, Answer(asked_model), at, profile))
        future: Future[None] | None = None

        def current() -> bool:
            return self._running.get(key) is future

        def event(answer: Answer) -> None:
            if current():
                self._keep(key, AskedAnswer(task, answer, at, profile))

        def done(error: BaseException | None) -> None:
            if not current():
                return
            del self._running[key]
            self._finish(key, error)
            self.running_changed.emit()

        future = self.background.stream(self.services.comparisons.ask(job), event, done)
        self._running[key] = future

    def _keep(self, key: tuple[str, TaskKind, str], asked: AskedAnswer) -> None:
        image, kind, model_id = key
        self._asked.setdefault((image, kind), {})[model_id] = asked
        self.answer_kept.emit(self._opened(image), asked)
        if self.current is not None and self.current.key == image and kind is self.task.kind:
            self.answer_changed.emit(model_id)

    def _opened(self, image: str) -> OpenImage | None:
        return next((one for one in self.images if one.key == image), None)

    def reopen(self, opened: OpenImage, comparison: Comparison) -> None:
        """Show a comparison of the history as it was: its image, task, models and answers."""
        task = comparison.task
        known = {model.id for model in self.models}
        self.models += [one.model for one in comparison.answers if one.model.id not in known]
        self._asked[opened.key, task.kind] = {
            answer.model.id: AskedAnswer(
                task, answer, comparison.created, self.profile_of(answer.model)
            )
            for answer in comparison.answers
        }
        self.task = task
        self.chosen = [one.model.id for one in comparison.answers]
        self.add_image(opened)
        self.models_changed.emit()
        self.task_changed.emit()

    def _finish(self, key: tuple[str, TaskKind, str], error: BaseException | None) -> None:
        image, kind, model_id = key
        asked = self._asked.get((image, kind), {}).get(model_id)
        if asked is None or asked.answer.state.final:
            return
        if error is None or isinstance(error, StoppedError):
            answer = stopped(asked.answer)
        else:
            failure = Failure(
                message("vizdesk made a mistake."), message("Please report it."), repr(error)
            )
            answer = replace(asked.answer, state=AnswerState.FAILED, failure=failure)
        self._keep(key, replace(asked, answer=answer))

    def stop(self, model_ids: Iterable[str] | None = None, opened: OpenImage | None = None) -> None:
        """Stop these models on `opened` (default: the current image); None stops everything."""
        wanted = None if model_ids is None else set(model_ids)
        image = opened or self.current
        for key in [*self._running, *self._waiting]:
            mine = image is not None and key[0] == image.key
            if wanted is None or (mine and key[2] in wanted):
                self._waiting.pop(key, None)
                if key in self._running:
                    self._running.pop(key).cancel()
                self._finish(key, None)
        self.running_changed.emit()
