"""The bridge keeps its five rules."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from collections.abc import AsyncIterator
from types import SimpleNamespace

import anyio
import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from tests.waiting import LIMIT_S

from vizdesk.ui.core import task_runner
from vizdesk.ui.core.task_runner import StoppedError, TaskRunner


async def numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


def test_events_arrive_in_order_on_the_qt_thread(qtbot: QtBot, background: TaskRunner) -> None:
    seen: list[int] = []
    threads: set[threading.Thread] = set()
    ended: list[int] = []

    def take(number: int) -> None:
        seen.append(number)
        threads.add(threading.current_thread())

    background.stream(numbers(5000), take).success(lambda _: ended.append(len(seen)))
    qtbot.waitUntil(lambda: bool(ended))
    assert seen == list(range(5000))
    assert threads == {threading.main_thread()}
    assert ended == [5000], "all events came before the end"


def test_an_exception_reaches_its_caller(qtbot: QtBot, background: TaskRunner) -> None:
    async def fails() -> AsyncIterator[int]:
        yield 1
        raise ValueError("broken")

    errors: list[BaseException] = []
    events: list[int] = []
    background.stream(fails(), events.append).failure(errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert events == [1]
    assert [repr(error) for error in errors] == ["ValueError('broken')"]


def test_cancelling_runs_the_cleaning_up_and_says_so(qtbot: QtBot, background: TaskRunner) -> None:
    cleaned: list[bool] = []
    started: list[int] = []

    async def endless() -> AsyncIterator[int]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            cleaned.append(True)

    stopped: list[list[bool]] = []
    operation = background.stream(endless(), started.append)
    operation.stopped(lambda: stopped.append(list(cleaned)))
    qtbot.waitUntil(lambda: bool(started))
    operation.cancel()
    qtbot.waitUntil(lambda: bool(stopped))
    assert stopped == [[True]]


def test_a_function_runs_in_a_thread_and_its_value_comes_back_to_the_qt_thread(
    qtbot: QtBot, background: TaskRunner
) -> None:
    threads: list[threading.Thread] = []
    calls: list[object] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    def take(value: int) -> None:
        threads.append(threading.current_thread())
        calls.append(value)

    background.run(work).success(take).failure(calls.append).stopped(
        lambda: calls.append("stopped")
    ).finished(lambda: calls.append("finished"))
    qtbot.waitUntil(lambda: len(calls) == 2)
    assert calls == ["finished", 42]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_coroutine_runs_on_the_asyncio_thread(qtbot: QtBot, background: TaskRunner) -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return threading.current_thread().name

    names: list[str] = []
    background.run(work()).success(names.append)
    qtbot.waitUntil(lambda: bool(names))
    assert names == ["vizdesk-asyncio"]


def test_a_coroutine_function_is_a_mistake_of_the_caller(background: TaskRunner) -> None:
    async def work() -> None:
        """Never begun."""

    with pytest.raises(TypeError, match="run\\(work\\(\\)\\)"):
        background.run(work)


def test_a_failure_goes_to_its_handler_alone(qtbot: QtBot, background: TaskRunner) -> None:
    def fails() -> int:
        raise ValueError("broken")

    calls: list[object] = []
    background.run(fails).success(calls.append).failure(lambda error: calls.append(str(error)))
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["broken"]


def test_a_failure_without_a_handler_is_an_unexpected_error(
    qtbot: QtBot, background: TaskRunner
) -> None:
    def fails() -> int:
        raise ValueError("nobody asked for this")

    finished: list[bool] = []
    with qtbot.captureExceptions() as unexpected:
        background.run(fails).finished(lambda: finished.append(True))
        qtbot.waitUntil(lambda: bool(unexpected))
    assert [str(error) for _, error, _ in unexpected] == ["nobody asked for this"]
    assert finished == [True]


def test_cancelled_work_has_cleaned_up_before_it_is_told_of(
    qtbot: QtBot, background: TaskRunner
) -> None:
    calls: list[str] = []
    waits = threading.Event()

    async def endless() -> None:
        try:
            waits.set()
            await asyncio.Event().wait()
        finally:
            calls.append("cleaned up")

    operation = background.run(endless()).failure(lambda error: calls.append(repr(error)))
    operation.stopped(lambda: calls.append("stopped"))
    qtbot.waitUntil(waits.is_set)
    operation.cancel()
    qtbot.waitUntil(lambda: len(calls) == 2)
    assert calls == ["cleaned up", "stopped"]


def test_work_that_is_cancelled_before_its_first_step_is_stopped_too(
    qtbot: QtBot, background: TaskRunner
) -> None:
    """Twenty at once: in some of them, cancelling comes first."""

    async def work() -> None:
        await asyncio.Event().wait()

    stopped: list[int] = []
    for number in range(20):
        background.run(work()).stopped(lambda number=number: stopped.append(number)).cancel()
    qtbot.waitUntil(lambda: len(stopped) == 20)
    assert sorted(stopped) == list(range(20))


def test_a_thread_that_was_told_to_stop_ends_as_stopped(
    qtbot: QtBot, background: TaskRunner
) -> None:
    def work() -> None:
        raise StoppedError

    calls: list[str] = []
    background.run(work).failure(lambda error: calls.append(repr(error))).stopped(
        lambda: calls.append("stopped")
    )
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["stopped"]


def test_an_owner_that_is_deleted_is_not_called(qtbot: QtBot, background: TaskRunner) -> None:
    held, calls = threading.Event(), list[object]()
    owner, other = QObject(), QObject()

    def fails() -> None:
        held.wait()
        raise ValueError

    background.run(held.wait, owner).success(calls.append).finished(lambda: calls.append("end"))
    background.run(fails, owner).failure(calls.append)
    background.run(held.wait, other).success(lambda value: calls.append(("other", value)))
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed).wait()
    held.set()
    qtbot.waitUntil(lambda: bool(calls))
    ended = list[bool]()
    background.run(lambda: True).success(ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert calls == [("other", True)]


def test_handlers_are_set_where_the_work_is_begun(qtbot: QtBot, background: TaskRunner) -> None:
    ended: list[int] = []
    operation = background.run(lambda: 1).success(ended.append)
    qtbot.waitUntil(lambda: ended == [1])
    with pytest.raises(RuntimeError, match="where it is begun"):
        operation.failure(ended.append)


def test_operations_that_come_after_closing_are_let_fall(qtbot: QtBot) -> None:
    async def work() -> int:
        return 2

    background, calls = TaskRunner(), list[object]()
    background.run(lambda: 1).success(calls.append)
    qtbot.waitUntil(lambda: calls == [1])
    background.close()
    for late in (background.run(lambda: 2), background.run(work())):
        late.success(calls.append).stopped(lambda: calls.append("stopped"))
        late.finished(lambda: calls.append("finished"))
        late.cancel()
    qtbot.wait(50)
    assert calls == [1]


def test_a_flood_leaves_the_window_room_to_paint(
    qtbot: QtBot, background: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls of a millisecond each, by a clock that they move: at most five between two frames."""
    clock, since_frame, most, done = [0.0], [0], [0], [0]
    monkeypatch.setattr(task_runner, "time", SimpleNamespace(perf_counter=lambda: clock[0]))

    def call() -> None:
        clock[0] += 0.001
        done[0] += 1
        since_frame[0] += 1
        most[0] = max(most[0], since_frame[0])

    timer = QTimer()  # of no length: its turn comes whenever Qt has its thread back
    timer.timeout.connect(lambda: since_frame.__setitem__(0, 0))
    timer.start(0)
    for _ in range(500):
        background.post(call)
    qtbot.waitUntil(lambda: done[0] == 500)
    timer.stop()
    assert most[0] == 5


