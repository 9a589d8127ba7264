"""Running a plan: local models in turn, servers side by side, each answer kept at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime

from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.nouns import Answer, AnswerState, Failure, Phase
from vizdesk.comparison.running import Patience
from vizdesk.evals.judging import judge
from vizdesk.evals.suite import Item
from vizdesk.runs.pace import PLACES, Pace
from vizdesk.runs.plan import Cell, Plan, for_repeat, to_ask
from vizdesk.runs.progress import Progress, Tally, host_of
from vizdesk.runs.recorded import Recorded, RunState
from vizdesk.runs.store import RunStore

# A run may wait for a server that refuses for a while; a person at the window would not.
PATIENCE = Patience(retries=6, longest_wait_s=300.0)

Ask = Callable[[Job], AsyncIterator[Answer]]
MakeJob = Callable[[Model, Item], Awaitable[Job]]


@dataclass
class Runner:
    """Asks what a run has not asked yet. `make_job` may open pictures; its errors are failures.

    `ask` waits in no lane of its own for servers: this runner paces them. `tell` hears of every
    change. `expected_usd` says for each model's id what a question will about cost.
    """

    plan: Plan
    run: str
    store: RunStore
    ask: Ask
    make_job: MakeJob
    tell: Callable[[Progress], None] = lambda _progress: None
    expected_usd: dict[str, float] = field(default_factory=dict)
    places: int = PLACES

    def __post_init__(self) -> None:
        self._items = {one.id: one for one in self.plan.items}
        self._tally = Tally(self.plan, self.expected_usd)
        self._in_flight_usd = 0.0
        self._now = ""
        self._over = False

    async def work(self) -> RunState:
        """Ask until all is answered, or the ceiling is reached; returns how the run ended.

        Cancelling keeps every answer that is complete and leaves the run stopped.
        """
        kept = await asyncio.to_thread(self.store.recorded, self.run)
        answered = [one for one in kept if one.answered]
        self._tally.take_all(answered)
        await self._note(RunState.RUNNING)
        known = [one.cell for one in answered]
        try:
            async with asyncio.TaskGroup() as group:
                for work in self._lanes(known):
                    group.create_task(work)
        except BaseException:
            await asyncio.shield(self._note(RunState.STOPPED))
            raise
        state = RunState.CEILING if self._over else RunState.FINISHED
        await self._note(state)
        return state

    async def _note(self, state: RunState) -> None:
        await asyncio.to_thread(self.store.set_state, self.run, state)
        self.tell(self._tally.progress(state, self._now, self.places))

    def _lanes(self, known: list[Cell]) -> list[Coroutine[None, None, None]]:
        """One lane for this machine, and one for each server."""
        by_host: dict[str, list[tuple[Model, Cell]]] = defaultdict(list)
        for model in self.plan.models:
            cells = to_ask(self.plan, model, known)
            by_host[host_of(model)] += [(model, cell) for cell in cells]
        return [
            self._at_server(cells) if host else self._here(cells) for host, cells in by_host.items()
        ]

    async def _here(self, cells: list[tuple[Model, Cell]]) -> None:
        for model, cell in cells:
            await self._one(model, cell, None)

    async def _at_server(self, cells: list[tuple[Model, Cell]]) -> None:
        pace, queue = Pace(self.places), iter(cells)

        async def worker() -> None:
            for model, cell in queue:
                async with pace.place():
                    await self._one(model, cell, pace)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self.places, len(cells))):
                group.create_task(worker())

    async def _one(self, model: Model, cell: Cell, pace: Pace | None) -> None:
        mean = self._tally.mean_usd(model) or 0.0
        if self._too_dear(model, mean):
            # What is being answered is paid for: it is waited for, and kept.
            self._over = True
            return
        self._in_flight_usd += mean
        try:
            one = await self._answered(model, cell, pace)
            # At once: between the two sums no other question may be weighed.
            self._tally.take(one)
        finally:
            self._in_flight_usd -= mean
        await asyncio.to_thread(self.store.keep, self.run, one)
        self.tell(self._tally.progress(RunState.RUNNING, self._now, self.places))

    def _too_dear(self, model: Model, mean: float) -> bool:
        ceiling = self.plan.ceiling_usd
        if ceiling is None or model.local:
            return False
        return self._over or self._tally.spent_usd + self._in_flight_usd + mean > ceiling

    async def _answered(self, model: Model, cell: Cell, pace: Pace | None) -> Recorded:
        item, began = self._items[cell.item], datetime.now(UTC)
        self._now = f"{model.name} · {item.id}"
        asked = for_repeat(model, cell.repeat)
        try:
            job = await self.make_job(asked, item)
        except (OSError, ValueError) as error:
            failure = Failure(f"The picture of {item.id} cannot be used: {error}")
            failed = Answer(asked, state=AnswerState.FAILED, failure=failure)
            return Recorded(cell, failed, began)
        answer = await self._last(job, pace)
        done = answer.state is AnswerState.DONE and item.check is not None
        verdict = judge(item.check, answer.text, answer.reading) if done and item.check else None
        return Recorded(cell, answer, began, verdict)

    async def _last(self, job: Job, pace: Pace | None) -> Answer:
        last, refusals = Answer(job.model), 0
        async with aclosing(self.ask(job)) as growing:  # type: ignore[type-var]
            async for last in growing:
                # The one phase that follows an attempt is waiting for the next one.
                waiting = last.phase is Phase.WAITING and len(last.notices) > refusals
                if pace is not None and waiting and last.state is AnswerState.RUNNING:
                    refusals = len(last.notices)
                    pace.refused()
        if pace is not None and last.state is AnswerState.DONE:
            pace.answered()
        return last
