"""A child that answers nonsense costs one sentence; the next question has a new child."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vizdesk.catalog.gguf import header_process
from vizdesk.catalog.gguf.header_parser import GgufError
from vizdesk.common.confined_child import ChildFailedError, ConfinedChild, whole_line
from vizdesk.images import decoder_process
from vizdesk.images.errors import ImageError

CHILD = """
import json, os, sys
out = sys.stdout.buffer
out.write(b'{"limits": []}\\n')
out.flush()
line = sys.stdin.buffer.readline()
sys.stdin.buffer.read(json.loads(line).get("size", 0))
out.write(open(os.environ["PATH_OF_ANSWER"], "rb").read())
out.flush()
sys.stdin.buffer.read()
"""


@pytest.fixture
def answering(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[bytes], Callable[[str], tuple[str, ...]]]:
    """Makes the command of a child that gives these bytes as its answer."""

    def of(answer: bytes) -> Callable[[str], tuple[str, ...]]:
        path = tmp_path / "answer"
        path.write_bytes(answer)
        program = CHILD.replace('os.environ["PATH_OF_ANSWER"]', repr(os.fspath(path)))
        return lambda name: (sys.executable, "-c", program)

    return of


NOT_JSON = (b"\n", b"hello\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"7\n", b"null\n", b"[]\n")
WITHOUT_SENSE = (
    *NOT_JSON,
    b"{}\n",
    b'{"bytes": 0}\n',
    b'{"bytes": -1, "size": [1, 1]}\n',
    b'{"bytes": "3", "size": [1, 1]}\nabc',
    b'{"bytes": 1e400, "size": [1, 1]}\n',
    b'{"bytes": true, "size": [1, 1]}\nabc',
    b'{"bytes": 9000000000000000000000, "size": [1, 1]}\n',
    b'{"bytes": 3}\nabc',
    b'{"bytes": 3, "size": 3}\nabc',
    b'{"bytes": 3, "size": [1]}\nabc',
    b'{"bytes": 3, "size": ["1", "1"]}\nabc',
    b'{"bytes": 3, "size": [2, 2]}\nabc',
    b'{"bytes": 3, "size": [-1, -1]}\nabc',
    b'{"bytes": 3, "size": [1, 1], "notes": 5}\nabc',
    b'{"bytes": 3, "size": [1, 1], "notes": ["a"]}\nabc',
    b'{"bytes": 3, "size": [1, 1], "frames": "two"}\nabc',
    b'{"bytes": 0, "error": "broken"}\n',
    b'{"bytes": 0, "error": {}}\n',
    b'{"bytes": 0, "too_large": [1]}\n',
    b'{"bytes": 0, "too_large": "very"}\n',
    b'{"note": "' + b"x" * (2 << 20) + b'"}\n',
)


@pytest.mark.parametrize("answer", WITHOUT_SENSE, ids=lambda answer: repr(answer[:60]))
def test_a_decoder_that_answers_nonsense_is_a_sentence_and_replaced(
    answering: Callable[[bytes], Callable[[str], tuple[str, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    answer: bytes,
) -> None:
    order: dict[str, Any] = {"what": "decode", "name": "a.tif", "limit_megapixels": 200.0}
    with monkeypatch.context() as patched:
        patched.setattr(decoder_process, "child_command", answering(answer))
        decoder = decoder_process.DecoderProcess()
        with pytest.raises(ImageError) as caught:
            decoder.ask(order, b"anything")
        assert str(caught.value) == (
            "a.tif cannot be opened: its decoder answered in a way that cannot be understood."
        )
        assert decoder.pid is None


@pytest.mark.parametrize(
    "answer",
    [
        *NOT_JSON,
        b"{}\n",
        b'{"metadata": 5}\n',
        b'{"metadata": {"a": null}}\n',
        b'{"metadata": {"a": {"size": 3}}}\n',
        b'{"metadata": {"a": {"length": "long"}}}\n',
        b'{"more": "all of it"}\n',
        b'{"more": null}\n',
        b'{"more": 1e400}\n',
        b'{"error": 5}\n',
        b'{"error": {"sentence": "a"}}\n',
    ],
    ids=repr,
)
def test_a_reader_of_headers_that_answers_nonsense_is_a_sentence_and_replaced(
    answering: Callable[[bytes], Callable[[str], tuple[str, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answer: bytes,
) -> None:
    file = tmp_path / "a.gguf"
    file.write_bytes(b"GGUF" + bytes(60))
    monkeypatch.setattr(header_process, "child_command", answering(answer))
    reader = header_process.HeaderReader()
    monkeypatch.setattr(header_process, "reader", reader)
    with pytest.raises(GgufError) as caught:
        header_process.metadata(file, light=True)
    assert str(caught.value) == (
        "The file “a.gguf” cannot be read: its reader answered in a way that cannot be understood."
    )
    assert reader.pid is None


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (header_process.tensors, b'{"tensors": null}\n'),
        (header_process.tensors, b'{"tensors": [["a", "b", [1], 0, 0]]}\n'),
        (header_process.tensors, b'{"tensors": [[1]]}\n'),
        (header_process.end_of_tensors, b'{"end": "near"}\n'),
        (header_process.end_of_tensors, b'{"end": -5}\n'),
        (header_process.end_of_tensors, b'{"tensors": []}\n'),
    ],
)
def test_figures_of_a_header_that_are_none_are_not_used(
    answering: Callable[[bytes], Callable[[str], tuple[str, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    ask: Callable[[Path], object],
    answer: bytes,
) -> None:
    file = tmp_path / "a.gguf"
    file.write_bytes(b"GGUF" + bytes(60))
    monkeypatch.setattr(header_process, "child_command", answering(answer))
    monkeypatch.setattr(header_process, "reader", header_process.HeaderReader())
    with pytest.raises(GgufError, match="cannot be understood"):
        ask(file)


@pytest.mark.parametrize(
    "greeting", ["", "hello", "[]", "[" * 90_000, '{"limits": 5}', "x" * 70_000]
)
def test_a_child_without_a_greeting_did_not_start(greeting: str) -> None:
    child = ConfinedChild(lambda: (sys.executable, "-c", f"print({greeting!r})"))
    with pytest.raises(ChildFailedError) as caught:
        child.ask(lambda process: 0, 5.0)
    assert not caught.value.started
    assert child.pid is None


def test_a_warm_child_that_answers_nonsense_once_is_replaced_without_a_word() -> None:
    program = (
        "import sys; print('{\"limits\": []}', flush=True)\n"
        "for line in sys.stdin: print(line.strip(), flush=True)"
    )
    child = ConfinedChild(lambda: (sys.executable, "-u", "-c", program))
    asked: list[int] = []

    def exchange(process: Any) -> int:
        asked.append(process.pid)
        process.stdin.write(b"5\n")
        process.stdin.flush()
        number = int(whole_line(process.stdout, 100))
        return 1 // (len(asked) - 2) if len(asked) == 2 else number

    assert [child.ask(exchange, 20.0) for _ in range(2)] == [5, 5]
    assert asked[0] == asked[1] != asked[2]
    child.close()
