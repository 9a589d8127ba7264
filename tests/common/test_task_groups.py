"""What runs together ends together, with the error of the one that failed."""

from __future__ import annotations

import asyncio

import pytest

from vizdesk.common.task_groups import run_together


async def fail(error: Exception) -> None:
    raise error from KeyError("why")


def test_all_are_run_to_their_end() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        await asyncio.sleep(0)
        done.append(number)

    asyncio.run(run_together(work(number) for number in range(3)))
    assert done == [0, 1, 2]


@pytest.mark.parametrize("deep", [False, True])
def test_the_first_error_ends_the_others_and_is_raised_as_it_is(deep: bool) -> None:
    ended: list[str] = []

    async def wait() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("waiting")

    async def run() -> None:
        failing = fail(OSError("full"))
        await run_together([wait(), run_together([failing]) if deep else failing])

    with pytest.raises(OSError, match="full") as caught:
        asyncio.run(run())
    assert isinstance(caught.value.__cause__, KeyError)
    assert ended == ["waiting"]


def test_cancelling_is_cancelling() -> None:
    async def run() -> None:
        task = asyncio.create_task(run_together([asyncio.sleep(60)]))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
