"""What is asked to see whether a model stays right: images × perturbations × repeats × prompts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from vizdesk.common.messages import message
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Endpoint, GgufPair, Model
from vizdesk.comparison.serialization import task_record
from vizdesk.comparison.tasks import Task
from vizdesk.stability.perturbation import ORIGINAL, Perturbation, PerturbationError, allowed

MOST_CELLS = 100_000
REPEAT_MARK = "#"
"""Between a model's id and the number of the repeat, as where one is asked several times."""


class CellKey(NamedTuple):
    """Which question: image key, perturbation, number of the prompt and of the repeat (from 0)."""

    image: str
    model: str
    perturbation: str
    prompt: int
    repeat: int

    @property
    def text(self) -> str:
        """As it is kept."""
        return "\n".join(map(str, self))


@dataclass(frozen=True, slots=True)
class StabilityPlan:
    """All questions of one run.

    The first perturbation is always ORIGINAL, the first prompt the task's own. `same_seed`:
    every repeat with the model's own seed; else with the next one each. `temperature` takes the
    place of the models' own, where it is set.
    """

    images: tuple[str, ...]
    task: Task
    models: tuple[Model, ...]
    perturbations: tuple[Perturbation, ...] = (ORIGINAL,)
    repeats: int = 1
    paraphrases: tuple[str, ...] = ()
    temperature: float | None = None
    same_seed: bool = False

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The task in each of its wordings."""
        return (self.task, *(replace(self.task, prompt=words) for words in self.paraphrases))

    def rows(self) -> Iterator[tuple[Perturbation, int]]:
        """(perturbation, number of the prompt): paraphrases are asked of the original alone."""
        for change in self.perturbations:
            yield change, 0
        for prompt in range(1, len(self.paraphrases) + 1):
            yield ORIGINAL, prompt

    def cells(self) -> Iterator[CellKey]:
        """Every question, repeats together: what a model computed of an image is used again."""
        for model in self.models:
            for image in self.images:
                for change, prompt in self.rows():
                    for repeat in range(self.repeats):
                        yield CellKey(image, model.id, change.key, prompt, repeat)

    @property
    def size(self) -> int:
        """How many questions there are."""
        rows = len(self.perturbations) + len(self.paraphrases)
        return len(self.images) * len(self.models) * rows * self.repeats

    def asked_model(self, model: Model, repeat: int) -> Model:
        """The model as it is asked in one repeat: with a seed and an id of its own."""
        sampling = model.sampling
        seed = sampling.seed if self.same_seed else (sampling.seed or 0) + repeat
        temperature = sampling.temperature if self.temperature is None else self.temperature
        return replace(
            model,
            id=f"{model.id}{REPEAT_MARK}{repeat + 1}",
            sampling=replace(sampling, seed=seed, temperature=temperature),
        )

    def header(self) -> dict[str, Any]:
        """All that decides the answers, in plain JSON values."""
        return {
            "pictures": list(self.images),
            "task": task_record(self.task),
            "models": [
                {
                    "id": model.id,
                    "name": model.name,
                    "source": _source_words(model),
                    "seed": model.sampling.seed,
                    "temperature": model.sampling.temperature,
                    "max_output_tokens": model.sampling.max_output_tokens,
                    "thinking": model.sampling.thinking,
                }
                for model in self.models
            ],
            "paraphrases": list(self.paraphrases),
            "temperature": self.temperature,
            "same_seed": self.same_seed,
        }

    @property
    def fingerprint(self) -> str:
        """The same for all plans whose answers may stand for each other's, cell by cell.

        More repeats and perturbations may be asked later: those that are there stay.
        """
        return hashlib.sha256(to_json(self.header()).encode()).hexdigest()


def _source_words(model: Model) -> str:
    """Which files or server a model is."""
    match model.source:
        case GgufPair(weights=weights):
            return str(weights)
        case Endpoint(base_url=url, slug=slug):
            return f"{slug} {url}"
        case _:
            return ""


def planned(
    images: Sequence[str],
    task: Task,
    models: Sequence[Model],
    perturbations: Sequence[Perturbation],
    repeats: int,
    paraphrases: Sequence[str] = (),
    temperature: float | None = None,
    *,
    same_seed: bool = False,
) -> StabilityPlan:
    """The plan, with the original first and each perturbation once. Raises PerturbationError.

    Refused are perturbations that change the right answer, and more than 100,000 questions.
    """
    for change in perturbations:
        if not allowed(change, task):
            raise PerturbationError(
                message("“{name}” changes the right answer of this task.", name=change.name)
            )
    changes = {change.key: change for change in (ORIGINAL, *perturbations)}
    plan = StabilityPlan(
        tuple(dict.fromkeys(images)),
        task,
        tuple({model.id: model for model in models}.values()),
        tuple(changes.values()),
        repeats,
        tuple(dict.fromkeys(paraphrases)),
        temperature,
        same_seed,
    )
    if repeats < 1 or plan.size > MOST_CELLS:
        raise PerturbationError(
            message("{n} questions cannot be asked; at most {most}.", n=plan.size, most=MOST_CELLS)
        )
    return plan
