"""How many questions a server is asked at once: one first, fewer at a refusal, more at answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from math import inf

# So long the first question stays alone: a key is refused sooner, a slow model writes later.
LONGEST_ALONE_S = 3.0


# So many are asked at once before the server has shown what it takes.
FIRST_PLACES = 8.0


class AdaptiveRateLimit:
    """Places at one server. Halved at a refusal, one more after as many answers as there are.

    The first question is asked alone until the server is heard of: a key it refuses is then refused
    once, and one image was sent in vain instead of one for each place.

    Of more than `FIRST_PLACES` as many again are given with every round of answers (slow start, RFC
    5681) until questions have to wait for a slot: of a pool of 201 addresses one may live, and
    whoever waits holds an image.

    Additive increase, multiplicative decrease: D. Chiu, R. Jain, Computer Networks 17 (1989), 1-14.
    """

    def __init__(self, most: int) -> None:
        self._most, self.allowed, self._busy = most, min(float(most), FIRST_PLACES), 0
        self._since_full = inf
        self._changed = asyncio.Condition()
        self._heard = asyncio.Event()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold one place; waits until there is one."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._busy < max(1, int(self.allowed)))
            self._busy += 1
        try:
            yield
        finally:
            async with self._changed:
                self._busy -= 1
                self._changed.notify_all()

    async def after_the_first(self) -> None:
        """Wait until the server was heard of, at most `LONGEST_ALONE_S`: for all but the first."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_ALONE_S):
                await self._heard.wait()

    def heard(self) -> None:
        """The server takes questions, or the first one is over."""
        self._heard.set()

    def refused(self) -> None:
        """The server said that this is too much."""
        self.heard()
        self._since_full = 0
        self.allowed = max(1.0, self.allowed / 2)

    def full(self) -> None:
        """A question has to wait for a slot: there are no more than are being answered."""
        self._since_full = 0
        self.allowed = max(1.0, min(self.allowed, self._busy - 1.0))

    def answered(self) -> None:
        """The server answered."""
        self._since_full += 1
        more = 1.0 if self._since_full > 2 * self.allowed else 1 / self.allowed
        self.allowed = min(float(self._most), self.allowed + more)
