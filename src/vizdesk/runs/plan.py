"""What a run is to ask: a suite, models, repeats; as a value with a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
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


@dataclass(frozen=True, slots=True)
class Shard:
    """One share of a run that is divided between machines: the `number`th (from 1) of `count`."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


class AskingOrder(Enum):
    """In which order a run's images are asked about."""

    SHUFFLED = "shuffled"
    """At random over the categories, the same for every model: a partial run is a fair sample."""
    SUITE = "suite"
    """As the suite lists them: runs that were begun before there was another order."""


@dataclass(frozen=True)
class RunPlan:
    """What is to be asked. `limit` takes so many items, spread over the categories.

    `ceiling_usd` ends the run before its answers cost more; None sets no end. `batch` asks those
    models through a Batch API that have one. `judge` is a model that judges answers too, never its
    own. `shard` asks one share of the items only; None asks all. `order` is no part of the
    fingerprint: a run keeps the one it was begun with.
    """

    suite: Suite
    models: tuple[Model, ...]
    repeats: int = 1
    limit: int | None = None
    ceiling_usd: float | None = None
    batch: bool = False
    judge: Model | None = None
    shard: Shard | None = None
    order: AskingOrder = AskingOrder.SHUFFLED

    @cached_property
    def items(self) -> tuple[EvalItem, ...]:
        """The items to be asked, in the suite's order."""
        return sharded(limited(self.suite.items, self.limit), self.shard)

    @property
    def whole(self) -> RunPlan:
        """The plan of which this one is a share; itself when it is none."""
        return self if self.shard is None else replace(self, shard=None)

    @property
    def title(self) -> str:
        """The suite's title, and which share of it is asked."""
        return self.suite.title if self.shard is None else f"{self.suite.title} · {self.shard}"

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


def sharded(items: Sequence[EvalItem], shard: Shard | None) -> tuple[EvalItem, ...]:
    """The items of one share: images in turn, so that the prompts about one stay together.

    Where there are fewer images than shares, the items in turn.
    """
    if shard is None:
        return tuple(items)
    images = dict.fromkeys(item.image for item in items)
    by_image = len(images) >= shard.count
    keys = images if by_image else dict.fromkeys(item.id for item in items)
    mine = {key for at, key in enumerate(keys) if at % shard.count == shard.number - 1}
    return tuple(item for item in items if (item.image if by_image else item.id) in mine)


def to_ask(plan: RunPlan, model: Model, answered: Iterable[PlanCell]) -> list[PlanCell]:
    """What this model is still to be asked: questions about one image follow each other.

    A local model then reads each image once and keeps it for the image's other prompts. Images
    come in the plan's order, which is the same for every model and whenever the run goes on.
    """
    done = set(answered)
    cells = (
        PlanCell(model.id, item.id, repeat)
        for items in _by_image(plan)
        for item in items
        for repeat in range(plan.repeats)
    )
    return [cell for cell in cells if cell not in done]


def _by_image(plan: RunPlan) -> list[list[EvalItem]]:
    """The items of each image, images in the plan's order."""
    by_image: dict[str, list[EvalItem]] = {}
    for item in plan.items:
        by_image.setdefault(item.image, []).append(item)
    if plan.order is AskingOrder.SUITE:
        return list(by_image.values())
    seed = plan.fingerprint

    def place(image: str) -> bytes:
        return hashlib.sha256(f"{seed} {image}".encode("utf-8", "surrogatepass")).digest()

    return [by_image[image] for image in sorted(by_image, key=place)]


def failed_last(cells: Iterable[PlanCell], failed: Collection[PlanCell]) -> list[PlanCell]:
    """Those never asked first: what fails again and again then holds up nothing that is new."""
    return sorted(cells, key=lambda cell: cell in failed)


def for_repeat(model: Model, repeat: int) -> Model:
    """The model as asked for the so-manieth time: each repeat has a seed of its own."""
    if not repeat:
        return model
    seed = (model.sampling.seed or 0) + repeat
    return replace(model, sampling=replace(model.sampling, seed=seed))
