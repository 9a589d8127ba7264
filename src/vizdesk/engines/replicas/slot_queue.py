"""Who is asked next: places at replicas, given out least-loaded first to questions in their order.

A place is one of a replica's slots. Everything here happens on one event loop, between awaits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from vizdesk.comparison.models import Replica
from vizdesk.engines.replicas.health import Health

# A rest longer than this is not waited for: whoever asked is told instead.
LONGEST_WAIT_S = 60.0


class NobodyLeftError(Exception):
    """No replica can take the question, and none will soon."""


@dataclass(slots=True, eq=False)
class Seat:
    """One replica as the room knows it. `last` orders seats by when they were given out."""

    base_url: str
    slots: int
    busy: int = 0
    last: int = 0
    looking: bool = False
    health: Health = field(default_factory=Health)


@dataclass(slots=True, eq=False)
class Ticket:
    """One question in the room: where it may go, and the seat it was given."""

    seats: Sequence[Seat]
    seat: Seat | None = None
    given: asyncio.Event = field(default_factory=asyncio.Event)


class SlotQueue:
    """All seats, shared by every model that is served there, and the questions that wait for one.

    `look` is called for a seat that is out when it is time to see whether it is back; `settle` is
    then told.
    """

    def __init__(
        self, look: Callable[[Seat], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._look = look
        self._clock = clock
        self._seats: dict[str, Seat] = {}
        self._waiting: dict[Ticket, None] = {}  # in the order of their coming
        self._count = 0

    def seat(self, replica: Replica) -> Seat:
        """The seat of a replica, with the number of slots it was last said to have."""
        found = self._seats.setdefault(replica.base_url, Seat(replica.base_url, replica.slots))
        found.slots = replica.slots
        return found

    @contextmanager
    def ticket(self, seats: Sequence[Seat]) -> Iterator[Ticket]:
        """A place in the queue, and then a seat, for the length of the block."""
        ticket = Ticket(seats)
        self._waiting[ticket] = None
        try:
            yield ticket
        finally:
            self._waiting.pop(ticket, None)
            if ticket.seat is not None:
                ticket.seat.busy -= 1
            self.give_out()

    async def wait(self, ticket: Ticket, timeout_s: float) -> Seat | None:
        """The seat for `ticket`, or None after `timeout_s` at most. Raises NobodyLeftError."""
        self.give_out()
        if ticket.seat is None:
            pause = min(timeout_s, max(0.01, self._soonest_change(ticket)))
            try:
                async with asyncio.timeout(pause):
                    await ticket.given.wait()
            except TimeoutError:
                self.give_out()
        return ticket.seat

    def settle(self, seat: Seat, health: Health) -> None:
        """Note how a replica is, and let those who wait know."""
        seat.health = health
        self.give_out()
        for ticket in self._waiting:
            if seat in ticket.seats:
                ticket.given.set()  # to see for themselves whether there is anybody left

    def give_out(self) -> None:
        """Give every free seat to the first question that may have it."""
        now = self._clock()
        for seat in self._seats.values():
            if seat.health.worth_a_look(now) and not seat.looking:
                seat.looking = True
                self._look(seat)
        if not any(seat.busy < seat.slots for seat in self._seats.values()):
            return
        for ticket in list(self._waiting):
            best = _least_loaded(ticket.seats, now)
            if best is not None:
                self._count += 1
                best.busy, best.last = best.busy + 1, self._count
                ticket.seat = best
                del self._waiting[ticket]
                ticket.given.set()

    def _soonest_change(self, ticket: Ticket) -> float:
        """Seconds until time alone may bring a seat; inf while others must give one back."""
        ticket.given.clear()
        now = self._clock()
        healths = [seat.health for seat in ticket.seats]
        if any(health.ready(now) for health in healths):
            return float("inf")
        rests = [health.rests_until - now for health in healths if not health.out]
        if any(seat.looking for seat in ticket.seats):
            return min(rests, default=float("inf"))
        if min(rests, default=float("inf")) > LONGEST_WAIT_S:
            raise NobodyLeftError
        return min(rests)


def _least_loaded(seats: Sequence[Seat], now: float) -> Seat | None:
    """The seat with the smallest part of its slots taken; of equals the one asked longest ago."""
    free = [seat for seat in seats if seat.busy < seat.slots and seat.health.ready(now)]
    return min(free, key=lambda seat: (seat.busy / seat.slots, seat.last), default=None)
