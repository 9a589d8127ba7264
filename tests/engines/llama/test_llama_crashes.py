"""A child that dies fails its own answer, in words, and is replaced for the next."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.random_pair import TINY, text_tensors, vision_tensors, write_projector, write_text
from tests.engines.llama.asking import hear, image, request_for, running_engine
from tests.waiting import LIMIT_S

from vizdesk.comparison.events import EngineError, EngineProgress
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.types import Phase
from vizdesk.engines.llama.engine import LlamaEngine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


async def failing(engine: LlamaEngine, pair: GgufPair) -> EngineError:
    """The error of one question."""
    with pytest.raises(EngineError) as caught:
        async with asyncio.timeout(LIMIT_S):
            await hear(engine, request_for(pair))
    return caught.value


def test_a_projector_that_crashes_llama_cpp_says_with_which_signal_and_when(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    tensors = vision_tensors(TINY)
    tensors["v.position_embd.weight"] = tensors["v.position_embd.weight"][:30].copy()
    broken = replace(tiny_pair, projector=write_projector(tmp_path / "p.gguf", TINY, tensors))

    async def main() -> None:
        async with running_engine() as engine:
            error = await failing(engine, broken)
            assert error.failure.what == (
                "The engine stopped with signal 6 (SIGABRT) while reading the image."
            )
            assert "GGML_ASSERT" in error.failure.details
            assert error.failure.todo
            assert not error.transient
            assert engine.pids == ()
            assert len((await hear(engine, request_for(tiny_pair))).text) == 8

    asyncio.run(main())


def test_after_a_segmentation_fault_the_model_is_loaded_without_repacking(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    tensors = vision_tensors(TINY)
    del tensors["v.blk.1.attn_q.weight"]
    broken = replace(tiny_pair, projector=write_projector(tmp_path / "p.gguf", TINY, tensors))

    async def main() -> None:
        async with running_engine() as engine:
            error = await failing(engine, broken)
            assert "signal 11 (SIGSEGV)" in error.failure.what
            assert "without weight repacking" in error.failure.todo
            write_projector(broken.projector or tmp_path, TINY)
            heard = await hear(engine, request_for(broken))
            assert "without weight repacking" in heard.notices[0]

    asyncio.run(main())


def test_a_model_that_aborts_while_loading_says_so(tiny_pair: GgufPair, tmp_path: Path) -> None:
    endless = replace(TINY, layers=100_000)
    weights = write_text(tmp_path / "t.gguf", endless, text_tensors(TINY))

    async def main() -> None:
        async with running_engine() as engine:
            error = await failing(engine, replace(tiny_pair, weights=weights))
            assert "SIGABRT" in error.failure.what
            assert error.failure.what.endswith("while loading the model.")

    asyncio.run(main())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGILL])
def test_a_child_killed_from_outside_fails_its_answer_only(
    slow_pair: GgufPair, tiny_pair: GgufPair, number: signal.Signals
) -> None:
    async def main() -> None:
        async with running_engine() as engine:

            async def killed_while_reading() -> None:
                async for event in engine.ask(request_for(slow_pair, shown=image(side=896))):
                    if isinstance(event, EngineProgress) and event.phase is Phase.READING_IMAGE:
                        os.kill(engine.pids[0], number)

            with pytest.raises(EngineError) as caught:
                await killed_while_reading()
            what = f"signal {number.value} ({number.name}) while reading the image."
            assert caught.value.failure.what.endswith(what)
            assert engine.pids == ()
            assert len((await hear(engine, request_for(tiny_pair))).text) == 8

    asyncio.run(main())


def test_a_warm_child_that_died_between_two_answers_is_replaced_silently(
    tiny_pair: GgufPair,
) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            await hear(engine, request_for(tiny_pair))
            os.kill(engine.pids[0], signal.SIGKILL)
            while engine.pids:  # noqa: ASYNC110 - no event tells of it
                await asyncio.sleep(0.01)
            heard = await hear(engine, request_for(tiny_pair))
            assert (heard.finished.timing.load_s or 0) > 0

    asyncio.run(main())


NONSENSE = (
    "[" * 100_000,
    '{"kind": "hello"}',
    '{"kind": ["loaded"]}',
    '{"kind": "loaded"}',
    '{"kind": "loaded", "limits": 7}',
    '{"kind": "progress", "phase": "dancing", "fraction": null}',
    '{"kind": "progress", "phase": "loading the model", "fraction": "half"}',
    '{"kind": "progress", "phase": "loading the model", "fraction": NaN}',
    '{"kind": "failed", "what": "it broke", "todo": {}, "details": ""}',
    '{"kind": "failed", "what": {"sentence": "it broke", "message": null}}',
    '{"kind": "notice"}',
    '{"kind": "notice", "text": {"sentence": 5, "message": null}}',
    '{"kind": "placed", "gpu": "maybe"}',
    '{"kind": "deadline", "seconds": 1}',
    '{"kind": "measured", "timing": {"warp": 9}, "usage": {}}',
    '{"kind": "measured", "timing": {}, "usage": {"input_tokens": "many"}}',
    '{"kind": "finished", "timing": {}, "usage": {}, "reason": "bored", "sampling": {}}',
)


def test_an_engine_that_cannot_start_is_a_sentence(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        for command, words in (
            (["/no/such/program"], "cannot be started"),
            ([sys.executable, "-c", "raise SystemExit(3)"], "exit code 3 while loading the model"),
            ([sys.executable, "-c", "print('hello')"], "cannot be understood"),
            *(
                ([sys.executable, "-c", f"print({line!r}, flush=True)"], "cannot be understood")
                for line in NONSENSE
            ),
            ([sys.executable, "-c", "print('x' * (17 << 20))"], "cannot be understood"),
        ):
            engine = LlamaEngine(command)
            error = await failing(engine, tiny_pair)
            assert words in error.failure.what, command
            assert engine.pids == ()
            await engine.close()

    asyncio.run(main())
