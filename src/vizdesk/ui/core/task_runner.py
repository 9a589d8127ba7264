"""The bridge between the Qt thread and the asyncio thread; the only file that knows both.

Five rules. Widgets are touched only on the Qt thread, and `post` is the only way there. Engines
know nothing of Qt. Cancelling is `future.cancel()`; an engine cleans up in `finally`. Every task is
held until it is done, and every exception reaches its `on_done`. Closing refuses new work, cancels,
waits at most two seconds, lets the engines go, then joins the thread.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Done = Callable[[BaseException | None], None]

# Half a frame at 60 Hz: a flood of events may not keep the window from painting.
DRAIN_SECONDS = 0.008
CLOSE_SECONDS = 2.0


class StoppedError(Exception):
    """What `on_done` gets when its work was cancelled."""


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

    def stream(
        self, events: AsyncIterator[T], on_event: Callable[[T], None], on_done: Done
    ) -> Future[None]:
        """Iterate `events` in the background; `on_done` gets None, or what ended it early."""

        async def pump() -> None:
            async for event in events:
                self.post(lambda event=event: on_event(event))  # type: ignore[misc]

        return self.start(pump(), lambda _, error: on_done(error))

    def start(
        self,
        work: Coroutine[Any, Any, T],
        on_done: Callable[[T | None, BaseException | None], None],
    ) -> Future[T]:
        """Run a coroutine; `on_done(value, error)` on the Qt thread, also when cancelled.

        Once closed, nothing is run and nobody called: a window that goes down may have timers left,
        and nobody is there any more to hear of what they ask for.
        """
        import asyncio

        async def supervised() -> T:
            try:
                value = await work
            except asyncio.CancelledError:
                self.post(lambda: on_done(None, StoppedError()))
                raise
            except BaseException as error:
                failed = error
                self.post(lambda: on_done(None, failed))
                raise
            self.post(lambda: on_done(value, None))
            return value

        if self._closed:
            work.close()
            return _refused()
        return asyncio.run_coroutine_threadsafe(supervised(), self._running_loop())

    def call(
        self,
        function: Callable[[], T],
        on_done: Callable[[T | None, BaseException | None], None],
    ) -> Future[T]:
        """Run a plain function in a thread; `on_done(value, error)` on the Qt thread."""
        import asyncio

        return self.start(asyncio.to_thread(function), on_done)

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

        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSE_SECONDS)
        if let_go is not None:
            await let_go()
        await loop.shutdown_asyncgens()


def _refused() -> Future[Any]:
    """What work gets that came too late."""
    from concurrent.futures import Future

    refused: Future[Any] = Future()
    refused.cancel()
    return refused
