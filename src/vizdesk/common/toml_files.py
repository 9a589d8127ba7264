"""TOML files that people write or are given: read within bounds, and each for itself.

A configuration file may be a stranger's. One that is deep, huge, a pipe or wrong is told by name
and takes no other file with it.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

# The standard library's reader compiled: 4 ms of a start for the catalogue, not 12.
import tomli

from vizdesk.common.messages import Message, MessageError, message
from vizdesk.common.regular_files import NoRegularFileError, open_regular
from vizdesk.common.typed_tables import broken_file

LARGEST = 4_000_000
"""Bytes of one file; the largest that vizdesk ships has 0.2 MB."""
DEEPEST = 32
"""Tables and lists in one another."""

# The parser's work grows with the square of a dotted key's parts.
_LONG_KEY = re.compile(rf"(?:\.[ \t]*[\w\"'-]+[ \t]*){{{DEEPEST}}}")

T = TypeVar("T")


class TomlFileError(MessageError, ValueError):
    """The file cannot be used as configuration; half a sentence says why."""


def toml_text(path: Path) -> str:
    """The text of the file at `path`. Raises OSError, ValueError (no file, too large, no UTF-8)."""
    try:
        with open_regular(path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                most = LARGEST // 1_000_000
                raise TomlFileError(message("it is larger than {size} MB", size=most))
            with io.TextIOWrapper(file, encoding="utf-8-sig") as text:
                return text.read()
    except NoRegularFileError:
        raise TomlFileError(message("it is no file")) from None


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ValueError, also where it is nested too deep."""
    if _LONG_KEY.search(text):
        raise TomlFileError(message("a key has more than {n} parts", n=DEEPEST))
    try:
        tables = tomli.loads(text)
    except RecursionError as error:
        raise TomlFileError(message("it is nested too deep")) from error
    level: list[Any] = [tables]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return tables
    raise TomlFileError(message("it is nested too deep"))


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of the file at `path`. Raises OSError, ValueError."""
    return parse_toml(toml_text(path))


def toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder, which need not exist, in the order of their names."""
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def read_each(
    paths: Iterable[Path],
    read: Callable[[Path], T],
    sentence: Callable[[Path, Exception], Message] = broken_file,
) -> tuple[list[tuple[Path, T]], list[Message]]:
    """What `read` makes of each file, and a `sentence` for each that it cannot read.

    Whatever a file does to its reader, the others are read.
    """
    values: list[tuple[Path, T]] = []
    problems: list[Message] = []
    for path in paths:
        try:
            values.append((path, read(path)))
        except Exception as error:  # noqa: BLE001 - it is told, and costs this file alone
            problems.append(sentence(path, error))
    return values, problems
