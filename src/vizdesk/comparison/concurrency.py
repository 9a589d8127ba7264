"""Who may run at once: local models one after the other by default, remote ones side by side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vizdesk.comparison.models import GgufPair, Model

if TYPE_CHECKING:
    import asyncio


_PACED_ELSEWHERE = 1_000


class ConcurrencyLimits:
    """Two semaphores, first come first served. Made anywhere, used on one event loop."""

    def __init__(
        self, local: int = 1, remote: int = 8, shared: ConcurrencyLimits | None = None
    ) -> None:
        """With `shared`, local models wait in its lane."""
        self._places, self._shared = (local, remote), shared

    @property
    def local_places(self) -> int:
        """How many models of this machine are asked at once."""
        return self._shared.local_places if self._shared else self._places[0]

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

    def for_runs(self) -> ConcurrencyLimits:
        """Lanes that share this machine's places; servers are paced by the run itself."""
        return ConcurrencyLimits(remote=_PACED_ELSEWHERE, shared=self)

    def of(self, model: Model) -> asyncio.Semaphore:
        """The lane of `model`: files share this machine, servers have machines of their own."""
        if not isinstance(model.source, GgufPair):
            return self._remote
        return self._shared.of(model) if self._shared else self._local
