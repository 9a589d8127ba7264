"""How far a run is: questions, cost so far and at the end, seconds left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vizdesk.common.messages import EMPTY, Message
from vizdesk.comparison.estimates import assumed_cost
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.evals.executors import ClusterCounts
from vizdesk.runs.indexing import ModelSums
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord, RunState, finished


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

    `now` names what is being asked; `failed` counts answers that did not come. `assumed_usd` is the
    part of `spent_usd` for answers whose cost no server told. `batch` is what is at servers as
    batches, of all models together; None when nothing is. `stops` says of each server and model
    that is asked no more, why. `cluster` is what local models are asked on, if not this machine.
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
    assumed_usd: float = 0.0
    stops: tuple[Message, ...] = ()
    cluster: ClusterCounts | None = None


@dataclass(slots=True)
class _Sum:
    """Figures added up as they come: a run of thousands is reckoned anew after each answer."""

    total: float = 0.0
    count: int = 0

    def add(self, figure: float) -> None:
        self.more(figure, 1)

    def more(self, total: float, count: int) -> None:
        self.total, self.count = self.total + total, self.count + count

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

    `expected_usd` is what a question about costs, by the model's id, the judge's too: an answer
    whose cost nobody tells counts as that much, or as `estimate_of` it is, if that is more.
    `batched` are the ids of models asked through a Batch API: nobody knows when they will answer.
    `local_places` is how many questions to local models are asked at once.
    """

    plan: RunPlan
    expected_usd: Mapping[str, float] = field(default_factory=dict)
    batched: Collection[str] = ()
    estimate_of: Callable[[Answer], float | None] = lambda _answer: None
    local_places: int = 1
    _seconds: dict[str, _Sum] = field(default_factory=dict)
    _costs: dict[str, _Sum] = field(default_factory=dict)
    _done: dict[str, int] = field(default_factory=dict)
    _failed: int = 0
    _judging: _Sum = field(default_factory=_Sum)
    _assumed_usd: float = 0.0
    _assumed: dict[str, _Sum] = field(default_factory=dict)
    _untold: set[str] = field(default_factory=set)
    _judge_untold: bool = False

    def take_verdict(self, cost_usd: float | None, assumed_usd: float | None = None) -> None:
        """A judge's verdict: what it cost (None: nobody told) is spent like the rest."""
        if cost_usd is not None:
            self._judging.add(cost_usd)
            return
        assumed = self.judging_usd if assumed_usd is None else assumed_usd
        self._judge_untold = assumed is None
        self._assumed_usd += assumed or 0.0

    @property
    def judging_usd(self) -> float | None:
        """US dollars of one verdict of the plan's judge; None while that is not known."""
        judge = self.plan.judge
        if judge is None or judge.free:
            return 0.0
        return self._judging.mean if self._judging.count else self.expected_usd.get(judge.id)

    @property
    def judge_untold(self) -> bool:
        """Whether a verdict came, and nobody knows what it cost."""
        return self._judge_untold and self.judging_usd is None

    def take(self, record: EvalRecord) -> None:
        """One more answer."""
        model, answer = record.cell.model, record.answer
        self._done[model] = self._done.get(model, 0) + 1
        self._failed += answer.state is AnswerState.FAILED and not finished(answer)
        if answer.timing.total_s is not None:
            self._seconds.setdefault(model, _Sum()).add(answer.timing.total_s)
        self.take_cost(record)

    def take_cost(self, record: EvalRecord) -> None:
        """What an answer cost, be it one that failed after it was begun, and its verdict."""
        answer = record.answer
        if answer.cost_usd is not None:
            self._costs.setdefault(record.cell.model, _Sum()).add(answer.cost_usd)
        else:
            self._take_assumed(record.cell.model, answer)
        if record.judge is not None and (self.plan.judge is None or not self.plan.judge.free):
            self.take_verdict(record.judge.cost_usd)

    def _take_assumed(self, model: str, answer: Answer) -> None:
        known = (self.mean_usd(answer.model), self.estimate_of(answer))
        expected = max((cost for cost in known if cost is not None), default=None)
        assumed = assumed_cost(answer, expected)
        if assumed is None:
            self._untold.add(model)
        elif assumed:
            self._assumed.setdefault(model, _Sum()).add(assumed)
            self._assumed_usd += assumed

    def take_sums(
        self, many: Iterable[ModelSums], records: Callable[[], Iterable[EvalRecord]]
    ) -> None:
        """What earlier sittings of the run answered, and what that cost.

        `records` gives every answer: it is called only where the cost of some depends on the
        words they are made of.
        """
        unknown: set[str] = set()
        for sums in many:
            model = self.plan.models[sums.model]
            self._done[model.id] = self._done.get(model.id, 0) + sums.answered
            if sums.timed:
                self._seconds.setdefault(model.id, _Sum()).more(sums.seconds, sums.timed)
            if sums.told:
                self._costs.setdefault(model.id, _Sum()).more(sums.cost_usd, sums.told)
            if sums.unknown and model.price is None:
                self._take_unpriced(model, sums.unknown)
            elif sums.unknown:
                unknown.add(model.id)
            self._take_judged(sums)
        if unknown:
            self._take_unknown(record for record in records() if record.cell.model in unknown)

    def _take_unpriced(self, model: Model, count: int) -> None:
        """Answers of unknown cost to a model without a price: no word of them says more."""
        mean = self.mean_usd(model)
        if mean is None:
            self._untold.add(model.id)
        elif mean:
            self._assumed.setdefault(model.id, _Sum()).more(mean * count, count)
            self._assumed_usd += mean * count

    def _take_judged(self, sums: ModelSums) -> None:
        if self.plan.judge is not None and self.plan.judge.free:
            return
        if sums.judged:
            self._judging.more(sums.judge_usd, sums.judged)
        for _ in range(sums.judged_untold):
            self.take_verdict(None)

    def _take_unknown(self, records: Iterable[EvalRecord]) -> None:
        for record in records:
            if record.answer.cost_usd is None:
                self._take_assumed(record.cell.model, record.answer)

    @property
    def spent_usd(self) -> float:
        """US dollars of all answers so far, an assumption for those whose cost nobody told."""
        told = self._judging.total + sum(costs.total for costs in self._costs.values())
        return told + self._assumed_usd

    def untold(self, model: Model) -> bool:
        """Whether it answered, and neither its server nor a price says what that cost."""
        return model.id in self._untold and self.mean_usd(model) is None

    def mean_usd(self, model: Model) -> float | None:
        """US dollars of one question to this model; None while that is not known."""
        if model.free:
            return 0.0
        costs = self._costs.get(model.id) or self._assumed.get(model.id)
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
            assumed_usd=self._assumed_usd,
        )

    def _remaining(self, model: Model) -> int:
        each = len(self.plan.places) * self.plan.repeats
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
            places = places_of(model) if lane else self.local_places
            more = self._remaining(model) * seconds.mean / places
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
