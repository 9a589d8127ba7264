"""The bridge keeps its five rules."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator

from pytestqt.qtbot import QtBot

from vizdesk.ui.core.task_runner import StoppedError, TaskRunner


async def numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


def test_events_arrive_in_order_on_the_qt_thread(qtbot: QtBot, background: TaskRunner) -> None:
    seen: list[int] = []
    threads: set[threading.Thread] = set()
    ended: list[BaseException | None] = []

    def take(number: int) -> None:
        seen.append(number)
        threads.add(threading.current_thread())

    background.stream(numbers(5000), take, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert seen == list(range(5000))
    assert threads == {threading.main_thread()}
    assert ended == [None]


def test_an_exception_reaches_its_caller(qtbot: QtBot, background: TaskRunner) -> None:
    async def fails() -> AsyncIterator[int]:
        yield 1
        raise ValueError("broken")

    ended: list[BaseException | None] = []
    background.stream(fails(), lambda _: None, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], ValueError)


def test_cancelling_runs_the_cleaning_up_and_says_so(qtbot: QtBot, background: TaskRunner) -> None:
    cleaned: list[bool] = []
    started: list[int] = []

    async def endless() -> AsyncIterator[int]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            cleaned.append(True)

    ended: list[BaseException | None] = []
    future = background.stream(endless(), started.append, ended.append)
    qtbot.waitUntil(lambda: bool(started))
    future.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert cleaned == [True]
    assert isinstance(ended[0], StoppedError)


def test_a_flood_leaves_the_window_room_to_paint(qtbot: QtBot, background: TaskRunner) -> None:
    """Eight streams of 20,000 events: the Qt thread keeps coming back to its timers."""
    from PySide6.QtCore import QTimer

    gaps: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(1)
    ended: list[BaseException | None] = []
    for _ in range(8):
        background.stream(numbers(20_000), lambda _: None, ended.append)
    qtbot.waitUntil(lambda: len(ended) == 8, timeout=60_000)
    timer.stop()
    assert sorted(gaps)[len(gaps) // 2] < 0.1


def test_closing_cancels_what_runs_and_ends_the_thread(qtbot: QtBot) -> None:
    background = TaskRunner()
    let_go: list[str] = []

    async def endless() -> AsyncIterator[int]:
        await asyncio.Event().wait()
        yield 1

    async def close_engines() -> None:
        let_go.append("engines")

    background.stream(endless(), lambda _: None, lambda _: None)
    at = time.perf_counter()
    background.close(close_engines)
    assert time.perf_counter() - at < 2.0
    assert let_go == ["engines"]


def test_work_that_comes_after_closing_is_let_fall(qtbot: QtBot) -> None:
    background, done = TaskRunner(), list[object]()
    background.call(lambda: 1, lambda value, _: done.append(value))
    qtbot.waitUntil(lambda: done == [1])
    background.close()
    assert background.call(lambda: 2, lambda value, _: done.append(value)).cancelled()
    qtbot.wait(50)
    assert done == [1]


def test_a_mistake_on_the_qt_thread_does_not_hold_back_what_comes_after(
    qtbot: QtBot, background: TaskRunner
) -> None:
    came: list[str] = []

    def mistake() -> None:
        raise ValueError("a dialog that is gone")

    with qtbot.captureExceptions() as mistakes:
        background.post(mistake)
        background.post(lambda: came.append("behind it"))
        qtbot.waitUntil(lambda: came == ["behind it"])
        background.post(lambda: came.append("later"))
        qtbot.waitUntil(lambda: came[-1] == "later")
    assert [str(one[1]) for one in mistakes] == ["a dialog that is gone"]


def test_closing_waits_for_no_thread_that_somebody_elses_dialog_holds(qtbot: QtBot) -> None:
    held = threading.Event()
    background = TaskRunner()
    background.call(held.wait, lambda *_: None)
    qtbot.wait(50)
    at = time.monotonic()
    background.close()
    assert time.monotonic() - at < 6.0
    assert background.stuck
    held.set()
