"""Every kind of model is run by one engine, made once, and closed as its provider says."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator

import pytest

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import Engine, Event, Finished, Request
from vizdesk.comparison.models import EngineKind
from vizdesk.comparison.types import FinishReason
from vizdesk.engines import registry
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.engines.provider import EngineContext, EngineProvider
from vizdesk.engines.replicas.engine import ReplicaEngine

# A pasted answer, and boxes that were fused from several.
NEVER_ASKED = (EngineKind.PASTED, EngineKind.CONSENSUS)
CONTEXT = EngineContext(key=lambda name: None, offline=Offline())


class CountedEngine:
    """Counts how often it is closed."""

    def __init__(self) -> None:
        self.closed = 0

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        yield Finished(FinishReason.STOP)

    async def close(self) -> None:
        self.closed += 1


def test_every_kind_that_is_asked_has_one_provider() -> None:
    kinds = Counter(kind for provider in registry.PROVIDERS for kind in provider.kinds)
    asked = [kind for kind in EngineKind if kind not in NEVER_ASKED]
    assert kinds == dict.fromkeys(asked, 1)


def test_both_apis_of_servers_share_one_engine() -> None:
    engines = registry.Engines(CONTEXT)
    assert list(engines) == [EngineKind.LLAMA, EngineKind.RESPONSES, EngineKind.CHAT]
    assert isinstance(engines[EngineKind.LLAMA], LlamaEngine)
    assert isinstance(engines[EngineKind.CHAT], ReplicaEngine)
    assert engines[EngineKind.CHAT] is engines[EngineKind.RESPONSES]


def test_going_offline_closes_connections_and_keeps_models_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[CountedEngine] = []

    def make(context: EngineContext) -> Engine:
        made.append(CountedEngine())
        return made[-1]

    local = EngineProvider(kinds=(EngineKind.LLAMA,), make=make)
    servers = EngineProvider(
        kinds=(EngineKind.RESPONSES, EngineKind.CHAT), make=make, keeps_connections=True
    )
    monkeypatch.setattr(registry, "PROVIDERS", (local, servers))
    engines = registry.Engines(CONTEXT)
    asyncio.run(engines.close_connections())
    assert [engine.closed for engine in made] == [0, 1]
    asyncio.run(engines.close())
    assert [engine.closed for engine in made] == [1, 2]
