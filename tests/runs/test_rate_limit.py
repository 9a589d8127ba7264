"""How many questions at once a server gets: half after a refusal, then one more a round."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from vizdesk.runs.rate_limit import AdaptiveRateLimit


def test_a_refusal_halves_and_as_many_answers_as_places_add_one() -> None:
    limit = AdaptiveRateLimit(8)
    assert limit.allowed == 8.0
    limit.refused()
    assert limit.allowed == 4.0
    limit.answered()
    assert limit.allowed == 4.25
    for _ in range(3):
        limit.answered()
    assert limit.allowed == pytest.approx(4.9206, abs=1e-4)
    limit.answered()
    assert int(limit.allowed) == 5


def test_it_never_falls_below_one_nor_rises_above_the_most() -> None:
    limit = AdaptiveRateLimit(4)
    for _ in range(5):
        limit.refused()
    assert limit.allowed == 1.0
    for _ in range(100):
        limit.answered()
    assert limit.allowed == 4.0


@pytest.mark.parametrize(("refusals", "most"), [(0, 8), (1, 4), (2, 2), (3, 1), (9, 1)])
def test_no_more_are_asked_at_once_than_allowed(refusals: int, most: int) -> None:
    async def ask_many() -> int:
        limit, running, highest = AdaptiveRateLimit(8), 0, 0
        for _ in range(refusals):
            limit.refused()

        async def ask() -> None:
            nonlocal running, highest
            async with limit.place():
                running += 1
                highest = max(highest, running)
                await asyncio.sleep(0)
                running -= 1

        await asyncio.gather(*(ask() for _ in range(20)))
        return highest

    assert asyncio.run(ask_many()) == most


def test_a_large_pool_is_tried_with_twice_as_many_each_round_until_it_is_full() -> None:
    limit = AdaptiveRateLimit(1608)
    assert limit.allowed == 8.0
    for most in (16.0, 32.0, 64.0):
        for _ in range(int(limit.allowed)):
            limit.answered()
        assert limit.allowed == most


def test_where_slots_are_taken_no_more_are_asked_than_are_being_answered() -> None:
    async def fill() -> list[float]:
        limit, steps = AdaptiveRateLimit(1608), []
        async with AsyncExitStack() as places:
            for _ in range(8):
                await places.enter_async_context(limit.place())
            limit.allowed = 9.0
            await places.enter_async_context(limit.place())
            limit.full()  # the ninth waits
            steps.append(limit.allowed)
        limit.answered()
        steps.append(limit.allowed)
        for _ in range(30):  # nobody had to wait: the pool has grown
            limit.answered()
        steps.append(limit.allowed)
        return steps

    full, after_one, after_many = asyncio.run(fill())
    assert (full, after_one) == (8.0, 8.125)
    assert after_many == pytest.approx(15.66, abs=0.01)
