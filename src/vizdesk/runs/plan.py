"""What a run is to ask: a suite, models, repeats; as a value with a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from vizdesk.comparison.models import Model
from vizdesk.comparison.serialization import answer_record
from vizdesk.comparison.types import Answer
from vizdesk.evals.suite import EvalItem, Suite


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One question of a run: a model's id, an item's id, which repeat (from 0)."""

    model: str
    item: str
    repeat: int = 0


@dataclass(frozen=True)
class RunPlan:
    """What is to be asked. `limit` takes so many items, spread over the categories.

    `ceiling_usd` ends the run before its answers cost more; None sets no end. `batch` asks those
    models through a Batch API that have one. `judge` is a model that judges answers too, never its
    own.
    """

    suite: Suite
    models: tuple[Model, ...]
    repeats: int = 1
    limit: int | None = None
    ceiling_usd: float | None = None
    batch: bool = False
    judge: Model | None = None

    @cached_property
    def items(self) -> tuple[EvalItem, ...]:
        """The items to be asked, in the suite's order."""
        return limited(self.suite.items, self.limit)

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.items) * len(self.models) * self.repeats

    @cached_property
    def fingerprint(self) -> str:
        """The same for two plans that ask the same: suite, models with settings, repeats, limit."""
        asked: dict[str, object] = {
            "suite": self.suite.digest,
            "items": [item.id for item in self.items],
            "models": [answer_record(Answer(model)) for model in self.models],
            "repeats": self.repeats,
        }
        if self.batch:
            # Not the same run as one without: what is at the server would be asked twice.
            asked["batch"] = True
        if self.judge is not None:
            asked["judge"] = answer_record(Answer(self.judge))
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def limited(items: Sequence[EvalItem], limit: int | None) -> tuple[EvalItem, ...]:
    """At most `limit` items: one of each category in turn, then in the suite's order."""
    if limit is None or limit >= len(items):
        return tuple(items)
    queues: dict[str, list[EvalItem]] = {}
    for entry in items:
        queues.setdefault(entry.category, []).append(entry)
    taken: set[str] = set()
    while len(taken) < limit:
        for queue in queues.values():
            if queue and len(taken) < limit:
                taken.add(queue.pop(0).id)
    return tuple(item for item in items if item.id in taken)


def to_ask(plan: RunPlan, model: Model, answered: Iterable[PlanCell]) -> list[PlanCell]:
    """What this model is still to be asked: questions about one image follow each other.

    A local model then reads each image once and keeps it for the image's other prompts.
    """
    done = set(answered)
    by_image: dict[str, list[EvalItem]] = {}
    for item in plan.items:
        by_image.setdefault(item.image, []).append(item)
    cells = (
        PlanCell(model.id, item.id, repeat)
        for items in by_image.values()
        for item in items
        for repeat in range(plan.repeats)
    )
    return [cell for cell in cells if cell not in done]


def failed_last(cells: Iterable[PlanCell], failed: Collection[PlanCell]) -> list[PlanCell]:
    """Those never asked first: what fails again and again then holds up nothing that is new."""
    return sorted(cells, key=lambda cell: cell in failed)


def for_repeat(model: Model, repeat: int) -> Model:
    """The model as asked for the so-manieth time: each repeat has a seed of its own."""
    if not repeat:
        return model
    seed = (model.sampling.seed or 0) + repeat
    return replace(model, sampling=replace(model.sampling, seed=seed))
