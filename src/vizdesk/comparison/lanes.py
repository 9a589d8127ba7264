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

    def widen(self, local: int) -> None:
        """Have `local` models of this machine at once from the next question on; any thread.

        Questions that wait already go on as they were asked.
        """
        if local != self._places[0]:
            self._places = (local, self._places[1])
            self.__dict__.pop("_local", None)

    @cached_property
    def _local(self) -> asyncio.Semaphore:
        import asyncio

        return asyncio.Semaphore(self._places[0])

    @cached_property
    def _remote(self) -> asyncio.Semaphore:
        # asyncio only now: the window is visible sooner without it (docs/benchmarks.md, c).
        import asyncio

        return asyncio.Semaphore(self._places[1])

    def of(self, model: Model) -> asyncio.Semaphore:
        """The lane of `model`: files share this machine, servers have machines of their own."""
        return self._local if isinstance(model.source, GgufPair) else self._remote
