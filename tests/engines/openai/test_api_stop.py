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
from tests.waiting import LIMIT_S, wait_for

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import TextDelta
from vizdesk.comparison.models import EngineKind
from vizdesk.engines.openai.engine import ApiEngine

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
    """Ask, and stop as soon as the server was asked: it says no word that could be waited for.

    Gives the seconds it took, for `make bench`.
    """
    server.asked.clear()
    task = asyncio.create_task(events_of(engine, request(server.base_url, kind)))
    await asyncio.to_thread(server.asked.wait, LIMIT_S)
    await asyncio.sleep(0.1)
    begin = time.perf_counter()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()
    return time.perf_counter() - begin


@pytest.mark.parametrize(("script", "engine_kind"), SILENT)
def test_a_stopped_answer_ends_without_the_server_and_the_server_sees_it(
    script: Script, engine_kind: EngineKind
) -> None:
    async def twice(server: ScriptedServer) -> None:
        engine = ApiEngine(lambda name: None, Offline())
        for hung_up in (1, 2):
            await stop(engine, server, engine_kind)
            await asyncio.to_thread(wait_for, lambda: server.hung_up == hung_up)  # noqa: B023
        await engine.close()

    with serve(script) as server:
        asyncio.run(twice(server))
    assert server.hung_up == 2


def test_leaving_the_loop_after_the_first_words_hangs_up_too() -> None:
    async def leave(server: ScriptedServer) -> None:
        engine = ApiEngine(lambda name: None, Offline())
        events = engine.ask(request(server.base_url))
        async for event in events:
            if isinstance(event, TextDelta):
                break
        await events.aclose()  # type: ignore[attr-defined]
        await asyncio.to_thread(wait_for, lambda: server.hung_up == 1)
        await engine.close()

    with serve(stream(chunk({"content": "A"}), then="silence")) as server:
        asyncio.run(leave(server))
    assert server.hung_up == 1
