"""A damaged file of eval runs is set aside and goes on; a damaged run or answer takes no other."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.runs.run_kit import Script, local, make_job, suite

from vizdesk.common.messages import Message
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import RunState
from vizdesk.runs.runner import Runner
from vizdesk.runs.schema import RunsError
from vizdesk.runs.store import RunStore


@pytest.fixture
def told() -> list[Message]:
    return []


@pytest.fixture
def plan(tmp_path: Path) -> RunPlan:
    return RunPlan(suite(tmp_path / "s"), (local("A"), local("B")), repeats=10)


@pytest.fixture
def store(tmp_path: Path, told: list[Message]) -> Iterator[RunStore]:
    made = RunStore(tmp_path / "evals.sqlite3", told.append)
    yield made
    made.close()


def finished(plan: RunPlan, store: RunStore, script: Script | None = None) -> str:
    """The id of a run that was worked to its end, with 120 answers."""
    run, _ = store.begin_or_go_on(plan)
    work = Runner(plan, run, store, (script or Script()).ask, make_job, lambda _: None).work()
    assert asyncio.run(work) is RunState.FINISHED
    return run


def copies(store: RunStore) -> list[Path]:
    return sorted(store.path.parent.glob("evals-damaged-*.sqlite3"))


def test_a_file_that_is_no_database_is_set_aside_and_new_runs_are_kept(
    store: RunStore, plan: RunPlan, told: list[Message]
) -> None:
    content = b"SQLite format 3\x00" + b"\xff" * 9000
    store.path.write_bytes(content)
    run, goes_on = store.begin_or_go_on(plan)
    assert not goes_on
    assert [entry.id for entry in store.entries()] == [run]
    (copy,) = copies(store)
    assert copy.read_bytes() == content
    (notice,) = told
    assert notice.startswith("The file of eval runs was damaged (")
    assert "The 0 runs that could be read are in a new one" in notice
    assert str(copy) in notice


def test_what_can_be_read_of_a_damaged_run_is_there_in_its_order_and_the_rest_is_asked_again(
    store: RunStore, plan: RunPlan, told: list[Message]
) -> None:
    run = finished(plan, store)
    before = [record.cell for record in store.recorded(run)]
    store.close()
    with closing(sqlite3.connect(store.path)) as raw:
        ((root, pages),) = raw.execute(
            "SELECT rootpage, (SELECT page_count FROM pragma_page_count) FROM sqlite_master "
            "WHERE name = 'answers'"
        )
    with store.path.open("r+b") as file:
        file.seek((pages // 2) * 4096)
        file.write(b"\xa5" * 4096)
    assert root < pages // 2
    after = [record.cell for record in store.recorded(run)]
    assert len(before) == 120
    assert 90 <= len(after) < 120
    assert after == [cell for cell in before if cell in after]
    assert len(copies(store)) == len(told) == 1
    script = Script()
    store.set_state(run, RunState.STOPPED)
    assert finished(plan, store, script) == run
    assert len(script.asked) == 120 - len(after)
    assert store.answered(run) == 120


def test_a_run_with_a_damaged_record_takes_no_other_from_the_list(
    store: RunStore, plan: RunPlan
) -> None:
    good, bad = finished(plan, store), store.begin(plan)
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("UPDATE runs SET record = '{', created = '?', state = '?' WHERE id = ?", (bad,))
    assert [(entry.id, entry.models) for entry in store.entries()] == [
        (bad, ()),
        (good, ("A", "B")),
    ]
    assert store.stops(bad) == ()
    with pytest.raises(RunsError, match="is damaged and cannot be shown"):
        store.plan(bad)
    store.delete(bad)
    assert [entry.id for entry in store.entries()] == [good]


@pytest.mark.parametrize("content", ["", "{", "[]", "3", "{}", "[" * 100_000])
def test_a_damaged_answer_is_told_once_and_asked_again(
    content: str, store: RunStore, plan: RunPlan, told: list[Message]
) -> None:
    run = finished(plan, store)
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("UPDATE answers SET record = ? WHERE item = '1-1' AND repeat = 3", (content,))
    assert len(store.recorded(run)) == len(store.recorded(run)) == 118
    (notice,) = told
    assert notice == (
        f"2 answers of the eval run {run[:8]} are damaged. Resuming the run asks them again."
    )
    (entry,) = store.entries()
    assert entry.done == 118
    script = Script()
    store.set_state(run, RunState.STOPPED)
    assert finished(plan, store, script) == run
    assert len(script.asked) == 2
    assert len(store.recorded(run)) == 120


def test_the_answers_of_a_damaged_run_are_read_though_some_are_damaged_too(
    store: RunStore, plan: RunPlan, told: list[Message]
) -> None:
    """Before, the damaged answers, which nobody can ask again, kept all others from being read."""
    run = finished(plan, store)
    store.close()
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("UPDATE answers SET record = '{' WHERE item = '1-1' AND repeat = 3")
        raw.execute("UPDATE runs SET record = '['")
    again = RunStore(store.path, told.append)
    assert len(again.recorded(run)) == 118
    assert told == [f"The eval run {run[:8]} is damaged and cannot be shown."]
    again.close()


@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_file_that_calls_itself_older_than_it_is_gives_every_answer(
    version: int, store: RunStore, plan: RunPlan, told: list[Message]
) -> None:
    run = finished(plan, store)
    store.close()
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute(f"PRAGMA user_version = {version}")
    again = RunStore(store.path, told.append)
    assert len(again.recorded(run)) == 120
    (notice,) = told
    assert notice.startswith("The file of eval runs was damaged (")
    again.close()


def test_a_file_whose_first_page_is_gone_gives_every_run_and_answer(
    store: RunStore, plan: RunPlan, told: list[Message]
) -> None:
    run = finished(plan, store)
    store.close()
    content = store.path.read_bytes()
    store.path.write_bytes(bytes(4096) + content[4096:])
    again = RunStore(store.path, told.append)
    assert [entry.id for entry in again.entries()] == [run]
    assert len(again.recorded(run)) == plan.total
    again.close()
    assert "The one run that could be read is in a new one" in told[0]
