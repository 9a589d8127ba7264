"""An image, a request, and one way to ask the engine and hear the whole answer."""

from __future__ import annotations

import io
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from vizdesk.comparison.events import (
    EngineProgress,
    Event,
    Finished,
    Notice,
    Request,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.models import EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.types import Phase, SentImage
from vizdesk.engines.llama.engine import LlamaEngine

WORKER = (sys.executable, "-m", "vizdesk.engines.llama.worker")


def image(colour: str = "red", side: int = 64) -> SentImage:
    """A disc of one colour on white."""
    pixels = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(pixels).ellipse((5, 5, 40, 40), fill=colour)
    data = io.BytesIO()
    pixels.save(data, "PNG")
    return SentImage(data.getvalue(), "image/png", side, side)


def request_for(
    pair: GgufPair,
    prompt: str = "What is this?",
    *,
    shown: SentImage | None = None,
    tokens: int = 8,
    temperature: float | None = 0.0,
    seed: int | None = 0,
    schema: dict[str, Any] | None = None,
    system: str | None = None,
) -> Request:
    """A request to the model of `pair`."""
    sampling = Sampling(temperature, seed, tokens)
    model = Model("random", "Random", EngineKind.LLAMA, pair, "generic", sampling=sampling)
    return Request(model, prompt, shown or image(), system, schema)


@dataclass(frozen=True, slots=True)
class Heard:
    """All events of one answer, and what they come to."""

    events: list[Event]

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, TextDelta))

    @property
    def thinking(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, ThinkingDelta))

    @property
    def notices(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Notice)]

    @property
    def phases(self) -> list[Phase]:
        found: list[Phase] = []
        for event in self.events:
            if isinstance(event, EngineProgress) and event.phase not in found[-1:]:
                found.append(event.phase)
        return found

    @property
    def finished(self) -> Finished:
        last = self.events[-1]
        assert isinstance(last, Finished)
        return last


async def hear(engine: LlamaEngine, request: Request) -> Heard:
    """Ask and wait for the whole answer."""
    return Heard([event async for event in engine.ask(request)])


@asynccontextmanager
async def running_engine(**settings: Any) -> AsyncIterator[LlamaEngine]:
    """An engine whose children are gone afterwards."""
    engine = LlamaEngine(WORKER, threads=1, **settings)
    try:
        yield engine
    finally:
        await engine.close()


Until = Callable[[Event], bool]


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file with exactly `data`."""
    path = folder / name
    path.write_bytes(data)
    return path
