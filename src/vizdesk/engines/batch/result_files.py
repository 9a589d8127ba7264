"""Files of results on this disk: read line by line, whatever stands in them, and never the key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vizdesk.common.atomic_files import whole_file
from vizdesk.common.strict_json import from_json
from vizdesk.credentials.keys import MASK, SHORTEST_HIDDEN, Secret
from vizdesk.engines.batch.provider import BatchProvider
from vizdesk.engines.redaction import redact_json

# An answer of 128,000 tokens is half a megabyte; a longer line is no answer.
LINE_BYTES: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line: the name of its question ("" where none is to be seen), and what it holds.

    `entry` is None where the line is no JSON object.
    """

    name: str
    entry: Mapping[str, Any] | None


def result_lines(path: Path, provider: BatchProvider) -> Iterator[ResultLine]:
    """Every line of a file of results, in its order. Raises OSError; takes seconds for a large one.

    A line that is broken still tells whose it is, where the name stands in it before the break.
    """
    with path.open("rb") as file:
        while written := file.readline(LINE_BYTES):
            line = written
            while written and not written.endswith(b"\n"):
                written = file.readline(LINE_BYTES)  # the rest of a line that is too long
            if line.strip():
                yield _line(line, provider)


def _line(written: bytes, provider: BatchProvider) -> ResultLine:
    try:
        entry = from_json(written)
    except ValueError:
        entry = None
    name = provider.name_of(entry) if isinstance(entry, dict) else None
    if name is not None:
        return ResultLine(name, entry)
    marker = rf'"{re.escape(provider.marker)}"\s*:\s*("(?:[^"\\]|\\.){{1,1000}}")'
    named = re.search(marker.encode(), written[:100_000]) if entry is None else None
    return ResultLine(_text(named[1]) if named else "", None)


def _text(written: bytes) -> str:
    try:
        return str(json.loads(written))
    except ValueError:
        return ""


def keep_results(
    fresh: Path, path: Path, provider: BatchProvider, secrets: Sequence[Secret]
) -> None:
    """Put `fresh` in the place of `path` without the key, unless `path` answers as much or more.

    Both are of one part: a second download may bring less than the first did. Raises OSError.
    """
    if path.exists() and answers_in(path, provider) >= answers_in(fresh, provider):
        return
    with fresh.open("rb") as lines, whole_file(path) as out:
        for line in lines:
            out.write(masked_line(line, secrets))


def answers_in(path: Path, provider: BatchProvider) -> int:
    """How many questions have a whole line in a file. Raises OSError."""
    lines = result_lines(path, provider)
    return len({line.name for line in lines if line.name and line.entry is not None})


def masked_line(line: bytes, secrets: Sequence[Secret]) -> bytes:
    """A line of JSON in which no key stands, however its letters were written."""
    secrets = [secret for secret in secrets if len(secret.reveal()) >= SHORTEST_HIDDEN]
    for secret in secrets:
        line = line.replace(secret.reveal().encode(), MASK.encode())
    if not secrets:
        return line
    if b"\\" not in line:
        return line
    try:
        entry = from_json(line)
    except ValueError:
        return line
    clean = redact_json(entry, secrets)
    if clean == entry:
        return line
    return json.dumps(clean, ensure_ascii=False).encode() + b"\n"
