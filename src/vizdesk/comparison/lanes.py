"""Who may run at once: local models one after the other by default, remote ones side by side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vizdesk.comparison.models import GgufPair, Model

if TYPE_CHECKING:
    import asyncio


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

    def of(self, model: Model) -> asyncio.Semaphore:
        """The lane of `model`: files share this machine, servers have machines of their own."""
        local, remote = self._semaphores
        return local if isinstance(model.source, GgufPair) else remote
