"""Running a plan: local models in turn, servers side by side, batches; each answer kept at once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

import vizdesk
from vizdesk.common.messages import Message, joined, message
from vizdesk.common.task_groups import run_together
from vizdesk.comparison.circuit_breaker import CircuitBreaker
from vizdesk.comparison.estimates import assumed_cost, charged
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.runner import Timeouts
from vizdesk.comparison.types import Answer, AnswerState, Phase
from vizdesk.evals.executors import ClusterCounts, LocalExecutor, LocalQuestion
from vizdesk.runs.batches import Batches, BatchLane, MakeJob, question_name, unusable
from vizdesk.runs.judge_lane import JudgeLane, MakeJudgeJob
from vizdesk.runs.plan import (
    TO_ASK,
    CellState,
    CellStates,
    PlanCell,
    RunPlan,
    asking_order,
    for_repeat,
    to_ask,
)
from vizdesk.runs.progress import BatchCounts, RunProgress, Tally, host_of, places_of
from vizdesk.runs.rate_limit import AdaptiveRateLimit
from vizdesk.runs.records import EvalRecord, RunState, finished
from vizdesk.runs.safe_scoring import safe_score
from vizdesk.runs.schema import RunsError
from vizdesk.runs.store import RunStore

log = logging.getLogger(__name__)

# A run may wait for a server that refuses for a while; a person at the window would not.
PATIENCE = Timeouts(retries=6, longest_wait_s=300.0)

Ask = Callable[[Job], AsyncIterator[Answer]]


@dataclass
class Runner:
    """Asks what a run has not asked yet. `make_job` may open images; its errors are failures.

    `ask` waits in no lane of its own for servers: this runner paces them. `tell` hears of every
    change. A server whose key is refused, whose account is used up or that only fails is asked no
    more (see `CircuitBreaker`); the run ends stopped, and goes on there. `expected_usd` says for
    each model's id what a question will about cost, `estimate_of` what an answer whose cost nobody
    tells is estimated at. `batches` are the Batch APIs of a plan that wants them; with `cancel`
    their batches are ended, and nothing else is asked. A plan's judge is asked jobs of
    `make_judge_job` when all answers are there. Local models are asked by the `executor`, if there
    is one, else here in turn.
    """

    plan: RunPlan
    run: str
    store: RunStore
    ask: Ask
    make_job: MakeJob
    tell: Callable[[RunProgress], None] = lambda _progress: None
    expected_usd: dict[str, float] = field(default_factory=dict)
    estimate_of: Callable[[Answer], float | None] = lambda _answer: None
    batches: Batches | None = None
    cancel: bool = False
    make_judge_job: MakeJudgeJob | None = None
    executor: LocalExecutor | None = None

    def __post_init__(self) -> None:
        self._tally = Tally(self.plan, self.expected_usd, estimate_of=self.estimate_of)
        self._in_flight: Counter[str] = Counter()
        self._batched_usd = 0.0
        self._first: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._judging = 0
        self._standing: dict[str, BatchCounts] = {}
        self._troubles: list[Message] = []
        self._now = ""
        self._cluster: ClusterCounts | None = None
        self._over = False
        self._breaker = CircuitBreaker()

    async def work(self) -> RunState:
        """Ask until all is answered, or the ceiling is reached; returns how the run ended.

        Cancelling keeps every answer that is complete and leaves the run stopped; its batches go on
        at their servers. Raises RunsError when a batch could not be sent or fetched: then the run
        is stopped, and all else is answered.
        """
        batched = await asyncio.to_thread(self._batched)
        self._tally.batched = batched
        states, order = await asyncio.to_thread(self._stands)
        await self._note(RunState.RUNNING)
        await asyncio.to_thread(self.store.set_stops, self.run, ())
        try:
            await run_together(self._lanes(states, order, batched))
            await self._judge_all()
        except BaseException:
            await asyncio.shield(self._note(RunState.STOPPED))
            raise
        stops = self._breaker.reasons
        await asyncio.to_thread(self.store.set_stops, self.run, stops)
        stopped = self.cancel or self._troubles or stops
        state = RunState.CEILING if self._over else RunState.FINISHED
        await self._note(RunState.STOPPED if stopped else state)
        if self._troubles:
            raise RunsError(joined(dict.fromkeys(self._troubles)))
        return RunState.STOPPED if stopped else state

    async def _note(self, state: RunState) -> None:
        await asyncio.to_thread(self.store.set_state, self.run, state)
        self._say(state)

    def _say(self, state: RunState = RunState.RUNNING) -> None:
        progress = self._tally.progress(state, self._now, self._standing.values())
        self.tell(replace(progress, stops=self._breaker.reasons, cluster=self._cluster))

    def _batched(self) -> frozenset[str]:
        """The ids of the models that are asked through a Batch API."""
        if not self.plan.batch or self.batches is None:
            return frozenset()
        return frozenset(model.id for model in self.plan.models if self.batches.takes(model))

    def _stands(self) -> tuple[CellStates, Sequence[int]]:
        """How each question stands, and the order of the items; what was spent goes to the tally.

        Nothing is parsed that the figures tell: a run of millions goes on at once.
        """
        sums = self.store.sums(self.run)
        self._tally.take_sums(sums, lambda: self.store.records(self.run))
        return self.store.states(self.run, self.plan), asking_order(self.plan)

    def _lanes(
        self, states: CellStates, order: Sequence[int], batched: frozenset[str]
    ) -> list[Coroutine[None, None, None]]:
        """One lane for this machine, one for each server, one for each model in a batch."""
        by_host: dict[str, list[tuple[Model, int]]] = defaultdict(list)
        lanes, packing = [], asyncio.Lock()
        for model in self.plan.models:
            left = sum(map(partial(states.count, model.id), TO_ASK))
            if not left:
                continue
            if model.id in batched:
                lanes.append(self._in_a_batch(model, states, order, packing))
            elif not self.cancel:
                by_host[host_of(model)].append((model, left))
        for host, models in by_host.items():
            cells = ((model, cell) for model, _ in models for cell in to_ask(states, model, order))
            lanes.append(self._at_server(models, cells) if host else self._here(cells))
        return lanes

    async def _in_a_batch(
        self, model: Model, states: CellStates, order: Sequence[int], packing: asyncio.Lock
    ) -> None:
        assert self.batches is not None
        failed = set(states.cells(model.id, CellState.FAILED, order))
        cells = list(to_ask(states, model, order))
        weighable = self._tally.mean_usd(model) is not None
        mean = self._tally.mean_usd(model) or 0.0
        sent = await asyncio.to_thread(self.batches.sent, self.run, model)
        there = [
            cell for cell in cells if cell not in failed and question_name(self.run, cell) in sent
        ]
        if not weighable and self.plan.ceiling_usd is not None and not self.cancel:
            self._refuse(model)
            cells = there
        elif self.cancel or self._too_dear(model, mean * (len(cells) - len(there))):
            # What is at the server already is paid for: it is waited for, and kept.
            self._over, cells = not self.cancel, there
        if not cells:
            return

        on_the_way = set(cells)

        async def keep(cell: PlanCell, answer: Answer, began: datetime) -> None:
            on_the_way.discard(cell)
            self._batched_usd -= mean
            await self._keep(self._safe_score(cell, answer, began))

        def tell(standing: BatchCounts) -> None:
            self._standing[model.id] = standing
            self._say()

        lane = BatchLane(
            self.run, model, self.plan.item, self.batches, self.make_job, keep, tell, packing
        )
        self._batched_usd += mean * len(cells)
        try:
            await lane.work(cells, cancel=self.cancel)
        except EngineError as error:
            self._troubles.append(error.failure.message)
        finally:
            self._standing.pop(model.id, None)
            self._batched_usd -= mean * len(on_the_way)

    async def _here(self, cells: Iterator[tuple[Model, PlanCell]]) -> None:
        if self.executor is not None:
            await self._elsewhere(self.executor, cells)
            return
        for model, cell in cells:
            await self._one(model, cell, None)

    async def _elsewhere(
        self, executor: LocalExecutor, cells: Iterator[tuple[Model, PlanCell]]
    ) -> None:
        """Local models on other machines: scored and kept here as in turn."""

        async def keep(question: LocalQuestion, answer: Answer, began: datetime) -> None:
            cell = PlanCell(question.model.id, question.item.id, question.repeat)
            self._now = f"{answer.model.name} · {question.item.id}"
            await self._keep(self._safe_score(cell, answer, began))

        def tell(counts: ClusterCounts) -> None:
            self._cluster = counts
            self._tally.local_places = max(1, counts.actors)
            self._say()

        try:
            await executor.work(map(self._local_question, cells), keep, tell)
        except EngineError as error:
            self._troubles.append(error.failure.message)
        finally:
            self._cluster = None

    def _local_question(self, asked: tuple[Model, PlanCell]) -> LocalQuestion:
        (model, cell), item = asked, self.plan.item(asked[1].item)
        image = self.plan.suite.image_of(item)
        return LocalQuestion(for_repeat(model, cell.repeat), item, image, cell.repeat)

    async def _at_server(
        self, models: Sequence[tuple[Model, int]], cells: Iterator[tuple[Model, PlanCell]]
    ) -> None:
        """Ask these models, with how many questions each has left, as many at once as they take."""
        places = max(places_of(model) for model, _ in models)
        left = sum(left for _, left in models)
        pace = AdaptiveRateLimit(places)

        async def worker(number: int) -> None:
            if number:
                await pace.after_the_first()
            for model, cell in cells:
                async with pace.place():
                    await self._one(model, cell, pace)

        await run_together(map(worker, range(min(places, left))))

    async def _judge_all(self) -> None:
        judge = self.plan.judge
        if judge is None or self.make_judge_job is None or self.cancel or self._over:
            return
        self._now = judge.name
        models = {model.id: model for model in self.plan.models}

        async def ask(job: Job, pace: AdaptiveRateLimit | None) -> Answer:
            self._judging += 1
            try:
                answer = await self._last(job, pace)
            finally:
                self._judging -= 1
            if not judge.free and charged(answer):
                assumed = assumed_cost(answer, self._tally.judging_usd)
                self._tally.take_verdict(answer.cost_usd, assumed)
            return answer

        async def keep(record: EvalRecord) -> None:
            store = self.store.set_verdict
            await asyncio.to_thread(
                store, self.run, record.cell, judge=record.judge, person=record.person
            )
            self._say()

        def stop() -> bool:
            if self._breaker.why_not(judge) is not None:
                return True
            if self.plan.ceiling_usd is not None and self._tally.judge_untold:
                self._refuse(judge)
                return True
            each = self._tally.judging_usd or 0.0
            self._over = self._too_dear(judge, each * (self._judging + 1))
            return self._over

        lane = JudgeLane(judge, self.plan.item, models, self.make_judge_job, ask, keep, stop)
        await lane.work(self.store.records(self.run))

    async def _one(self, model: Model, cell: PlanCell, pace: AdaptiveRateLimit | None) -> None:
        if self._cost_unknown(model):
            # One question alone, until it is known what one costs: eight might be too many.
            async with self._first[model.id]:
                if self._cost_unknown(model):
                    await self._weighed(model, cell, pace)
                    return
        await self._weighed(model, cell, pace)

    def _cost_unknown(self, model: Model) -> bool:
        return self.plan.ceiling_usd is not None and self._tally.mean_usd(model) is None

    def _refuse(self, model: Model) -> None:
        """Ask it nothing more: nobody knows what it costs, and there is a ceiling to be kept."""
        self._troubles.append(
            message(
                "Neither {name}'s server nor a price says what a question costs, so no ceiling "
                "can be kept. Give it a price, 0 if it is free, or run it without a ceiling.",
                name=model.name,
            )
        )

    async def _weighed(self, model: Model, cell: PlanCell, pace: AdaptiveRateLimit | None) -> None:
        if self._breaker.why_not(model) is not None:
            return
        if self.plan.ceiling_usd is not None and self._tally.untold(model):
            self._refuse(model)
            return
        if self._too_dear(model, self._tally.mean_usd(model) or 0.0):
            # What is being answered is paid for: it is waited for, and kept.
            self._over = True
            return
        self._in_flight[model.id] += 1
        try:
            record = await self._answered(model, cell, pace)
        finally:
            self._in_flight[model.id] -= 1
        await self._keep(record)

    async def _keep(self, record: EvalRecord) -> None:
        # At once: between this and the sum of what is on the way no question may be weighed.
        self._tally.take(record)
        await asyncio.to_thread(self.store.keep, self.run, record)
        self._say()

    def _too_dear(self, model: Model, usd: float) -> bool:
        ceiling = self.plan.ceiling_usd
        if ceiling is None or model.free:
            return False
        committed_usd = self._tally.spent_usd + self._batched_usd + self._in_flight_usd()
        return self._over or committed_usd + usd > ceiling

    def _in_flight_usd(self) -> float:
        """What is being answered, at what a question costs by now."""
        return sum(
            self._in_flight[model.id] * (self._tally.mean_usd(model) or 0.0)
            for model in self.plan.models
            if self._in_flight[model.id]
        )

    async def _answered(
        self, model: Model, cell: PlanCell, pace: AdaptiveRateLimit | None
    ) -> EvalRecord:
        item, began = self.plan.item(cell.item), datetime.now(UTC)
        self._now = f"{model.name} · {item.id}"
        asked = for_repeat(model, cell.repeat)
        try:
            job = await self.make_job(asked, item)
        except Exception as error:
            # Whatever it is, it is about one image: it costs its questions, never the run.
            log.exception("%s cannot be asked about %s", asked.id, item.id)
            failed = unusable(asked, item, error)
            return EvalRecord(cell, failed, began, version=vizdesk.__version__)
        return self._safe_score(cell, await self._last(job, pace), began)

    def _safe_score(self, cell: PlanCell, answer: Answer, began: datetime) -> EvalRecord:
        check = self.plan.item(cell.item).check
        verdict = safe_score(check, answer) if check is not None and finished(answer) else None
        return EvalRecord(cell, answer, began, verdict, version=vizdesk.__version__)

    async def _last(self, job: Job, pace: AdaptiveRateLimit | None) -> Answer:
        last, refusals, queued = Answer(job.model), 0, False
        async with aclosing(self.ask(job)) as growing:  # type: ignore[type-var]
            async for last in growing:
                if pace is not None and (last.text or last.thinking):
                    pace.heard()
                if pace is not None and last.phase is Phase.QUEUED and not queued:
                    queued = True
                    pace.full()
                waiting = last.phase is Phase.RETRYING and len(last.notices) > refusals
                if pace is not None and waiting and last.state is AnswerState.RUNNING:
                    refusals = len(last.notices)
                    pace.refused()
                    self._now = f"{job.model.name} · {last.notices[-1]}"
                    self._say()
        self._breaker.note(last)  # before others are let in
        if pace is not None:
            pace.heard()
            if finished(last):
                pace.answered()
        return last
