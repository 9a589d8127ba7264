"""Comparisons read from a file of `vizdesk-comparison/1`: one object, or one a line.

The file may be a stranger's: how much of it is read, how deep and how many is bounded, and whatever
is wrong with it is one sentence (docs/json.md).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vizdesk.common.messages import Message, message, verbatim
from vizdesk.common.regular_files import NoRegularFileError, open_regular
from vizdesk.comparison.record_check import RecordError
from vizdesk.comparison.serialization import from_record
from vizdesk.comparison.types import Comparison

LARGEST = 256_000_000  # bytes
MOST_COMPARISONS = 10_000


def read_comparisons(path: Path) -> tuple[Comparison, ...]:
    """Every comparison of the file, in its order. Raises RecordError naming file and line."""
    text = _text(path)
    try:
        whole = _value(text)
    except ValueError as error:
        records = list(_lines(path, text, error))
    else:
        records = [(0, whole)]
    comparisons: list[Comparison] = []
    for line, record in records:
        try:
            comparisons.append(from_record(record))
        except RecordError as error:
            raise RecordError(_at(path, line, error.message)) from error
    return tuple(comparisons)


def _text(path: Path) -> str:
    try:
        with open_regular(path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise RecordError(_at(path, 0, _too_large()))
            # By bytes: reading text would turn every carriage return into a line end.
            return file.read().decode("utf-8-sig")
    except RecordError:
        raise
    except NoRegularFileError:
        raise RecordError(_at(path, 0, message("This is no file."))) from None
    except UnicodeDecodeError as error:
        raise RecordError(_at(path, 0, message("The file is no text in UTF-8."))) from error
    except OSError as error:
        raise RecordError(_at(path, 0, verbatim(f"{error.strerror or error}."))) from error
    except ValueError as error:  # a NUL in the name
        raise RecordError(_at(path, 0, verbatim(f"{error}."))) from error


def _too_large() -> Message:
    return message(
        "The file is larger than the {size} MB that are read.", size=LARGEST // 1_000_000
    )


def _lines(path: Path, text: str, whole: ValueError) -> Iterator[tuple[int, Any]]:
    """Each line's value with its number. Only line feeds end a line: JSON holds U+2028 as it is."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not lines[0][1].rstrip().endswith("}"):
        raise RecordError(_at(path, 0, _no_json(whole))) from whole
    if len(lines) > MOST_COMPARISONS:
        most = message("There are more than {n} comparisons in it.", n=MOST_COMPARISONS)
        raise RecordError(_at(path, 0, most))
    for number, line in lines:
        try:
            yield number, _value(line)
        except ValueError as error:
            raise RecordError(_at(path, number, _no_json(error))) from error


def _value(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON value. Raises ValueError, also for one that is too deep."""
    try:
        # Earlier versions wrote NaN and Infinity, which are no JSON: nothing is known there.
        return json.loads(text, parse_constant=lambda name: None)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _no_json(error: ValueError) -> Message:
    why = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return message("It is no JSON of a comparison ({why}).", why=why[:200])


def _at(path: Path, line: int, sentence: Message) -> Message:
    if line:
        return message(
            "{path}, line {line}: {sentence}", path=str(path), line=line, sentence=sentence
        )
    return message("{path}: {sentence}", path=str(path), sentence=sentence)
