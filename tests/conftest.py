"""What every test gets: a home of its own, no keyring, and proof that nothing is left."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.processes import children
from tests.waiting import LIMIT_S, PatientQtBot

from vizdesk.catalog.gguf import header_process
from vizdesk.images import decoder_process

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# This machine's own password store must not answer for a test: those of the real daemon start one
# in a session of their own. Read once a process, so it stands here. https://keyring.readthedocs.io
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# Hypothesis fails an example of more than 200 ms, which a busy machine makes of any of them.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


def _leave_children_their_signals() -> None:
    """Let no program that a test starts inherit that a signal is ignored.

    Under `nohup`, or after `&` in a script, SIGHUP and SIGINT are: vizdesk would rightly ignore
    them too, and every test that ends it with one would wait in vain. A handler stays with this
    process, which goes on ignoring them. https://man7.org/linux/man-pages/man7/signal.7.html
    """
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


_leave_children_their_signals()


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every place a desktop program writes to into the test's own folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("VIZDESK_CONFIG", str(home / "vizdesk"))
    monkeypatch.setenv("VIZDESK_MODELS", str(home / "vizdesk-models"))
    monkeypatch.setenv("VIZDESK_DATA", str(home / "vizdesk-data"))
    monkeypatch.setenv("VIZDESK_STATE", str(home / "vizdesk-state"))
    monkeypatch.setenv("VIZDESK_CACHE", str(home / "vizdesk-cache"))
    monkeypatch.delenv("VIZDESK_OFFLINE", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    for name in ("OPENAI_API_KEY", "OPENROUTER_API_KEY", "GEMINI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientQtBot:
    """pytest-qt's `qtbot` with generous limits: a busy machine is no failure."""
    return PatientQtBot(request)


@pytest.fixture(scope="session", autouse=True)
def widget_application(qapp: object) -> object:
    """Have the widgets' application first: a command line tried in this process would otherwise
    make Qt's smaller one, and every later test of a window in it would fail."""
    return qapp


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread or a child process running (shared servers excepted)."""
    if "shared_server" in request.keywords:
        yield
        return
    threads, before = set(threading.enumerate()), children(os.getpid())
    yield
    decoder_process.pool.close()
    header_process.reader.close()
    until = time.monotonic() + LIMIT_S / 4
    while time.monotonic() < until:
        left = [thread for thread in threading.enumerate() if thread not in threads]
        processes = children(os.getpid()) - before
        if not left and not processes:
            return
        time.sleep(0.02)
    names = [thread.name for thread in left]
    pytest.fail(f"left behind: threads {names}, processes {sorted(processes)}")


def pytest_sessionfinish() -> None:
    """llama_cpp opens the null device twice when a test imports it, and never closes it."""
    module = sys.modules.get("llama_cpp._utils")
    if module is not None:
        module.outnull_file.close()
        module.errnull_file.close()
