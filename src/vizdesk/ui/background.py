"""The bridge between the Qt thread and the asyncio thread; the only file that knows both.

Five rules. Widgets are touched only on the Qt thread, and `post` is the only way there. Engines
know nothing of Qt. Cancelling is `future.cancel()`; an engine cleans up in `finally`. Every task is
held until it is done, and every exception reaches its `on_done`. Closing refuses new work, cancels,
waits at most two seconds, lets the engines go, then joins the thread.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Done = Callable[[BaseException | None], None]

# Half a frame at 60 Hz: a flood of events may not keep the window from painting.
DRAIN_SECONDS = 0.008
CLOSE_SECONDS = 2.0


class Background(QObject):
    """Runs coroutines on one asyncio thread; calls back on the thread that made it."""

    _ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._awake = False
        self._closed = False
        self._loop = asyncio.new_event_loop()
        self._ready.connect(self._drain, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="vizdesk-asyncio", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

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
            call()
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
        """Run a coroutine; `on_done(value, error)` on the Qt thread, also when cancelled."""

        async def supervised() -> T:
            try:
                value = await work
            except BaseException as error:
                failed = error
                self.post(lambda: on_done(None, failed))
                raise
            self.post(lambda: on_done(value, None))
            return value

        if self._closed:
            work.close()
            raise RuntimeError("vizdesk is closing")
        return asyncio.run_coroutine_threadsafe(supervised(), self._loop)

    def call(
        self,
        function: Callable[[], T],
        on_done: Callable[[T | None, BaseException | None], None],
    ) -> Future[T]:
        """Run a plain function in a thread; `on_done(value, error)` on the Qt thread."""
        return self.start(asyncio.to_thread(function), on_done)

    def close(self, let_go: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
        """Cancel everything, await `let_go()` (engines), and end the thread. At most about 2 s."""
        if self._closed:
            return
        self._closed = True
        ending = asyncio.run_coroutine_threadsafe(self._end(let_go), self._loop)
        try:
            ending.result(CLOSE_SECONDS + 1.0)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSE_SECONDS)
            self._loop.close()

    async def _end(self, let_go: Callable[[], Coroutine[Any, Any, None]] | None) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSE_SECONDS)
        if let_go is not None:
            await let_go()
        await self._loop.shutdown_asyncgens()
        await self._loop.shutdown_default_executor()
