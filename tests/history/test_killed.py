"""Whenever vizdesk is killed, what it had kept is there, once, and the file is sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = 100


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    draw = random.Random(4)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [sys.executable, "-m", "tests.history.killed_writer", str(path)]
    said: set[int] = set()
    for kill in range(KILLS):
        with subprocess.Popen(
            [*command, str(kill * 1_000_000 + 1)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as program:
            assert program.stdout is not None
            said.add(int(program.stdout.readline()))
            time.sleep(draw.uniform(0, 0.03))
            program.send_signal(signal.SIGKILL)
            rest = program.stdout.read()
        said |= {int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")}
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    rows = database.execute(
        "SELECT sha256, answers.state, answers.record FROM comparisons "
        "JOIN answers ON answers.comparison = comparisons.number"
    ).fetchall()
    numbers = [int(sha256, 16) for sha256, _, _ in rows]
    assert len(numbers) == len(set(numbers))
    finals = {int(sha256, 16) for sha256, _, record in rows if '"final ' in record}
    assert said <= finals
    # At most the one that was being written at each kill is not final.
    assert len(numbers) - len(finals) <= KILLS
    assert len(finals) - len(said) <= KILLS
    database.close()
