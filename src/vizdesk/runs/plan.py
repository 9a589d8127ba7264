"""What a run is to ask: a suite, models, repeats; as a value with a fingerprint."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from functools import cached_property
from typing import Final, TypeVar, overload

from vizdesk.comparison.models import Model
from vizdesk.comparison.serialization import answer_record
from vizdesk.comparison.types import Answer
from vizdesk.evals.checks import Check
from vizdesk.evals.suite import EvalItem, ItemOutline, StoredSequence, Suite, outlines


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
    def places(self) -> Sequence[int]:
        """Where the items to be asked stand in the suite, from 0, in the suite's order."""
        limited = limited_places(self.suite.items, self.limit)
        return sharded_places(self.suite.items, limited, self.shard)

    @cached_property
    def items(self) -> Sequence[EvalItem]:
        """The items to be asked, in the suite's order."""
        every = self.suite.items
        return every if len(self.places) == len(every) else PickedItems(every, self.places)

    @cached_property
    def _place_by_id(self) -> Mapping[str, int]:
        return {item.id: place for place, item in enumerate(self.suite.items)}

    def item(self, item_id: str) -> EvalItem:
        """The suite's item of this id. Raises KeyError."""
        return self.suite.items[self.place_of(item_id)]

    def place_of(self, item_id: str) -> int:
        """Where the item of this id stands in the suite, from 0. Raises KeyError."""
        every = self.suite.items
        if isinstance(every, StoredSequence):
            return every.place_of(item_id)
        return self._place_by_id[item_id]

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
        return len(self.places) * len(self.models) * self.repeats

    @cached_property
    def fingerprint(self) -> str:
        """The same for two plans that ask the same: suite, models with settings, repeats, limit."""
        asked: dict[str, object] = {
            "suite": self.suite.digest,
            "items": [_ITEMS],
            "models": [answer_record(Answer(model)) for model in self.models],
            "repeats": self.repeats,
        }
        if self.batch:
            # Not the same run as one without: what is at the server would be asked twice.
            asked["batch"] = True
        if self.judge is not None:
            asked["judge"] = answer_record(Answer(self.judge))
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        # The ids, which may be a million, are hashed as they come.
        before, _, after = text.partition(f'"{_ITEMS}"')
        digest = hashlib.sha256(before.encode())
        for number, outline in enumerate(outlines(self.items)):
            comma = ", " if number else ""
            digest.update(f"{comma}{json.dumps(outline.id, ensure_ascii=False)}".encode())
        digest.update(after.encode())
        return digest.hexdigest()


_ITEMS: Final = "items, one after the other"


class PickedItems(StoredSequence):
    """Some of a suite's items, by their places there (ascending)."""

    def __init__(self, every: Sequence[EvalItem], places: Sequence[int]) -> None:
        self._every, self._places = every, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> EvalItem: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[EvalItem]: ...
    def __getitem__(self, at: int | slice) -> EvalItem | Sequence[EvalItem]:
        if isinstance(at, slice):
            return PickedItems(self._every, self._places[at])
        return self._every[self._places[at]]

    def outlines(self) -> Iterator[ItemOutline]:
        yield from _at(outlines(self._every), self._places)

    def checks(self) -> Iterator[tuple[str, Check]]:
        for item in self:
            if item.check is not None:
                yield item.category, item.check

    def place_of(self, item_id: str) -> int:
        for place, outline in enumerate(self.outlines()):
            if outline.id == item_id:
                return place
        raise KeyError(item_id)


Entry = TypeVar("Entry")


def _at(entries: Iterable[Entry], places: Sequence[int]) -> Iterator[Entry]:
    """Those of `entries` that stand at `places` (ascending)."""
    wanted = iter(places)
    place = next(wanted, None)
    for number, entry in enumerate(entries):
        if number == place:
            yield entry
            place = next(wanted, None)


def limited_places(items: Sequence[EvalItem], limit: int | None) -> Sequence[int]:
    """The places of at most `limit` items: one of each category in turn, then the suite's order."""
    if limit is None or limit >= len(items):
        return range(len(items))
    left = Counter(outline.category for outline in outlines(items))
    quota: Counter[str] = Counter()
    while quota.total() < limit:
        for category in [name for name, count in left.items() if count]:
            if quota.total() < limit:
                quota[category] += 1
                left[category] -= 1
    taken = array("Q")
    for place, outline in enumerate(outlines(items)):
        if quota[outline.category]:
            quota[outline.category] -= 1
            taken.append(place)
    return taken


