"""Why answers did not come: the reasons of a run's failures, the most frequent first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vizdesk.common.messages import Message
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord


@dataclass(frozen=True, slots=True)
class Failures:
    """So many questions to one model that failed for one reason."""

    model: str
    count: int
    why: Message

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.model}, {self.count:,} failed: {self.why}"


def failures(plan: RunPlan, failed: Iterable[EvalRecord]) -> list[Failures]:
    """One for each model and reason; answers that came are passed over."""
    names = {model.id: model.name for model in plan.models}
    counts: Counter[tuple[str, Message]] = Counter()
    for record in failed:
        if record.answer.failure is not None and not record.answered:
            counts[record.cell.model, record.answer.failure.message] += 1
    return [
        Failures(names.get(model, model), count, why)
        for (model, why), count in counts.most_common()
    ]
