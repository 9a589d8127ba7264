"""How many questions a server is asked at once: fewer when it refuses, more when it answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class AdaptiveRateLimit:
    """Places at one server. Halved at a refusal, one more after as many answers as there are.

    Additive increase, multiplicative decrease: D. Chiu, R. Jain, Computer Networks 17 (1989), 1-14.
    """

    def __init__(self, most: int) -> None:
        self._most, self.allowed, self._busy = most, float(most), 0
        self._changed = asyncio.Condition()

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

    def refused(self) -> None:
        """The server said that this is too much."""
        self.allowed = max(1.0, self.allowed / 2)

    def answered(self) -> None:
        """The server answered."""
        self.allowed = min(float(self._most), self.allowed + 1 / self.allowed)
