"""Work that may hang (a password store and its dialogs), on daemon threads nobody waits for.

An executor joins its threads when the loop or the program ends: one that waits for a dialog would
hold Ctrl+C and the end of the program for as long.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def begin(work: Callable[[], T], name: str) -> Future[T]:
    """Do `work` on a new daemon thread called `name`; what it returns or raises is the result."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


async def to_daemon_thread(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """As asyncio.to_thread, but cancelled at once: the thread is left to itself."""
    import asyncio  # not at the start: 30 ms

    return await asyncio.wrap_future(begin(partial(work, *args, **kwargs), "vizdesk-key"))
