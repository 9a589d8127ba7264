"""The bridge between the Qt thread and the asyncio thread; the only file that knows both.

A page has work done in the background like this, on the Qt thread and in one statement:

    self._session.background.run(partial(recognise, paths), owner=self).success(
        self._show
    ).failure(self._show_failure)

`run` takes a plain function, which runs in a thread of a pool, or a coroutine, which runs on the
asyncio thread, and returns the `Operation`: typed, begun, and to be told what follows. All handlers
are called on the Qt thread, each at most once:

- `success(value)` with what the work returned;
- `failure(error)` with the exception it raised. An operation without it reports the exception as an
  unexpected error (`sys.excepthook`: crash log and dialog). No exception is ever swallowed;
- `stopped()` after `cancel()`, or when the work raised `StoppedError` since it was told to stop;
- `finished()` before any of these three, whichever it is: to enable a button again.

`stream` does the same with each event of an asynchronous iterator, one after the other.

With an `owner` (a dialog, a widget, a controller) nothing is called once Qt has deleted it.

Five rules. Widgets are touched only on the Qt thread, and `post` is the only way there. Engines
know nothing of Qt. Cancelling is `Operation.cancel()`; an engine cleans up in `finally`. Every task
is held until it is done, and every exception reaches a handler. Closing refuses new work, cancels,
waits at most two seconds, lets the engines go, then joins the thread.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import partial
from inspect import CORO_CREATED, getcoroutinestate, iscoroutine, iscoroutinefunction
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

# A quarter of a frame at 60 Hz: a flood of events may not keep the window from painting, which
# then takes as long again for the panes that changed.
DRAIN_SECONDS = 0.004
CLOSE_SECONDS = 2.0


class StoppedError(Exception):
    """Work was told to stop. Raised by work that runs in a thread, where nothing can cancel it."""


class Operation(Generic[T]):
    """Work that was begun in the background, and what follows it on the Qt thread.

    Handlers are set in the statement that begins it: later, it may have ended already.
    """

    def __init__(self, owner: QObject | None = None) -> None:
        self._owner = owner
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[BaseException], object] | None = None
        self._stopped: Callable[[], object] | None = None
        self._finished: Callable[[], object] | None = None
        self._cancel: Callable[[], object] = lambda: None
        self._ended = False

    def success(self, handler: Callable[[T], object]) -> Operation[T]:
        """Have `handler(value)` called with what the work returned."""
        self._check_not_ended()
        self._success = handler
        return self

    def failure(self, handler: Callable[[BaseException], object]) -> Operation[T]:
        """Have `handler(error)` called with what the work raised."""
        self._check_not_ended()
        self._failure = handler
        return self

    def stopped(self, handler: Callable[[], object]) -> Operation[T]:
        """Have `handler()` called when the work was cancelled, after it has cleaned up."""
        self._check_not_ended()
        self._stopped = handler
        return self

    def finished(self, handler: Callable[[], object]) -> Operation[T]:
        """Have `handler()` called however it ends, before the handler of that end."""
        self._check_not_ended()
        self._finished = handler
        return self

    def cancel(self) -> None:
        """Cancel a coroutine where it waits; nobody waits any longer for what a thread does."""
        if not self._ended:
            self._cancel()

    def _check_not_ended(self) -> None:
        if self._ended:
            raise RuntimeError("set the handlers of an operation where it is begun")

    def _end(self, tell: Callable[[], object]) -> None:
        """Tell of the end: on the Qt thread."""
        self._ended = True
        if self._owner is None or isValid(self._owner):
            if self._finished is not None:
                self._finished()
            tell()

    def _end_with(self, value: T) -> None:
        self._end(lambda: self._success and self._success(value))

    def _end_stopped(self) -> None:
        self._end(lambda: self._stopped and self._stopped())

    def _end_failed(self, error: BaseException) -> None:
        if isinstance(error, StoppedError):
            self._end_stopped()
        elif self._failure is not None:
            failure = self._failure
            self._end(lambda: failure(error))
        else:
            self._end(lambda: None)
            raise error


class TaskRunner(QObject):
    """Runs coroutines on one asyncio thread; calls back on the thread that made it.

    The thread is started at the first work: the window is visible 40 ms sooner for it.
    """

    _ready = Signal()

    def __init__(self, in_loop: Callable[[Any, dict[str, Any]], object] | None = None) -> None:
        """`in_loop` is asyncio's exception handler: for work whose failure nobody waited for."""
        super().__init__()
        self._in_loop = in_loop
        self._calls: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._awake = False
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._threads: ThreadPoolExecutor | None = None
        self.stuck = False
        """Whether a thread was still waiting for something when this was closed."""
        self._ready.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        if self._loop is None:
            loop = asyncio.new_event_loop()
            loop.set_exception_handler(self._in_loop)
            self._threads = ThreadPoolExecutor(thread_name_prefix="vizdesk-work")

            def serve() -> None:
                asyncio.set_event_loop(loop)
                loop.run_forever()

            # Ours, since asyncio's can only be waited for without end.
            loop.set_default_executor(self._threads)
            self._loop = loop
            self._thread = threading.Thread(target=serve, name="vizdesk-asyncio", daemon=True)
            self._thread.start()
        return self._loop

    @property
    def closed(self) -> bool:
        """Whether no more work is taken."""
        return self._closed

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` made on the Qt thread, in order. Safe from any thread."""
        with self._lock:
            self._calls.append(call)
            wake = not self._awake
            self._awake = True
        if wake and not self._closed:
            self._ready.emit()

    def _drain(self) -> None:
        until = time.perf_counter() + DRAIN_SECONDS
        while True:
            with self._lock:
                if not self._calls or self._closed:
                    self._awake = False
                    return
                call = self._calls.popleft()
            try:
                call()
            except BaseException:
                # One mistake must not hold back the calls behind it for good.
                self._ready.emit()
                raise
            if time.perf_counter() > until:
                self._ready.emit()
                return

    def run(
        self,
        work: Callable[[], T] | Coroutine[Any, Any, T],
        owner: QObject | None = None,
    ) -> Operation[T]:
        """Begin a plain function in a thread, or a coroutine. To be called on the Qt thread.

        Nobody is called once `owner` is deleted. Once this is closed, nothing is run and nobody
        called: a window that goes down may have timers left, and nobody is there any more to hear
        of what they ask for.
        """
        import asyncio

        operation: Operation[T] = Operation(owner)
        if iscoroutinefunction(work):
            raise TypeError("call the coroutine function: run(work()), not run(work)")
        coroutine = asyncio.to_thread(work) if callable(work) else work
        if self._closed:
            coroutine.close()
            return operation
        loop = self._running_loop()
        tasks: list[asyncio.Task[T]] = []

        def begin() -> None:
            task = loop.create_task(coroutine)
            tasks.append(task)
            task.add_done_callback(ended)

        def ended(task: asyncio.Task[T]) -> None:
            if task.cancelled():
                coroutine.close()  # cancelled before its first step, it was never awaited
                self.post(operation._end_stopped)
                return
            error = task.exception()
            if error is None:
                self.post(partial(operation._end_with, task.result()))
            else:
                self.post(partial(operation._end_failed, error))

        def cancel() -> None:
            if not self._closed:
                loop.call_soon_threadsafe(lambda: tasks[0].cancel())

        operation._cancel = cancel
        loop.call_soon_threadsafe(begin)
        return operation

    def stream(
        self,
        events: AsyncIterator[T],
        on_event: Callable[[T], None],
        owner: QObject | None = None,
    ) -> Operation[None]:
        """Begin to iterate `events`; `on_event` gets each on the Qt thread, in order.

        All of them have come when the operation is told to have ended.
        """

        def deliver(event: T) -> None:
            if owner is None or isValid(owner):
                on_event(event)

        async def pump() -> None:
            async for event in events:
                self.post(partial(deliver, event))

        return self.run(pump(), owner)

    def close(self, let_go: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
        """Cancel everything, await `let_go()` (engines), and end the thread. At most about 4 s."""
        import asyncio

        if self._closed:
            return
        self._closed = True
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        ending = asyncio.run_coroutine_threadsafe(self._end(loop, let_go), loop)
        try:
            ending.result(CLOSE_SECONDS + 1.0)
            self.stuck = not self._threads_end()
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(CLOSE_SECONDS)
            loop.close()

    def _threads_end(self) -> bool:
        """Wait for what still works in threads: not for long, somebody's dialog may hold it."""
        assert self._threads is not None
        end = partial(self._threads.shutdown, wait=True, cancel_futures=True)
        waiting = threading.Thread(target=end, daemon=True)
        waiting.start()
        waiting.join(CLOSE_SECONDS)
        return not waiting.is_alive()

    @staticmethod
    async def _end(
        loop: asyncio.AbstractEventLoop, let_go: Callable[[], Coroutine[Any, Any, None]] | None
    ) -> None:
        import asyncio

        # What was made in this moment takes its first step: a child of a task group (anyio's,
        # under httpx) that is cancelled before leaves a coroutine behind that nobody awaits. What
        # is not begun after that is such a child, and ends with its parent.
        await asyncio.sleep(0)
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        tasks = [task for task in others if _begun(task)]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSE_SECONDS)
        if let_go is not None:
            await let_go()
        await loop.shutdown_asyncgens()


def _begun(task: asyncio.Task[Any]) -> bool:
    """Whether a task has taken its first step."""
    coroutine = task.get_coro()
    return not iscoroutine(coroutine) or getcoroutinestate(coroutine) != CORO_CREATED
