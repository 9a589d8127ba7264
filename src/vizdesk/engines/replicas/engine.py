"""An engine that asks one of several replicas of a model: the least loaded that is well.

It stands before another engine (`ApiEngine`), hands it the question with the address and the key of
one replica, and passes its events on.

- A replica is asked at most `slots` questions at once; further ones wait in their order, and are
  told so every ten seconds with `EngineProgress(Phase.WAITING)`.
- One that cannot be reached, answers 502 to 504, or knows neither key nor model is down, for
  1, 2, 4 … 60 seconds; then it is probed: it is back when its list of models comes.
- One that was asked too often (429) cools down for as long as it says; then it is asked again.
- A question goes to another replica only if nothing was said yet; one that broke two answers is not
  sent to a third, since it may be the question that breaks them.

A server with a single address keeps its own errors: only the number of questions at once, and its
cooldowns, are kept here.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from vizdesk.catalog.endpoints.endpoint import replica_key_name
from vizdesk.common.messages import message
from vizdesk.comparison.events import (
    Engine,
    EngineError,
    EngineProgress,
    ErrorScope,
    Event,
    Finished,
    Notice,
    Request,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.models import Endpoint
from vizdesk.comparison.types import Phase
from vizdesk.engines.replicas.slot_queue import NoReplicaError, ReplicaSlots, SlotQueue
from vizdesk.engines.server_identity import server_at

log = logging.getLogger(__name__)

WAITING_EVENT_EVERY_S = 10.0
MOST_BROKEN = 2
MOST_BUSY = 10

# Whether the server of an endpoint answers at all. Never raises EngineError.
Probe = Callable[[Endpoint], Awaitable[bool]]


@dataclass(slots=True)
class _Tries:
    """What happened to one question so far."""

    failed: dict[ReplicaSlots, EngineError] = field(default_factory=dict)
    broken: int = 0
    busy: int = 0
    spoke: bool = False

    def note(self, replica: ReplicaSlots, error: EngineError) -> None:
        self.broken += error.scope is ErrorScope.ANSWER
        self.busy += error.scope is ErrorScope.BUSY
        if error.scope is not ErrorScope.BUSY:  # one that is only busy is asked again
            self.failed[replica] = error

    def over(self, error: EngineError) -> bool:
        """Whether no other replica is to be asked."""
        too_often = self.broken >= MOST_BROKEN or self.busy >= MOST_BUSY
        return self.spoke or error.scope is ErrorScope.QUESTION or too_often


class ReplicaEngine:
    """Runs models that are served at several addresses, and those at one. Lives on one loop."""

    def __init__(
        self, engine: Engine, probe: Probe, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._probe = probe
        self._clock = clock
        self._queue = SlotQueue(self._start_probe, clock)
        self._endpoints: dict[str, Endpoint] = {}
        self._probes: set[asyncio.Task[None]] = set()

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        """Yield events, `Finished` last; its `sampling` names the replica. Raises EngineError."""
        endpoint = request.model.source
        if not isinstance(endpoint, Endpoint):
            raise TypeError(f"{request.model.id} is a file, not an endpoint")
        alone = len(endpoint.addresses) == 1
        replicas = self._replicas(endpoint)
        tries = _Tries()
        while True:
            left = [replica for replica in replicas if replica not in tries.failed]
            with self._queue.request(left) as slot:
                try:
                    while (replica := await self._queue.wait(slot, WAITING_EVENT_EVERY_S)) is None:
                        yield EngineProgress(Phase.WAITING)
                except NoReplicaError:
                    raise self._nobody(request, replicas, tries) from None
                try:
                    async with aclosing(self._events(request, replicas[replica], tries)) as events:
                        async for event in events:
                            yield event if alone else _named(event, replica)
                    replica.health = replica.health.answered(self._clock())
                    return
                except EngineError as error:
                    self._note(replica, error, alone)
                    tries.note(replica, error)
                    if alone or tries.over(error):
                        raise
                    log.warning("%s: %s", replica.base_url, error)
                    yield Notice(
                        message(
                            "{what} The next free replica was asked instead.",
                            what=error.failure.what,
                        )
                    )

    async def close(self) -> None:
        """Stop probing replicas, and close the engine behind."""
        while self._probes:  # one that ends may begin another
            for task in self._probes:
                task.cancel()
            await asyncio.gather(*self._probes, return_exceptions=True)
        await self._engine.close()

    async def _events(
        self, request: Request, target: Endpoint, tries: _Tries
    ) -> AsyncGenerator[Event, None]:
        model = replace(request.model, source=target)
        async with aclosing(self._engine.ask(replace(request, model=model))) as events:
            async for event in events:
                tries.spoke = tries.spoke or isinstance(event, TextDelta | ThinkingDelta)
                yield event

    def _replicas(self, endpoint: Endpoint) -> dict[ReplicaSlots, Endpoint]:
        """All its replicas, each with the address and the key it is asked with."""
        replicas: dict[ReplicaSlots, Endpoint] = {}
        for address in endpoint.addresses:
            key = replica_key_name(endpoint.key_name, endpoint.base_url, address.base_url)
            target = Endpoint(address.base_url, endpoint.slug, key)
            replicas[self._queue.slots_of(address)] = self._endpoints[address.base_url] = target
        return replicas

    def _note(self, replica: ReplicaSlots, error: EngineError, alone: bool) -> None:
        if alone and error.scope is not ErrorScope.BUSY:
            return
        health = replica.health.failed(error.scope, error.retry_after_s, self._clock())
        self._queue.settle(replica, health)

    def _start_probe(self, replica: ReplicaSlots) -> None:
        task = asyncio.create_task(self._run_probe(replica))
        self._probes.add(task)
        task.add_done_callback(self._probes.discard)

    async def _run_probe(self, replica: ReplicaSlots) -> None:
        back = False
        try:
            back = await self._probe(self._endpoints[replica.base_url])
        finally:
            replica.probing = False
            self._queue.settle(replica, replica.health.probed(back, self._clock()))

    def _nobody(
        self, request: Request, replicas: Mapping[ReplicaSlots, Endpoint], tries: _Tries
    ) -> EngineError:
        """The sentence when all replicas are down; with what those said that were asked."""
        errors = [
            f"{server_at(replica.base_url).host}: {error}"
            for replica, error in tries.failed.items()
        ]
        soonest = min(replica.health.cooldown_until for replica in replicas) - self._clock()
        return EngineError(
            message(
                "None of the {n} replicas of {name} answers now.",
                n=len(replicas),
                name=request.model.name,
            ),
            message("Start them, or correct their addresses under Keys and endpoints (Ctrl+K)."),
            "\n".join(errors),
            transient=True,
            retry_after_s=max(0.1, soonest),
            scope=ErrorScope.SERVER,
        )


def _named(event: Event, replica: ReplicaSlots) -> Event:
    if not isinstance(event, Finished):
        return event
    return replace(event, sampling={**event.sampling, "replica": server_at(replica.base_url).host})
