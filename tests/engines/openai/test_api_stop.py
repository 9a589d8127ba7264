"""Stopping an answer hangs up on the server at once, whatever it is doing."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest
from tests.engines.openai.asking import events_of, request
from tests.engines.openai.scripted_server import (
    Script,
    ScriptedServer,
    chunk,
    happened,
    serve,
    silence,
    stream,
)

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import TextDelta
from vizdesk.comparison.models import EngineKind
from vizdesk.engines.openai.engine import ApiEngine

PROMPT_S = 0.3

SILENT: list[tuple[Script, EngineKind]] = [
    (silence, EngineKind.CHAT),
    (silence, EngineKind.RESPONSES),
    (stream(chunk({"content": "A"}), then="silence"), EngineKind.CHAT),
    (
        stream(happened("response.output_text.delta", delta="A"), then="silence"),
        EngineKind.RESPONSES,
    ),
]


async def stop(engine: ApiEngine, server: ScriptedServer, kind: EngineKind) -> float:
    """Ask, stop as soon as the server was asked, and return the moment of stopping."""
    server.asked.clear()
    task = asyncio.create_task(events_of(engine, request(server.base_url, kind)))
    await asyncio.to_thread(server.asked.wait, 20)
    await asyncio.sleep(0.1)
    began = time.perf_counter()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()
    assert time.perf_counter() - began < PROMPT_S
    return began


@pytest.mark.parametrize(("script", "engine_kind"), SILENT)
def test_a_stopped_answer_ends_at_once_and_the_server_sees_it(
    script: Script, engine_kind: EngineKind
) -> None:
    async def twice(server: ScriptedServer) -> list[float]:
        engine = ApiEngine(lambda name: None, Offline())
        try:
            return [await stop(engine, server, engine_kind) for _ in range(2)]
        finally:
            await engine.close()

    with serve(script) as server:
        began = asyncio.run(twice(server))
    assert len(server.hung_up) == 2
    for stopped, hung_up in zip(began, server.hung_up, strict=True):
        assert hung_up - stopped < PROMPT_S


def test_leaving_the_loop_after_the_first_words_hangs_up_too() -> None:
    async def leave(server: ScriptedServer) -> float:
        engine = ApiEngine(lambda name: None, Offline())
        try:
            events = engine.ask(request(server.base_url))
            async for event in events:
                if isinstance(event, TextDelta):
                    break
            began = time.perf_counter()
            await events.aclose()  # type: ignore[attr-defined]
            return began
        finally:
            await engine.close()

    with serve(stream(chunk({"content": "A"}), then="silence")) as server:
        began = asyncio.run(leave(server))
    assert server.hung_up[0] - began < PROMPT_S
