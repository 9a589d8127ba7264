"""An exception nobody caught is written down, told, and put away with what stood there before."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from vizdesk.diagnostics.crash_log import CrashLog
from vizdesk.diagnostics.redaction import Redactor
from vizdesk.diagnostics.run_lock import UncleanShutdown
from vizdesk.diagnostics.run_monitor import RunMonitor

KEY = "sk-planted-0123456789abcdef"


@pytest.fixture
def crashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashLog]:
    """Installed over hooks that say nothing: what pytest puts there would fail the test."""
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda *_: None)
    made = CrashLog(tmp_path, lambda: "vizdesk 0.1.0", Redactor({}))
    made.install()
    yield made
    made.uninstall()


def raised(words: str) -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def test_an_exception_in_the_window_is_written_and_told(crashes: CrashLog) -> None:
    told: list[BaseException] = []
    crashes.tell = told.append
    error = raised(f"prompt with {KEY}")
    sys.excepthook(type(error), error, error.__traceback__)
    written = crashes.path.read_text()
    assert "vizdesk 0.1.0\nException in the window\nValueError\n" in written
    assert "in raised" in written
    assert "prompt" not in written
    assert "planted" not in written
    assert told == [error]


def test_what_a_terminal_is_told_of_an_exception_has_no_key_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    scrub = Redactor({})
    scrub.watch(lambda text: text.replace("planted/0123", "•••"))
    crashes = CrashLog(tmp_path, lambda: "vizdesk 0.1.0", scrub)
    crashes.install()
    try:
        error = raised("it holds planted/0123")
        sys.excepthook(type(error), error, error.__traceback__)

        def fail() -> None:
            raise LookupError("another planted/0123")

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    finally:
        crashes.uninstall()
    told = capsys.readouterr().err
    assert "ValueError: it holds •••" in told
    assert "LookupError: another •••" in told
    assert "planted" not in told


def test_an_exception_in_a_thread_is_written_and_told(crashes: CrashLog) -> None:
    told: list[BaseException] = []
    crashes.tell = told.append

    def fail() -> None:
        raise LookupError("words")

    thread = threading.Thread(target=fail, name="reader")
    thread.start()
    thread.join()
    assert "Exception in reader\nLookupError" in crashes.path.read_text()
    assert len(told) == 1


def test_work_of_the_loop_whose_failure_nobody_awaited_is_written(crashes: CrashLog) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(crashes.in_loop)
        loop.call_soon(lambda: 1 // 0)
        await asyncio.sleep(0.01)

    asyncio.run(main())
    assert "Exception in the background\nZeroDivisionError" in crashes.path.read_text()


def test_ctrl_c_is_no_mistake(crashes: CrashLog) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not crashes.path.exists()


def test_the_hooks_are_given_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    crashes = CrashLog(tmp_path, str, Redactor({}))
    crashes.install()
    assert sys.excepthook != before[0]
    crashes.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_bad_end_is_written_with_its_frames(crashes: CrashLog) -> None:
    crashes.note_bad_end(
        UncleanShutdown("2026-11-21T07:00:00+00:00", "0.0.9", "Fatal Python error")
    )
    written = crashes.path.read_text()
    assert "vizdesk 0.0.9, begun 2026-11-21T07:00:00+00:00, ended unexpectedly" in written
    assert "Fatal Python error" in written


def test_a_folder_that_cannot_be_written_keeps_no_window_from_opening(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    watch = RunMonitor(tmp_path / "file" / "state", {})
    assert "cannot be written" in watch.diagnosis.log_problem()
    assert watch.ended_badly is None
    watch.end()
