"""How many questions at once a server gets: half after a refusal, then one more a round."""

from __future__ import annotations

import asyncio

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
