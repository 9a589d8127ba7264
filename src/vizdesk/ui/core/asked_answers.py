"""The answers so far, about every open image and task: each with when and how it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Comparison


@dataclass(frozen=True)
class AskedAnswer:
    """An answer together with the task it answers, when it was asked, and in which words."""

    task: Task
    answer: Answer
    at: datetime
    profile: Profile | None = None


class AnswerKey(NamedTuple):
    """Which answer: about which image (its key), to which kind of task, of which model."""

    image: str
    kind: TaskKind
    model_id: str


class AskedAnswers:
    """The last answer of each model about each image and kind of task."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, TaskKind], dict[str, AskedAnswer]] = {}

    def at(self, key: AnswerKey) -> AskedAnswer | None:
        """The last answer of a model about an image and kind of task."""
        return self._answers.get((key.image, key.kind), {}).get(key.model_id)

    def keep(self, key: AnswerKey, asked: AskedAnswer) -> None:
        """Keep an answer in the place of the one before."""
        self._answers.setdefault((key.image, key.kind), {})[key.model_id] = asked

    def drop(self, key: AnswerKey) -> None:
        """Forget one answer."""
        self._answers.get((key.image, key.kind), {}).pop(key.model_id, None)

    def mean_seconds(self) -> dict[str, float]:
        """What a complete answer of each model took on the mean, in seconds, by the model's id."""
        times: dict[str, list[float]] = {}
        for by_model in self._answers.values():
            for model_id, asked in by_model.items():
                total_s = asked.answer.timing.total_s
                if total_s is not None and asked.answer.state is AnswerState.DONE:
                    times.setdefault(model_id, []).append(total_s)
        return {model_id: sum(each) / len(each) for model_id, each in times.items()}

    def boxes_drawn(
        self, image_key: str, kind: TaskKind, models: Sequence[Model]
    ) -> dict[str, int]:
        """How many boxes each model drew in the image, where `kind` asks for a number of them."""
        if spec_of(kind).output is not TaskOutput.NUMBER:
            return {}
        drawn = {}
        for model in models:
            asked = self.at(AnswerKey(image_key, TaskKind.DETECT, model.id))
            if asked is not None and asked.answer.state is AnswerState.DONE:
                drawn[model.id] = len(asked.answer.reading.detections)
        return drawn

    def take(
        self, image_key: str, comparison: Comparison, profile_of: Callable[[Model], Profile]
    ) -> None:
        """Take the answers of a comparison that is opened again, in the place of all others."""
        self._answers[image_key, comparison.task.kind] = {
            answer.model.id: AskedAnswer(
                comparison.task, answer, comparison.created, profile_of(answer.model)
            )
            for answer in comparison.answers
        }

    def any_about(self, image_key: str) -> bool:
        """Whether anything was asked about an image."""
        return any(self._answers.get((image_key, kind)) for kind in TaskKind)

    def forget(self, image_key: str) -> None:
        """The image was closed."""
        for kind in TaskKind:
            self._answers.pop((image_key, kind), None)

    def of_card(self, card_id: str) -> list[Answer]:
        """Every answer of a card's models since the window was opened, whatever it was asked."""
        return [
            asked.answer
            for by_model in self._answers.values()
            for asked in by_model.values()
            if asked.answer.model.card == card_id
        ]
