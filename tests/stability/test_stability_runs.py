"""Real runs of the demo models: killed in the middle, gone on, every answer asked once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.stability.stability_kit import answer, failed, plan
from tests.waiting import LIMIT_S, wait_for

from vizdesk.__main__ import main
from vizdesk.common import resources
from vizdesk.common.messages import Message
from vizdesk.comparison.types import AnswerState
from vizdesk.stability.store import FILE, StabilityStore

SHAPES = resources.folder() / "samples" / "shapes.png"
Captured = pytest.CaptureFixture[str]
WORDS = [
    *("stability", str(SHAPES), "--model", "demo-small", "--model", "demo-large"),
    *("--repeat", "3", "--perturb", "jpeg,scale,crop"),
]
CELLS = 2 * 4 * 3


def rows(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        try:
            return dict(connection.execute("SELECT cell, record FROM cells"))
        except sqlite3.OperationalError:  # its tables are not made yet
            return {}


def test_a_killed_run_goes_on_and_asks_nothing_twice(private_home: Path, capsys: Captured) -> None:
    file = Path(os.environ["VIZDESK_DATA"]) / FILE
    command = [sys.executable, "-m", "vizdesk", *WORDS]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        wait_for(lambda: len(rows(file)) >= 3)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(LIMIT_S)
    before = rows(file)
    assert 3 <= len(before) < CELLS
    assert main([*WORDS, "--json", "-"]) == 0
    printed = capsys.readouterr()
    assert f"{CELLS} questions, {len(before)} answered before" in printed.err
    after = rows(file)
    assert len(after) == CELLS
    # What was answered before was not asked again: times and all are the same.
    assert {cell: after[cell] for cell in before} == before
    record = json.loads(printed.out)
    assert (record["asked"], record["answered"]) == (CELLS, CELLS)
    assert len(record["rows"]) == 2 * 4
    assert all(row["read"] == 3 for row in record["rows"])
    # Temperature 0: repeats are the same, in every repeat all objects.
    assert all(row["different_replies"] == 1 for row in record["rows"])
    assert all(row["in_all"] == row["of"] for row in record["rows"])
    assert [step["model"] for step in record["ladder"]] == ["demo-small", "demo-large"]
    assert main([*WORDS, "--estimate"]) == 0
    assert f"{CELLS} answered before" in capsys.readouterr().err


def test_a_row_each_and_how_often_each_object_was_found(capsys: Captured) -> None:
    words = ["stability", str(SHAPES), "--model", "demo-large", "--repeat", "2"]
    assert main([*words, "--perturb", "jpeg:50"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("shapes.png · demo-large · original · 2 of 2 read · in all repeats")
    assert lines[1].startswith("shapes.png · demo-large · jpeg:50 · 2 of 2 read")
    assert lines[2].startswith("shapes.png · demo-large · found: ")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--perturb", "melt"], "There is no perturbation “melt”"),
        (["--repeat", "0"], "cannot be asked"),
        (["--task", "read-text", "--perturb", "flip"], "changes the right answer"),
        (["--task", "nonsense"], "unknown task"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: list[str], why: str, capsys: Captured) -> None:
    assert main(["stability", str(SHAPES), "--model", "demo-small", *words]) == 2
    assert why in capsys.readouterr().err


def test_failed_and_damaged_answers_are_asked_again(tmp_path: Path) -> None:
    told: list[Message] = []
    store = StabilityStore(tmp_path / FILE, told.append)
    asked = plan(repeats=3)
    first, second, third = asked.cells()
    store.begin(asked)
    store.keep(asked, first, answer())
    store.keep(asked, second, failed())
    store.keep(asked, third, answer())
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE cells SET record = '{}' WHERE cell = ?", (third.text,))
    read = store.answers(asked)
    assert [read[cell].state for cell in (first, second)] == [
        AnswerState.DONE,
        AnswerState.FAILED,
    ]
    assert third not in read
    assert str(told[0]).startswith("An answer of a stability run is damaged")
    store.forget(asked)
    assert store.answers(asked) == {}
    store.close()
