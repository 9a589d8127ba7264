"""A run that is killed at any moment goes on, and asks nothing twice: real demo model, kill -9."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from tests.runs.run_kit import suite
from tests.waiting import LIMIT_S

from vizdesk.common import paths
from vizdesk.runs.plan import PlanCell
from vizdesk.runs.records import RunState
from vizdesk.runs.store import RunStore


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_run_that_is_killed_again_and_again_ends_with_every_answer_once(tmp_path: Path) -> None:
    suite(tmp_path / "s", images=100, prompts=2)
    words = ["eval", str(tmp_path / "s"), "--model", "demo-small"]
    draw = random.Random(7)
    seen: dict[PlanCell, datetime] = {}
    finished = False
    for attempt in range(30):
        with subprocess.Popen(
            [sys.executable, "-m", "vizdesk", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            assert process.stderr is not None
            if attempt < 6:
                for _ in range(draw.randrange(3, 12)):
                    process.stderr.readline()
                time.sleep(draw.random() * 0.02)
                os.killpg(process.pid, signal.SIGKILL)
            process.stderr.read()
            finished = process.wait(LIMIT_S) == 0
        store = RunStore(paths.data_folder() / "evals.sqlite3")
        (entry,) = store.entries()
        recorded = {record.cell: record.began for record in store.recorded(entry.id)}
        assert {cell: recorded.get(cell) for cell in seen} == seen
        seen = dict(recorded)
        store.close()
        if finished:
            break
    assert finished
    assert attempt == 6
    assert entry.state is RunState.FINISHED
    assert len(recorded) == 200
