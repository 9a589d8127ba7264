"""Signals that stop a command: all end it as Ctrl+C does, so that what was answered is kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Within the block TERM, and a terminal that is closed (HUP), do what Ctrl+C does.

    One that is ignored stays so: under nohup that is meant.
    """
    numbers = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
    before = {
        number: signal.getsignal(number)
        for number in numbers
        if threading.current_thread() is threading.main_thread()
        and signal.getsignal(number) is signal.SIG_DFL
    }
    for number in before:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        raise KeyboardInterrupt  # begun with & in a script, where Ctrl+C is not meant for it
    # Whoever handles Ctrl+C now does: asyncio cancels its task and wakes up for it.
    signal.raise_signal(signal.SIGINT)
