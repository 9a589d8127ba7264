"""Who may run at once: local models one after the other by default, remote ones side by side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vizdesk.comparison.models import GgufPair, Model

if TYPE_CHECKING:
    import asyncio


_PACED_ELSEWHERE = 1_000


class Lanes:
    """Two semaphores, first come first served. Made anywhere, used on one event loop."""

    def __init__(self, local: int = 1, remote: int = 8) -> None:
        self._places = (local, remote)

    @cached_property
    def _semaphores(self) -> tuple[asyncio.Semaphore, asyncio.Semaphore]:
        # asyncio only now: the window is visible sooner without it (docs/benchmarks.md, c).
        import asyncio

        local, remote = self._places
        return asyncio.Semaphore(local), asyncio.Semaphore(remote)

    def for_runs(self) -> Lanes:
        """Lanes that share this machine's places; servers are paced by the run itself."""
        lanes = Lanes(remote=_PACED_ELSEWHERE)
        lanes.__dict__["_semaphores"] = (self._semaphores[0], lanes._semaphores[1])
        return lanes

    def of(self, model: Model) -> asyncio.Semaphore:
        """The lane of `model`: files share this machine, servers have machines of their own."""
        local, remote = self._semaphores
        return local if isinstance(model.source, GgufPair) else remote
