"""A pool among servers that fail on purpose: what is asked again elsewhere, and what never is."""

from __future__ import annotations

import asyncio
import math
import threading
from collections import Counter
from contextlib import ExitStack

import pytest
from tests.engines.openai.asking import text_of
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    Handler,
    Script,
    ScriptedServer,
    answer,
    chunk,
    serve,
    silence,
    stream,
)
from tests.engines.replicas.llama_replicas import free_port
from tests.engines.replicas.pooling import (
    Outcome,
    answered_by,
    host_of,
    outcome,
    outcomes,
    pool_engine,
    pooled,
)
from tests.waiting import LIMIT_S

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, Finished, Notice, Request, TextDelta
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.replicas.slot_queue import SlotQueue, SlotRequest

UNAVAILABLE = answer(503, {"error": {"message": "Loading model"}})
MODELS = answer(200, {"object": "list", "data": [{"id": "gpt-5.5"}]})


def first(script: Script, *, times: int, then: Script = CHAT_OK) -> Script:
    """`script` for so many questions, then another; the list of models is always there."""
    left = [times]
    lock = threading.Lock()

    def play(handler: Handler) -> None:
        if handler.path.endswith("/models"):
            MODELS(handler)
            return
        with lock:
            left[0] -= 1
            mine = script if left[0] >= 0 else then
        mine(handler)

    return play


def always(script: Script) -> Script:
    return first(script, times=10**9)


def ask(urls: list[str], count: int = 1, slots: int = 2) -> list[Outcome]:
    async def run() -> list[Outcome]:
        async with pool_engine() as engine:
            return await outcomes(engine, pooled(urls, slots), count)

    return asyncio.run(run())


def questions(server: ScriptedServer) -> int:
    return sum(one.path.endswith("/chat/completions") for one in server.seen)


def error_of(one: Outcome) -> EngineError:
    assert isinstance(one, EngineError), "there should have been no answer"
    return one


def test_questions_are_spread_evenly() -> None:
    with serve(CHAT_OK) as one, serve(CHAT_OK) as two:
        counted = answered_by(ask([one.base_url, two.base_url], 12, slots=6))
    assert counted == {host_of(one.base_url): 6, host_of(two.base_url): 6}


@pytest.mark.parametrize("status", [502, 503, 504, 401, 404])
def test_a_server_that_answers_nobody_is_passed_over_and_the_answer_says_so(status: int) -> None:
    with serve(answer(status, {})) as bad, serve(CHAT_OK) as good:
        (events,) = ask([bad.base_url, good.base_url])
    assert isinstance(events, list)
    assert text_of(events) == "A red circle."
    notices = [event.text for event in events if isinstance(event, Notice)]
    assert len(notices) == 1
    assert f"({status})" in notices[0]


def test_a_server_that_refuses_connections_is_asked_once_and_not_for_every_question() -> None:
    nobody = f"http://127.0.0.1:{free_port()}/v1"
    with serve(CHAT_OK) as good:
        got = ask([nobody, good.base_url], 6, slots=1)
    assert answered_by(got) == {host_of(good.base_url): 6}
    notices = [event for one in got if isinstance(one, list) for event in one]
    assert sum(isinstance(event, Notice) for event in notices) == 1


def test_one_that_is_out_comes_back_once_it_lists_its_models() -> None:
    with serve(first(UNAVAILABLE, times=1)) as back, serve(CHAT_OK) as other:
        asked = pooled([back.base_url, other.base_url])

        async def run() -> None:
            async with pool_engine() as engine:
                await outcomes(engine, asked, 2)
                assert questions(back) == 1
                answered: Counter[str] = Counter()
                while not answered[host_of(back.base_url)]:
                    answered += answered_by(await outcomes(engine, asked, 2))
                    await asyncio.sleep(0.05)

        asyncio.run(run())
        paths = [request.path.removeprefix("/v1/") for request in back.seen]
        assert paths[:3] == ["chat/completions", "models", "chat/completions"], (
            "it is looked at before it is asked"
        )


