"""A disk that is full at any write, read-only or not there costs a sentence and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.small_disk import MOUNTS, fill, small_disk
from tests.stress.figures import Figures, amount
from tests.stress.test_kills import numbers_suite, plain
from tests.waiting import LIMIT_S, wait_for

from vizdesk.common import resources

HERE = Path(__file__).parent
SHAPES = str(resources.folder() / "samples" / "shapes.png")
MODEL = ("--model", "demo-small")
KIB = 1024
ROOM = amount(10, 2)
LEFT = (0, 8, 4, 12, 16, 24, 32, 48, 96, 160)[:ROOM]
"""KiB that are left when a command begins: each ends at another of its writes."""


@dataclass(frozen=True, slots=True)
class Done:
    """How one command ended."""

    code: int
    out: str
    errors: str


def places(home: Path) -> dict[str, str]:
    """The environment of a vizdesk that keeps everything in `home`."""
    own = {f"VIZDESK_{name}": "" for name in ("CONFIG", "DATA", "STATE", "MODELS")}
    return {
        **os.environ,
        **own,
        **{f"XDG_{name}_HOME": "" for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
        "TMPDIR": str(home),
    }


def vizdesk(home: Path, *words: str) -> Done:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "vizdesk", *words],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        stdin=subprocess.DEVNULL,
        env=places(home),
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def sentences(done: Done) -> list[str]:
    """What it said was wrong: sentences of vizdesk and nothing else."""
    lines = [line for line in done.errors.splitlines() if not PROGRESS.fullmatch(line)]
    assert "Traceback" not in done.errors, done.errors
    assert all(line.startswith("vizdesk: ") for line in lines), done.errors
    assert len(lines) <= 3, done.errors
    return lines


def data(home: Path) -> Path:
    return home / ".local" / "share" / "vizdesk"


def count(path: Path, table: str) -> int:
    """How many rows a sound database has."""
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture(scope="module")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a comparison, a run and a setting in it."""
    home = tmp_path_factory.mktemp("used")
    suite = str(numbers_suite(home / "numbers", 6))
    for words in (
        ("compare", SHAPES, "--task", "count", *MODEL),
        ("eval", suite, "--limit", "1", *MODEL),
        ("settings", "set", "threads", "1"),
    ):
        assert vizdesk(home, *words).code == 0
    return home


@pytest.fixture
def disk(tmp_path: Path, used_home: Path) -> Iterator[Path]:
    """That home on a disk of eight megabytes."""
    with small_disk(tmp_path / "disk", "8m") as place:
        shutil.copytree(used_home, place, dirs_exist_ok=True)
        yield place


COMPARE = ("compare", SHAPES, "--task", "detect", *MODEL)
WRITES: dict[str, tuple[str, ...]] = {
    "history": COMPARE,
    "json": (*COMPARE, "--no-history", "--json", "{}/c.jsonl"),
    "export": (*COMPARE, "--no-history", "--export", "{}/a.html"),
    "image export": (*COMPARE, "--no-history", "--export", "{}/a.png"),
    "box export": (*COMPARE, "--no-history", "--export", "{}/a.coco.json"),
    "eval": ("eval", "{}/numbers", *MODEL),
    "eval export": ("eval", "{}/numbers", "--limit", "1", "--new", *MODEL, "--export", "{}/r.html"),
    "settings": ("settings", "set", "threads", "2"),
    "endpoint": ("endpoints", "add", "mine{n}", "http://127.0.0.1:9{n}/v1"),
    "set": ("sets", "save", "both", "demo-small"),
    "model": ("models", "add", "mine@http://127.0.0.1:9/v1", "--name", "Mine"),
}
NAMED = {
    "history": "history.sqlite3",
    "eval": "evals.sqlite3",
    "settings": "settings.toml",
    "endpoint": ".toml",
    "image export": "a.png",
    "box export": "a.coco.json",
}
"""The file that each sentence names."""
PROGRESS = re.compile(r"\s*(?:\d+ of \d+\b.*|Wrote .*)?")


def words_of(name: str, disk: Path, number: int) -> list[str]:
    """The words of a command that writes to this disk, the `number`th time."""
    return [word.replace("{}", str(disk)).replace("{n}", str(number)) for word in WRITES[name]]


@MOUNTS
@pytest.mark.parametrize("name", WRITES)
def test_a_disk_that_is_full_at_any_write(
    name: str, disk: Path, tmp_path: Path, figures: Figures
) -> None:
    figures.trying(70, f"a full disk under “{name}”, at {len(LEFT)} amounts of room")
    before = count(data(disk) / "history.sqlite3", "comparisons")
    settings = disk / ".config" / "vizdesk" / "settings.toml"
    failed = 0
    for number, left in enumerate(LEFT):
        ballast = fill(disk, left * KIB)
        done = vizdesk(disk, *words_of(name, disk, number))
        ballast.unlink()
        assert done.code in (0, 1, 2)
        assert (done.code == 0) <= (not sentences(done) or name == "history")
        told = sentences(done)
        failed += bool(told)
        assert all(NAMED.get(name, "") in sentence for sentence in told), told
        assert settings.read_text() in ("threads = 1\n", "threads = 2\n")
        assert count(data(disk) / "history.sqlite3", "comparisons") >= before
        count(data(disk) / "evals.sqlite3", "answers")
        assert [path.name for path in disk.rglob(".new-*")] == []
    done = vizdesk(disk, *words_of(name, disk, len(LEFT)))
    assert (done.code, sentences(done)) == (0, [])
    assert failed > 0
    figures.held_as(
        f"{failed} ended in a sentence, the others had room enough; databases sound, settings old "
        "or new, no half file; done when there is room"
    )


def use_window(home: Path, state: Path) -> Done:
    """Open the window on an image, run, wait for the answers, end it; `out` is its last state."""
    state.unlink(missing_ok=True)  # that of the window before would tell of answers at once
    probe = HERE.parent / "end_to_end" / "window_probe.py"
    program = subprocess.Popen(
        [sys.executable, str(probe), str(state), SHAPES, "--run-at-once"],
        env=places(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )

    def answered() -> bool:
        assert program.poll() is None, program.communicate()[1].decode()
        answers = json.loads(state.read_text())["answers"] if state.exists() else {}
        return bool(answers) and all(each["state"] == "done" for each in answers.values())

    try:
        wait_for(answered, "the answers")
        program.send_signal(signal.SIGTERM)
        _, errors = program.communicate(timeout=LIMIT_S)
    finally:
        program.kill()
        program.wait()
    return Done(program.returncode, state.read_text(), plain(errors))


@MOUNTS
def test_the_window_on_a_full_disk_answers_and_closes(
    disk: Path, tmp_path: Path, figures: Figures
) -> None:
    figures.trying(71, f"the window on a full disk, at {len(LEFT)} amounts of room")
    history = data(disk) / "history.sqlite3"
    before = count(history, "comparisons")
    state = tmp_path / "state.json"
    for left in LEFT:
        ballast = fill(disk, left * KIB)
        done = use_window(disk, state)
        ballast.unlink()
        assert done.code == 0
        assert "Traceback" not in done.errors
        assert count(history, "comparisons") >= before
    kept = count(history, "comparisons")
    done = use_window(disk, state)
    assert done.code == 0
    assert count(history, "comparisons") == kept + 1
    assert [path.name for path in disk.rglob(".new-*")] == []
    figures.held_as(
        f"it opens, answers and ends with status 0 each time; {kept - before} of {len(LEFT)} "
        "comparisons had room enough; kept again when there is room"
    )
