"""However the window ends while models stream: nothing is lost, left running or said on stderr."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.window_driver import ROOT, DrivenWindow, driven_window
from tests.engines.openai.scripted_server import Handler, ScriptedServer, serve
from tests.processes import alive, descendants
from tests.waiting import LIMIT_S, wait_for

from vizdesk.catalog.models.model_spec import find_model
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.common import resources
from vizdesk.common.paths import config_folder, data_folder
from vizdesk.comparison.profiles import load_profiles
from vizdesk.history.store import History

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc for what is left")

SHAPES = resources.folder() / "samples" / "shapes.png"
STREAMS = ("stream-1", "stream-2", "stream-3", "stream-4")


def word_by_word(handler: Handler) -> None:
    """Say something, and then nothing until the other end is gone."""
    if handler.asked_with is None:
        handler.whole(200, b'{"data": []}', "application/json", {})
        return
    handler.begin_stream()
    for word in ("A ", "red ", "circle "):
        event = {"choices": [{"index": 0, "delta": {"content": word}}]}
        handler.piece(f"data: {json.dumps(event)}\n\n")
    handler.wait_for_hang_up()


@pytest.fixture
def streams() -> Iterator[list[str]]:
    """Four models of one's own on a server that never comes to an end; their ids."""
    with serve(word_by_word) as server:
        yield add_models(server)


def add_models(server: ScriptedServer) -> list[str]:
    profiles = load_profiles(resources.folder() / "profiles")
    user_models = UserModels(config_folder() / "models")
    names = [f"{name}@{server.base_url}" for name in STREAMS]
    for name in names:
        user_models.keep(find_model(name, (), profiles))
    return names


def begin(window: DrivenWindow, models: list[str]) -> None:
    """Ask four models that stream and two that run here, and wait until all four have begun."""
    window.wait(lambda state: state["image"] and state["needs"])
    window.tell("task", kind="caption")
    window.tell("choose", models=["demo-large", "demo-small", *models])
    window.tell("run")
    window.wait(
        lambda state: all(
            state["answers"].get(model, {}).get("text", "") == "A red circle " for model in models
        )
    )


def kept_answers() -> dict[str, tuple[str, str]]:
    """State and text of each answer of the one comparison that is in the history."""
    with sqlite3.connect(data_folder() / "history.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    history = History(data_folder() / "history.sqlite3")
    (entry,) = history.entries()
    answers = history.load(entry.id).answers
    history.close()
    return {answer.model.id: (answer.state.value, answer.text) for answer in answers}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_four_models_stream_ends_the_window_and_keeps_what_was_said(
    number: signal.Signals, streams: list[str]
) -> None:
    with driven_window(str(SHAPES)) as window:
        begin(window, streams)
        children = descendants(window.pid)
        os.kill(window.pid, number)
        assert (window.ended(), window.stderr) == (0, "")
        assert [pid for pid in children if alive(pid)] == []
    answers = kept_answers()
    assert {answers[model] for model in streams} == {("stopped", "A red circle ")}


def worker_of(window: DrivenWindow) -> int:
    """The one child that runs a local model."""
    workers = [
        pid
        for pid in descendants(window.pid)
        if b"--worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    return workers[0] if workers else 0


def test_a_worker_that_is_suspended_costs_its_answer_and_neither_the_window_nor_its_end() -> None:
    with driven_window(str(SHAPES), VIZDESK_TEST_FILE_SILENCE_S="10") as window:
        window.wait(lambda state: state["image"] and state["needs"])
        window.tell("choose", models=["demo-small"])
        window.tell("run")
        worker = wait_for(lambda: worker_of(window), "the worker")
        os.kill(worker, signal.SIGSTOP)
        state = window.wait(lambda state: not state["running"])
        answer = state["answers"]["demo-small"]
        assert answer["state"] == "failed"
        assert "said nothing for" in answer["failure"]
        # The next one is asked in a new child.
        assert window.ask("demo-small")["answers"]["demo-small"]["state"] == "done"
        again = worker_of(window)
        os.kill(again, signal.SIGSTOP)
        assert window.close() == 0
        (warning,) = window.stderr.splitlines()
        assert warning.endswith("Demo, small said nothing for 10 s.")
        assert not alive(worker)
        assert not alive(again)


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb")
@pytest.mark.xdist_group("x11")
def test_a_screen_that_goes_away_leaves_no_process_and_loses_no_answer(
    streams: list[str],
) -> None:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1480x940x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        display = f":{pipe.readline().strip()}"
    try:
        with driven_window(str(SHAPES), QT_QPA_PLATFORM="xcb", DISPLAY=display) as window:
            begin(window, streams)
            state = window.wait(
                lambda state: (
                    all(
                        state["answers"][model]["state"] == "done"
                        for model in ("demo-large", "demo-small")
                    )
                    and not state["waiting"]
                )
            )
            children = descendants(window.pid)
            server.kill()
            assert window.ended() != 0
            assert "Traceback" not in window.stderr
            wait_for(lambda: not [pid for pid in children if alive(pid)], "the end of children")
    finally:
        server.kill()
        server.wait(LIMIT_S)
    answers = kept_answers()
    for model in ("demo-large", "demo-small"):
        assert answers[model] == ("done", state["answers"][model]["text"])
    # The next start finds all of it.
    with driven_window(str(SHAPES)) as window:
        window.wait(lambda state: state["image"])
        assert window.close() == 0


@pytest.mark.parametrize(
    "words",
    ["models", "history list", "keys list", "evals list", "doctor", "--help"],
)
def test_a_reader_that_goes_after_one_line_ends_the_command_without_a_word(words: str) -> None:
    python = sys.executable
    script = f"'{python}' -u -m vizdesk {words} | head -1; echo ${{PIPESTATUS[0]}} >&2"
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    *words_said, status = done.stderr.splitlines()
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert int(status) in (0, 1, 141), words_said


def test_what_a_start_has_to_say_is_still_there_when_its_image_is_open() -> None:
    broken = config_folder() / "models" / "deep.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("a = " + "[" * 5000)
    with driven_window(str(SHAPES)) as window:
        state = window.wait(
            lambda state: state["image"] and not state["message"].startswith("Opening")
        )
        assert "deep.toml cannot be read: it is nested too deep" in state["message"]
        assert window.close() == 0
