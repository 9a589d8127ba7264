"""An exception as text: its kind and where it was, without the words that a person wrote."""

from __future__ import annotations

import traceback
from pathlib import PurePath

# Their messages speak of code. Those of others may repeat a prompt, an answer or a file's words.
_OF_CODE = (AttributeError, NameError, TypeError, IndexError, ImportError, ArithmeticError)
_LONGEST = 300


def kind_of(error: BaseException) -> str:
    """The exception's type, with its message only where that speaks of code or of the system."""
    name = type(error).__qualname__
    if isinstance(error, OSError):
        return f"{name}: {error.strerror}" if error.strerror else name
    return f"{name}: {str(error)[:_LONGEST]}" if isinstance(error, _OF_CODE) else name


def trace(error: BaseException, *, messages: bool = False) -> str:
    """Kind and frames of an exception and of what caused it, the last frame last.

    `messages` adds what every exception says: for a person who copies it and sees what it is.
    """
    parts: list[str] = []
    seen: set[int] = set()
    next_one: BaseException | None = error
    while next_one is not None and id(next_one) not in seen:
        seen.add(id(next_one))
        line = f"{type(next_one).__qualname__}: {next_one}".strip(": ")
        frames = traceback.extract_tb(next_one.__traceback__)
        parts.append(line if messages else kind_of(next_one))
        parts += [f"  {short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        cause = next_one.__cause__
        if cause is None and not next_one.__suppress_context__:
            cause = next_one.__context__
        next_one = cause
        if next_one is not None and id(next_one) not in seen:
            parts.append("after")
    return "\n".join(parts)


def short(file: str) -> str:
    """A source file from its package on: vizdesk/ui/compare/answer_pane.py."""
    parts = PurePath(file).parts
    for root in ("vizdesk", "site-packages", "lib"):
        if root in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at if root == "vizdesk" else at + 1 :])
    return parts[-1] if parts else file
