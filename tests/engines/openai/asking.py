"""Ask the engine once, the way every test of the API engine does."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from itertools import groupby
from typing import Any

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, EngineProgress, Event, Request, TextDelta
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Sampling
from vizdesk.comparison.types import Phase, SentImage
from vizdesk.credentials.keys import Secret
from vizdesk.engines.openai.engine import ApiEngine

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
IMAGE = SentImage(PIXEL, "image/png", 1, 1)
SCHEMA = {
    "type": "object",
    "properties": {"count": {"type": "integer"}},
    "required": ["count"],
    "additionalProperties": False,
}


def request(
    base_url: str,
    engine: EngineKind = EngineKind.CHAT,
    *,
    key_name: str | None = None,
    sampling: Sampling | None = None,
    **fields: Any,
) -> Request:
    """A request for a caption of one red pixel."""
    model = Model(
        id="m",
        name="Test model",
        engine=engine,
        source=Endpoint(base_url, "gpt-5.5", key_name),
        profile="plain",
        sampling=sampling or Sampling(),
    )
    given: dict[str, Any] = {"prompt": "Describe this image.", "image": IMAGE, **fields}
    return Request(model=model, **given)


async def events_of(engine: ApiEngine, asked: Request) -> list[Event]:
    """Every event of one answer."""
    return [event async for event in engine.ask(asked)]


def ask(
    asked: Request,
    keys: Callable[[str], Secret | None] = lambda name: None,
    offline: Offline | None = None,
) -> list[Event]:
    """Every event of one answer, from an engine made for it and closed after it."""

    async def once() -> list[Event]:
        engine = ApiEngine(keys, offline or Offline())
        try:
            return await events_of(engine, asked)
        finally:
            await engine.close()

    return asyncio.run(once())


def failure_of(asked: Request, keys: Callable[[str], Secret | None] | None = None) -> EngineError:
    """The error one answer ends with; fails when there is none."""
    try:
        ask(asked, keys or (lambda name: None))
    except EngineError as error:
        return error
    raise AssertionError("the engine claimed success")


def phases_of(events: list[Event]) -> list[Phase]:
    """The phases an answer went through; one that is told again is a sign of life."""
    phases = [event.phase for event in events if isinstance(event, EngineProgress)]
    return [phase for phase, _ in groupby(phases)]


def text_of(events: list[Event]) -> str:
    """The whole answer."""
    return "".join(event.text for event in events if isinstance(event, TextDelta))
