"""A pool over addresses, asked many questions at once, the way every test of it does."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from tests.engines.openai.asking import request

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, Event, Finished, Request
from vizdesk.comparison.models import Endpoint, Replica
from vizdesk.credentials.keys import Secret
from vizdesk.engines.openai.engine import ApiEngine
from vizdesk.engines.replicas.engine import ReplicaEngine
from vizdesk.engines.replicas.probe import ReplicaProbe

Outcome = list[Event] | EngineError


@asynccontextmanager
async def pool_engine(
    keys: Callable[[str], Secret | None] = lambda name: None,
    offline: Offline | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[ReplicaEngine]:
    """The engine as the program builds it, closed at the end."""
    switch = offline or Offline()
    engine = ReplicaEngine(ApiEngine(keys, switch), ReplicaProbe(keys, switch), clock)
    try:
        yield engine
    finally:
        await engine.close()


def pooled(
    urls: Sequence[str], slots: int = 2, *, key_name: str | None = None, **fields: Any
) -> Request:
    """A question to a model that is served at all of `urls`."""
    asked = request(urls[0], key_name=key_name, **fields)
    source = Endpoint(urls[0], "gpt-5.5", key_name, tuple(Replica(url, slots) for url in urls))
    return replace(asked, model=replace(asked.model, source=source))


async def outcome(engine: ReplicaEngine, asked: Request) -> Outcome:
    """All events of one answer, or the error it ended with."""
    try:
        return [event async for event in engine.ask(asked)]
    except EngineError as error:
        return error


async def outcomes(engine: ReplicaEngine, asked: Request, count: int) -> list[Outcome]:
    """The same question so many times at once."""
    return list(await asyncio.gather(*(outcome(engine, asked) for _ in range(count))))


def answered_by(outcomes: Sequence[Outcome]) -> Counter[str]:
    """How many whole answers came from each replica. Fails on the first that is none."""
    counted: Counter[str] = Counter()
    for outcome in outcomes:
        if isinstance(outcome, EngineError):
            raise outcome
        last = outcome[-1]
        assert isinstance(last, Finished)
        counted[str(last.sampling["replica"])] += 1
    return counted


def host_of(base_url: str) -> str:
    """Host and port, as a replica is named."""
    return base_url.split("/")[2]
