"""A call is made again while its errors may pass and patience lasts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from vizdesk.common.messages import Message, message
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.engines.batch.connection import NotThereError
from vizdesk.engines.batch.jobs import BatchPolling

_T = TypeVar("_T")


async def while_not_there(
    call: Callable[[], Awaitable[_T]], pace: BatchPolling, longest_s: float
) -> _T:
    """`call`, again while the server does not know what it is about, for so many seconds.

    Servers say 404 of batches they have, now and then (anthropic-sdk-python#1432) and just after
    they made them. Raises EngineError.
    """
    waited = 0.0
    while True:
        try:
            return await call()
        except NotThereError:
            if waited >= longest_s:
                raise
        await asyncio.sleep(pace.first_s)
        waited += pace.first_s


def passing(error: EngineError) -> bool:
    """Whether the same may succeed later, at a server that was reached or will be."""
    return error.transient or error.scope in (ErrorScope.ANSWER, ErrorScope.BUSY)


async def patiently(
    call: Callable[[], Awaitable[_T]], pace: BatchPolling, tell: Callable[[Message], None]
) -> _T:
    """`call`, again and again while its errors may pass and patience lasts. Raises EngineError."""
    waited, pause = 0.0, pace.first_s
    while True:
        try:
            return await call()
        except EngineError as error:
            pause = max(pause, error.retry_after_s or 0.0)
            if not passing(error) or waited + pause > pace.patience_s:
                raise
            tell(
                message(
                    "{message} Trying again in {pause} s.",
                    message=error.message,
                    pause=f"{pause:.0f}",
                )
            )
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(pace.longest_s, pause * 2)