def sharded_places(
    items: Sequence[EvalItem], places: Sequence[int], shard: Shard | None
) -> Sequence[int]:
    """The places of one share: images in turn, so that the prompts about one stay together.

    Where there are fewer images than shares, the items in turn.
    """
    if shard is None:
        return places
    number: dict[int, int] = {}
    clusters = array("Q")
    for outline in _at(outlines(items), places):
        clusters.append(number.setdefault(outline.cluster, len(number)))
    keys: Sequence[int] = clusters if len(number) >= shard.count else range(len(places))
    mine = shard.number - 1
    return array(
        "Q", (place for place, key in zip(places, keys, strict=True) if key % shard.count == mine)
    )


def asking_order(plan: RunPlan) -> Sequence[int]:
    """The places of the plan's items as they are asked: items of one image follow each other.

    A local model then reads each image once and keeps it for the image's other prompts. Images
    come in the plan's order, which is the same for every model and whenever the run goes on.
    """
    seed, first = plan.fingerprint, dict[int, bytes]()

    def key(number: int, outline: ItemOutline) -> bytes:
        if plan.order is AskingOrder.SUITE:
            return first.setdefault(outline.cluster, number.to_bytes(8, "big"))
        image = f"{seed} {outline.image}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(image).digest()

    keys = [key(number, outline) for number, outline in enumerate(outlines(plan.items))]
    return array("Q", (plan.places[at] for at in sorted(range(len(keys)), key=keys.__getitem__)))


class CellState(IntEnum):
    """How a question of a run stands."""

    UNASKED = 0
    ANSWERED = 1
    FAILED = 2


class CellStates:
    """How every question of a plan stands, in a byte each."""

    def __init__(self, plan: RunPlan, cells: Iterable[tuple[PlanCell, CellState]] = ()) -> None:
        self.plan = plan
        each = len(plan.suite.items) * plan.repeats
        self._states = {model.id: bytearray(each) for model in plan.models}
        for cell, state in cells:
            self.note(cell.model, plan.place_of(cell.item), cell.repeat, state)

    def note(self, model: str, place: int, repeat: int, state: CellState) -> None:
        """Note how the question stands; one the plan does not ask is passed over."""
        states, repeats = self._states.get(model), self.plan.repeats
        if states is not None and 0 <= repeat < repeats:
            states[place * repeats + repeat] = state

    def asks(self, cell: PlanCell) -> bool:
        """Whether the plan's suite, models and repeats have this question."""
        try:
            self.plan.place_of(cell.item)
        except KeyError:
            return False
        return cell.model in self._states and 0 <= cell.repeat < self.plan.repeats

    def count(self, model: str, state: CellState) -> int:
        """How many of the plan's questions to this model stand so."""
        if len(self.plan.places) == len(self.plan.suite.items):
            return self._states[model].count(int(state))
        return sum(1 for _ in self._places(model, state, self.plan.places))

    def cells(self, model: str, state: CellState, order: Sequence[int]) -> Iterator[PlanCell]:
        """Those of a model's questions that stand so, by the places of their items in `order`."""
        items = self.plan.suite.items
        for place, repeat in self._places(model, state, order):
            yield PlanCell(model, items[place].id, repeat)

    def _places(
        self, model: str, state: CellState, order: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        states, repeats = self._states[model], self.plan.repeats
        for place in order:
            for repeat in range(repeats):
                if states[place * repeats + repeat] == state:
                    yield place, repeat


TO_ASK = (CellState.UNASKED, CellState.FAILED)


def to_ask(states: CellStates, model: Model, order: Sequence[int]) -> Iterator[PlanCell]:
    """What this model is still to be asked, items in this order; what failed comes last.

    What fails again and again then holds up nothing that is new.
    """
    for state in TO_ASK:
        yield from states.cells(model.id, state, order)


def for_repeat(model: Model, repeat: int) -> Model:
    """The model as asked for the so-manieth time: each repeat has a seed of its own."""
    if not repeat:
        return model
    seed = (model.sampling.seed or 0) + repeat
    return replace(model, sampling=replace(model.sampling, seed=seed))
