"""An engine that asks one of several replicas of a model: the least loaded that is well.

It stands before another engine (`ApiEngine`), hands it the question with the address and the key of
one replica, and passes its events on.

- A replica is asked at most `slots` questions at once; further ones wait in their order, and are
  told so at once and every ten seconds with `EngineProgress(Phase.QUEUED)`.
- Before a replica gets its first question a connection to it is tried, to all of a pool at once:
  one where nobody listens is passed over, and one notice tells how many there are.
- One that cannot be reached, answers 502 to 504, or knows neither key nor model is down, for
  1, 2, 4 … 60 seconds; then it is probed: it is back when its list of models comes. After
  `SICK_POOL` of them in one question the rest of the pool is probed before it is asked.
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
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from vizdesk.catalog.endpoints.endpoint import replica_key_name
from vizdesk.common.messages import Message, message, plural
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
from vizdesk.comparison.models import Endpoint, Replica
from vizdesk.comparison.types import Phase
from vizdesk.engines.replicas.health import NEW, UNMET, Health
from vizdesk.engines.replicas.probe import Probe
from vizdesk.engines.replicas.slot_queue import NoReplicaError, ReplicaSlots, SlotQueue
from vizdesk.engines.server_identity import server_at

log = logging.getLogger(__name__)

WAITING_EVENT_EVERY_S = 10.0
MOST_BROKEN = 2
MOST_BUSY = 10
SICK_POOL = 3
LONGEST_MEETING_S = 0.1
_TOLD_IN_DETAIL = 20

_Pool = dict[ReplicaSlots, Endpoint]


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
        self._pools: dict[tuple[Endpoint, tuple[Replica, ...]], _Pool] = {}
        self._meeting: set[ReplicaSlots] = set()
        self._met: dict[ReplicaSlots, Health] = {}
        self._unreached: dict[ReplicaSlots, None] = {}  # and not told of yet
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
                if self._queue.must_wait(slot):
                    yield EngineProgress(Phase.QUEUED)
                try:
                    while (replica := await self._queue.wait(slot, WAITING_EVENT_EVERY_S)) is None:
                        yield EngineProgress(Phase.QUEUED)
                except NoReplicaError:
                    raise self._nobody(request, replicas, tries) from None
                if passed_over := self._passed_over(request, replicas):
                    yield Notice(passed_over)
                try:
                    async with aclosing(self._events(request, replicas[replica], tries)) as events:
                        async for event in events:
                            yield event if alone else _named(event, replica)
                    replica.health = replica.health.answered(self._clock())
                    return
                except EngineError as error:
                    self._note(replica, error, alone)
                    tries.note(replica, error)
                    self._doubt(replicas, tries)
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

    def _replicas(self, endpoint: Endpoint) -> _Pool:
        """All its replicas, each with the address and the key it is asked with."""
        pool = self._pools.get((endpoint, endpoint.replicas))
        if pool is None or next(iter(pool.values())).options != endpoint.options:
            pool = self._pools[endpoint, endpoint.replicas] = self._make_pool(endpoint)
        return pool

    def _make_pool(self, endpoint: Endpoint) -> _Pool:
        new = NEW if len(endpoint.addresses) == 1 else UNMET
        pool: _Pool = {}
        for address in endpoint.addresses:
            key = replica_key_name(endpoint.key_name, endpoint.base_url, address.base_url)
            target = replace(
                endpoint,
                base_url=address.base_url,
                key_name=key,
                replicas=(),
                home=endpoint.base_url,
            )
            pool[self._queue.slots_of(address, new)] = self._endpoints[address.base_url] = target
        return pool

    def _passed_over(self, request: Request, replicas: _Pool) -> Message | None:
        """One sentence about those that nobody could reach since the last one."""
        dead = [replica for replica in self._unreached if replica in replicas]
        for replica in dead:
            del self._unreached[replica]
        if not dead:
            return None
        return plural(
            "{n} of the {total} replicas of {name} could not be reached ({host}); the others are "
            "asked instead.",
            "{n} of the {total} replicas of {name} could not be reached ({host} and others); the "
            "others are asked instead.",
            len(dead),
            total=len(replicas),
            name=request.model.name,
            host=server_at(dead[0].base_url).host,
        )

    def _doubt(self, replicas: _Pool, tries: _Tries) -> None:
        """After so many dead ones have those probed that were never asked, all at once."""
        dead = [error for error in tries.failed.values() if error.scope.of_server]
        if len(dead) >= SICK_POOL:
            unproven = (NEW, UNMET)
            asked_by_nobody = [replica for replica in replicas if replica.last == 0]
            doubted = [replica for replica in asked_by_nobody if replica.health in unproven]
            self._queue.settle(dict.fromkeys(doubted, Health(1, self._clock(), down=True)))

    def _note(self, replica: ReplicaSlots, error: EngineError, alone: bool) -> None:
        if alone and error.scope is not ErrorScope.BUSY:
            return
        health = replica.health.failed(error.scope, error.retry_after_s, self._clock())
        self._queue.settle({replica: health})

    def _start_probe(self, replica: ReplicaSlots) -> None:
        if replica.health == UNMET:
            self._meeting.add(replica)
            probing = self._meet(replica)
        else:
            probing = self._run_probe(replica)
        task = asyncio.create_task(probing)
        self._probes.add(task)
        task.add_done_callback(self._probes.discard)

    async def _meet(self, replica: ReplicaSlots) -> None:
        """Try a connection to a new one; what is found is noted for all at once.

        Else the first one that takes a connection would be given all questions there are.
        """
        back = False
        try:
            back = await self._probe.connects(self._endpoints[replica.base_url])
        finally:
            self._meeting.discard(replica)
            health = replica.health
            doubted = back and health != UNMET  # meanwhile: it must list its models first
            self._met[replica] = health if doubted else health.probed(back, self._clock())
            if not back:
                self._unreached[replica] = None
            if not self._meeting:
                self._end_meeting()
            elif len(self._met) == 1:  # some may never answer
                asyncio.get_running_loop().call_later(LONGEST_MEETING_S, self._end_meeting)

    def _end_meeting(self) -> None:
        met, self._met = self._met, {}
        for replica in met:
            replica.probing = False
        if met:
            self._queue.settle(met)

    async def _run_probe(self, replica: ReplicaSlots) -> None:
        back, endpoint = False, self._endpoints[replica.base_url]
        try:
            back = await self._probe.connects(endpoint) and await self._probe.answers(endpoint)
        finally:
            replica.probing = False
            self._queue.settle({replica: replica.health.probed(back, self._clock())})

    def _nobody(
        self, request: Request, replicas: Mapping[ReplicaSlots, Endpoint], tries: _Tries
    ) -> EngineError:
        """The sentence when all replicas are down; with what those said that were asked."""
        errors = [
            f"{server_at(replica.base_url).host}: {tries.failed.get(replica, 'no connection')}"
            for replica in sorted(replicas, key=lambda replica: replica not in tries.failed)
        ]
        more = len(errors) - _TOLD_IN_DETAIL
        errors = [*errors[:_TOLD_IN_DETAIL], f"and {more} more"] if more > 0 else errors
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