def test_closing_cancels_what_runs_and_ends_the_thread(qtbot: QtBot) -> None:
    background = TaskRunner()
    let_go: list[str] = []

    async def endless() -> AsyncIterator[int]:
        await asyncio.Event().wait()
        yield 1

    async def close_engines() -> None:
        let_go.append("engines")

    background.stream(endless(), lambda _: None)
    background.close(close_engines)
    assert let_go == ["engines"]


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
    held, waiting = threading.Event(), threading.Event()
    background = TaskRunner()

    def wait() -> None:
        waiting.set()
        held.wait()

    background.run(wait)
    assert waiting.wait(LIMIT_S)
    background.close()
    assert background.stuck
    held.set()


def test_closing_while_a_connection_is_begun_leaves_no_coroutine_behind() -> None:
    """Under httpx connections are children of task groups, which may not have begun yet."""
    steps: list[str] = []

    async def child(depth: int) -> None:
        steps.append(f"begun {depth}")
        async with anyio.create_task_group() as group:
            if depth < 20:
                group.start_soon(child, depth + 1)
            await anyio.sleep_forever()

    async def begin_and_end() -> None:
        work = asyncio.create_task(child(0))
        await asyncio.sleep(0)  # the first has begun, its child has not
        assert steps == ["begun 0"]
        await TaskRunner._end(asyncio.get_running_loop(), None)
        assert work.cancelled()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        asyncio.run(begin_and_end())
        gc.collect()
    assert [str(one.message) for one in warned] == []