def test_a_rate_limit_is_waited_for_as_long_as_the_server_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clock stands still but for the pauses; each is recorded and passes at once."""
    clock_s, pauses_s = [100.0], list[float]()
    soonest_change = SlotQueue._soonest_change

    def pause(queue: SlotQueue, request: SlotRequest) -> float:
        seconds = soonest_change(queue, request)
        if seconds == math.inf:  # until a probe is over
            return seconds
        pauses_s.append(seconds)
        clock_s[0] += seconds
        return 0.0

    async def run(urls: list[str]) -> Outcome:
        async with pool_engine(clock=lambda: clock_s[0]) as engine:
            return await outcome(engine, pooled(urls))

    monkeypatch.setattr(SlotQueue, "_soonest_change", pause)
    patience = answer(429, {"error": {"message": "slow down"}}, headers={"retry-after": "7"})
    with serve(first(patience, times=1)) as near, serve(first(patience, times=1)) as far:
        events = asyncio.run(run([near.base_url, far.base_url]))
        assert questions(near) + questions(far) == 3
    assert isinstance(events, list)
    assert text_of(events) == "A red circle."
    assert pauses_s == [7.0]


def test_a_rate_limit_of_one_replica_does_not_hold_up_the_other() -> None:
    hour = answer(429, {}, headers={"retry-after": "3600"})
    with serve(always(hour)) as limited, serve(CHAT_OK) as free:
        got = ask([limited.base_url, free.base_url], 8)
        assert questions(limited) <= 2
    assert answered_by(got) == {host_of(free.base_url): 8}


def test_a_rate_limit_of_an_hour_everywhere_is_told_and_not_waited_for() -> None:
    hour = answer(429, {}, headers={"retry-after": "3600"})
    with serve(always(hour)) as one, serve(always(hour)) as two:
        error = error_of(ask([one.base_url, two.base_url])[0])
    assert error.transient
    assert error.retry_after_s is not None
    assert 3500 < error.retry_after_s <= 3600


def test_a_server_that_is_always_busy_is_not_asked_for_ever() -> None:
    soon = answer(429, {}, headers={"retry-after": "0"})
    with serve(always(soon)) as one, serve(always(soon)) as two:
        error = error_of(ask([one.base_url, two.base_url])[0])
        assert questions(one) + questions(two) == 10
    assert "(429)" in error.failure.what


def test_a_stream_that_breaks_before_a_word_is_asked_elsewhere() -> None:
    with serve(stream(chunk({"role": "assistant"}), then="cut")) as bad, serve(CHAT_OK) as good:
        (events,) = ask([bad.base_url, good.base_url])
    assert isinstance(events, list)
    assert text_of(events) == "A red circle."


@pytest.mark.parametrize("delta", [{"content": "A"}, {"reasoning_content": "Hm"}])
def test_a_stream_that_breaks_after_a_word_is_never_asked_again(delta: dict[str, str]) -> None:
    with serve(stream(chunk(delta), then="cut")) as bad, serve(CHAT_OK) as good:
        error = error_of(ask([bad.base_url, good.base_url])[0])
        assert questions(good) == 0
    assert not error.transient


def test_a_question_that_breaks_two_servers_is_not_sent_to_a_third() -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(answer(500, {}))) for _ in range(3)]
        error = error_of(ask([server.base_url for server in servers])[0])
        assert sum(questions(server) for server in servers) == 2
    assert "server error (500)" in error.failure.what


def test_a_refused_question_is_refused_once_for_all() -> None:
    with serve(answer(400, {"error": {"message": "bad image"}})) as one, serve(CHAT_OK) as two:
        error = error_of(ask([one.base_url, two.base_url])[0])
        assert questions(two) == 0
    assert "bad image" in error.failure.what


def test_when_all_are_out_the_error_names_what_each_said() -> None:
    nobody = f"http://127.0.0.1:{free_port()}/v1"
    with serve(answer(503, {})) as bad:
        error = error_of(ask([nobody, bad.base_url])[0])
    assert error.failure.what == "None of the 2 replicas of Test model answers now."
    assert host_of(nobody) in error.failure.details
    assert "(503)" in error.failure.details
    assert error.transient
    assert error.retry_after_s is not None
    assert error.retry_after_s <= 1


class Together:
    """Answers questions in groups of so many that are asked at once; `most` were, in all."""

    def __init__(self, size: int) -> None:
        self.most = self._running = 0
        self._lock, self._group = threading.Lock(), threading.Barrier(size, timeout=LIMIT_S)

    def __call__(self, handler: Handler) -> None:
        with self._lock:
            self._running += 1
            self.most = max(self.most, self._running)
        self._group.wait()
        with self._lock:
            self._running -= 1
        CHAT_OK(handler)


def test_no_replica_is_asked_more_at_once_than_it_has_slots() -> None:
    together = Together(3)
    with serve(together) as server:
        outcomes_of_all = ask([server.base_url], 12, slots=3)
    assert all(isinstance(outcome, list) for outcome in outcomes_of_all)
    assert together.most == 3


def test_slots_are_shared_by_all_models_of_a_server() -> None:
    together = Together(2)

    async def run(urls: list[str]) -> None:
        async with pool_engine() as engine:
            asked: list[Request] = [pooled(urls, 2), pooled(urls, 2, prompt="Read the text.")]
            await asyncio.gather(*(outcomes(engine, one, 4) for one in asked))

    with serve(together) as server:
        asyncio.run(run([server.base_url]))
    assert together.most == 2


def test_a_stopped_question_gives_its_slot_back() -> None:
    async def run(server: ScriptedServer) -> Outcome:
        async with pool_engine() as engine:
            asked = pooled([server.base_url], 1)
            first_task = asyncio.create_task(outcome(engine, asked))
            await asyncio.to_thread(server.asked.wait, LIMIT_S)
            waiting = asyncio.create_task(outcome(engine, asked))
            await asyncio.sleep(0.05)
            for task in (waiting, first_task):  # one in the queue, one with the server
                task.cancel()
            await asyncio.gather(first_task, waiting, return_exceptions=True)
            async with asyncio.timeout(LIMIT_S):
                return await outcome(engine, asked)

    with serve(first(silence, times=1)) as server:
        events = asyncio.run(run(server))
        assert questions(server) == 2, "the one in the queue was never sent"
    assert isinstance(events, list)
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.reason is FinishReason.STOP


def test_leaving_after_the_first_word_gives_the_slot_back() -> None:
    async def run(server: ScriptedServer) -> Outcome:
        async with pool_engine() as engine:
            asked = pooled([server.base_url], 1)
            events = engine.ask(asked)
            async for event in events:
                if isinstance(event, TextDelta):
                    break
            await events.aclose()
            async with asyncio.timeout(LIMIT_S):
                return await outcome(engine, asked)

    with serve(first(stream(chunk({"content": "A"}), then="silence"), times=1)) as server:
        assert isinstance(asyncio.run(run(server)), list)


def test_offline_nothing_is_asked_and_nothing_looked_at() -> None:
    async def run(urls: list[str]) -> Outcome:
        async with pool_engine(offline=Offline(on=True)) as engine:
            return await outcome(engine, pooled(urls))

    with serve(CHAT_OK) as one, serve(CHAT_OK) as two:
        error = error_of(asyncio.run(run([one.base_url, two.base_url])))
        assert one.seen == two.seen == []
    assert error.failure.what == "vizdesk is offline."


def test_one_server_alone_keeps_its_own_errors() -> None:
    with serve(always(UNAVAILABLE)) as server:
        urls = [server.base_url]

        async def run() -> list[Outcome]:
            async with pool_engine() as engine:
                return [await outcome(engine, pooled(urls)) for _ in range(2)]

        errors = [error_of(one) for one in asyncio.run(run())]
        assert questions(server) == 2, "it is asked each time"
    assert all("(503)" in error.failure.what for error in errors)
