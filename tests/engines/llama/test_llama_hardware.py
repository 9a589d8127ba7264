"""What goes onto a GPU, how many threads there are, and what is said when there is no room."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from benchmarks.random_pair import TINY, write_pair
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.llama.asking import hear, request_for, running_engine

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.types import Phase
from vizdesk.engines.llama.cpu_cores import linux_cores, usable_cores
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.engines.llama.failures import death
from vizdesk.engines.llama.worker.load_failures import load_failure
from vizdesk.engines.llama.worker.offload import (
    ALL_LAYERS,
    RESERVE,
    NoRoomError,
    Offload,
    Sizes,
    choose_offload,
    load_where_it_fits,
    rungs,
)
from vizdesk.engines.llama.worker_process import WorkerDiedError

GB = 1 << 30
FOUR_B = Sizes(weights=3 * GB, projector=GB, layers=34)


def test_a_model_that_fits_goes_onto_the_gpu_whole() -> None:
    assert choose_offload(FOUR_B, 8 * GB) == Offload(ALL_LAYERS, projector=True)


def test_one_that_does_not_fit_goes_there_in_part_the_projector_first() -> None:
    part = choose_offload(FOUR_B, 3 * GB)
    assert part.projector
    assert part.layers == 11  # a third of 35
    assert choose_offload(FOUR_B, 2 * GB) == Offload(0, projector=True)


def test_a_gpu_without_room_is_left_alone() -> None:
    assert choose_offload(FOUR_B, RESERVE) == Offload()
    assert choose_offload(FOUR_B, 0) == Offload()


@given(
    st.integers(1, 200 * GB), st.integers(0, 4 * GB), st.integers(1, 100), st.integers(0, 400 * GB)
)
def test_what_is_chosen_never_takes_the_reserve(
    weights: int, projector: int, layers: int, free: int
) -> None:
    chosen = choose_offload(Sizes(weights, projector, layers), free)
    share = weights / (layers + 1)
    taken = weights if chosen.layers == ALL_LAYERS else chosen.layers * share
    taken += projector if chosen.projector else 0
    assert taken == 0 or taken <= free - RESERVE
    assert ALL_LAYERS <= chosen.layers <= layers


def test_a_gpu_with_less_room_than_it_said_gets_fewer_layers_and_the_reader_is_told() -> None:
    tried: list[Offload] = []
    told: list[str] = []

    def load(choice: Offload) -> str:
        tried.append(choice)
        if choice.layers:
            raise NoRoomError("out of memory")
        return "loaded"

    choices = rungs(Offload(ALL_LAYERS, projector=True), layers=34)
    assert load_where_it_fits(choices, load, told.append) == "loaded"
    assert tried == [Offload(ALL_LAYERS, True), Offload(17, True), Offload()]
    assert told == [
        "The GPU had less room than it said: the model runs on the processor, which is slower."
    ]


def test_no_room_anywhere_is_an_error_and_other_errors_are_not_tried_again() -> None:
    def no_room(_choice: Offload) -> str:
        raise NoRoomError("out of memory")

    with pytest.raises(NoRoomError):
        load_where_it_fits(rungs(Offload(3, True), 34), no_room, lambda _text: None)
    assert rungs(Offload(), 34) == (Offload(),)


def test_threads_of_one_core_count_once(tmp_path: Path) -> None:
    for number, siblings in enumerate(("0,4", "1,5", "2,6", "3,7", "0,4", "1,5", "2,6", "3,7")):
        folder = tmp_path / f"cpu{number}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(siblings + "\n")
    assert linux_cores(tmp_path, frozenset(range(8))) == 4
    assert linux_cores(tmp_path, frozenset({0, 4, 1})) == 2
    assert linux_cores(tmp_path / "nowhere", frozenset({0, 1})) == 2
    assert usable_cores() >= 1


def failure_of(pair: GgufPair, **settings: object) -> EngineError:
    async def ask() -> None:
        async with running_engine(**settings) as engine:
            await hear(engine, request_for(pair))

    with pytest.raises(EngineError) as caught:
        asyncio.run(ask())
    return caught.value


def test_an_unknown_family_is_named(tmp_path: Path) -> None:
    pair = GgufPair(*write_pair(tmp_path, TINY))
    data = pair.weights.read_bytes()
    pair.weights.write_bytes(data.replace(b"gemma3", b"gemmaX"))
    error = failure_of(pair)
    assert str(error.failure.what) == (
        "This version of llama.cpp does not know the model family “gemmaX” of "
        f"“{pair.weights.name}”."
    )
    assert "vizdesk doctor" in error.failure.todo


def test_an_unknown_kind_of_projector_is_named(tmp_path: Path) -> None:
    pair = GgufPair(*write_pair(tmp_path, TINY))
    assert pair.projector is not None
    data = pair.projector.read_bytes()
    pair.projector.write_bytes(data.replace(b"gemma3", b"gemmaX"))
    assert "the kind of projector “gemmaX”" in failure_of(pair).failure.what


def limited(megabytes: int) -> tuple[str, ...]:
    """The engine's child with that much address space."""
    run = f"exec {sys.executable} -m vizdesk --worker"
    return ("bash", "-c", f"ulimit -v {megabytes * 1000}; {run}")


def failure_under(command: tuple[str, ...], pair: GgufPair) -> EngineError:
    async def ask() -> None:
        engine = LlamaEngine(command, threads=1)
        try:
            await hear(engine, request_for(pair))
        finally:
            await engine.close()

    with pytest.raises(EngineError) as caught:
        asyncio.run(ask())
    return caught.value


def test_weights_without_room_are_told_in_one_sentence(tmp_path: Path) -> None:
    pair = GgufPair(*write_pair(tmp_path, TINY))
    with pair.weights.open("ab") as file:
        file.truncate(8 * GB)  # holes: nothing is written, but all of it would be mapped
    failure = failure_under(limited(3000), pair).failure
    assert failure.what == f"There is no room in memory for the model “{pair.weights.name}”."
    assert failure.todo.startswith("Close other programs")


def test_a_child_that_dies_for_memory_is_said_to_have_died_of_it(tiny_pair: GgufPair) -> None:
    died = WorkerDiedError(-6, "ggml.c:1644: GGML_ASSERT(ctx->mem_buffer != NULL) failed")
    failure = death(died, Phase.READING_IMAGE).failure
    assert failure.what == "Memory ran out while reading the image."


def test_a_log_without_a_reason_still_gives_a_sentence() -> None:
    error = load_failure("model", "/models/some.gguf", "")
    assert error.what == "llama.cpp could not load the model file “some.gguf”."
    assert isinstance(load_failure("model", "x", "cudaMalloc failed: out of memory"), NoRoomError)
