"""Where in a TOML file something stands: the parser gives values, people look for lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 500  # characters of a line that are looked at
_HEADER = re.compile(r"^\s*+(\[\[?)([^\[\]]++)\]\]?\s*+(?:#.*)?$")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, counted from 1, of what `path` names; as near as can be told.

    `path` is like ("card", 2, "evals", 0, "passed"): keys, and places in arrays of tables.
    """
    best, depth = 1, 0
    for number, place in _places(text):
        common = _shared(place, path)
        if common > depth and common == len(place):
            best, depth = number, common
    return best


def _places(text: str) -> list[tuple[int, tuple[str | int, ...]]]:
    """Every header and key of the file with its line and its whole path."""
    places: list[tuple[int, tuple[str | int, ...]]] = []
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, whole_line in enumerate(text.splitlines(), 1):
        line = whole_line[:LONGEST]
        header = _HEADER.match(line)
        if header:
            table = _table(header[2].strip(), counts, array=header[1] == "[[")
            places.append((number, table))
        elif key := re.match(r"^\s*([\w-]+)\s*=", line):
            places.append((number, (*table, key[1])))
    return places


def _table(
    name: str, counts: dict[tuple[str | int, ...], int], *, array: bool
) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for at, part in enumerate(parts):
        path = (*path, part)
        if array and at == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _shared(one: Sequence[str | int], other: Sequence[str | int]) -> int:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared
