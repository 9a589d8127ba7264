"""Every engine, by the kind of model it runs; a new one is a module and a line of `PROVIDERS`."""

from __future__ import annotations

from collections.abc import Iterator

from vizdesk.comparison.events import Engine, EngineSet
from vizdesk.comparison.models import EngineKind
from vizdesk.engines.llama.provider import LLAMA
from vizdesk.engines.openai.provider import SERVERS
from vizdesk.engines.provider import EngineContext, EngineProvider

PROVIDERS: tuple[EngineProvider, ...] = (LLAMA, SERVERS)


class Engines(EngineSet):
    """The engines of `PROVIDERS`, all made at once; one that runs several kinds is made once."""

    def __init__(self, context: EngineContext) -> None:
        self._engines = {provider: provider.make(context) for provider in PROVIDERS}
        self._by_kind = {
            kind: engine for provider, engine in self._engines.items() for kind in provider.kinds
        }

    def __getitem__(self, kind: EngineKind) -> Engine:
        return self._by_kind[kind]

    def __iter__(self) -> Iterator[EngineKind]:
        return iter(self._by_kind)

    def __len__(self) -> int:
        return len(self._by_kind)

    async def close(self) -> None:
        """Let go of everything: models in memory, connections, child processes."""
        for engine in self._engines.values():
            await engine.close()

    async def close_connections(self) -> None:
        """Close the connections to servers; models on this machine stay loaded."""
        for provider, engine in self._engines.items():
            if provider.keeps_connections:
                await engine.close()
