"""Who may run at once: local models one after the other by default, remote ones side by side."""

from __future__ import annotations

import asyncio

from vizdesk.comparison.models import GgufPair, Model


class Lanes:
    """Two semaphores, first come first served. Made anywhere, used on one event loop."""

    def __init__(self, local: int = 1, remote: int = 8) -> None:
        self._local = asyncio.Semaphore(local)
        self._remote = asyncio.Semaphore(remote)

    def of(self, model: Model) -> asyncio.Semaphore:
        """The lane of `model`: files share this machine, servers have machines of their own."""
        return self._local if isinstance(model.source, GgufPair) else self._remote
