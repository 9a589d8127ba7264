"""What reaches a terminal: words of models and servers are shown there and never obeyed.

An escape sequence can rewrite what stands on the screen, set the clipboard or the title
(https://invisible-island.net/xterm/ctlseqs/ctlseqs.html); a letter the terminal does not have, or a
file name that is no UTF-8, is written as an escape instead of ending the program. All that
goes to standard output and error passes `shown`, whoever writes it: commands, logs, tracebacks.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

# Line ends and tabs are the text's own. Carriage return and backspace would write over what stands
# there already; only `rewrite_line` may.
_KEPT = "\t\n"
# They turn the order of letters around, so that a line reads as another one (CVE-2021-42574).
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in _KEPT},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *_DIRECTIONS), 0xFFFD),
}
_IN_JSON = {code: f"\\u{code:04x}" for code in _SHOWN if code >= 0x7F}


def shown(text: str) -> str:
    """`text` with a picture of each control character (␛) in its place."""
    return text.replace("\r\n", "\n").translate(_SHOWN)


def shown_json(text: str) -> str:
    """JSON with an escape of each control character, so that what it says stays the same."""
    return text.translate(_IN_JSON)


def rewrite_line(words: str) -> None:
    """Write over the last line of standard error, as progress does; the next line goes over it."""
    stream = sys.stderr
    if isinstance(stream, _PlainText):
        stream.rewrite(words)
    elif stream is not None:
        _PlainErrors(stream).rewrite(words)


class _PlainText:
    """A stream on which controls are shown instead of obeyed; all else is the stream's own."""

    stays = False
    """Whether the program goes on where the terminal has gone."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write the text, its controls as pictures."""
        return self._write(shown(text))

    def rewrite(self, words: str) -> None:
        """Write over the last line."""
        self._write(f"\r{shown(words)}\r")
        self.flush()

    def _write(self, text: str) -> int:
        try:
            return self.stream.write(text)
        except OSError:
            if self.stays:
                return len(text)
            raise

    def flush(self) -> None:
        """Have the terminal show what was written."""
        try:
            self.stream.flush()
        except OSError:
            if not self.stays:
                raise

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self.stream, name)


class _PlainErrors(_PlainText):
    """Sentences about what went wrong: without anybody to read them, work is ended all the same."""

    stays = True


@contextmanager
def plain_output() -> Iterator[None]:
    """Standard output and error take any text, and no control of it reaches the terminal."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # A program without a terminal may have none.
    if sys.stdout is not None:
        sys.stdout = cast(TextIO, _PlainText(sys.stdout))
    if sys.stderr is not None:
        sys.stderr = cast(TextIO, _PlainErrors(sys.stderr))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
