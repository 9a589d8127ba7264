"""A judge model: asked when all is answered, kept apart, never of its own answers, overruled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.runs.run_kit import PROFILE, Script, local, make_job, remote, suite

from vizdesk.analysis.agreement import cohens_kappa
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.evals.verdicts import PersonVerdict
from vizdesk.runs.jobs import judge_job
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import RunState
from vizdesk.runs.report.results import results
from vizdesk.runs.report.table import lines
from vizdesk.runs.runner import Runner
from vizdesk.runs.schema import RunsError
from vizdesk.runs.store import RunStore


def judge_of(judge: Model, prompt: str) -> Job:
    return judge_job(judge, prompt, lambda model: PROFILE, lambda request: None)


@dataclass
class Court(Script):
    """Models answer as their script says; the judge says no to answers that are 1."""

    judged: list[Job] = field(default_factory=list)
    silent: bool = False
    fee: float | None = 0.01

    async def ask(self, job: Job) -> AsyncIterator[Answer]:
        if "You grade" not in job.task.question:
            async for answer in super().ask(job):
                yield answer
            return
        self.judged.append(job)
        said = "NO" if "\n1\n" in job.task.question else "Yes."
        failed = AnswerState.FAILED if self.silent else AnswerState.DONE
        yield replace(Answer(job.model, failed, text=said), cost_usd=self.fee)


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs.sqlite3")


def runner(plan: RunPlan, store: RunStore, court: Court) -> Runner:
    run = store.unfinished(plan) or store.begin(plan)
    return Runner(plan, run, store, court.ask, make_job, make_judge_job=judge_of)


def test_every_answer_but_its_own_is_judged_after_all_are_there(
    store: RunStore, tmp_path: Path
) -> None:
    judge = remote("Judge")
    plan = RunPlan(suite(tmp_path / "s"), (local("A"), judge), judge=judge)
    court = Court()
    one = runner(plan, store, court)
    assert asyncio.run(one.work()) is RunState.FINISHED
    recorded = store.recorded(one.run)
    by_model = {key: [r for r in recorded if r.cell.model == key] for key in ("a", "judge")}
    assert all(r.judge is not None for r in by_model["a"])
    assert all(r.judge is None for r in by_model["judge"])
    assert len(court.judged) == 6
    assert {job.image.path for job in court.judged} == {"blank"}
    assert store.plan(one.run).judge == judge
    store.close()


def test_its_verdicts_stand_beside_the_checks_and_in_no_other_rate(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (local("A"),), judge=remote("Judge"))
    one = runner(plan, store, Court())
    asyncio.run(one.work())
    found = results(plan, store.recorded(one.run))
    (row,) = found.rows
    assert str(row.overall) == "100% (6/6)"
    assert str(row.judged) == "50% (3/6)"
    assert row.agreement is not None
    assert row.agreement.share == 0.5
    table = {line.name: line.cells[0].words for line in lines(found)}
    assert table["By the judge"] == "50% (3/6)"
    assert table["Judge and check agree"].startswith("50%")
    store.close()


def test_a_persons_word_is_kept_beside_it_and_what_it_costs_is_spent(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (local("A"),), judge=remote("Judge"))
    told: list[float] = []
    court = Court()
    run = store.begin(plan)
    whole = Runner(
        plan,
        run,
        store,
        court.ask,
        make_job,
        lambda progress: told.append(progress.spent_usd),
        make_judge_job=judge_of,
    )
    asyncio.run(whole.work())
    assert told[-1] == pytest.approx(0.06)
    one = store.recorded(run)[0]
    word = PersonVerdict(False, datetime.now(UTC))
    store.set_verdict(run, one.cell, judge=one.judge, person=word)
    again = store.recorded(run)[0]
    assert (again.judge, again.person, again.right) == (one.judge, word, False)
    store.close()


def test_what_was_not_judged_is_judged_when_the_run_goes_on_and_nothing_is_asked_again(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (local("A"),), judge=remote("Judge"))
    silent = Court(silent=True)
    one = runner(plan, store, silent)
    asyncio.run(one.work())
    assert all(r.judge is None for r in store.recorded(one.run))
    court = Court()
    asyncio.run(Runner(plan, one.run, store, court.ask, make_job, make_judge_job=judge_of).work())
    assert court.asked == []
    assert len(court.judged) == 6
    assert all(r.judge is not None for r in store.recorded(one.run))
    store.close()


def test_the_ceiling_holds_for_the_judge_too(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(
        suite(tmp_path / "s", images=30), (local("A"),), ceiling_usd=0.205, judge=remote("Judge")
    )
    court = Court()
    one = runner(plan, store, court)
    assert asyncio.run(one.work()) is RunState.CEILING
    assert len(court.judged) == 20
    store.close()


def test_a_judge_whose_cost_nobody_tells_judges_once_where_there_is_a_ceiling(
    store: RunStore, tmp_path: Path
) -> None:
    found = suite(tmp_path / "s", images=30)
    plan = RunPlan(found, (local("A"),), ceiling_usd=0.205, judge=remote("Judge"))
    court = Court(fee=None)
    one = runner(plan, store, court)
    with pytest.raises(RunsError, match="Neither Judge's server nor a price"):
        asyncio.run(one.work())
    assert len(court.judged) == 1
    one = runner(plan, store, court)
    one.expected_usd["judge"] = 0.05
    assert asyncio.run(one.work()) is RunState.CEILING
    assert len(court.judged) == 4, "each counts as what was expected"
    store.close()


def test_verdicts_that_failed_are_charged_too(store: RunStore, tmp_path: Path) -> None:
    found = suite(tmp_path / "s", images=30)
    plan = RunPlan(found, (local("A"),), ceiling_usd=0.205, judge=remote("Judge"))
    court = Court(silent=True)
    assert asyncio.run(runner(plan, store, court).work()) is RunState.CEILING
    assert len(court.judged) == 20
    store.close()


def test_kappa_is_that_of_statsmodels() -> None:
    import random

    import numpy as np
    from statsmodels.stats.inter_rater import cohens_kappa as theirs

    draw = random.Random(3)
    for _ in range(200):
        count = draw.randrange(4, 60)
        one = [draw.random() < 0.6 for _ in range(count)]
        two = [each if draw.random() < 0.7 else not each for each in one]
        ours = cohens_kappa(one, two)
        table = np.zeros((2, 2))
        for a, b in zip(one, two, strict=True):
            table[int(a), int(b)] += 1
        if ours is not None:
            assert ours == pytest.approx(theirs(table).kappa, abs=1e-9)
    assert cohens_kappa([True, True], [True, True]) is None
    with pytest.raises(ValueError, match="same things"):
        cohens_kappa([True], [])
