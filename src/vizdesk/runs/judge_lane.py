"""A judge model's verdicts on a run's answers, asked when all answers are there; each kept at once.

The judge sees question, rule and answer, and a blank image: the run's own images go nowhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from vizdesk.common.task_groups import run_together
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.evals.judge_prompt import judge_prompt, read_judgement, refusal
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.progress import host_of, places_of
from vizdesk.runs.rate_limit import AdaptiveRateLimit
from vizdesk.runs.records import EvalRecord

MakeJudgeJob = Callable[[Model, str], Job]


def may_judge(judge: Model, models: Sequence[Model]) -> tuple[Model, ...]:
    """Those of `models` whose answers it may judge: never its own."""
    return tuple(model for model in models if not refusal(judge, model))


@dataclass
class JudgeLane:
    """`ask` asks one job at a pace; `keep` stores an answer with the judge's verdict.

    `stop` is asked before each question: with True nothing more is asked.
    """

    judge: Model
    item: Callable[[str], EvalItem]
    models: Mapping[str, Model]
    make_job: MakeJudgeJob
    ask: Callable[[Job, AdaptiveRateLimit | None], Awaitable[Answer]]
    keep: Callable[[EvalRecord], Awaitable[None]]
    stop: Callable[[], bool]

    def due(self, recorded: Iterable[EvalRecord]) -> Iterator[EvalRecord]:
        """The answers that are to be judged and are not yet."""
        allowed = {model.id for model in may_judge(self.judge, list(self.models.values()))}
        for record in recorded:
            if (
                record.judge is None
                and record.answer.state is AnswerState.DONE
                and record.cell.model in allowed
                and self.item(record.cell.item).check is not None
            ):
                yield record

    async def work(self, recorded: Iterable[EvalRecord]) -> None:
        """Judge what is due: one alone, to know what it costs, then as many as its server takes."""
        due = self.due(recorded)
        remote = bool(host_of(self.judge))
        places = places_of(self.judge) if remote else 1
        pace = AdaptiveRateLimit(places) if remote else None

        async def worker(number: int) -> None:
            if number and pace is not None:
                await pace.after_the_first()
            for record in due:
                if self.stop():
                    return
                await self._judge(record, pace)

        first = next(due, None)
        if first is None or self.stop():
            return
        await self._judge(first, pace)
        await run_together(map(worker, range(places)))

    async def _judge(self, record: EvalRecord, pace: AdaptiveRateLimit | None) -> None:
        item = self.item(record.cell.item)
        assert item.check is not None
        prompt = judge_prompt(item, item.check, record.answer.text)
        job = self.make_job(self.judge, prompt)
        if pace is None:
            answer = await self.ask(job, None)
        else:
            async with pace.place():
                answer = await self.ask(job, pace)
        if answer.state is not AnswerState.DONE:
            return
        verdict = read_judgement(answer.text, self.judge.name, prompt, datetime.now(UTC))
        await self.keep(replace(record, judge=replace(verdict, cost_usd=answer.cost_usd)))
