"""Two windows and a command line at once on one HOME, and a clock that jumps back: nothing lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end_to_end.window_driver import DrivenWindow, driven_window
from tests.waiting import LIMIT_S

from vizdesk.common import resources
from vizdesk.common.paths import data_folder
from vizdesk.history.store import History

SHAPES = resources.folder() / "samples" / "shapes.png"
ROUNDS = 3
COMPARE = (sys.executable, "-m", "vizdesk", "compare", "--task", "detect", "--model", "demo-small")


def copies(folder: Path, name: str, many: int = ROUNDS) -> list[Path]:
    """Images of the same looks under names of their own; each is an image of its own."""
    made = []
    for number in range(many):
        made.append(folder / f"{name}-{number}.png")
        made[-1].write_bytes(SHAPES.read_bytes() + f"{name} {number}".encode())
    return made


def ask_one(window: DrivenWindow, image: Path) -> None:
    """Open an image and have the small model begin on it."""
    window.open(image)
    window.tell("choose", models=["demo-small"])
    window.tell("run")


def kept_paths() -> list[str]:
    """The images of all comparisons in the history whose answer is there, the newest last."""
    history = History(data_folder() / "history.sqlite3")
    entries = list(reversed(history.entries()))
    answered = [
        entry.path for entry in entries if history.load(entry.id).answers[0].state.value == "done"
    ]
    history.close()
    return answered


@pytest.mark.skipif(sys.platform != "linux", reason="children are looked for in /proc")
def test_two_windows_and_a_command_line_on_one_home_lose_nothing(tmp_path: Path) -> None:
    first, second, third = (copies(tmp_path, name) for name in ("first", "second", "third"))
    with driven_window() as one, driven_window() as other:
        for number in range(ROUNDS):
            command = subprocess.Popen(
                [*COMPARE, str(third[number])], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            ask_one(one, first[number])
            ask_one(other, second[number])
            for window in (one, other):
                window.wait(lambda state: not state["running"] and not state["waiting"])
            _, stderr = command.communicate(timeout=LIMIT_S)
            assert (command.returncode, stderr) == (0, b"")
        for window in (one, other):
            assert window.state()["message"] == ""
            assert (window.close(), window.stderr) == (0, "")
    paths = kept_paths()
    assert sorted(paths) == sorted(map(str, first + second + third))
    for images in (first, second, third):
        assert [path for path in paths if Path(path) in images] == list(map(str, images))


def shift_clock(hours: int) -> None:
    """Have all that is in the history been made so many hours later than it was."""
    with sqlite3.connect(data_folder() / "history.sqlite3") as database:
        database.execute(
            "UPDATE comparisons SET created = strftime('%Y-%m-%dT%H:%M:%f+00:00', created, ?)",
            (f"{hours:+} hours",),
        )
    database.close()


@pytest.mark.skipif(sys.platform != "linux", reason="children are looked for in /proc")
def test_a_clock_that_jumps_back_keeps_every_comparison_and_their_order(tmp_path: Path) -> None:
    before, after = copies(tmp_path, "before", 2), copies(tmp_path, "after", 2)
    with driven_window() as window:
        for image in before:
            ask_one(window, image)
            window.wait(lambda state: not state["running"] and not state["waiting"])
        # The clock was a year ahead until now, while the window is open.
        shift_clock(24 * 365)
        for image in after:
            ask_one(window, image)
            window.wait(lambda state: not state["running"] and not state["waiting"])
        assert (window.close(), window.stderr) == (0, "")
    assert kept_paths() == list(map(str, before + after))
    listed = subprocess.run(
        [sys.executable, "-m", "vizdesk", "history", "list"],
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT_S,
    )
    names = [line for line in listed.stdout.splitlines() if "-0.png" in line or "-1.png" in line]
    assert ["after-1" in names[0], "before-0" in names[-1]] == [True, True]
    # With a limit the oldest go first: those of the wrong clock, not those of now.
    history = History(data_folder() / "history.sqlite3")
    while history.count() > 2:
        history.shrink(history.size() - 1)
    left = [entry.path for entry in history.entries()]
    assert left  # a page of the file may hold two of them, so that both go at once
    assert left == list(map(str, reversed(after)))[: len(left)]
    history.close()
