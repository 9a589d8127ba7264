"""The last lines llama.cpp logged, without a word of the user's."""

from __future__ import annotations

import sys
from collections import deque
from typing import Any

KEPT_LINES = 200
ERROR_LEVEL = 4
WARNING_LEVEL = 3
CONTINUED_LEVEL = 5


class NativeLog:
    """Collects llama.cpp's and mtmd's log lines; must be installed before any file is loaded.

    While a question is being answered only warnings and errors are kept, and none that repeats
    the user's words: mtmd logs what it tokenises.
    """

    def __init__(self) -> None:
        self._lines: deque[tuple[int, str]] = deque(maxlen=KEPT_LINES)
        self._private: tuple[str, ...] = ()
        self._level = 0
        self._callback: Any = None

    def install(self) -> None:
        """Make this the only receiver of native log lines in this process."""
        from vizdesk.engines.llama.worker.bindings import llama, mtmd

        self._callback = llama.llama_log_callback(self._receive)
        llama.llama_log_set(self._callback, None)
        mtmd.mtmd_helper_log_set(self._callback, None)
        mtmd.mtmd_log_set(self._callback, None)

    def _receive(self, level: int, text: bytes | None, _user_data: object) -> None:
        self.add(level, (text or b"").decode("utf-8", "replace"))

    def add(self, level: int, text: str) -> None:
        """Keep one native line, unless it may hold the user's words."""
        self._level = self._level if level == CONTINUED_LEVEL else level
        line = text.strip()
        if not line.strip(".") or self._is_private(line):
            return
        if self._private and self._level not in (WARNING_LEVEL, ERROR_LEVEL):
            return
        self._lines.append((self._level, line))
        if self._level == ERROR_LEVEL:
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - the parent keeps stderr's tail

    def hide(self, words: tuple[str, ...]) -> None:
        """From now on drop lines that repeat any of `words`; () ends it."""
        lines = (line.strip() for text in words for line in text.splitlines())
        self._private = tuple(line for line in lines if len(line) > 2) or (("\0",) if words else ())

    def _is_private(self, line: str) -> bool:
        return any(
            private in line or (len(line) > 7 and line in private) for private in self._private
        )

    def clear(self) -> None:
        """Forget everything, at the start of a load."""
        self._lines.clear()

    def reason(self) -> str:
        """The error lines, else the last few lines of any level."""
        errors = [line for level, line in self._lines if level == ERROR_LEVEL]
        return "\n".join(errors or [line for _, line in list(self._lines)[-10:]])
