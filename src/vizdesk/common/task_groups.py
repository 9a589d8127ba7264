"""Coroutines run together: the first that fails ends the others, and its own error is raised."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable


async def run_together(works: Iterable[Coroutine[None, None, None]]) -> None:
    """Run all of them to their end; each begins when the loop comes to it.

    Where one raises, the others are cancelled and awaited, and that error is raised as it is: a
    `TaskGroup` alone raises an ExceptionGroup around it, past everybody who waits for the error.
    https://docs.python.org/3/library/asyncio-task.html#task-groups
    """
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except BaseExceptionGroup as errors:
        error = _first(errors)
        raise error from error.__cause__


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
