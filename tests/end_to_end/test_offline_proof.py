"""Offline, proved: the whole app is used while its sockets are forbidden, cut off, or counted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import LIMIT_S

from vizdesk.common.paths import config_folder
from vizdesk.settings.store import NAME, Settings, save

HERE = Path(__file__).parent
SHAPES = HERE.parents[1] / "resources" / "samples" / "shapes.png"
NEAR = """\
[[model]]
id = "near"
name = "Near"
engine = "openai-chat"
profile = "generic"
base_url = "http://127.0.0.1:9/v1"
slug = "near"
"""
COUNT = ["strace", "-f", "-qq", "-s", "400", "-e", "trace=socket,connect,bind,sendto,execve"]
CUT_OFF = ["unshare", "--map-root-user", "--net"]


def works(words: Sequence[str]) -> bool:
    """Whether this machine lets a program be started this way."""
    if shutil.which(words[0]) is None:
        return False
    done = subprocess.run([*words, sys.executable, "-c", ""], capture_output=True, check=False)
    return done.returncode == 0


def use_offline(tmp_path: Path, before: Sequence[str] = (), *after: str) -> dict[str, Any]:
    """Use the whole window while the switch is on; returns what was seen."""
    save(Settings(offline=True), config_folder() / NAME)
    (config_folder() / "models").mkdir()
    (config_folder() / "models" / "near.toml").write_text(NEAR)
    state = tmp_path / "seen.json"
    program = subprocess.Popen(
        [*before, sys.executable, str(HERE / "offline_probe.py"), str(state), str(SHAPES), *after],
        env={**os.environ, "OPENAI_API_KEY": "sk-test", "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _, said = program.communicate(timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        # Whoever is watched outlives its watcher, so all of them are ended.
        os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
        raise
    assert program.returncode == 0, said
    assert "Traceback" not in said
    found: dict[str, Any] = json.loads(state.read_text())
    return found


def check(found: dict[str, Any]) -> None:
    """Local models answered; whatever needs a server said that vizdesk is offline.

    The samples of recorded answers were opened too, for which nobody is asked.
    """
    assert found["answers"] == {
        "demo-large": "done",
        "demo-small": "done",
        "gpt-5.5": "failed",
        "near": "failed",
        **{f"recorded-{number}": "done" for number in range(1, 5)},
    }
    assert found["failures"] == {
        "gpt-5.5": "vizdesk is offline. Switch Offline off to ask GPT-5.5 at OpenAI.",
        "near": "vizdesk is offline. Switch Offline off to ask Near at 127.0.0.1:9.",
    }
    refused = "vizdesk is offline. Switch Offline off to fetch prices from OpenRouter."
    assert refused in found["said"]
    opened = {"EndpointsDialog", "KeyDialog", "SamplingDialog", "ProfileDialog", "QFileDialog"}
    assert opened <= set(found["dialogs"])


def test_the_whole_app_tries_no_internet_socket_and_looks_up_no_name(tmp_path: Path) -> None:
    found = use_offline(tmp_path, (), "forbidden")
    check(found)
    assert found["tried"] == []


@pytest.mark.skipif(not works(CUT_OFF), reason="this kernel lets no user cut a program off")
def test_the_whole_app_works_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    check(use_offline(tmp_path, CUT_OFF))


def internet_calls(log: str) -> list[str]:
    """Lines in which the kernel was asked for an internet socket."""
    return [line for line in log.splitlines() if "AF_INET" in line]


@pytest.mark.skipif(not works(COUNT), reason="strace is not installed, or not allowed to watch")
def test_the_kernel_sees_no_internet_socket_of_the_window_or_its_workers(tmp_path: Path) -> None:
    log = tmp_path / "calls.txt"
    check(use_offline(tmp_path, [*COUNT, "-o", str(log)]))
    calls = log.read_text(errors="replace")
    workers = [line for line in calls.splitlines() if "execve(" in line and "--worker" in line]
    assert len(workers) >= 2, "each local model's process is watched too"
    assert internet_calls(calls) == []


@pytest.mark.skipif(not works(COUNT), reason="strace is not installed, or not allowed to watch")
def test_the_watch_itself_sees_a_socket_of_a_child(tmp_path: Path) -> None:
    log = tmp_path / "calls.txt"
    child = "import socket; socket.socket().close()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    subprocess.run([*COUNT, "-o", str(log), sys.executable, "-c", parent], check=True)
    assert len(internet_calls(log.read_text())) == 1
