"""Suites of different seeds are different suites: a run goes on with its own seed alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.runs.run_kit import local

from vizdesk.__main__ import main
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.store import RunStore
from vizdesk.suite_generator.little import LITTLE
from vizdesk.suite_generator.suite_writer import on_demand


def drawn(seed: int, data: Path) -> RunPlan:
    return RunPlan(open_suite(on_demand(LITTLE, seed, data)), (local("A"),))


def test_an_unfinished_run_is_taken_up_by_its_own_seed_alone(tmp_path: Path) -> None:
    two, three = drawn(2, tmp_path), drawn(3, tmp_path)
    assert [item.id for item in two.items] == [item.id for item in three.items]
    assert two.suite.digest != three.suite.digest
    assert two.fingerprint != three.fingerprint
    # The same seed drawn at another place is the same suite.
    assert drawn(2, tmp_path / "elsewhere").fingerprint == two.fingerprint
    store = RunStore(tmp_path / "runs.sqlite3")
    run = store.begin(two)
    assert store.unfinished(three) is None
    assert store.unfinished(two) == run
    store.close()


def test_the_command_line_takes_a_seed_and_says_where_it_is_of_no_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ("--model", "demo-small", "--limit", "1", "--seed", "5")
    assert main(["eval", "little", *ask]) == 0
    said = capsys.readouterr()
    assert "Little world (seed 5)" in said.out
    assert "--seed" not in said.err
    folder = on_demand(LITTLE, 2, tmp_path)
    assert main(["eval", str(folder), *ask]) == 0
    said = capsys.readouterr()
    assert "Little world (seed 2)" in said.out
    assert "--seed is of suites that vizdesk draws; Little world (seed 2) is as it is." in said.err
