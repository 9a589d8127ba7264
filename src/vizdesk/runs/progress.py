"""How far a run is: questions, cost so far and at the end, seconds left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vizdesk.common.messages import EMPTY, Message
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.types import AnswerState
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord, RunState


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """Questions that are at a server as a batch; it has answered `done` of them.

    `problem` is a sentence on what goes wrong and is tried again, or empty.
    """

    done: int
    total: int
    problem: Message = EMPTY


@dataclass(frozen=True, slots=True)
class RunProgress:
    """Figures for people. `forecast_usd` and `left_s` are None while nothing is known.

    `now` names what is being asked; `failed` counts answers that did not come. `batch` is what is
    at servers as batches, of all models together; None when nothing is.
    """

    state: RunState
    done: int
    total: int
    failed: int = 0
    spent_usd: float = 0.0
    forecast_usd: float | None = None
    left_s: float | None = None
    now: str = ""
    batch: BatchCounts | None = None


@dataclass(slots=True)
class _Sum:
    """Figures added up as they come: a run of thousands is reckoned anew after each answer."""

    total: float = 0.0
    count: int = 0

    def add(self, figure: float) -> None:
        self.total, self.count = self.total + figure, self.count + 1

    @property
    def mean(self) -> float:
        return self.total / self.count


def _all_of(sums: Collection[_Sum]) -> _Sum | None:
    if not sums:
        return None
    return _Sum(sum(part.total for part in sums), sum(part.count for part in sums))


@dataclass
class Tally:
    """Counts what comes in, and reckons from it what is to come.

    `batched` are the ids of models asked through a Batch API: nobody knows when they will answer.
    """

    plan: RunPlan
    expected_usd: Mapping[str, float] = field(default_factory=dict)
    batched: Collection[str] = ()
    _seconds: dict[str, _Sum] = field(default_factory=dict)
    _costs: dict[str, _Sum] = field(default_factory=dict)
    _done: dict[str, int] = field(default_factory=dict)
    _failed: int = 0
    _judging: _Sum = field(default_factory=_Sum)

    def take_judgement(self, record: EvalRecord) -> None:
        """A judge's verdict: what it cost is spent like the rest."""
        if record.judge is not None:
            self._judging.add(record.judge.cost_usd or 0.0)

    @property
    def judging_usd(self) -> float:
        """US dollars of one verdict of the judge, as far as that is known."""
        return self._judging.mean if self._judging.count else 0.0

    def take(self, record: EvalRecord) -> None:
        """One more answer."""
        model, answer = record.cell.model, record.answer
        self._done[model] = self._done.get(model, 0) + 1
        self._failed += answer.state is AnswerState.FAILED
        if answer.timing.total_s is not None:
            self._seconds.setdefault(model, _Sum()).add(answer.timing.total_s)
        if answer.cost_usd is not None:
            self._costs.setdefault(model, _Sum()).add(answer.cost_usd)
        self.take_judgement(record)

    def take_all(self, many: Iterable[EvalRecord]) -> None:
        """What earlier sittings of the run answered."""
        for record in many:
            self.take(record)

    @property
    def spent_usd(self) -> float:
        """US dollars of all answers so far."""
        return self._judging.total + sum(costs.total for costs in self._costs.values())

    def mean_usd(self, model: Model) -> float | None:
        """US dollars of one question to this model; None while that is not known."""
        if model.local:
            return 0.0
        costs = self._costs.get(model.id)
        return costs.mean if costs else self.expected_usd.get(model.id)

    def progress(
        self, state: RunState, now: str, batches: Iterable[BatchCounts] = ()
    ) -> RunProgress:
        """The figures, with what is at servers as batches."""
        done = sum(self._done.values())
        left = state is RunState.RUNNING
        return RunProgress(
            state=state,
            done=done,
            total=self.plan.total,
            failed=self._failed,
            spent_usd=self.spent_usd,
            forecast_usd=self._forecast(),
            left_s=self._left() if left else None,
            now=now,
            batch=_together(list(batches)),
        )

    def _remaining(self, model: Model) -> int:
        each = len(self.plan.items) * self.plan.repeats
        return max(0, each - self._done.get(model.id, 0))

    def _forecast(self) -> float | None:
        more = 0.0
        for model in self.plan.models:
            mean = self.mean_usd(model)
            if mean is None and self._remaining(model):
                return None
            more += (mean or 0.0) * self._remaining(model)
        return self.spent_usd + more

    def _left(self) -> float | None:
        lanes: dict[str, float] = {}
        for model in self.plan.models:
            seconds = self._seconds.get(model.id) or _all_of(self._seconds.values())
            if not self._remaining(model):
                continue
            if seconds is None or model.id in self.batched:
                return None
            lane = host_of(model)
            more = self._remaining(model) * seconds.mean / places_of(model)
            lanes[lane] = lanes.get(lane, 0.0) + more
        return max(lanes.values(), default=0.0)


def host_of(model: Model) -> str:
    """The server a model is asked at; empty for this machine."""
    return model.source.base_url if isinstance(model.source, Endpoint) else ""


def places_of(model: Model) -> int:
    """How many questions its server is asked at once: the slots of all its addresses; here one."""
    if not isinstance(model.source, Endpoint):
        return 1
    return sum(address.slots for address in model.source.addresses)


def _together(batches: Sequence[BatchCounts]) -> BatchCounts | None:
    if not batches:
        return None
    done, total = sum(batch.done for batch in batches), sum(batch.total for batch in batches)
    return BatchCounts(
        done, total, next((batch.problem for batch in batches if batch.problem), EMPTY)
    )
