"""The whole program on a real X server: a real drop, real clicks, real models, a clean end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import LIMIT_S, wait_for

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIXTURES = ROOT / "tests" / "parity" / "fixtures"
SHAPES = ROOT / "resources" / "samples" / "shapes.png"

pytestmark = [
    pytest.mark.xdist_group("x11"),
    pytest.mark.skipif(
        sys.platform != "linux" or not shutil.which("Xvfb") or not shutil.which("xdotool"),
        reason="needs Xvfb and xdotool (tools/setup.sh test installs them on Debian and Ubuntu)",
    ),
]


@dataclass
class Screen:
    """An X server of the test's own, and programs on it."""

    environment: dict[str, str]
    programs: list[subprocess.Popen[bytes]]

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            [sys.executable, *words],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.programs.append(program)
        return program

    def do(self, *words: object) -> None:
        """One xdotool command."""
        subprocess.run(
            ["xdotool", *map(str, words)], env=self.environment, check=True, capture_output=True
        )

    def click(self, at: list[int]) -> None:
        self.do("mousemove", *at)
        self.do("click", 1)

    def drag(self, start: tuple[int, int], end: list[int], accepted: Path) -> None:
        """Press, move in steps as a hand does, release once the target takes what is dragged."""
        self.do("mousemove", *start)
        self.do("mousedown", 1)
        for step in range(1, 13):
            x = start[0] + (end[0] - start[0]) * step // 12
            y = start[1] + (end[1] - start[1]) * step // 12
            self.do("mousemove", x, y)
            time.sleep(0.04)
        wait_for(accepted.exists, "a target that takes the files")
        self.do("mouseup", 1)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Xvfb on a display number it chooses itself."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1480x940x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    environment = {
        **os.environ,
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONWARNINGS": "default",
    }
    made = Screen(environment, [])
    yield made
    for program in made.programs:
        if program.poll() is None:
            program.kill()
        program.communicate()
    server.terminate()
    server.wait(LIMIT_S)


@dataclass
class Window:
    """The window under test, seen from outside."""

    screen: Screen
    program: subprocess.Popen[bytes]
    state_file: Path

    def state(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self.state_file.read_text())
        except FileNotFoundError:
            return {}
        return found

    def wait(
        self, ready: Callable[[dict[str, Any]], object], seconds: float = LIMIT_S
    ) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.program.poll() is not None:
                assert self.program.stderr is not None
                pytest.fail(f"the window ended: {self.program.stderr.read().decode()}")
            state = self.state()
            if state and ready(state):
                return state
            time.sleep(0.1)
        pytest.fail(f"this did not come about: {self.state()}")

    def grab(self, path: Path) -> None:
        self.state_file.with_suffix(".grab").write_text(str(path))
        wait_for(path.exists, "a screenshot", every_s=0.1)


def open_window(screen: Screen, tmp_path: Path, *arguments: str) -> Window:
    state = tmp_path / "state.json"
    program = screen.start(str(HERE / "window_probe.py"), str(state), *arguments)
    window = Window(screen, program, state)
    window.wait(lambda _: True)
    return window


def drop(screen: Screen, files: list[Path], target: list[int]) -> None:
    """Drag files from a second program's window onto `target`."""
    accepted = Path(screen.environment["HOME"]) / "accepted"
    screen.start(str(HERE / "drag_source.py"), "20", "20", str(accepted), *map(str, files))
    screen.do("search", "--sync", "--onlyvisible", "--name", "files to drag")
    screen.drag((70, 60), target, accepted)


def all_done(state: dict[str, Any]) -> bool:
    answers = state["answers"].values()
    return not state["running"] and bool(answers) and all(a["state"] == "done" for a in answers)


def test_drop_an_image_click_run_and_see_both_demo_models_answer(
    screen: Screen, tmp_path: Path
) -> None:
    window = open_window(screen, tmp_path)
    places = window.state()["places"]
    drop(screen, [SHAPES], places["drop"])
    window.wait(lambda state: state["image"] == str(SHAPES))
    screen.programs[-1].kill()
    screen.click(window.state()["places"]["run"])
    state = window.wait(all_done)
    assert set(state["answers"]) == {"demo-large", "demo-small"}
    assert all(answer["boxes"] for answer in state["answers"].values())

    # A second task on the same image, by the mouse; then the keyboard runs it.
    screen.click(state["places"]["caption"])
    window.wait(lambda state: state["task"] == "caption")
    screen.do("key", "ctrl+Return")
    state = window.wait(lambda state: state["task"] == "caption" and all_done(state))
    assert all(answer["text"] for answer in state["answers"].values())

    # Closing ends the program and its workers, without a word on stderr.
    screen.do("key", "ctrl+q")
    _, stderr = window.program.communicate(timeout=LIMIT_S)
    assert window.program.returncode == 0
    assert stderr.decode() == ""


def test_the_table_is_sorted_a_page_opened_and_a_task_tried_by_the_mouse(
    screen: Screen, tmp_path: Path
) -> None:
    window = open_window(screen, tmp_path)
    screen.click(window.state()["places"]["models side"])
    side = window.wait(lambda state: state["side"].get("columns"))["side"]
    assert side["columns"] == ["gemma-3-4b", "gemma-4-26b-a4b", "gpt-5.5", "gpt-5.4-mini"]
    # Up, then down: the dearest first.
    for first in ("gemma-3-4b", "gpt-5.5"):
        screen.click(side["places"]["price"])
        window.wait(lambda state, first=first: state["side"]["columns"][0] == first)  # type: ignore[misc]
        time.sleep(0.6)  # or two clicks are a double click
    screen.click(side["places"]["name"])
    window.wait(lambda state: state["side"]["page"] == "gpt-5.5")
    screen.click(window.state()["places"]["models side"])
    side = window.wait(lambda state: state["side"].get("columns"))["side"]
    screen.click(side["places"]["try"])
    state = window.wait(lambda state: state["task"] == "caption" and "gpt-5.5" in state["models"])
    # What was checked before stays checked, and no other model of the table is.
    assert sorted(state["models"]) == ["demo-large", "demo-small", "gpt-5.5"]
    screen.do("key", "ctrl+q")
    _, stderr = window.program.communicate(timeout=LIMIT_S)
    assert window.program.returncode == 0
    assert stderr.decode() == ""


def test_an_image_named_on_the_command_line_is_open_at_once(screen: Screen, tmp_path: Path) -> None:
    window = open_window(screen, tmp_path, str(SHAPES))
    window.wait(lambda state: state["image"] == str(SHAPES))
    window.program.terminate()
    _, stderr = window.program.communicate(timeout=LIMIT_S)
    assert stderr.decode() == ""


def test_drop_an_image_with_paligemma_and_it_is_asked_in_its_own_language(
    screen: Screen, tmp_path: Path
) -> None:
    folder = tmp_path / "downloads"
    shutil.copytree(FIXTURES / "paligemma-2", folder)
    window = open_window(screen, tmp_path)
    files = [SHAPES, folder / "mmproj.gguf", folder / "model.gguf"]
    drop(screen, files, window.state()["places"]["drop"])
    state = window.wait(lambda state: "model" in state["models"] and state["image"])
    screen.programs[-1].kill()
    assert "family Google PaliGemma" in state["message"]
    screen.click(state["places"]["caption"])
    window.wait(lambda state: state["task"] == "caption")
    screen.click(state["places"]["run"])
    answer = window.wait(all_done)["answers"]["model"]
    assert answer["prompt"] == "caption en"
    assert answer["text"]
    window.program.terminate()
    window.program.communicate(timeout=LIMIT_S)
