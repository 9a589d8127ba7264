"""Reading values out of JSON that a server sent, whatever its shape."""

from __future__ import annotations


def at(value: object, *path: str) -> object:
    """The value at `path` in nested JSON objects, or None where a server sent another shape."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def whole(value: object) -> int | None:
    """A count of tokens, or None for anything that is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
