"""What the window is about: open images, the task, chosen models, and the answers so far."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings, Signal

import vizdesk
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Comparison, class_names
from vizdesk.images.pixel_cache import PixelCache
from vizdesk.painting.class_colors import ClassColours
from vizdesk.services.app_services import AppServices
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer, AskedAnswers
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.screen_copies import ScreenCopies
from vizdesk.ui.core.session_judgements import SessionJudgements
from vizdesk.ui.core.task_runner import TaskRunner


class Session(QObject):
    """Holds the state; changes it only through its methods; tells the widgets by signals.

    `image_completed(stand_in, whole)` when a whole image takes the place of its stand-in, and when
    everybody shows it `image_askable(whole)`. `withdrawn(model_ids, image)` before these models
    leave the comparison of this image: whoever asks them stops. `answer_shown(key)` when an answer
    about any image is another one, `answer_kept(image, asked)` when the history is to know.
    """

    images_changed = Signal()
    current_changed = Signal()
    image_completed = Signal(object, object)
    image_askable = Signal(object)
    image_taken = Signal()
    task_changed = Signal()
    models_changed = Signal()
    answer_changed = Signal(str)
    answer_kept = Signal(object, object)
    answer_shown = Signal(object)
    withdrawn = Signal(object, object)

    def __init__(
        self, services: AppServices, background: TaskRunner, window_state: QSettings
    ) -> None:
        super().__init__()
        self.services = services
        self.background = background
        self.window_state = window_state
        self.pixels = PixelCache()
        self.screen_copies = ScreenCopies(background)
        self.images: list[OpenImage] = []
        self.current: OpenImage | None = None
        self.task = Task(TaskKind.DETECT)
        self.constrained = False
        self.models: list[Model] = list(services.models.at_start)
        self.chosen: list[str] = []
        self.class_colours = ClassColours()
        self.judgements = SessionJudgements()
        self.asked = AskedAnswers()

    # --- Images -------------------------------------------------------------------------
    def add_image(self, opened: OpenImage, *, show: bool = True) -> None:
        """Take an image in and make it the current one, or not unless there is none.

        The same file is taken once.
        """
        open_image = next((image for image in self.images if image.key == opened.key), None)
        if open_image is None:
            self.images.append(opened)
            self.images_changed.emit()
        elif opened.whole and not open_image.whole:
            self.complete_image(opened)
            open_image = opened
        if show or self.current is None:
            self.show_image(open_image or opened)
            self.image_taken.emit()

    def take_frame(self, before: OpenImage, opened: OpenImage) -> None:
        """Show another frame of the file of `before`, in its place where nothing was asked of that.

        A frame that is open already is shown as it is.
        """
        already = next((image for image in self.images if image.key == opened.key), None)
        if already is not None or before not in self.images:
            self.add_image(opened)
            return
        at = self.images.index(before)
        asked = self.asked.any_about(before.key)
        self.images[at : at + 1] = [before, opened] if asked else [opened]
        if not asked:
            self._let_go(before)
        self.images_changed.emit()
        self.show_image(opened)

    def has_whole(self, key: str) -> bool:
        """Whether an image is open, and more than a stand-in for it."""
        return any(image.key == key and image.whole for image in self.images)

    def complete_image(self, whole: OpenImage) -> None:
        """Put a whole image in the place of its stand-in; who waits for it can be asked.

        Nothing happens when the stand-in was closed meanwhile.
        """
        for at, image in enumerate(self.images):
            if image.key == whole.key and not image.whole:
                self.images[at] = whole
                if image is self.current:
                    self.current = whole
                self.image_completed.emit(image, whole)
                self.image_askable.emit(whole)

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
        self.withdraw([model.id for model in self.models], opened)
        at = self.images.index(opened)
        self.images.remove(opened)
        self._let_go(opened)
        self.asked.forget(opened.key)
        self.images_changed.emit()
        if opened is self.current:
            self.current = self.images[min(at, len(self.images) - 1)] if self.images else None
            self.current_changed.emit()

    def _let_go(self, opened: OpenImage) -> None:
        self.pixels.discard(opened.key)
        self.screen_copies.discard(opened)

    # --- Task and models ------------------------------------------------------------------
    def set_task(self, task: Task) -> None:
        """Ask something else from now on."""
        if task != self.task:
            self.task = task
            self.task_changed.emit()

    def add_model(self, model: Model, at: int | None = None, *, choose: bool = True) -> None:
        """Add a model to the list, at its end or at a place, and choose it."""
        self.models = [other for other in self.models if other.id != model.id]
        self.models.insert(len(self.models) if at is None else at, model)
        if choose and model.id not in self.chosen:
            self.chosen.append(model.id)
        self.models_changed.emit()

    def change_model(self, model: Model) -> None:
        """Put `model` in the place of the one of its id; what that is doing is stopped."""
        self._withdraw_everywhere(model.id)
        self.models = [model if other.id == model.id else other for other in self.models]
        self.models_changed.emit()

    def remove_model(self, model_id: str) -> int:
        """Take a model off the list; returns its place there. Its answers are kept."""
        self._withdraw_everywhere(model_id)
        at = next(n for n, model in enumerate(self.models) if model.id == model_id)
        del self.models[at]
        self.chosen = [chosen for chosen in self.chosen if chosen != model_id]
        self.models_changed.emit()
        return at

    def _withdraw_everywhere(self, model_id: str) -> None:
        for opened in self.images:
            self.withdraw([model_id], opened)

    def withdraw(self, model_ids: Sequence[str], opened: OpenImage | None = None) -> None:
        """Have these models stopped on `opened` (default: the current image)."""
        self.withdrawn.emit(list(model_ids), opened or self.current)

    def choose(self, model_id: str, chosen: bool) -> None:
        """Take a model into the comparison or out of it."""
        if chosen and model_id not in self.chosen:
            self.chosen.append(model_id)
        elif not chosen and model_id in self.chosen:
            self.withdraw([model_id])
            self.chosen.remove(model_id)
        else:
            return
        self.models_changed.emit()

    def choose_only(self, model_ids: Sequence[str]) -> None:
        """Choose exactly these; others that run are stopped."""
        self.withdraw([chosen for chosen in self.chosen if chosen not in model_ids])
        listed = {model.id for model in self.models}
        self.chosen = [model_id for model_id in dict.fromkeys(model_ids) if model_id in listed]
        self.models_changed.emit()

    def model(self, model_id: str) -> Model:
        """The model of this id. Raises StopIteration when it is not in the list."""
        return next(model for model in self.models if model.id == model_id)

    @property
    def chosen_models(self) -> list[Model]:
        """The models of the comparison, in the order of their panes."""
        listed = {model.id: model for model in self.models}
        return [listed[model_id] for model_id in self.chosen if model_id in listed]

    def move_model(self, model_id: str, onto: str) -> None:
        """Give a model of the comparison the place of another, which makes room for it."""
        if model_id != onto and model_id in self.chosen and onto in self.chosen:
            at = self.chosen.index(onto)
            self.chosen.remove(model_id)
            self.chosen.insert(at, model_id)
            self.models_changed.emit()

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
    def answer_for(self, model_id: str) -> AskedAnswer | None:
        """The last answer of a model about the current image and kind of task."""
        if self.current is None:
            return None
        return self.asked.at(AnswerKey(self.current.key, self.task.kind, model_id))

    def comparison(
        self, image_key: str | None = None, kind: TaskKind | None = None
    ) -> Comparison | None:
        """The checked models' answers as one value; None when nothing has been answered yet.

        What is on the screen, or about another open image and kind of task.
        """
        opened = self.current
        if image_key is not None:
            opened = next((image for image in self.images if image.key == image_key), None)
        if opened is None or not opened.whole:
            return None
        kind = kind or self.task.kind
        latest = [
            self.asked.at(AnswerKey(opened.key, kind, model.id)) for model in self.chosen_models
        ]
        answers = [asked for asked in latest if asked is not None]
        if not answers:
            return None
        newest = max(answers, key=lambda asked: asked.at)
        ids = tuple(asked.answer.model.id for asked in answers)
        return Comparison(
            id=uuid.uuid4().hex,
            created=newest.at,
            version=vizdesk.__version__,
            image=opened.image.ref,
            task=newest.task,
            answers=tuple(asked.answer for asked in answers),
            class_colours=self.colours_of(newest.task, [asked.answer for asked in answers]),
            judgements=self.judgements.record(opened.key, newest.task.kind, ids),
        )

    def colours_of(self, task: Task, answers: Sequence[Answer]) -> tuple[tuple[str, str], ...]:
        """The colours of all classes of these answers, as a comparison keeps them."""
        return self.class_colours.record(class_names(task, answers))

    def keep_answer(
        self, key: AnswerKey, asked: AskedAnswer | None, *, recorded: bool = True
    ) -> None:
        """Keep an answer, or what there is of it, in the place of the one before.

        Not `recorded`: it is shown, and the history hears nothing of it: a question that waits for
        its turn, or, since it was not asked, what stood there before (None: nothing).
        """
        if asked is None:
            self.asked.drop(key)
        else:
            self.asked.keep(key, asked)
        if asked is not None and recorded:
            if asked.answer.state is AnswerState.QUEUED:
                self.judgements.forget(*key)
            opened = next((image for image in self.images if image.key == key.image), None)
            self.answer_kept.emit(opened, asked)
        self.answer_shown.emit(key)
        if self.current is not None and (self.current.key, self.task.kind) == key[:2]:
            self.answer_changed.emit(key.model_id)

    def reopen(self, opened: OpenImage, comparison: Comparison) -> None:
        """Show a comparison of the history as it was: its image, task, models and answers."""
        task = comparison.task
        self._take_answers(opened, comparison)
        self.task = task
        self.chosen = [answer.model.id for answer in comparison.answers]
        self.add_image(opened)
        self.models_changed.emit()
        self.task_changed.emit()

    def restore_image(self, opened: OpenImage, comparisons: Sequence[Comparison]) -> None:
        """Take an image of the last time in with its answers, after the others; nobody looks yet.

        Several comparisons of one task: the last one's answers are those that are shown.
        """
        for comparison in comparisons:
            self._take_answers(opened, comparison)
        if all(image.key != opened.key for image in self.images):
            self.images.append(opened)
            self.images_changed.emit()
        self.models_changed.emit()

    def _take_answers(self, opened: OpenImage, comparison: Comparison) -> None:
        known_ids = {model.id for model in self.models}
        answered = [answer.model for answer in comparison.answers]
        self.models += [model for model in answered if model.id not in known_ids]
        self.asked.take(opened.key, comparison, self.profile_of)
        self.class_colours.adopt(dict(comparison.class_colours))
        self.judgements.adopt(opened.key, comparison.task.kind, comparison.judgements)
