"""What Python prints of exceptions nobody caught, and of logs: without the keys in their words."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

Scrub = Callable[[str], str]


class ScrubbedFormatter(logging.Formatter):
    """A line of a log, and the traceback that may belong to it, after `scrub` went over it."""

    def __init__(self, scrub: Scrub, pattern: str | None = None) -> None:
        super().__init__(pattern)
        self._scrub = scrub

    def format(self, record: logging.LogRecord) -> str:
        """The whole of what is written."""
        return self._scrub(super().format(record))


def print_exception(error: BaseException, scrub: Scrub, before: str = "") -> None:
    """The traceback on stderr as Python writes it, but for what `scrub` takes out."""
    if sys.stderr is not None:  # a program without a terminal has none
        sys.stderr.write(scrub(before + "".join(traceback.format_exception(error))))


def print_unraisable(raised: UnraisableHookArgs, scrub: Scrub) -> None:
    """The same for what was raised where nobody can catch it: while an object is cleared away."""
    if raised.exc_value is not None:
        what = raised.err_msg or "Exception ignored in"
        print_exception(raised.exc_value, scrub, f"{what}: {raised.object!r}\n")


@contextmanager
def scrubbed_exceptions(scrub: Scrub) -> Iterator[None]:
    """Inside, whatever Python itself prints of exceptions and logs goes through `scrub`.

    Those of the main thread, of other threads, of objects that are cleared away, and what is logged
    (asyncio logs the exceptions of tasks nobody waited for) while nobody has set up logging.
    """

    def in_main(
        kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        print_exception(error.with_traceback(where), scrub)

    def in_thread(raised: threading.ExceptHookArgs) -> None:
        if raised.exc_value is not None and not isinstance(raised.exc_value, SystemExit):
            name = raised.thread.name if raised.thread else "a thread"
            print_exception(raised.exc_value, scrub, f"Exception in thread {name}:\n")

    last_resort = logging.StreamHandler()
    last_resort.setLevel(logging.WARNING)
    last_resort.setFormatter(ScrubbedFormatter(scrub))
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, logging.lastResort)
    sys.excepthook, threading.excepthook = in_main, in_thread
    sys.unraisablehook = lambda raised: print_unraisable(raised, scrub)
    logging.lastResort = last_resort
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook, logging.lastResort = before
