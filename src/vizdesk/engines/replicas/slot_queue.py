"""A queue for the slots of replicas: the least loaded one goes to the question that came first.

Everything here happens on one event loop, between awaits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from vizdesk.comparison.models import Replica
from vizdesk.engines.replicas.health import Health

# A cooldown longer than this is not waited for: whoever asked is told instead.
LONGEST_WAIT_S = 60.0


class NoReplicaError(Exception):
    """No replica can take the question, and none will soon."""


@dataclass(slots=True, eq=False)
class ReplicaSlots:
    """One replica as the queue knows it: `busy` of its `slots` are taken.

    `last` counts the slots given out, and so orders replicas by when they were asked.
    """

    base_url: str
    slots: int
    busy: int = 0
    last: int = 0
    probing: bool = False
    health: Health = field(default_factory=Health)


@dataclass(slots=True, eq=False)
class SlotRequest:
    """One question in the queue: where it may go, and the replica whose slot it was given."""

    replicas: Sequence[ReplicaSlots]
    granted: ReplicaSlots | None = None
    woken: asyncio.Event = field(default_factory=asyncio.Event)


class SlotQueue:
    """All replicas, shared by every model that is served there, and the questions that wait.

    `probe` is called for a replica that is down when it is time to see whether it is back; `settle`
    is then given what it found.
    """

    def __init__(
        self, probe: Callable[[ReplicaSlots], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._probe = probe
        self._clock = clock
        self._replicas: dict[str, ReplicaSlots] = {}
        self._waiting: dict[SlotRequest, None] = {}  # in the order of their coming
        self._count = 0

    def slots_of(self, address: Replica) -> ReplicaSlots:
        """The slots of a replica, as many as it was last said to have."""
        new = ReplicaSlots(address.base_url, address.slots)
        replica = self._replicas.setdefault(address.base_url, new)
        replica.slots = address.slots
        return replica

    @contextmanager
    def request(self, replicas: Sequence[ReplicaSlots]) -> Iterator[SlotRequest]:
        """A place in the queue, and then a slot, for the length of the block."""
        request = SlotRequest(replicas)
        self._waiting[request] = None
        try:
            yield request
        finally:
            self._waiting.pop(request, None)
            if request.granted is not None:
                request.granted.busy -= 1
            self.give_out()

    async def wait(self, request: SlotRequest, timeout_s: float) -> ReplicaSlots | None:
        """The replica for `request`, or None after `timeout_s` at most. Raises NoReplicaError."""
        self.give_out()
        if request.granted is None:
            pause = min(timeout_s, max(0.01, self._soonest_change(request)))
            try:
                async with asyncio.timeout(pause):
                    await request.woken.wait()
            except TimeoutError:
                self.give_out()
        return request.granted

    def settle(self, replica: ReplicaSlots, health: Health) -> None:
        """Note how a replica is, and let those who wait know."""
        replica.health = health
        self.give_out()
        for request in self._waiting:
            if replica in request.replicas:
                request.woken.set()  # to see for themselves whether there is anybody left

    def give_out(self) -> None:
        """Give every free slot to the first question that may have it."""
        now = self._clock()
        for replica in self._replicas.values():
            if replica.health.probe_due(now) and not replica.probing:
                replica.probing = True
                self._probe(replica)
        if not any(replica.busy < replica.slots for replica in self._replicas.values()):
            return
        for request in list(self._waiting):
            best = _least_loaded(request.replicas, now)
            if best is not None:
                self._count += 1
                best.busy, best.last = best.busy + 1, self._count
                request.granted = best
                del self._waiting[request]
                request.woken.set()

    def _soonest_change(self, request: SlotRequest) -> float:
        """Seconds until time alone may bring a slot; inf while others must free one."""
        request.woken.clear()
        now = self._clock()
        healths = [replica.health for replica in request.replicas]
        if any(health.ready(now) for health in healths):
            return float("inf")
        cooldowns = [health.cooldown_until - now for health in healths if not health.down]
        if any(replica.probing for replica in request.replicas):
            return min(cooldowns, default=float("inf"))
        if min(cooldowns, default=float("inf")) > LONGEST_WAIT_S:
            raise NoReplicaError
        return min(cooldowns)


def _least_loaded(replicas: Sequence[ReplicaSlots], now: float) -> ReplicaSlots | None:
    """The replica with the smallest part of its slots taken; else the one asked longest ago."""
    ready = [replica for replica in replicas if replica.health.ready(now)]
    free = [replica for replica in ready if replica.busy < replica.slots]
    return min(free, key=lambda slots: (slots.busy / slots.slots, slots.last), default=None)
