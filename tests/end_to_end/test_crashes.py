"""Real windows that crash, are killed or make a mistake: nothing is lost, and it is said calmly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import LIMIT_S

HERE = Path(__file__).parent
SHAPES = HERE.parents[1] / "resources" / "samples" / "shapes.png"
KEY = "sk-planted-0123456789abcdef"


class Window:
    """One vizdesk in a process of its own, that does what `crash_probe.py` is told to."""

    def __init__(self, folder: Path, name: str, *menu_actions: str) -> None:
        self.state = folder / f"{name}.json"
        self.program = subprocess.Popen(
            [
                sys.executable,
                str(HERE / "crash_probe.py"),
                str(self.state),
                str(SHAPES),
                *menu_actions,
            ],
            env={
                **os.environ,
                "OPENAI_API_KEY": KEY,
                "QT_LOGGING_RULES": "qt.qpa.*=false",
                "QT_QPA_PLATFORM": "offscreen",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def seen(self) -> dict[str, Any]:
        """What a person sees in it."""
        found: dict[str, Any] = json.loads(self.state.read_text())
        return found

    def wait(self, ready: Callable[[dict[str, Any]], object], seconds: float = LIMIT_S) -> None:
        """Wait until it shows something."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.state.exists() and ready(self.seen()):
                return
            assert self.program.poll() is None, self.program.communicate()[1].decode()
            time.sleep(0.05)
        raise TimeoutError(self.state.read_text() if self.state.exists() else "no state")

    def end(self, number: int) -> str:
        """Send a signal, wait for the end; returns stderr."""
        self.program.send_signal(number)
        return self.program.communicate(timeout=LIMIT_S)[1].decode()


def close(window: Window) -> None:
    said = window.end(signal.SIGTERM)
    assert window.program.returncode == 0
    assert "Traceback" not in said


def states(folder: Path) -> list[Path]:
    return sorted((folder / "vizdesk-state" / "running").iterdir())


def answered(seen: dict[str, Any]) -> bool:
    return list(seen["answers"].values()) == ["done", "done"]


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV], ids=["killed", "segfault"])
def test_after_a_hard_end_the_next_start_says_so_and_reopens_the_last_comparison(
    tmp_path: Path, private_home: Path, number: signal.Signals
) -> None:
    first = Window(tmp_path, "first", "run")
    first.wait(answered)
    first.wait(lambda seen: seen["kept"])
    first.end(number)
    assert first.program.returncode == -number

    second = Window(tmp_path, "second", "reopen")
    second.wait(answered)
    seen = second.seen()
    assert seen["banners"] == ["Last time vizdesk ended unexpectedly."]
    assert seen["offers"] == ["Reopen the last comparison", "Copy details", "Show the log"]
    assert seen["boxes"] == first.seen()["boxes"]
    close(second)
    assert states(private_home) == []
    crashes = (private_home / "vizdesk-state" / "crashes.log").read_text()
    assert "ended unexpectedly" in crashes
    assert ("Segmentation fault" in crashes) == (number == signal.SIGSEGV)

    third = Window(tmp_path, "third")
    third.wait(lambda seen: seen["settled"])
    assert third.seen()["banners"] == []
    close(third)


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with POSIX signals")
def test_a_second_window_beside_a_living_one_says_nothing(
    tmp_path: Path, private_home: Path
) -> None:
    first = Window(tmp_path, "first")
    first.wait(lambda seen: seen["settled"])
    second = Window(tmp_path, "second")
    second.wait(lambda seen: seen["settled"])
    assert second.seen()["banners"] == []
    assert len([state for state in states(private_home) if state.suffix == ".json"]) == 2
    close(second)
    close(first)
    assert states(private_home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with POSIX signals")
@pytest.mark.parametrize("place", ["slot", "thread", "paint"])
def test_an_exception_nobody_caught_is_one_sentence_and_the_window_goes_on(
    tmp_path: Path, private_home: Path, place: str
) -> None:
    window = Window(tmp_path, "window", f"raise-in-{place}")
    window.wait(lambda seen: seen["dialogs"])
    window.wait(answered)
    seen = window.seen()
    assert seen["dialogs"] == ["ErrorDialog"]
    assert "LookupError" in seen["copied"]
    assert "vizdesk" in seen["copied"]
    assert "planted" not in seen["copied"]
    said = window.end(signal.SIGTERM)
    assert window.program.returncode == 0
    assert "LookupError" in said
    crashes = (private_home / "vizdesk-state" / "crashes.log").read_text()
    assert "Exception in" in crashes
    assert "LookupError\n" in crashes


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with POSIX signals")
def test_the_log_tells_the_story_of_a_run_without_its_words(
    tmp_path: Path, private_home: Path
) -> None:
    window = Window(tmp_path, "window", "run", "raise-in-slot")
    window.wait(answered)
    window.wait(lambda seen: seen["dialogs"])
    close_said = window.end(signal.SIGTERM)
    assert window.program.returncode == 0, close_said
    folder = private_home / "vizdesk-state"
    story = (folder / "vizdesk.log").read_text()
    for words in (
        "started: vizdesk",
        "pixels shown",
        "demo-large: asked to detect, llama.cpp",
        "demo-small: detect done",
        "mistake in the window: LookupError",
        "ended",
    ):
        assert words in story
    for path in folder.rglob("*"):
        if path.is_file():
            written = path.read_text()
            for private in (KEY, "planted", "blue circle", "shapes.png", str(SHAPES.parent)):
                assert private not in written, path


def test_a_start_that_fails_says_so_in_a_dialog(tmp_path: Path, private_home: Path) -> None:
    window = Window(tmp_path, "window", "raise-at-start")
    window.program.communicate(timeout=LIMIT_S)
    assert window.program.returncode == 1
    seen = window.seen()
    assert seen["said"] == "vizdesk cannot start; installing it again may help."
    assert "LookupError: while sending •••" in seen["copied"]
    assert "Exception in the start" in (private_home / "vizdesk-state" / "crashes.log").read_text()
    assert states(private_home) == []
