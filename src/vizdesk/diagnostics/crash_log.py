"""Exceptions that nobody caught: written down with their frames, told, and survived."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from vizdesk.diagnostics.printed_exceptions import print_exception, print_unraisable
from vizdesk.diagnostics.rolling_file import append
from vizdesk.diagnostics.run_lock import UncleanShutdown
from vizdesk.diagnostics.traceback_text import kind_of, trace

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

NAME = "crashes.log"
LIMIT_BYTES, FILES = 300_000, 2
log = logging.getLogger(__name__)


class CrashLog:
    """Stands in `sys.excepthook` and its likes between `install` and `uninstall`.

    `tell`, once set, is called with every such exception, on the thread it was raised in. `scrub`
    takes out what must not be written.
    """

    def __init__(
        self, folder: Path, versions: Callable[[], str], scrub: Callable[[str], str]
    ) -> None:
        self.path = folder / NAME
        self._versions, self._scrub = versions, scrub
        self.tell: Callable[[BaseException], None] | None = None
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def install(self) -> None:
        """Begin to watch. What stood there before is called as well, unless it is Python's own."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._in_main
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable

    def uninstall(self) -> None:
        """Put back what stood there before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _in_main(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        if self._before[0] is sys.__excepthook__:
            print_exception(error.with_traceback(where), self._scrub)
        else:
            self._before[0](kind, error, where)
        if isinstance(error, Exception):
            self.note(error.with_traceback(where), "the window")

    def _in_thread(self, raised: threading.ExceptHookArgs) -> None:
        if self._before[1] is threading.__excepthook__ and raised.exc_value is not None:
            print_exception(raised.exc_value, self._scrub)
        else:
            self._before[1](raised)
        if isinstance(raised.exc_value, Exception):
            self.note(raised.exc_value, raised.thread.name if raised.thread else "a thread")

    def _unraisable(self, raised: UnraisableHookArgs) -> None:
        if self._before[2] is sys.__unraisablehook__:
            print_unraisable(raised, self._scrub)
        else:
            self._before[2](raised)
        if isinstance(raised.exc_value, Exception):
            log.error("mistake while clearing away: %s", kind_of(raised.exc_value))
            self._write(f"Exception while clearing away\n{trace(raised.exc_value)}")

    def in_loop(self, loop: object, context: dict[str, Any]) -> None:
        """asyncio's exception handler: work whose failure nobody waited for."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self.note(error, "the background")
        else:
            log.error("asyncio: %s", context.get("message", "failed"))

    def note(self, error: BaseException, where: str) -> None:
        """Write an exception down, and tell of it."""
        log.error("mistake in %s: %s", where, kind_of(error))
        self._write(f"Exception in {where}\n{trace(error)}")
        if self.tell is not None:
            self.tell(error)

    def note_bad_end(self, end: UncleanShutdown) -> None:
        """Write down that an earlier run ended badly, with what Python could still say."""
        frames = end.frames.strip() or "It left no word: killed, or the power failed."
        log.warning("the run of %s ended unexpectedly", end.started)
        self._write(f"vizdesk {end.version}, begun {end.started}, ended unexpectedly\n{frames}")

    def _write(self, words: str) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        text = self._scrub(f"--- {at}\n{self._versions()}\n{words}") + "\n\n"
        try:
            append(self.path, text, LIMIT_BYTES, FILES)
        except OSError as error:
            log.error("%s cannot be written: %s", self.path.name, error)
