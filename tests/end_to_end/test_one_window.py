"""Files opened from the file manager go to the window that runs, however many starts there are."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.waiting import LIMIT_S, wait_for

from vizdesk.common import resources
from vizdesk.common.paths import data_folder, home_folder
from vizdesk.services.running_window import FOLDER, SOCKET

SHAPES = resources.folder() / "samples" / "shapes.png"
VIZDESK = (sys.executable, "-m", "vizdesk")
STARTS = 10
# What the offscreen platform of the tests cannot do; and that a killed window did not end well.
EXPECTED = re.compile(r"propagateSizeHints|This plugin does not support|ended unexpectedly$")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere files come as events")


def images(folder: Path, many: int) -> list[Path]:
    """Images of the same looks under names of their own; each is an image of its own."""
    made = [folder / f"image-{number}.png" for number in range(many)]
    for path in made:
        path.write_bytes(SHAPES.read_bytes() + path.name.encode())
    return made


def start(*words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*VIZDESK, *map(str, words)], stderr=subprocess.PIPE)


def open_images() -> set[str]:
    """The images that the window has written down as open."""
    texts = [path.read_text("utf-8", "replace") for path in home_folder().rglob("vizdesk.ini")]
    return set(re.findall(r"image-\d+\.png", " ".join(texts)))


@contextmanager
def ended_well(*programs: subprocess.Popen[bytes]) -> Iterator[None]:
    """End windows as a session does, and see that they end well."""
    try:
        yield
    finally:
        for program in programs:
            program.send_signal(signal.SIGTERM)
        results = [program.communicate(timeout=LIMIT_S)[1] for program in programs]
    for program, stderr in zip(programs, results, strict=True):
        lines = [line for line in stderr.decode().splitlines() if not EXPECTED.search(line)]
        assert (program.returncode, lines) == (0, [])


def handed_over(program: subprocess.Popen[bytes]) -> bool:
    """Whether a start ends at once and well, which means that another has taken its files."""
    _, stderr = program.communicate(timeout=LIMIT_S)
    return (program.returncode, stderr) == (0, b"")


def listening() -> bool:
    return (data_folder() / FOLDER / SOCKET).is_socket()


def test_of_ten_starts_at_once_one_becomes_the_window_and_opens_all_files(tmp_path: Path) -> None:
    paths = images(tmp_path, STARTS)
    programs = [start(path) for path in paths]

    def ended() -> list[subprocess.Popen[bytes]]:
        return [program for program in programs if program.poll() is not None]

    wait_for(lambda: len(ended()) == STARTS - 1, "nine that have handed over")
    (window,) = (program for program in programs if program.poll() is None)
    with ended_well(window):
        assert all(handed_over(program) for program in ended())
        wait_for(lambda: open_images() == {path.name for path in paths}, "all ten images open")
    assert not listening()


def test_another_window_is_opened_where_it_is_asked_for(tmp_path: Path) -> None:
    one, other = images(tmp_path, 2)
    first = start(one)
    wait_for(listening)
    second = start("--new-window", other)
    with ended_well(first, second):
        wait_for(lambda: open_images() >= {other.name})
        assert (first.poll(), second.poll()) == (None, None)


def test_after_a_killed_window_the_next_one_takes_files_again(tmp_path: Path) -> None:
    one, other, last = images(tmp_path, 3)
    killed = start(one)
    wait_for(lambda: open_images() == {one.name})
    killed.kill()
    killed.communicate()
    window = start(other)
    with ended_well(window):
        wait_for(lambda: other.name in open_images())
        assert handed_over(start(last))
        wait_for(lambda: last.name in open_images())


def test_a_stopped_window_locks_nobody_out(tmp_path: Path) -> None:
    one, other = images(tmp_path, 2)
    hung = start(one)
    wait_for(lambda: open_images() == {one.name})
    hung.send_signal(signal.SIGSTOP)
    second = start(other)
    try:
        wait_for(lambda: other.name in open_images(), "a window of its own")
    finally:
        hung.send_signal(signal.SIGCONT)
    with ended_well(hung, second):
        pass
