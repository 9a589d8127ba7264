"""Without a home, and with one that is read-only: a sentence each, the right status, no more."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.downloads.hub_server import HubState, serving
from tests.end_to_end.window_driver import driven_window
from tests.small_disk import MOUNTS, make_read_only, small_disk
from tests.stress.test_kills import numbers_suite
from tests.waiting import LIMIT_S

from vizdesk.common import resources

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="homes as Linux has them")

SHAPES = str(resources.folder() / "samples" / "shapes.png")
DEMO = resources.folder() / "demo"
GGUF = {
    "small-F16.gguf": "demo-small.gguf",
    "mmproj-small-F16.gguf": "demo-small-mmproj.gguf",
}
NO_FOLDER = "/dev/null/home"
MODEL = ("--model", "demo-small")
XDG = tuple(f"XDG_{name}_HOME" for name in ("CONFIG", "DATA", "STATE", "CACHE"))
COUNT = ("compare", SHAPES, "--task", "count", *MODEL)
ADDRESS = "http://127.0.0.1:9/v1"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its status, and what it wrote."""

    status: int
    out: str
    errors: str

    @property
    def sentences(self) -> list[str]:
        """What it said was wrong, each a sentence of vizdesk and not one of Python."""
        lines = [line for line in self.errors.splitlines() if line.startswith("vizdesk: ")]
        assert "Traceback" not in self.errors, self.errors
        assert "[Errno" not in self.errors, self.errors
        assert all(line.endswith((".", ".gguf")) for line in lines), self.errors
        return lines


def places(home: str | None) -> dict[str, str]:
    """The environment of somebody with this home, or none, and no folder named otherwise."""
    ours = ("XDG_", "VIZDESK_", "HOME")
    kept = {key: words for key, words in os.environ.items() if not key.startswith(ours)}
    return kept if home is None else {**kept, "HOME": home}


