"""How many threads write an answer: tried while it is written, because the machine decides.

Two threads are a third to half faster than one on a quiet machine, and slower on a busy one, where
they wait for each other at each barrier (docs/llama-engine.md). llama_set_n_threads changes the
number between tokens at no cost: some tokens are written with another number, the quicker is kept,
and it is looked at again later. What trials lose is bounded by a share of the time written so far.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

TRIAL_TOKENS = 4
LOOK_AGAIN_S = 3.0
MOST_LOST = 0.04  # of the seconds spent writing
WORTH_CHANGING = 0.95  # more threads must be that much quicker than fewer
HOPELESS = 0.8  # of a usual token, lost in a trial: it ends early
UNKNOWN = 1.4  # times the usual is expected of a number that was never tried
DISTURBED = 1.3  # times what it was when chosen: something else wants the processors


class WritingThreads:
    """Chooses among one, half of and all `most` threads; `apply` is called with each change.

    The choice lasts from answer to answer. Told only seconds, so it needs no clock.
    """

    def __init__(self, most: int, apply: Callable[[int], None]) -> None:
        self.current = max(1, most // 2)
        self.choices = tuple(sorted({1, self.current, max(1, most)}))
        self._apply = apply
        self._seconds: dict[int, float] = {}
        self._tried = dict.fromkeys(self.choices, 0.0)
        self._recent: deque[float] = deque(maxlen=TRIAL_TOKENS)
        self._usual = 0.0
        self._trial: int | None = None
        self._elapsed = self._lost = self._looked = 0.0

    def took(self, seconds: float) -> None:
        """One token was computed in `seconds`; the next may be computed by another number."""
        if len(self.choices) == 1:
            return
        self._elapsed += seconds
        self._recent.append(seconds)
        if self._trial is not None:
            self._follow_trial(self._trial, seconds)
        elif len(self._recent) == TRIAL_TOKENS:
            self._seconds[self.current] = sum(self._recent) / TRIAL_TOKENS
            self._usual = self._usual or self._seconds[self.current]
            candidate = self._worth_trying()
            if candidate is not None:
                self._trial = candidate
                self._recent.clear()
                self._apply(candidate)

    def _follow_trial(self, trial: int, seconds: float) -> None:
        usual = self._seconds[self.current]
        self._lost += max(0.0, seconds - usual)
        total, count = sum(self._recent), len(self._recent)
        if count < TRIAL_TOKENS and total - count * usual < HOPELESS * usual:
            return
        mean = self._seconds[trial] = total / count
        wanted = usual if trial < self.current else WORTH_CHANGING * usual
        if mean <= wanted:
            self.current = trial
        self._usual = self._seconds[self.current]
        self._tried[trial] = self._looked = self._elapsed
        self._trial = None
        self._recent.clear()
        self._apply(self.current)

    def _worth_trying(self) -> int | None:
        """The number to try now; None while nothing is due, or too much was lost by trying."""
        usual = self._seconds[self.current]
        fewer = [choice for choice in self.choices if choice < self.current]
        if fewer and usual > DISTURBED * self._usual:
            return fewer[-1]
        others = [choice for choice in self.choices if choice != self.current]
        candidate = min(others, key=lambda choice: (self._tried[choice], -choice))
        if self._tried[candidate] and self._elapsed - self._looked < LOOK_AGAIN_S:
            return None
        known = self._seconds.get(candidate, UNKNOWN * usual)
        lost_each = max(0.0, known - usual)
        hopeless_after = math.ceil(HOPELESS * usual / lost_each) if lost_each else TRIAL_TOKENS
        expected = lost_each * min(TRIAL_TOKENS, hopeless_after)
        return candidate if self._lost + expected <= MOST_LOST * self._elapsed else None
