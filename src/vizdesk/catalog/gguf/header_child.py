"""The child process that reads GGUF headers: confined first, then one file after the other.

It can open no file: the bytes come from its parent (`header_process.py`), which it asks for more
of them. Lines of JSON in both directions; bytes follow the parent's `{"bytes": n}`.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple
from typing import Any, BinaryIO

from vizdesk.catalog.gguf.header_parser import Fetch, GgufError, HeaderParser
from vizdesk.catalog.gguf.types import ArrayLength, Value
from vizdesk.common import sandbox
from vizdesk.common.messages import message, pack

MEMORY_BYTES = 1 << 30
# Longer ones are no words for people nor templates, but whole tokenisers: only their length counts.
LONGEST_TEXT = 2 << 20


def run() -> int:
    """Serve until stdin ends; returns the exit status."""
    taken, given = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    held = sandbox.confine(MEMORY_BYTES, sandbox.program_folders())
    _write(given, {"limits": held})

    def fetch(count: int) -> bytes:
        _write(given, {"more": count})
        return taken.read(int(json.loads(taken.readline())["bytes"]))

    while line := taken.readline():
        _write(given, answer(json.loads(line), fetch))
    return 0


def answer(order: dict[str, Any], fetch: Fetch) -> dict[str, Any]:
    """What is said of one file: `metadata`, `end`, `tensors`, or the packed `error`."""
    name = order["name"]
    try:
        parser = HeaderParser(fetch, name)
        if order["what"] == "end":
            return {"end": parser.end_of_tensors()}
        if order["what"] == "tensors":
            return {"tensors": [astuple(tensor) for tensor in parser.tensors()]}
        entries = parser.metadata(light=order["light"])
        return {"metadata": {key: _packed(value) for key, value in entries.items()}}
    except GgufError as error:
        return {"error": pack(error.message)}
    except MemoryError:
        why = message("it takes more memory than a header may")
        return {
            "error": pack(message("The header of “{name}” is damaged: {why}.", name=name, why=why))
        }


def _packed(value: Value) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, ArrayLength):
        return {"length": value.count}
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return {"length": len(value)}
    return value


def _write(given: BinaryIO, fields: dict[str, Any]) -> None:
    given.write(json.dumps(fields).encode("ascii") + b"\n")
    given.flush()
