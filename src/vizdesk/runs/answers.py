"""The answers of a run as pages and files want them: in order, to one item, those that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vizdesk.runs.records import EvalRecord

if TYPE_CHECKING:
    from vizdesk.runs.store import RunStore


class RunAnswers(Protocol):
    """Answers that need not be held together; each method may read them from a disk."""

    def in_order(self) -> Iterator[EvalRecord]:
        """Every answer, in the order they came."""

    def to_item(self, item_id: str) -> Sequence[EvalRecord]:
        """The answers of all models to one item, by model and repeat."""

    def failed(self) -> Iterator[EvalRecord]:
        """Those that did not come."""


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """The answers of a run in a store; a few of them are in memory at a time."""

    store: RunStore
    run: str

    def in_order(self) -> Iterator[EvalRecord]:
        return self.store.records(self.run)

    def to_item(self, item_id: str) -> Sequence[EvalRecord]:
        return self.store.answers_to(self.run, item_id)

    def failed(self) -> Iterator[EvalRecord]:
        return self.store.failed(self.run)


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """Answers that are all in memory."""

    records: Sequence[EvalRecord]

    def in_order(self) -> Iterator[EvalRecord]:
        return iter(self.records)

    def to_item(self, item_id: str) -> Sequence[EvalRecord]:
        return [record for record in self.records if record.cell.item == item_id]

    def failed(self) -> Iterator[EvalRecord]:
        return (record for record in self.records if not record.answered)
