"""How much work a function does, in counts that are the same on an idle and on a busy machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import thread_time
from types import FrameType
from typing import Any

MOST_GROWTH = 2.5
"""Twice the input may take this many times the work: linear with room for logarithms."""


def calls_of(function: Callable[[], Any]) -> int:
    """The number of Python and C functions that are called while `function` runs, in this thread.

    Loops inside C (a search through a text) count as one call: see `growth_of_seconds`.
    """
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return calls


def growth_of_calls(work: Callable[[int], Any], size: int) -> float:
    """How many times the calls `work(2 * size)` makes of what `work(size)` makes."""
    work(size)  # what is imported, compiled and cached at first use belongs to neither
    return calls_of(lambda: work(2 * size)) / calls_of(lambda: work(size))


def growth_of_seconds(work: Callable[[int], Any], size: int) -> float:
    """The growth of processor time when the input doubles, measured over three doublings.

    For work whose loops are inside C, where calls show nothing. It is a ratio of this thread's own
    processor time, not of time that passes: a busy machine makes both sides slower alike. The best
    of two of each, taken in turn, and eight times the input (linear: 8, quadratic: 64), so that
    nothing but the order of growth decides.
    """
    small, large = [], []
    for _ in range(2):
        small.append(_seconds_of(lambda: work(size)))
        large.append(_seconds_of(lambda: work(8 * size)))
    return float((min(large) / min(small)) ** (1 / 3))


def _seconds_of(function: Callable[[], Any]) -> float:
    begin = thread_time()
    function()
    return thread_time() - begin
