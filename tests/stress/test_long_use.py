"""A window used for hours, and windows closed at any moment, leave nothing and grow by nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests.processes import alive, descendants
from tests.stress.figures import Figures, amount
from tests.stress.resources_used import MB, Held
from tests.stress.streaming_models import (
    MODELS,
    StreamingModels,
    remember_choice,
    streaming_models,
)
from tests.stress.test_kills import plain
from tests.waiting import LIMIT_S, wait_for

from vizdesk.common import paths, resources

HERE = Path(__file__).parent
SHAPES = resources.folder() / "samples" / "shapes.png"
IMAGES, TIMES, QUITS = amount(300, 4), amount(5, 3), amount(300, 4)
AT_A_TIME = 2
MOST_GROWTH = 50 * MB
ENVIRONMENT = {"QT_LOGGING_RULES": "qt.qpa.*=false", "QT_QPA_PLATFORM": "offscreen"}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


def pictures(folder: Path, count: int) -> list[Path]:
    """Photographs of one size, no two of them alike."""
    folder.mkdir()
    files = []
    for at in range(count):
        image = Image.new("RGB", (1600, 1200), (at % 256, at // 256, 90))
        ImageDraw.Draw(image).ellipse((200 + at, 300, 700 + at, 800), fill="red")
        files.append(folder / f"{at}.jpg")
        image.save(files[-1])
    return files


def test_a_window_used_for_hours_stays_as_large_as_it_was(
    tmp_path: Path, private_home: Path, figures: Figures
) -> None:
    figures.trying(
        50, f"{IMAGES * TIMES:,} comparisons of {IMAGES} images in one window, by a real model"
    )
    remember_choice(private_home, "demo-small")
    files = pictures(tmp_path / "images", IMAGES)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.stress.long_window", str(TIMES), *map(str, files)],
        cwd=HERE.parents[1],
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with program:
        assert program.stdout is not None
        assert program.stderr is not None
        states = [Held(**json.loads(line)) for line in program.stdout]
        errors = program.stderr.read()
    assert (program.returncode, plain(errors)) == (0, "")
    assert len(states) == IMAGES
    with closing(sqlite3.connect(paths.data_folder() / "history.sqlite3")) as history:
        (count,) = history.execute("SELECT count(*) FROM comparisons").fetchone()
    assert count == IMAGES * TIMES
    steady, last = states[IMAGES // 5], states[-1]
    growth = last.memory - steady.memory
    assert abs(growth) < MOST_GROWTH
    assert last.files <= steady.files + 2
    assert last.threads <= steady.threads + 2
    assert last.children <= steady.children
    figures.held_as(
        f"from {steady.memory / MB:.0f} to {last.memory / MB:.0f} MB after the first fifth; open "
        f"files {steady.files} → {last.files}, threads {steady.threads} → {last.threads}, children "
        f"{steady.children} → {last.children}; all {count:,} in the history; stderr empty"
    )


def writes(state: Path) -> bool:
    """Whether a model has begun to write in the window whose state this is."""
    return any(answer["text"] for answer in json.loads(state.read_text())["answers"].values())


def leftovers(home: Path) -> list[str]:
    """Locks, marks of running windows, half files."""
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file()
        and (
            path.parent.name in ("running", "eval-locks")
            or path.name.startswith(".new-")
            or path.suffix in (".lock", ".part")
        )
    )


def crashes() -> str:
    """What windows that ended of a fault left behind."""
    log = paths.state_folder() / "crashes.log"
    return log.read_text("utf-8") if log.exists() else ""


@dataclass(frozen=True, slots=True)
class Quit:
    """How one window ended: how many children it had, and which of them are left."""

    children: int
    orphans: tuple[int, ...]


def quit_at_random(number: int, folder: Path) -> Quit:
    """Open a window, run, and end it at a random moment: closed, or by a signal."""
    draw = random.Random(13_000 + number)
    state = folder / f"{number}.json"
    probe = HERE.parent / "end_to_end" / "window_probe.py"
    program = subprocess.Popen(
        [sys.executable, str(probe), str(state), str(SHAPES), "--run-at-once"],
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )

    def lives() -> bool:
        """Whether it still does; one that is gone would be waited for in vain."""
        status = program.poll()
        assert status is None, f"window {number} ended by itself: {status}, {crashes()}"
        return True

    try:
        wait_for(lambda: lives() and state.exists(), "the window")
        if draw.random() < 0.7:
            wait_for(lambda: lives() and writes(state), "the run")
        time.sleep(draw.uniform(0, 1.2))
        family = descendants(program.pid)
        ending = draw.choice((None, None, signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
        if ending is None:
            state.with_suffix(".close").touch()
        else:
            program.send_signal(ending)
        _, errors = program.communicate(timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        pytest.fail(f"window {number} did not end on {ending}: {state.read_text()}")
    finally:
        program.kill()
        program.wait()
    assert (number, ending, program.returncode, plain(errors)) == (number, ending, 0, "")
    return Quit(len(family), tuple(pid for pid in family if alive(pid)))


def test_windows_closed_at_any_moment_leave_nothing(
    tmp_path: Path, private_home: Path, figures: Figures
) -> None:
    figures.trying(
        60,
        f"{QUITS} windows, two at a time on one home, closed or ended by SIGTERM, SIGINT, SIGHUP "
        "at random moments while 2 local and 4 remote models write",
    )
    remember_choice(private_home, "demo-large", "demo-small", *MODELS)
    with (
        streaming_models(private_home, StreamingModels()) as server,
        ThreadPoolExecutor(AT_A_TIME) as pool,
    ):
        quits = list(pool.map(quit_at_random, range(QUITS), repeat(tmp_path)))
        assert sum(server.asked.values()) > 0
    children = sum(each.children for each in quits)
    assert children > 0
    assert [pid for each in quits for pid in each.orphans] == []
    assert leftovers(private_home) == []
    with closing(sqlite3.connect(paths.data_folder() / "history.sqlite3")) as history:
        assert history.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    figures.held_as(
        f"status 0 and an empty stderr each; none of their {children:,} children left, no lock, "
        "no half file; the history is sound"
    )
