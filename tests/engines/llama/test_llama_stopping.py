"""Stop means now, and nothing stays behind: no process, no half-loaded model."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from typing import Any

import pytest
from tests.engines.llama.asking import (
    WORKER,
    Until,
    hear,
    image,
    request_for,
    running_engine,
)
from tests.waiting import LIMIT_S, wait_for

from vizdesk.comparison.events import EngineError, EngineProgress, TextDelta
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.types import Phase
from vizdesk.engines.llama import worker_process
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.engines.llama.worker.protocol import Order, WorkerMessage, encode
from vizdesk.engines.llama.worker_answers import read_answer


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of all messages that children send, in their order."""
    kinds: list[str] = []

    def noted(line: bytes) -> dict[str, Any]:
        message = read_answer(line)
        kinds.append(message["kind"])
        return message

    monkeypatch.setattr(worker_process, "read_answer", noted)
    return kinds


@pytest.fixture
def time_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child is given all the time it needs to stop by itself, on a busy machine too."""
    monkeypatch.setattr(worker_process, "STOP_GRACE_S", LIMIT_S)


def in_phase(phase: Phase) -> Until:
    """Whether an event says that `phase` has begun."""
    return lambda event: isinstance(event, EngineProgress) and event.phase is phase


async def until_stopped(engine: LlamaEngine, pair: GgufPair, until: Until, tokens: int) -> float:
    """Cancel a task that asks, as soon as `until` is true of an event; the seconds to its end.

    No test looks at the seconds; `make bench` does.
    """
    reached = asyncio.Event()

    async def asking() -> None:
        shown = image(side=896)
        async for event in engine.ask(request_for(pair, tokens=tokens, shown=shown)):
            if until(event):
                reached.set()

    task = asyncio.create_task(asking())
    await reached.wait()
    begin = time.perf_counter()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return time.perf_counter() - begin


def is_running(pid: int) -> bool:
    """Whether a process with this id exists, zombies included."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_stop_takes_effect_while_the_image_is_being_read(
    slow_pair: GgufPair, messages: list[str]
) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            await until_stopped(engine, slow_pair, in_phase(Phase.READING_IMAGE), 8)
            assert WorkerMessage.TEXT not in messages
            assert WorkerMessage.FINISHED not in messages
            left = engine.pids  # the child stopped politely, or is gone
            assert all(is_running(pid) for pid in left)

    asyncio.run(main())


@pytest.mark.usefixtures("time_to_stop")
def test_stop_while_writing_keeps_the_model_warm(tiny_pair: GgufPair, messages: list[str]) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            begun = lambda event: isinstance(event, TextDelta)  # noqa: E731
            await hear(engine, request_for(tiny_pair))
            child = engine.pids
            for _ in range(5):
                await until_stopped(engine, tiny_pair, begun, 900)
                assert messages[-1] == WorkerMessage.STOPPED
                heard = await hear(engine, request_for(tiny_pair))
                assert len(heard.text) == 8
                assert engine.pids == child
            assert len(child) == 1

    asyncio.run(main())


def test_stop_while_loading_leaves_no_child(slow_pair: GgufPair, messages: list[str]) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            await until_stopped(engine, slow_pair, in_phase(Phase.WAITING), 8)
            assert WorkerMessage.LOADED not in messages
            assert engine.pids == ()

    asyncio.run(main())


@pytest.mark.skipif(sys.platform == "win32", reason="holds the child with a signal")
def test_a_child_that_does_not_stop_is_killed(tiny_pair: GgufPair) -> None:
    """Held by SIGSTOP, it can neither read the order to stop nor answer it."""

    async def main() -> None:
        async with running_engine() as engine:
            events = engine.ask(request_for(tiny_pair, tokens=900))
            async for event in events:
                if isinstance(event, TextDelta):
                    break
            (child,) = engine.pids
            os.kill(child, signal.SIGSTOP)
            await events.aclose()
            assert engine.pids == ()
            assert not is_running(child)

    asyncio.run(main())


@pytest.mark.usefixtures("time_to_stop")
def test_leaving_the_stream_early_stops_the_model(tiny_pair: GgufPair, messages: list[str]) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            events = engine.ask(request_for(tiny_pair, tokens=900))
            async for event in events:
                if isinstance(event, TextDelta):
                    break
            await events.aclose()
            assert messages[-1] == WorkerMessage.STOPPED
            assert len((await hear(engine, request_for(tiny_pair))).text) == 8

    asyncio.run(main())


def test_close_ends_every_child_and_fails_what_still_runs(slow_pair: GgufPair) -> None:
    async def main() -> None:
        engine = LlamaEngine(WORKER, threads=1)
        asked = request_for(slow_pair, shown=image(side=896))
        task = asyncio.create_task(hear(engine, asked))
        while not engine.pids:  # noqa: ASYNC110 - the engine tells nobody when a child is there
            await asyncio.sleep(0.02)
        pids = engine.pids
        await asyncio.sleep(0.3)
        await engine.close()
        with pytest.raises(EngineError, match="closing"):
            await task
        assert not any(is_running(pid) for pid in pids)

    asyncio.run(main())


def test_the_child_ends_when_its_orders_end() -> None:
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(LIMIT_S) == 0


def test_the_child_ends_when_its_parent_is_killed(slow_pair: GgufPair) -> None:
    code = textwrap.dedent(
        """
        import asyncio, sys
        from pathlib import Path
        from tests.engines.llama.asking import hear, image, request_for, WORKER
        from vizdesk.comparison.models import GgufPair
        from vizdesk.engines.llama.engine import LlamaEngine

        async def main():
            engine = LlamaEngine(WORKER)
            pair = GgufPair(Path(sys.argv[1]), Path(sys.argv[2]))
            task = asyncio.create_task(hear(engine, request_for(pair, shown=image(side=896))))
            while not engine.pids:
                await asyncio.sleep(0.02)
            print(engine.pids[0], flush=True)
            await task

        asyncio.run(main())
        """
    )
    command = [sys.executable, "-c", code, str(slow_pair.weights), str(slow_pair.projector)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(1.0)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    # A container may have no init to reap it.
    wait_for(lambda: not is_running(child) or _state(child) == "Z", "the end of the child")


def test_an_order_cancelled_before_its_turn_is_not_begun() -> None:
    orders = encode(Order.CANCEL, {"id": 1}) + encode(Order.ASK, {"id": 1})
    done = subprocess.run(WORKER, input=orders, capture_output=True, timeout=LIMIT_S, check=False)
    assert b'"stopped"' in done.stdout or done.stdout == b""


def _state(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"
