"""A queue for the slots of replicas: the least loaded one goes to the question that came first.

Everything here happens on one event loop, between awaits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from vizdesk.comparison.models import Replica
from vizdesk.engines.replicas.health import NEW, Health

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

    def free(self, now: float) -> bool:
        """Whether it may be given a question."""
        return self.busy < self.slots and self.health.ready(now)


@dataclass(slots=True, eq=False)
class SlotRequest:
    """One question in the queue: where it may go, and the replica whose slot it was given."""

    replicas: Mapping[ReplicaSlots, None]
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
        self._up: dict[ReplicaSlots, None] = {}
        self._down: dict[ReplicaSlots, None] = {}
        self._probe_due = float("-inf")  # nobody who is down is to be probed before
        self._waiting: dict[SlotRequest, None] = {}  # in the order of their coming
        self._count = 0

    def slots_of(self, address: Replica, health: Health = NEW) -> ReplicaSlots:
        """The slots of a replica, as many as it was last said to have; a new one has `health`."""
        replica = self._replicas.get(address.base_url)
        if replica is None:
            replica = ReplicaSlots(address.base_url, address.slots, health=health)
            self._replicas[address.base_url] = replica
            self._sort(replica)
        replica.slots = address.slots
        return replica

    @contextmanager
    def request(self, replicas: Sequence[ReplicaSlots]) -> Iterator[SlotRequest]:
        """A place in the queue, and then a slot, for the length of the block."""
        request = SlotRequest(dict.fromkeys(replicas))
        self._waiting[request] = None
        try:
            yield request
        finally:
            self._waiting.pop(request, None)
            if request.granted is not None:
                request.granted.busy -= 1
            self.give_out()

    def must_wait(self, request: SlotRequest) -> bool:
        """Whether all slots of the replicas that are well are taken."""
        self.give_out()
        now = self._clock()
        return request.granted is None and any(
            replica.health.ready(now) for replica in self._up if replica in request.replicas
        )

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

    def settle(self, healths: Mapping[ReplicaSlots, Health]) -> None:
        """Note how some replicas are, all at once, and let those who wait know."""
        for replica, health in healths.items():
            replica.health = health
            self._sort(replica)
        self.give_out()
        probed = {other for other in self._replicas.values() if other.probing}
        for request in self._waiting:
            # Whether there is anybody left is seen when the last probe is over, and not before:
            # hundreds that wait need not look at each of hundreds of probes.
            pool = request.replicas.keys()
            if pool.isdisjoint(probed) and not pool.isdisjoint(healths):
                request.woken.set()

    def give_out(self) -> None:
        """Give every free slot to the first question that may have it.

        The work is that of replicas that are up and slots given, however many questions wait.
        """
        now = self._clock()
        if now >= self._probe_due:
            self._start_probes(now)
        free = [replica for replica in self._up if replica.free(now)]
        granted = []
        for request in self._waiting:
            if not free:
                break
            best = _least_loaded(free, request.replicas)
            if best is not None:
                self._count += 1
                best.busy, best.last = best.busy + 1, self._count
                request.granted = best
                granted.append(request)
                if best.busy >= best.slots:
                    free.remove(best)
        for request in granted:
            del self._waiting[request]
            request.woken.set()

    def _sort(self, replica: ReplicaSlots) -> None:
        """Note whether a replica is up or down, and when a probe of it is due."""
        down = replica.health.down
        (self._up if down else self._down).pop(replica, None)
        (self._down if down else self._up)[replica] = None
        if down and not replica.probing:
            self._probe_due = min(self._probe_due, replica.health.cooldown_until)

    def _start_probes(self, now: float) -> None:
        if any(replica.probing for replica in self._down):
            # A round of hundreds takes longer than the first cooldowns: the next one begins after
            # it, and not beside it. `settle` comes here again when the last probe is over.
            return
        resting = [replica for replica in self._down if not replica.probing]
        due = [replica for replica in resting if replica.health.probe_due(now)]
        later = [replica.health.cooldown_until for replica in resting if replica not in due]
        self._probe_due = min(later, default=float("inf"))
        for replica in due:
            replica.probing = True
            self._probe(replica)

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


def _least_loaded(
    free: Sequence[ReplicaSlots], wanted: Mapping[ReplicaSlots, None]
) -> ReplicaSlots | None:
    """The wanted one with the smallest part of its slots taken; of equals asked longest ago."""
    candidates = [replica for replica in free if replica in wanted]
    return min(candidates, key=lambda slots: (slots.busy / slots.slots, slots.last), default=None)
