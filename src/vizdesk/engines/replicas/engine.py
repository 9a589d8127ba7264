"""An engine that asks one of several replicas of a model: the least loaded that is well.

It stands before another engine (`ApiEngine`), hands it the question with the address and the key of
one replica, and passes its events on.

- A replica is asked at most `slots` questions at once; further ones wait in their order, and are
  told so every ten seconds with `Progress(Phase.WAITING)`.
- One that cannot be reached, answers 502 to 504, or knows neither key nor model is taken out, for
  1, 2, 4 … 60 seconds; then its list of models is asked for, and it is back when that comes.
- One that was asked too often (429) rests for as long as it says, and is then simply asked again.
- A question goes to another replica only if nothing was said yet; one that broke two answers is not
  sent to a third, since it may be the question that breaks them.

A server with a single address keeps its own errors: only the number of questions at once, and its
rests, are minded here.
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
    Event,
    Finished,
    Notice,
    Request,
    TextDelta,
    ThinkingDelta,
    Trouble,
)
from vizdesk.comparison.models import Endpoint
from vizdesk.comparison.types import Phase
from vizdesk.engines.replicas.slot_queue import NobodyLeftError, Seat, SlotQueue
from vizdesk.engines.server_identity import server_at

log = logging.getLogger(__name__)

SAYS_SO_EVERY_S = 10.0
MOST_BROKEN = 2
MOST_BUSY = 10

# Whether the server of an endpoint answers at all. Never raises EngineError.
Look = Callable[[Endpoint], Awaitable[bool]]


@dataclass(slots=True)
class _Tries:
    """What happened to one question so far."""

    failed: dict[Seat, EngineError] = field(default_factory=dict)
    broken: int = 0
    busy: int = 0
    spoke: bool = False

    def note(self, seat: Seat, error: EngineError) -> None:
        self.broken += error.trouble is Trouble.ANSWER
        self.busy += error.trouble is Trouble.BUSY
        if error.trouble is not Trouble.BUSY:  # one that is only busy is asked again
            self.failed[seat] = error

    def over(self, error: EngineError) -> bool:
        """Whether no other replica is to be asked."""
        too_often = self.broken >= MOST_BROKEN or self.busy >= MOST_BUSY
        return self.spoke or error.trouble is Trouble.QUESTION or too_often


class ReplicaEngine:
    """Runs models that are served at several addresses, and those at one. Lives on one loop."""

    def __init__(
        self, engine: Engine, look: Look, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._look = look
        self._clock = clock
        self._room = SlotQueue(self._start_looking, clock)
        self._endpoints: dict[str, Endpoint] = {}
        self._looks: set[asyncio.Task[None]] = set()

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        """Yield events, `Finished` last; its `sampling` names the replica. Raises EngineError."""
        endpoint = request.model.source
        if not isinstance(endpoint, Endpoint):
            raise TypeError(f"{request.model.id} is a file, not an endpoint")
        alone = len(endpoint.addresses) == 1
        seats = self._seats(endpoint)
        tries = _Tries()
        while True:
            left = [seat for seat in seats if seat not in tries.failed]
            with self._room.ticket(left) as ticket:
                try:
                    while (seat := await self._room.wait(ticket, SAYS_SO_EVERY_S)) is None:
                        yield EngineProgress(Phase.WAITING)
                except NobodyLeftError:
                    raise self._nobody(request, seats, tries) from None
                try:
                    async with aclosing(self._asked(request, seats[seat], tries)) as events:
                        async for event in events:
                            yield event if alone else _named(event, seat)
                    seat.health = seat.health.answered(self._clock())
                    return
                except EngineError as error:
                    self._note(seat, error, alone)
                    tries.note(seat, error)
                    if alone or tries.over(error):
                        raise
                    log.warning("%s: %s", seat.base_url, error)
                    yield Notice(
                        message(
                            "{what} The next free replica was asked instead.",
                            what=error.failure.what,
                        )
                    )

    async def close(self) -> None:
        """Stop looking at replicas, and close the engine behind."""
        while self._looks:  # one that ends may begin another
            for task in self._looks:
                task.cancel()
            await asyncio.gather(*self._looks, return_exceptions=True)
        await self._engine.close()

    async def _asked(
        self, request: Request, replica: Endpoint, tries: _Tries
    ) -> AsyncGenerator[Event, None]:
        model = replace(request.model, source=replica)
        async with aclosing(self._engine.ask(replace(request, model=model))) as events:
            async for event in events:
                tries.spoke = tries.spoke or isinstance(event, TextDelta | ThinkingDelta)
                yield event

    def _seats(self, endpoint: Endpoint) -> dict[Seat, Endpoint]:
        """The seats of all its replicas, each with the address and the key it is asked with."""
        seats: dict[Seat, Endpoint] = {}
        for replica in endpoint.addresses:
            key = replica_key_name(endpoint.key_name, endpoint.base_url, replica.base_url)
            asked = Endpoint(replica.base_url, endpoint.slug, key)
            seats[self._room.seat(replica)] = self._endpoints[replica.base_url] = asked
        return seats

    def _note(self, seat: Seat, error: EngineError, alone: bool) -> None:
        if alone and error.trouble is not Trouble.BUSY:
            return
        health = seat.health.failed(error.trouble, error.retry_after_s, self._clock())
        self._room.settle(seat, health)

    def _start_looking(self, seat: Seat) -> None:
        task = asyncio.create_task(self._see(seat))
        self._looks.add(task)
        task.add_done_callback(self._looks.discard)

    async def _see(self, seat: Seat) -> None:
        back = False
        try:
            back = await self._look(self._endpoints[seat.base_url])
        finally:
            seat.looking = False
            self._room.settle(seat, seat.health.looked(back, self._clock()))

    def _nobody(
        self, request: Request, seats: Mapping[Seat, Endpoint], tries: _Tries
    ) -> EngineError:
        """The sentence when all replicas are out; with what those said that were asked."""
        said = [f"{server_at(seat.base_url).host}: {why}" for seat, why in tries.failed.items()]
        soonest = min(seat.health.rests_until for seat in seats) - self._clock()
        return EngineError(
            message(
                "None of the {n} replicas of {name} answers now.",
                n=len(seats),
                name=request.model.name,
            ),
            message("Start them, or correct their addresses under Keys and endpoints (Ctrl+K)."),
            "\n".join(said),
            transient=True,
            retry_after_s=max(0.1, soonest),
            trouble=Trouble.SERVER,
        )


def _named(event: Event, seat: Seat) -> Event:
    if not isinstance(event, Finished):
        return event
    return replace(event, sampling={**event.sampling, "replica": server_at(seat.base_url).host})
