"""Pages and frames as a person writes them on the command line: `3`, `1,4-6`, `all`."""

from __future__ import annotations

from argparse import ArgumentTypeError

MOST = 10_000


def frame_list(text: str) -> tuple[int, ...] | None:
    """The frames, from 0, each once and in the order given; None for all of them.

    Raises ArgumentTypeError.
    """
    if text.strip().lower() == "all":
        return None
    frames: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        numbers = (first, last if dash else first)
        if not all(number.isascii() and number.isdigit() and len(number) < 9 for number in numbers):
            raise ArgumentTypeError(f"“{text}” names no frames; write 3, 1,4-6 or all")
        low, high = map(int, numbers)
        if low < 1 or high < low or high - low >= MOST:
            raise ArgumentTypeError(f"“{part.strip()}” names no frames; they are counted from 1")
        frames += range(low - 1, high)
    return tuple(dict.fromkeys(frames))
