"""Noticing that a model has fallen into a loop and writes the same thing over and over."""

from __future__ import annotations

LONGEST_CHUNK = 200
LEAST_REPEATS = 8
LEAST_CHARACTERS = 400


def repeats_itself(text: str) -> bool:
    """Whether `text` ends in one chunk of 1..200 characters said at least 8 times, 400 characters.

    Exactly the same chunk: honest lists of boxes differ in their numbers and are left alone.
    """
    tail = text[-LONGEST_CHUNK * LEAST_REPEATS :]
    if len(tail) < LEAST_CHARACTERS:
        return False
    for size in range(1, LONGEST_CHUNK + 1):
        span = max(size * LEAST_REPEATS, LEAST_CHARACTERS)
        if span > len(tail):
            return False
        part = tail[-span:]
        # A text that repeats with period n equals itself moved by n.
        if part[size:] == part[:-size]:
            return True
    return False
