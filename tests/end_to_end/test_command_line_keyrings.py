"""The command line with each kind of password store: a sentence each, and no waiting without end.

The stores are real backends in the program's own process, chosen by PYTHON_KEYRING_BACKEND.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.waiting import LIMIT_S, wait_for

from vizdesk.common import resources
from vizdesk.credentials.keys import KeyState

SHAPES = resources.folder() / "samples" / "shapes.png"
STORES = {
    "keyring.backends.fail.Keyring": KeyState.NONE,
    "tests.credentials.store_kinds.Locked": KeyState.LOCKED,
    "tests.credentials.store_kinds.Failing": KeyState.FAILING,
    "tests.credentials.store_kinds.Plaintext": KeyState.INSECURE,
}
SLOW = "tests.credentials.store_kinds.Slow"


def environment(store: str, folder: Path, **more: str) -> dict[str, str]:
    """What a program is run with that has this store; what it is asked is written to `asked`."""
    return {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHON_KEYRING_BACKEND": store,
        "VIZDESK_TEST_ASKED": str(folder / "asked"),
        "HTTPS_PROXY": "http://127.0.0.1:9",  # a closed port: nothing leaves
        **more,
    }


def run(
    store: str, folder: Path, *words: str, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vizdesk", *words],
        env=environment(store, folder, **more),
        capture_output=True,
        text=True,
        input=stdin,
        timeout=LIMIT_S,
        check=False,
    )


def asked(folder: Path) -> list[str]:
    """What the store was asked, in this order."""
    path = folder / "asked"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.parametrize(("store", "state"), STORES.items())
def test_each_closed_store_is_one_sentence_in_the_list_and_where_a_key_is_kept(
    store: str, state: KeyState, tmp_path: Path
) -> None:
    listed = run(store, tmp_path, "keys", "list", XAI_API_KEY="sk-proof-1")
    assert listed.returncode == 0
    assert "xai          in the environment (XAI_API_KEY)" in listed.stdout
    assert listed.stderr.splitlines()[-1] == f"vizdesk: {state.sentence}"
    assert len(asked(tmp_path)) <= 1
    kept = run(store, tmp_path, "keys", "set", "openai", stdin="sk-proof-2\n")
    assert kept.returncode == 1
    assert kept.stderr.splitlines()[-1] == (
        f"vizdesk: {state.sentence} The key was not kept; OPENAI_API_KEY can hold it."
    )
    told = run(store, tmp_path, "doctor")
    assert state.sentence in told.stdout
    assert "sk-proof" not in listed.stdout + listed.stderr + kept.stderr + told.stdout


@pytest.mark.parametrize(("store", "state"), STORES.items())
def test_a_model_whose_key_is_in_a_closed_store_says_so_and_not_that_there_is_none(
    store: str, state: KeyState, tmp_path: Path
) -> None:
    words = ("compare", str(SHAPES), "--task", "detect", "--model", "gpt-5.5")
    done = run(store, tmp_path, *words)
    assert done.returncode == 1
    closed = state in (KeyState.LOCKED, KeyState.FAILING)
    assert (state.sentence in done.stderr) is closed, done.stderr
    assert ("There is no key for OpenAI" in done.stderr) is not closed, done.stderr
    # With a key in the environment the store is no hindrance.
    done = run(store, tmp_path, *words, OPENAI_API_KEY="sk-proof-1")
    assert state.sentence not in done.stderr
    assert "proxy" in done.stderr


def test_a_store_of_twenty_seconds_is_asked_once_by_the_list(tmp_path: Path) -> None:
    listed = run(SLOW, tmp_path, "keys", "list")
    assert listed.returncode == 0
    assert listed.stdout.count("password store does not answer") == len(listed.stdout.splitlines())
    assert listed.stderr == f"vizdesk: {KeyState.SLOW.sentence}\n"
    assert len(asked(tmp_path)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_comparison_that_waits_for_a_store_that_hangs_is_stopped_at_once(
    number: signal.Signals, tmp_path: Path
) -> None:
    # It hangs for longer than this test waits for anything.
    words = ("compare", str(SHAPES), "--task", "detect", "--model", "gpt-5.5")
    program = subprocess.Popen(
        [sys.executable, "-m", "vizdesk", *words],
        env=environment(SLOW, tmp_path, VIZDESK_TEST_SLOW_S=str(LIMIT_S * 10)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_for(lambda: asked(tmp_path), "the question to the store")
    program.send_signal(number)
    _, stderr = program.communicate(timeout=LIMIT_S)
    assert program.returncode == 130
    assert b"Traceback" not in stderr
