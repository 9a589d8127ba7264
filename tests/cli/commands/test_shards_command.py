"""`vizdesk eval --shard I/N` on several machines, `vizdesk evals merge FILE…` on one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.runs.run_kit import suite
from tests.waiting import LIMIT_S


def vizdesk(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line on a machine of its own."""
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "vizdesk", *words],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        env={**os.environ, "VIZDESK_DATA": str(home)},
        check=False,
    )


def test_two_machines_ask_a_share_each_and_a_third_puts_them_together(tmp_path: Path) -> None:
    suite(tmp_path / "s", images=3)
    ask = ["eval", str(tmp_path / "s"), "--model", "demo-small", "--shard"]
    for number in (1, 2):
        export = str(tmp_path / f"share-{number}.json")
        done = vizdesk(tmp_path / f"home{number}", *ask, f"{number}/2", "--export", export)
        assert done.returncode == 0, done.stderr
        assert f"Share {number}/2: {(4, 2)[number - 1]} of 6." in done.stdout
    files = [str(tmp_path / "share-1.json"), str(tmp_path / "home2/evals.sqlite3")]
    out = tmp_path / "all.csv"
    done = vizdesk(tmp_path / "third", "evals", "merge", *files, files[0], "--export", str(out))
    assert done.returncode == 0, done.stderr
    assert "Merged 3 files into run " in done.stderr
    assert "6 of 6 are answered, 4 there twice and dropped." in done.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 7
    assert "6/6" in vizdesk(tmp_path / "third", "evals", "list").stdout
    part = vizdesk(tmp_path / "fourth", "evals", "merge", files[1])
    assert part.returncode == 1
    assert "2 of 6 are answered." in part.stderr
    run = part.stderr.split("vizdesk evals resume ")[1][:8]
    assert vizdesk(tmp_path / "fourth", "evals", "resume", run).returncode == 0


@pytest.mark.parametrize("written", ["0/3", "4/3", "1", "1/0", "-1/2", "a/b", "1/2/3", "1.5/3", ""])
def test_what_is_no_share_is_refused(tmp_path: Path, written: str) -> None:
    done = vizdesk(tmp_path, "eval", "x", "--model", "demo-small", f"--shard={written}")
    assert done.returncode == 2
    assert "is no share such as 1/8" in done.stderr


def test_a_file_that_is_no_run_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"format": "vizdesk-eval/1"}', encoding="utf-8")
    done = vizdesk(tmp_path / "home", "evals", "merge", str(tmp_path / "x.json"))
    assert done.returncode == 1
    assert "x.json is no run that vizdesk wrote" in done.stderr
    assert "Traceback" not in done.stderr
