"""Eval runs at work: begun once, stopped, failed; each end is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import RunState
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.evals.active_runs import ActiveRuns, LatestProgress

FAR: Any = SimpleNamespace(done=1)
PLAN: Any = SimpleNamespace()


class ScriptedEvals:
    """Tells of one answer, then waits for `go_on`; raises `error` if there is one."""

    def __init__(self, error: Exception | None = None) -> None:
        self.begun: list[tuple[str, bool]] = []
        self.go_on = False
        self.error = error

    async def work(
        self, run: str, plan: object, tell: Callable[[Any], None], *, cancel: bool
    ) -> None:
        self.begun.append((run, cancel))
        tell(FAR)
        while not self.go_on:  # noqa: ASYNC110 - it is set on the Qt thread
            await asyncio.sleep(0.001)
        if self.error is not None:
            raise self.error


class Heard:
    """What active runs told, in order."""

    def __init__(self, runs: ActiveRuns) -> None:
        self.told: list[tuple[object, ...]] = []
        runs.begun.connect(lambda run: self.told.append(("begun", run)))
        runs.progressed.connect(lambda run, far: self.told.append(("progressed", run, far)))
        runs.failed.connect(lambda error: self.told.append(("failed", str(error))))
        runs.ended.connect(lambda run: self.told.append(("ended", run)))


@pytest.fixture
def owner() -> Iterator[QObject]:
    parent = QObject()
    yield parent
    parent.deleteLater()


def active_runs(background: TaskRunner, evals: ScriptedEvals, owner: QObject) -> ActiveRuns:
    scripted: Any = evals
    return ActiveRuns(background, lambda: scripted, owner)


def test_a_run_is_begun_once_and_told_to_its_end(
    qtbot: QtBot, background: TaskRunner, owner: QObject
) -> None:
    evals = ScriptedEvals()
    runs = active_runs(background, evals, owner)
    heard = Heard(runs)
    runs.begin("a", PLAN)
    runs.begin("a", PLAN)
    qtbot.waitUntil(lambda: runs.latest("a") is FAR)
    assert ("a" in runs, "b" in runs, runs.busy) == (True, False, True)
    evals.go_on = True
    qtbot.waitUntil(lambda: not runs.busy)
    assert heard.told == [("begun", "a"), ("progressed", "a", FAR), ("ended", "a")]
    assert evals.begun == [("a", False)]
    assert runs.latest("a") is None, "of a run that has ended the store tells"


def test_only_the_newest_progress_waits_to_be_shown() -> None:
    latest = LatestProgress()
    early, later = (RunProgress(RunState.RUNNING, done, 9) for done in (1, 2))
    announced = [latest.put("a", early), latest.put("a", later), latest.put("b", early)]
    assert announced == [True, False, True]
    assert latest.take("a") is later
    assert latest.put("a", early)
    assert latest.take("b") is early


def test_stopping_is_no_failure(qtbot: QtBot, background: TaskRunner, owner: QObject) -> None:
    runs = active_runs(background, ScriptedEvals(), owner)
    heard = Heard(runs)
    for run in ("a", "b", "c"):
        runs.begin(run, PLAN, cancel=run == "c")
    qtbot.waitUntil(lambda: runs.latest("c") is not None)
    runs.stop("a")
    runs.stop("not at work")
    qtbot.waitUntil(lambda: "a" not in runs)
    assert runs.busy
    runs.stop_all()
    qtbot.waitUntil(lambda: not runs.busy)
    kinds = [told[0] for told in heard.told]
    assert (kinds.count("ended"), kinds.count("failed")) == (3, 0)


def test_a_failure_is_told_before_the_end(
    qtbot: QtBot, background: TaskRunner, owner: QObject
) -> None:
    evals = ScriptedEvals(OSError("the disk is full"))
    evals.go_on = True
    runs = active_runs(background, evals, owner)
    heard = Heard(runs)
    runs.begin("a", PLAN)
    qtbot.waitUntil(lambda: not runs.busy)
    assert heard.told[-2:] == [("failed", "the disk is full"), ("ended", "a")]
