"""The bytes of an answer as JSON objects, whether a server streams events, lines or one body.

Events are those of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html),
read leniently: what the content type claims is not asked, one event that cannot be read costs
itself, and a last event without its blank line counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vizdesk.common.strict_json import from_json

LINE_END = re.compile(rb"\r\n|\n|\r")
BOM = b"\xef\xbb\xbf"
SHOWN = 4096


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An event that is no JSON object, or not wholly UTF-8; `text` is what can be shown of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The server said `[DONE]`, or its one JSON body was whole: nothing follows."""


StreamItem = dict[str, Any] | Unreadable | Done


class EventStream:
    """Feed it bytes as they come; it gives what is complete.

    `beginning` keeps the first bytes, for the sentence about something that is no answer at all;
    `is_body`: it is JSON and no stream of events.
    """

    def __init__(self) -> None:
        self.beginning = b""
        self._pending = bytearray()
        self._searched = 0  # no line ends before here
        self._data: list[bytes] = []
        self._begun = False
        self.is_body = False

    def feed(self, piece: bytes) -> Iterator[StreamItem]:
        """The events that are complete once `piece` has come."""
        if len(self.beginning) < SHOWN:
            self.beginning = (self.beginning + piece)[:SHOWN]
        self._pending += piece
        if not self._begun:
            self._begin()
        if self._begun and not self.is_body:
            yield from self._take(self._lines())

    def end(self) -> Iterator[StreamItem]:
        """What was still incomplete when the answer ended."""
        if self.is_body:
            yield from _objects(bytes(self._pending))
        else:
            yield from self._take([bytes(self._pending), b""])

    def _begin(self) -> None:
        """See what it is by its first character; white space may come first, and a BOM."""
        # What is passed over goes at once: a server may keep a connection alive by line ends.
        self._pending = self._pending.removeprefix(BOM).lstrip()
        if not BOM.startswith(self._pending):  # a piece of one may be all that came yet
            self._begun, self.is_body = True, bytes(self._pending[:1]) in (b"{", b"[")

    def _lines(self) -> list[bytes]:
        lines, begin = [], 0
        for match in LINE_END.finditer(bytes(self._pending[self._searched :])):
            begin_of_end, end = match.start() + self._searched, match.end() + self._searched
            if match.group() == b"\r" and end == len(self._pending):
                break  # maybe the first half of CR LF
            lines.append(bytes(self._pending[begin:begin_of_end]))
            begin = end
        del self._pending[:begin]
        self._searched = max(0, len(self._pending) - 1)
        return lines

    def _take(self, lines: Iterable[bytes]) -> Iterator[StreamItem]:
        for line in lines:
            if line:
                self._line(line)
            elif self._data:
                data, self._data = self._data, []
                yield from _event(data)

    def _line(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))


def _event(lines: list[bytes]) -> Iterator[StreamItem]:
    """What one event says; a server may have left out the blank line between several."""
    parsed = list(_parsed(b"\n".join(lines)))
    if len(lines) > 1 and any(isinstance(item, Unreadable) for item in parsed):
        parsed = [item for line in lines for item in _parsed(line)]
    yield from parsed


def _parsed(data: bytes) -> Iterator[StreamItem]:
    text, whole = _decoded(data)
    if text.strip().strip('"').upper() == "[DONE]":
        yield Done()
        return
    value = _json(text)
    # Gemini puts an error into a list, also inside a stream.
    objects = [each for each in _as_list(value) if isinstance(each, dict)]
    if not objects or not whole:
        yield Unreadable(text)
    yield from objects


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _objects(body: bytes) -> Iterator[StreamItem]:
    """The objects of a body that is no stream of events: one, a list of them, or one a line."""
    text, whole = _decoded(body)
    value = _json(text)
    values = _as_list(value)
    if value is None:
        values = [_json(line) for line in text.splitlines() if line.strip()]
    if not whole:
        yield Unreadable(text)
    for each in values:
        if isinstance(each, dict):
            yield each
    if value is not None:
        yield Done()  # a body that is whole is an answer that is


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether all of it is UTF-8; what is not becomes “�”."""
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode(errors="replace"), False


def _json(text: str) -> object:
    try:
        value: object = from_json(text)
    except ValueError:
        return None
    return value
