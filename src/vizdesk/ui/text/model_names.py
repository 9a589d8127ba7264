"""Names of models cut so that they still differ: in the part they share, not in what tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

ELLIPSIS = "…"
_LEAST_SHARED = 4  # letters; a shorter beginning is not worth an ellipsis


def shared_beginning(name: str, others: Sequence[str]) -> int:
    """How many letters `name` begins with that another of `others` begins with too."""
    shared = 0
    for other in others:
        if other == name:
            continue
        length = 0
        for mine, theirs in zip(name, other, strict=False):
            if mine != theirs:
                break
            length += 1
        shared = max(shared, length)
    return shared


def distinct_name(name: str, others: Sequence[str], fits: Callable[[str], bool]) -> str:
    """`name` as it fits, shortened in the beginning that it shares with another name.

    “qwen3-vl-30b-thinking” beside “qwen3-vl-8b-instruct” becomes “qwen…30b-thinking”. Cut at its
    end where it shares none; with as much of its beginning as there is room for.
    """
    if fits(name):
        return name
    shared = shared_beginning(name, others)
    if shared < _LEAST_SHARED:
        return _cut_at_end(name, fits)
    rest = name[shared:]
    for kept in range(shared - 1, -1, -1):
        if fits(name[:kept] + ELLIPSIS + rest):
            return name[:kept] + ELLIPSIS + rest
    return ELLIPSIS + _cut_at_end(rest, lambda words: fits(ELLIPSIS + words))


def _cut_at_end(name: str, fits: Callable[[str], bool]) -> str:
    for kept in range(len(name) - 1, 0, -1):
        if fits(name[:kept] + ELLIPSIS):
            return name[:kept] + ELLIPSIS
    return ELLIPSIS
