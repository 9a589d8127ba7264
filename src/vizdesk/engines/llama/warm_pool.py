"""Which children stay warm: the latest used, as long as memory and a cap allow."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from vizdesk.common.free_memory import available_bytes
from vizdesk.engines.llama.pair_check import PairSize
from vizdesk.engines.llama.worker_process import WorkerProcess

MOST_WARM = 4


@dataclass(frozen=True, slots=True)
class WarmKey:
    """Which files, as they were when loaded, and how: what one child is good for."""

    weights: str
    projector: str
    stamp: tuple[int, ...]
    repack: bool
    threads: int = 0
    template: str = ""
    device: str = ""


@dataclass(slots=True)
class _Warm:
    process: WorkerProcess
    size: PairSize
    users: int = 0


class WarmPool:
    """Lends children, each to one job at a time, and ends the ones there is no room for."""

    def __init__(
        self,
        start: Callable[[WarmKey], Awaitable[WorkerProcess]],
        *,
        most: int = MOST_WARM,
        available: Callable[[], int | None] = available_bytes,
    ) -> None:
        self._start = start
        self._most = most
        self._available = available
        self._warm: OrderedDict[WarmKey, _Warm] = OrderedDict()
        self._starting = asyncio.Lock()

    @asynccontextmanager
    async def lend(self, key: WarmKey, size: PairSize) -> AsyncIterator[WorkerProcess]:
        """A living child for `key`, waiting while another job has it. A dead one is replaced."""
        while True:
            warm = await self._find_or_start(key, size)
            warm.users += 1
            try:
                async with warm.process.busy:
                    if warm.process.alive:
                        yield warm.process
                        return
            finally:
                warm.users -= 1
                if not warm.process.alive and self._warm.get(key) is warm:
                    del self._warm[key]

    async def _find_or_start(self, key: WarmKey, size: PairSize) -> _Warm:
        async with self._starting:
            warm = self._warm.get(key)
            if warm is not None and warm.process.alive:
                self._warm.move_to_end(key)
                return warm
            await self._make_room(size)
            warm = _Warm(await self._start(key), size)
            self._warm[key] = warm
            return warm

    async def _make_room(self, size: PairSize) -> None:
        idle = [key for key, warm in self._warm.items() if warm.users == 0]
        for key in idle:
            warm = self._warm[key]
            if warm.process.alive and len(self._warm) < self._most and self._fits(size):
                return
            del self._warm[key]
            await warm.process.kill()

    def _fits(self, size: PairSize) -> bool:
        """Mapped weights count as available to Linux, so warm models are subtracted here."""
        available = self._available()
        if available is None:
            return True
        mapped = sum(warm.size.files for warm in self._warm.values())
        return size.memory <= available - mapped

    async def forget(self, key: WarmKey) -> None:
        """End the child for `key`, if there is one."""
        warm = self._warm.pop(key, None)
        if warm is not None:
            await warm.process.kill()

    async def close(self) -> None:
        """End all children at once."""
        warm, self._warm = list(self._warm.values()), OrderedDict()
        await asyncio.gather(*(worker.process.kill() for worker in warm))

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the children that live, least recently used first."""
        return tuple(worker.process.pid for worker in self._warm.values() if worker.process.alive)