def vizdesk(home: str | None, *words: str, before: tuple[str, ...] = ()) -> Ended:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "vizdesk", *words],
        env=places(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(numbers_suite(tmp_path_factory.mktemp("suites") / "numbers", 2))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A hub on this machine whose o/r is the small demo model."""
    files = {name: (DEMO / source).read_bytes() for name, source in GGUF.items()}
    with serving(HubState(files=files)) as serving_hub:
        monkeypatch.setenv("HF_ENDPOINT", serving_hub.endpoint)
        yield


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, suite: str) -> Path:
    """A home with a comparison, an eval run and a setting."""
    home = tmp_path_factory.mktemp("used")
    for words in (COUNT, ("eval", suite, *MODEL), ("settings", "set", "threads", "1")):
        assert vizdesk(str(home), *words).status == 0
    return home


@pytest.fixture
def read_only(used: Path, tmp_path: Path) -> Iterator[str]:
    """That home on a disk that nobody can write to, root included."""
    with small_disk(tmp_path / "disk", "8m") as disk:
        shutil.copytree(used, disk, dirs_exist_ok=True)
        make_read_only(disk)
        yield str(disk)


UNWRITTEN = {
    "settings": ("settings", "set", "threads", "2"),
    "set": ("sets", "save", "both", "demo-small"),
    "model": ("models", "add", f"mine@{ADDRESS}", "--name", "Mine"),
    "eval": ("eval", "{suite}", *MODEL),
    "download": ("download", "o/r", "--yes"),
}
"""Commands that can do nothing where nothing can be written."""
READING = {
    "models": ("models",),
    "keys": ("keys", "list"),
    "doctor": ("doctor",),
    "settings": ("settings",),
    "endpoints": ("endpoints",),
}


@pytest.mark.parametrize("name", UNWRITTEN)
def test_what_cannot_be_kept_without_a_home_is_a_sentence(name: str, suite: str, hub: None) -> None:
    ended = vizdesk(NO_FOLDER, *(word.format(suite=suite) for word in UNWRITTEN[name]))
    assert ended.status in (1, 2)
    assert len(ended.sentences) == 1
    assert NO_FOLDER in ended.sentences[0]


@pytest.mark.parametrize("name", READING)
def test_what_only_reads_needs_no_home(name: str) -> None:
    ended = vizdesk(NO_FOLDER, *READING[name])
    assert ended.status == 0
    assert [words for words in ended.sentences if NO_FOLDER in words] == []
    assert ended.out


def test_without_a_home_a_comparison_is_made_and_exported(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    ended = vizdesk(NO_FOLDER, *COUNT, "--export", str(page))
    assert ended.status == 0
    assert ended.sentences == [
        "vizdesk: The history could not be written: "
        f"{NO_FOLDER}/.local/share/vizdesk/history.sqlite3: Not a directory."
    ]
    assert "shapes.png · Demo, small · done" in ended.out
    assert page.exists()


def user_without_name() -> tuple[str, ...]:
    """A command that runs another as a user whom the system does not know, as containers do."""
    command = ("unshare", "--user", "--map-user=12345")
    done = subprocess.run([*command, "true"], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"no user namespace can be made here: {done.stderr.decode()}")
    return command


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare of util-linux")
@pytest.mark.parametrize("words", [("models",), ("doctor",), COUNT], ids=lambda words: words[0])
def test_a_user_without_a_name_and_without_home_is_served(words: tuple[str, ...]) -> None:
    ended = vizdesk(None, *words, before=user_without_name())
    assert ended.status == 0
    assert ended.out
    assert [line for line in ended.sentences if "/nonexistent" not in line] == []


@MOUNTS
@pytest.mark.parametrize("name", UNWRITTEN)
def test_what_cannot_be_kept_in_a_read_only_home_is_a_sentence(
    name: str, suite: str, read_only: str, hub: None
) -> None:
    ended = vizdesk(read_only, *(word.format(suite=suite) for word in UNWRITTEN[name]))
    assert ended.status in (1, 2)
    assert len(ended.sentences) == 1
    assert read_only in ended.sentences[0]


@MOUNTS
def test_a_read_only_home_is_read_and_its_comparisons_are_shown(read_only: str) -> None:
    for words in READING.values():
        ended = vizdesk(read_only, *words)
        assert (ended.status, [each for each in ended.sentences if read_only in each]) == (0, [])
    listed = vizdesk(read_only, "history", "list")
    assert (listed.status, listed.errors) == (0, "")
    assert "shapes.png" in listed.out
    shown = vizdesk(read_only, "history", "show", listed.out.split()[0])
    assert (shown.status, shown.errors) == (0, "")
    runs = vizdesk(read_only, "evals", "list")
    assert (runs.status, runs.errors) == (0, "")
    assert "numbers" in runs.out
    deleted = vizdesk(read_only, "history", "delete", listed.out.split()[0], "--yes")
    assert deleted.status == 1
    (sentence,) = deleted.sentences
    assert sentence.startswith(f"vizdesk: {read_only}/.local/share/vizdesk/history.sqlite3 cannot")


@MOUNTS
def test_in_a_read_only_home_a_comparison_is_made_and_exported(
    read_only: str, tmp_path: Path
) -> None:
    page = tmp_path / "a.html"
    ended = vizdesk(read_only, *COUNT, "--export", str(page))
    assert (ended.status, page.exists()) == (0, True)
    (sentence,) = ended.sentences
    assert sentence.startswith(
        "vizdesk: The history could not be written: "
        f"{read_only}/.local/share/vizdesk/history.sqlite3 cannot be written: "
    )


def use_window(home: str) -> dict[str, Any]:
    """Ask a model in a window with this home, end it as a session does; its last state."""
    folders = ("CONFIG", "DATA", "STATE", "MODELS", "CACHE")
    named = (*(f"VIZDESK_{name}" for name in folders), *XDG)
    with driven_window(SHAPES, **dict.fromkeys(named, ""), HOME=home) as window:
        window.wait(lambda state: state["image"] and state["needs"])
        assert window.ask("demo-small")["answers"]["demo-small"]["state"] == "done"
        state = window.wait(lambda state: state["waiting"])
        os.kill(window.pid, signal.SIGTERM)
        assert window.ended() == 0
        assert "Traceback" not in window.stderr
    return state


def test_a_window_without_a_home_answers_and_ends() -> None:
    state = use_window(NO_FOLDER)
    assert state["waiting"] == 1
    assert NO_FOLDER in state["message"]


@MOUNTS
def test_a_window_in_a_read_only_home_answers_and_ends(read_only: str) -> None:
    state = use_window(read_only)
    assert state["waiting"] == 1
    assert read_only in state["message"]
