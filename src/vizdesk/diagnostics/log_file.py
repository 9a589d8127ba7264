"""The log: what happened and when; never a key, an image, a prompt or an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from vizdesk.diagnostics.rolling_file import append
from vizdesk.diagnostics.traceback_text import kind_of, trace

NAME = "vizdesk.log"
LONGEST = 8000


def line_of(record: logging.LogRecord, scrub: Callable[[str], str]) -> str:
    """One record as it is written.

    Of others' libraries only where they warned is written: what they say may repeat what was sent.
    Of an exception its kind and frames are written, for the same reason.
    """
    at = datetime.fromtimestamp(record.created, UTC)
    head = f"{at:%Y-%m-%dT%H:%M:%S}Z {record.process} {record.levelname} {record.name}"
    own = record.name == "vizdesk" or record.name.startswith("vizdesk.")
    words = _words(record) if own else f"{record.filename}:{record.lineno}"
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        words = f"{words}\n{trace(error)}"
    return scrub(f"{head}: {words}"[:LONGEST]).replace("\n", "\n    ") + "\n"


def _words(record: logging.LogRecord) -> str:
    arguments = record.args
    if isinstance(arguments, tuple):
        return str(record.msg) % tuple(map(_plain, arguments)) if arguments else str(record.msg)
    return record.getMessage()


def _plain(argument: object) -> object:
    return kind_of(argument) if isinstance(argument, BaseException) else argument


class LogFile(logging.Handler):
    """Writes what vizdesk says at INFO and above, and where others warn, to `path`.

    `problem` says why nothing can be written, if so: a full disk must not stop a comparison.
    """

    def __init__(self, path: Path, scrub: Callable[[str], str]) -> None:
        super().__init__()
        self.path, self._scrub = path, scrub
        self.problem = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Append one record."""
        own = record.name.startswith("vizdesk")
        if record.levelno < (logging.INFO if own else logging.WARNING):
            return
        try:
            append(self.path, line_of(record, self._scrub))
        except OSError as error:
            self.problem = f"{self.path} cannot be written: {error.strerror}."
        else:
            self.problem = ""
