"""When a replica is asked again after failures, and which of several is asked: exact figures."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

import pytest

from vizdesk.comparison.events import ErrorScope
from vizdesk.comparison.models import Replica
from vizdesk.engines.replicas.health import NEW, Health, backoff_s
from vizdesk.engines.replicas.slot_queue import NoReplicaError, ReplicaSlots, SlotQueue


def test_rests_double_from_a_second_to_a_minute() -> None:
    assert [backoff_s(failures) for failures in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff_s(10_000) == 60.0


def test_one_that_is_busy_is_asked_again_at_the_end_of_its_rest_and_not_before() -> None:
    busy = NEW.failed(ErrorScope.BUSY, 2.5, now=10.0)
    assert (busy.down, busy.cooldown_until) == (False, 12.5)
    assert not busy.ready(12.4)
    assert busy.ready(12.5)
    assert not busy.probe_due(12.5)


def test_one_that_is_out_is_looked_at_before_it_is_asked() -> None:
    out = NEW.failed(ErrorScope.SERVER, None, now=10.0)
    assert (out.down, out.failures, out.cooldown_until) == (True, 1, 11.0)
    assert not out.ready(11.0)
    assert not out.probe_due(10.9)
    assert out.probe_due(11.0)


def test_a_look_in_vain_rests_twice_as_long_and_one_that_is_back_counts_on() -> None:
    out = NEW.failed(ErrorScope.SERVER, None, now=0.0).probed(False, now=1.0)
    assert (out.failures, out.cooldown_until) == (2, 3.0)
    back = out.probed(True, now=3.0)
    assert (back.down, back.ready(3.0)) == (False, True)
    assert back.failed(ErrorScope.SERVER, None, now=4.0).cooldown_until == 8.0
    assert back.answered(5.0) == NEW


def test_a_server_that_is_out_rests_at_least_as_long_as_the_back_off() -> None:
    third = Health(failures=2)
    assert third.failed(ErrorScope.SERVER, 1.0, now=0.0).cooldown_until == 4.0
    assert third.failed(ErrorScope.SERVER, 9.0, now=0.0).cooldown_until == 9.0
    assert third.failed(ErrorScope.BUSY, 1.0, now=0.0).cooldown_until == 1.0


def test_many_questions_that_fail_at_once_are_one_failure() -> None:
    first = NEW.failed(ErrorScope.SERVER, None, now=10.0)
    assert first.failed(ErrorScope.SERVER, None, now=10.1) == first
    longer = first.failed(ErrorScope.SERVER, 5.0, now=10.1)
    assert (longer.failures, longer.cooldown_until) == (1, 15.1)


def test_an_answer_does_not_end_a_rest_that_began_meanwhile() -> None:
    busy = NEW.failed(ErrorScope.BUSY, 5.0, now=0.0)
    assert busy.answered(4.9) == busy
    assert busy.answered(5.0) == NEW


@pytest.mark.parametrize("trouble", [ErrorScope.QUESTION, ErrorScope.ANSWER])
def test_a_fault_of_the_question_is_none_of_the_replica(trouble: ErrorScope) -> None:
    assert NEW.failed(trouble, None, now=0.0) == NEW


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def queue_of(*slots: int) -> tuple[SlotQueue, list[ReplicaSlots], Clock, list[ReplicaSlots]]:
    """A queue with a replica of so many slots each, its clock, and the seats it looks at."""
    clock, looked = Clock(), list[ReplicaSlots]()
    queue = SlotQueue(looked.append, clock)
    seats = [queue.slots_of(Replica(f"http://host{n}/v1", each)) for n, each in enumerate(slots)]
    return queue, seats, clock, looked


def given(queue: SlotQueue, seats: list[ReplicaSlots], questions: int) -> list[int]:
    """The places in `seats` of those that so many questions at once are given."""

    async def ask() -> list[int]:
        places = []
        with ExitStack() as asked:
            for _ in range(questions):
                seat = await queue.wait(asked.enter_context(queue.request(seats)), 1.0)
                assert seat is not None
                places.append(seats.index(seat))
        return places

    return asyncio.run(ask())


def test_the_replica_with_the_smallest_part_of_its_slots_taken_is_asked() -> None:
    queue, seats, _, _ = queue_of(1, 4)
    assert given(queue, seats, 5) == [0, 1, 1, 1, 1]
    queue, seats, _, _ = queue_of(2, 4)
    assert given(queue, seats, 6) == [0, 1, 1, 0, 1, 1]


def test_of_equals_the_one_asked_longest_ago_is_asked() -> None:
    queue, seats, _, _ = queue_of(2, 2, 2)
    assert given(queue, seats, 6) == [0, 1, 2, 0, 1, 2]


def test_one_that_rests_is_left_out_and_nobody_waits_longer_than_a_minute() -> None:
    queue, seats, clock, looked = queue_of(1, 1)
    queue.settle({seats[0]: Health(cooldown_until=clock.now + 30)})
    assert given(queue, seats, 1) == [1]
    queue, seats, clock, looked = queue_of(1)
    queue.settle({seats[0]: Health(cooldown_until=clock.now + 60.5)})
    with pytest.raises(NoReplicaError):
        given(queue, seats, 1)
    assert looked == []


def test_one_that_is_out_is_looked_at_once_when_its_rest_is_over() -> None:
    queue, seats, clock, looked = queue_of(1, 1)
    queue.settle({seats[0]: Health(1, clock.now + 5, down=True)})
    queue.give_out()
    assert looked == []
    clock.now += 5
    queue.give_out()
    queue.give_out()
    assert looked == [seats[0]]
