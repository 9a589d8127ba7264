"""A text file that is appended to and never grows beyond its limit: the oldest words go."""

from __future__ import annotations

import os
from pathlib import Path

LIMIT_BYTES, FILES = 1_000_000, 3


def append(path: Path, text: str, limit: int = LIMIT_BYTES, files: int = FILES) -> None:
    """Append `text`; a file that would grow beyond `limit` bytes becomes NAME.1, that one NAME.2.

    Nothing is held open in between, so two running vizdesks may share the file. Raises OSError.
    """
    data = text.encode("utf-8", "replace")[:limit]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size + len(data) > limit:
        for number in range(files - 1, 0, -1):
            older = path if number == 1 else numbered(path, number - 1)
            if older.exists():
                os.replace(older, numbered(path, number))
    # For this person alone.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def numbered(path: Path, number: int) -> Path:
    """The file that holds what was in `path` that many turns ago."""
    return path.with_name(f"{path.name}.{number}")
