"""The guard fails where a ratio became worse by a fifth in three of five runs, and only there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.pairs import PAIRS

from benchmarks import guard, record


@pytest.mark.parametrize(
    ("runs", "worse"),
    [
        ([1.0, 1.0, 1.0, 1.0, 1.0], False),
        ([1.19, 1.19, 1.19, 1.19, 1.19], False),
        ([3.0, 3.0, 1.0, 1.0, 1.0], False),  # a machine that was busy twice
        ([1.21, 1.0, 1.21, 1.0, 1.21], True),
        ([0.5, 0.5, 0.5, 0.5, 0.5], False),
    ],
)
def test_three_of_five_runs_decide(runs: list[float], worse: bool) -> None:
    assert guard.is_worse(1.0, runs) is worse


def test_a_pair_that_was_never_recorded_fails(capsys: pytest.CaptureFixture[str]) -> None:
    runs = {"old": [1.0] * 5, "new": [1.0] * 5}
    assert guard.verdict({"old": [1.0] * 5}, {"old": {"ratio": 1.0}}) == 0
    assert guard.verdict(runs, {"old": {"ratio": 1.0}}) == 1
    assert "never recorded" in capsys.readouterr().out


def test_recording_keeps_what_else_the_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bench.json"
    file.write_text('{"parts": {"canvas": {"median_ms": 1.2}}}')
    monkeypatch.setattr(guard, "RECORD", file)
    guard.record({"start": [3.0, 2.0, 9.0]})
    written = json.loads(file.read_text())
    assert written["parts"] == {"canvas": {"median_ms": 1.2}}
    assert written["ratios"] == {"start": {"ratio": 3.0, "runs": [3.0, 2.0, 9.0]}}


def test_every_pair_is_recorded() -> None:
    recorded = json.loads(guard.RECORD.read_text(encoding="utf-8"))
    assert set(recorded["ratios"]) == set(PAIRS)
    assert {"processor", "cores", "date", "commit"} <= set(recorded["machine"])


def test_the_table_names_machine_day_and_commit_and_every_figure() -> None:
    results = {
        "machine": record.machine(),
        "parts": {"canvas": {"median_ms": 1.23456}, "llama_speed": [{"name": "demo", "n": 3}]},
        "over_target": ["canvas"],
    }
    table = record.table(results)
    assert results["machine"]["commit"] in table
    assert results["machine"]["date"] in table
    assert "| canvas (over its target) | median_ms | 1.235 |" in table
    assert "|  1, name | demo |" in table.replace("llama_speed ", "")


def test_json_is_found_in_what_a_part_prints() -> None:
    printed = 'Measuring…\n{\n "a": {"b": 1}\n}\nover target: a\n'
    assert json.loads(record._last_json(printed)) == {"a": {"b": 1}}
    assert record._last_json("nothing") == ""
