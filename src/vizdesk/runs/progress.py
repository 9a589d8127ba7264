"""How far a run is: questions, cost so far and at the end, seconds left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.nouns import AnswerState
from vizdesk.runs.plan import Plan
from vizdesk.runs.recorded import Recorded, RunState


@dataclass(frozen=True, slots=True)
class Progress:
    """Figures for people. `forecast_usd` and `left_s` are None while nothing is known.

    `now` names what is being asked; `failed` counts answers that did not come.
    """

    state: RunState
    done: int
    total: int
    failed: int = 0
    spent_usd: float = 0.0
    forecast_usd: float | None = None
    left_s: float | None = None
    now: str = ""


@dataclass
class Tally:
    """Counts what comes in, and reckons from it what is to come."""

    plan: Plan
    expected_usd: Mapping[str, float] = field(default_factory=dict)
    _seconds: dict[str, list[float]] = field(default_factory=dict)
    _costs: dict[str, list[float]] = field(default_factory=dict)
    _done: dict[str, int] = field(default_factory=dict)
    _failed: int = 0

    def take(self, one: Recorded) -> None:
        """One more answer."""
        model, answer = one.cell.model, one.answer
        self._done[model] = self._done.get(model, 0) + 1
        self._failed += answer.state is AnswerState.FAILED
        if answer.timing.total_s is not None:
            self._seconds.setdefault(model, []).append(answer.timing.total_s)
        if answer.cost_usd is not None:
            self._costs.setdefault(model, []).append(answer.cost_usd)

    def take_all(self, many: Iterable[Recorded]) -> None:
        """What earlier sittings of the run answered."""
        for one in many:
            self.take(one)

    @property
    def spent_usd(self) -> float:
        """US dollars of all answers so far."""
        return sum(sum(costs) for costs in self._costs.values())

    def mean_usd(self, model: Model) -> float | None:
        """US dollars of one question to this model; None while that is not known."""
        if model.local:
            return 0.0
        costs = self._costs.get(model.id)
        return fmean(costs) if costs else self.expected_usd.get(model.id)

    def progress(self, state: RunState, now: str, places: int) -> Progress:
        """The figures; each server is asked `places` questions at once, this machine one."""
        done = sum(self._done.values())
        left = state is RunState.RUNNING
        return Progress(
            state=state,
            done=done,
            total=self.plan.total,
            failed=self._failed,
            spent_usd=self.spent_usd,
            forecast_usd=self._forecast(),
            left_s=self._left(places) if left else None,
            now=now,
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

    def _left(self, places: int) -> float | None:
        lanes: dict[str, float] = {}
        for model in self.plan.models:
            seconds = self._seconds.get(model.id) or [
                one for key in self._seconds for one in self._seconds[key]
            ]
            if not self._remaining(model):
                continue
            if not seconds:
                return None
            lane = host_of(model)
            at_once = places if lane else 1
            more = self._remaining(model) * fmean(seconds) / at_once
            lanes[lane] = lanes.get(lane, 0.0) + more
        return max(lanes.values(), default=0.0)


def host_of(model: Model) -> str:
    """The server a model is asked at; empty for this machine."""
    return model.source.base_url if isinstance(model.source, Endpoint) else ""
