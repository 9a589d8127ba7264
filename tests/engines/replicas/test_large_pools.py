"""A pool of hundreds of addresses of which one lives costs about what that one alone costs.

Its clock stands still, so that on a busy machine no cooldown is over and no probe comes twice.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, contextmanager

from tests.counting import calls_of
from tests.engines.openai.asking import request, text_of
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    Handler,
    ScriptedServer,
    answer,
    serve,
)
from tests.engines.replicas.pooling import Outcome, outcome, outcomes, pool_engine, pooled

from vizdesk.comparison.events import EngineError, Notice
from vizdesk.engines.replicas.engine import SICK_POOL, ReplicaEngine

STOPPED_CLOCK_S = 100.0
MODELS = answer(200, {"object": "list", "data": [{"id": "gpt-5.5"}]})


def stopped_pool() -> AbstractAsyncContextManager[ReplicaEngine]:
    return pool_engine(clock=lambda: STOPPED_CLOCK_S)


@contextmanager
def closed_ports(count: int) -> Iterator[list[str]]:
    """Addresses of this machine that refuse connections, kept from anybody else."""
    with ExitStack() as open_sockets:
        urls = []
        for _ in range(count):
            bound = open_sockets.enter_context(socket.socket())
            bound.bind(("127.0.0.1", 0))
            urls.append(f"http://127.0.0.1:{bound.getsockname()[1]}/v1")
        yield urls


def behind_one_address(server: ScriptedServer, count: int) -> list[str]:
    """Addresses of so many replicas that a gateway tells apart by their paths."""
    root = server.base_url.removesuffix("/v1")
    return [f"{root}/r{at}/v1" for at in range(count)]


def notices(outcomes: list[Outcome]) -> list[str]:
    return [
        event.text
        for events in outcomes
        if isinstance(events, list)
        for event in events
        if isinstance(event, Notice)
    ]


def test_two_hundred_dead_of_201_are_one_notice_and_one_client() -> None:
    async def run(urls: list[str]) -> list[Outcome]:
        async with stopped_pool() as engine:
            asked = pooled(urls, 8)
            first = await outcome(engine, asked)
            answers = [first, *await outcomes(engine, asked, 60)]
            assert len(engine._engine._clients._open) == 1  # type: ignore[attr-defined]
            return answers

    with closed_ports(200) as dead, serve(CHAT_OK) as alive:
        answers = asyncio.run(run([*dead, alive.base_url]))
        assert len(alive.seen) == 61
    assert all(isinstance(events, list) and text_of(events) for events in answers)
    host = dead[0].split("/")[2]
    assert notices(answers) == [
        f"200 of the 201 replicas of Test model could not be reached ({host} and others); the "
        "others are asked instead."
    ]


def test_the_work_of_a_question_grows_little_with_dead_replicas() -> None:
    """The first question sorts the pool; calls of the loop's thread, so load does not count."""

    async def ask(urls: list[str]) -> None:
        async with stopped_pool() as engine:
            for _ in range(40):
                assert isinstance(await outcome(engine, pooled(urls, 8)), list)

    with closed_ports(200) as dead, serve(CHAT_OK) as alive:
        alone = calls_of(lambda: asyncio.run(ask([alive.base_url])))
        many = calls_of(lambda: asyncio.run(ask([*dead, alive.base_url])))
    assert many <= 2 * alone


def test_where_a_gateway_answers_for_the_dead_only_three_are_sent_the_question() -> None:
    loading = answer(503, {"error": {"message": "Loading model"}})

    def gateway(handler: Handler) -> None:
        if not handler.path.startswith("/r99/"):
            loading(handler)
        elif handler.path.endswith("/models"):
            MODELS(handler)
        else:
            CHAT_OK(handler)

    async def run(urls: list[str]) -> Outcome:
        async with stopped_pool() as engine:
            return await outcome(engine, pooled(urls, 8))

    with serve(gateway) as server:
        events = asyncio.run(run(behind_one_address(server, 100)))
        asked = Counter(seen.path.rpartition("/")[2] for seen in server.seen)
    assert isinstance(events, list)
    assert text_of(events) == "A red circle."
    assert asked["completions"] == SICK_POOL + 1
    assert 1 <= asked["models"] <= 100 - SICK_POOL


def test_when_hundreds_are_out_twenty_are_named() -> None:
    async def run(urls: list[str]) -> Outcome:
        async with stopped_pool() as engine:
            return await outcome(engine, pooled(urls, 8))

    with closed_ports(200) as dead:
        error = asyncio.run(run(dead))
    assert isinstance(error, EngineError)
    assert error.failure.what == "None of the 200 replicas of Test model answers now."
    lines = error.failure.details.splitlines()
    assert lines[0] == f"{dead[0].split('/')[2]}: no connection"
    assert (len(lines), lines[-1]) == (21, "and 180 more")


def test_one_that_never_answers_a_connection_holds_up_nobody() -> None:
    """Its backlog is full: the system takes no further connection, and refuses none."""

    async def run(urls: list[str]) -> Outcome:
        async with stopped_pool() as engine:
            return await outcome(engine, pooled(urls, 8))

    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        alive = stack.enter_context(serve(CHAT_OK))
        silent = f"http://127.0.0.1:{full.getsockname()[1]}/v1"
        events = asyncio.run(run([silent, alive.base_url]))
    assert isinstance(events, list)
    assert text_of(events) == "A red circle."


def test_a_server_with_one_address_is_asked_without_a_look_before() -> None:
    async def run(url: str) -> Outcome:
        async with stopped_pool() as engine:
            return await outcome(engine, request(url))

    with closed_ports(1) as dead:
        error = asyncio.run(run(dead[0]))
    assert isinstance(error, EngineError)
    assert error.failure.what.startswith("No server answers at 127.0.0.1:")
