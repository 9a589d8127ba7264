"""A run that ended badly is noticed once, and no living run is taken for one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.waiting import LIMIT_S

from vizdesk.diagnostics.run_lock import FOLDER, STALE_S, RunLock, bad_ends

RUN = """
import sys, os, time, pathlib
from vizdesk.diagnostics.run_lock import RunLock
mark = RunLock(pathlib.Path(sys.argv[1]), "1.2.3")
mark.catch_native_crashes()
print("ready", flush=True)
sys.stdin.readline()
{ending}
"""
SEGFAULT = "import ctypes; ctypes.string_at(0)"
CLEAN = "mark.remove()"


def run(folder: Path, ending: str = "") -> subprocess.Popen[bytes]:
    program = subprocess.Popen(
        [sys.executable, "-c", RUN.format(ending=ending), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"ready\n"
    return program


def end(program: subprocess.Popen[bytes]) -> None:
    program.communicate(b"\n", timeout=LIMIT_S)


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    end(run(tmp_path, CLEAN))
    assert bad_ends(tmp_path) == []
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_run_that_was_killed_is_told_of_once(tmp_path: Path) -> None:
    program = run(tmp_path)
    program.kill()
    program.communicate()
    (found,) = bad_ends(tmp_path)
    assert found.version == "1.2.3"
    assert found.started[:2] == "20"
    assert found.frames == ""
    assert bad_ends(tmp_path) == []
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_run_that_crashed_natively_leaves_its_frames(tmp_path: Path) -> None:
    program = run(tmp_path, SEGFAULT)
    end(program)
    assert program.returncode == -signal.SIGSEGV
    (found,) = bad_ends(tmp_path)
    assert "Segmentation fault" in found.frames
    assert "string_at" in found.frames


def test_a_second_vizdesk_is_not_taken_for_a_bad_end(tmp_path: Path) -> None:
    first = run(tmp_path, CLEAN)
    second = RunLock(tmp_path, "1")
    assert bad_ends(tmp_path) == []
    end(first)
    second.remove()
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_number_that_another_process_has_by_now_hides_nothing(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    # This very process lives, and is not the one that wrote the mark.
    words = {"pid": os.getpid(), "started": "2026-01-01T00:00:00+00:00", "version": "1"}
    (folder / f"{os.getpid()}-1.json").write_text(json.dumps(words))
    assert [one.version for one in bad_ends(tmp_path)] == ["1"]


def test_a_mark_that_is_being_written_is_left_alone_and_an_old_empty_one_is_cleared(
    tmp_path: Path,
) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    fresh, old = folder / "1-1.json", folder / "2-2.json"
    fresh.touch()
    old.touch()
    long_ago = time.time() - STALE_S - 10
    os.utime(old, (long_ago, long_ago))
    assert bad_ends(tmp_path) == []
    assert list(folder.iterdir()) == [fresh]


@pytest.mark.parametrize("words", ["not JSON", "[]", '{"pid": 1}'])
def test_a_mark_that_cannot_be_read_stops_nothing(tmp_path: Path, words: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "1-1.json").write_text(words)
    assert bad_ends(tmp_path) == []
