"""What reaches a terminal: words of models and servers are shown there and never obeyed.

An escape sequence can rewrite what stands on the screen, set the clipboard or the title
(https://invisible-island.net/xterm/ctlseqs/ctlseqs.html); a letter the terminal does not have, or a
file name that is no UTF-8, is written as an escape instead of ending the program.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

# Line ends and tabs are the text's own; a carriage return rewrites the line of progress.
_KEPT = "\t\n\r"
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in _KEPT},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def shown(text: str) -> str:
    """`text` with a picture of each control character (␛) in its place."""
    return text.translate(_SHOWN)


class _PlainText:
    """A stream on which controls are shown instead of obeyed; all else is the stream's own."""

    stays = False
    """Whether the program goes on where the terminal has gone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, its controls as pictures."""
        try:
            return self._stream.write(shown(text))
        except OSError:
            if self.stays:
                return len(text)
            raise

    def flush(self) -> None:
        """Have the terminal show what was written."""
        try:
            self._stream.flush()
        except OSError:
            if not self.stays:
                raise

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)


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
    sys.stdout = cast(TextIO, _PlainText(before[0]))
    sys.stderr = cast(TextIO, _PlainErrors(before[1]))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
