"""The bytes of an answer become JSON objects, wherever they are cut."""

from __future__ import annotations

import json

import pytest
from tests.counting import MOST_GROWTH, growth_of_seconds

from vizdesk.engines.openai.event_stream import Done, EventStream, StreamItem, Unreadable


def read(data: bytes, size: int = 1_000_000) -> list[StreamItem]:
    """What a stream gives that comes in pieces of `size` bytes."""
    stream = EventStream()
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    items = [item for piece in pieces for item in stream.feed(piece)]
    return [*items, *stream.end()]


ONE, TWO = {"a": 1}, {"b": 2}
STREAMS: list[tuple[str, bytes, list[StreamItem]]] = [
    ("events", b'data: {"a":1}\n\ndata: {"b":2}\n\ndata: [DONE]\n\n', [ONE, TWO, Done()]),
    ("CR LF", b'data: {"a":1}\r\n\r\ndata: {"b":2}\r\n\r\n', [ONE, TWO]),
    ("CR", b'data: {"a":1}\r\rdata: {"b":2}\r\r', [ONE, TWO]),
    ("no space", b'data:{"a":1}\n\n', [ONE]),
    ("names, ids, comments", b': hi\nevent: x\nid: 1\nretry: 5\ndata: {"a":1}\n\n', [ONE]),
    ("several lines", b'data: {"a":\ndata: 1}\n\n', [ONE]),
    ("no blank line between", b'data: {"a":1}\ndata: {"b":2}\n\n', [ONE, TWO]),
    ("no blank line at the end", b'data: {"a":1}', [ONE]),
    ("byte order mark", b'\xef\xbb\xbfdata: {"a":1}\n\n', [ONE]),
    ("done in lower case", b"data: [done]\n\n", [Done()]),
    ("done in quotes", b'data: "[DONE]"\n\n', [Done()]),
    ("a ping", b'data: ping\n\ndata: {"a":1}\n\n', [Unreadable("ping"), ONE]),
    ("an empty event", b'data:\n\ndata: {"a":1}\n\n', [Unreadable(""), ONE]),
    ("null", b'data: null\n\ndata: {"a":1}\n\n', [Unreadable("null"), ONE]),
    ("broken JSON", b'data: {oops\n\ndata: {"a":1}\n\n', [Unreadable("{oops"), ONE]),
    ("no UTF-8", b'data: \xff\xfe\n\ndata: {"a":1}\n\n', [Unreadable("��"), ONE]),
    (
        "text that is not all UTF-8",
        b'data: {"t":"a \xff"}\n\n',
        [Unreadable('{"t":"a �"}'), {"t": "a �"}],
    ),
    ("too deep", b"data: " + b"[" * 100_000 + b"\n\n", [Unreadable("[" * 100_000)]),
    ("NaN", b'data: {"a":NaN,"b":-Infinity}\n\n', [{"a": None, "b": None}]),
    ("a list in an event", b'data: [{"a":1},{"b":2}]\n\n', [ONE, TWO]),
    ("an empty list", b"data: []\n\n", [Unreadable("[]")]),
    ("one body", b'  \n {"a":1}\n', [ONE, Done()]),
    ("a body over several lines", b'{\n "a": 1\n}', [ONE, Done()]),
    ("a list", b'[{"a":1},{"b":2}]', [ONE, TWO, Done()]),
    ("an object a line", b'{"a":1}\n{"b":2}\n', [ONE, TWO]),
    ("half a body", b'{"a":1', []),
    ("a web page", b"<html>data: x</html>", []),
    ("nothing", b"", []),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1_000_000])
@pytest.mark.parametrize(
    ("data", "items"), [each[1:] for each in STREAMS], ids=[each[0] for each in STREAMS]
)
def test_what_is_read_does_not_depend_on_where_it_is_cut(
    data: bytes, items: list[StreamItem], size: int
) -> None:
    assert read(data, size) == items


def test_the_beginning_is_kept_for_the_sentence_about_it() -> None:
    stream = EventStream()
    list(stream.feed(b"hello " * 10_000))
    assert len(stream.beginning) == 4096
    assert stream.beginning.startswith(b"hello hello")


def test_the_work_grows_with_the_length() -> None:
    line = json.dumps({"t": "x" * 60_000}).encode()

    def long_line(thousands: int) -> None:
        read(b"data: " + line * thousands + b"\n\n", 4096)

    def many_events(thousands: int) -> None:
        read(b'data: {"a":1}\n\n' * 1000 * thousands, 4096)

    def line_ends(thousands: int) -> None:
        read(b"\n" * 1000 * thousands + b'{"a":1}', 16)

    assert growth_of_seconds(long_line, 8) <= MOST_GROWTH
    assert growth_of_seconds(line_ends, 16) <= MOST_GROWTH
    assert growth_of_seconds(many_events, 4) <= MOST_GROWTH
