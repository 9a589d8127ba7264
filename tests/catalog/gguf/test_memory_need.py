"""What a model takes is told before it is loaded, and is what a real child takes."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.memory import FIXTURES, measured
from benchmarks.random_pair import TINY, QuantKind, write_pair

from vizdesk.catalog.gguf.header import GgufHeader, expected_bytes, read_header
from vizdesk.catalog.gguf.header_parser import TensorInfo
from vizdesk.catalog.gguf.memory_need import (
    MIB,
    MemoryNeed,
    cache_bytes,
    memory_need,
    memory_of,
    vocabulary_bytes,
)
from vizdesk.catalog.gguf.repacking import repacked_bytes, repacked_kinds
from vizdesk.catalog.gguf.types import ArrayLength
from vizdesk.catalog.insights.requirements import RequirementKind, requirement_of
from vizdesk.common import resources
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import ImageRule

DEMO = resources.folder() / "demo"
LARGE = GgufPair(DEMO / "demo-large.gguf", DEMO / "demo-large-mmproj.gguf")


def header(**numbers: object) -> GgufHeader:
    """A text model's header with these entries."""
    real = read_header(LARGE.weights)
    entries = {f"gemma3.{key.replace('__', '.')}": value for key, value in numbers.items()}
    return replace(real, metadata={**entries}, embedding_length=64)


PLAIN = {
    "block_count": 6,
    "embedding_length": 64,
    "attention__head_count": 4,
    "attention__head_count_kv": 2,
    "attention__key_length": 16,
    "attention__value_length": 16,
}


def test_keys_and_values_of_every_layer_are_halves() -> None:
    assert cache_bytes(header(**PLAIN), 1000) == 6 * 1000 * 2 * 32 * 2


def test_layers_with_a_window_keep_the_whole_context_for_the_next_question() -> None:
    windowed = header(**PLAIN, attention__sliding_window=512)
    assert cache_bytes(windowed, 8192) == 6 * 8192 * 2 * 32 * 2


def test_heads_may_differ_from_layer_to_layer() -> None:
    each = header(**{**PLAIN, "attention__head_count_kv": (2, 2, 2, 2, 2, 1)})
    assert cache_bytes(each, 100) == 11 * 100 * 32 * 2


def test_a_vocabulary_and_its_merges_take_room_of_their_own() -> None:
    words = {"tokenizer.ggml.tokens": ArrayLength(262_144)}
    plain = replace(read_header(LARGE.weights), metadata=words)
    assert vocabulary_bytes(plain) == 262_144 * 170
    merging = replace(plain, metadata=words | {"tokenizer.ggml.merges": ArrayLength(514_906)})
    assert vocabulary_bytes(merging) == 262_144 * 170 + 514_906 * 130


def tensor(name: str, kind: int, rows: int, size: int = 1000) -> TensorInfo:
    return TensorInfo(name, kind, (256, rows), 0, size)


def test_weights_that_are_rearranged_are_counted_twice() -> None:
    tied = [
        tensor("token_embd.weight", 2, 512),
        tensor("blk.0.attn_q.weight", 12, 256),
        tensor("blk.0.attn_k.weight", 12, 250),  # no multiple of eight rows
        tensor("blk.0.ffn_up.weight", 8, 256),  # Q8_0: as it is on AVX2
        tensor("per_layer_token_embd.weight", 2, 512),  # only looked up
        TensorInfo("blk.0.attn_norm.weight", 2, (256,), 0, 1000),
    ]
    assert repacked_bytes(tied, {2, 12}) == 2000
    own = [*tied, tensor("output.weight", 14, 512)]
    assert repacked_bytes(own, {2, 12}) == 1000
    assert repacked_bytes(own, ()) == 0


def test_what_is_rearranged_depends_on_the_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    for name, flags in (("new", "fpu avx2 f16c"), ("old", "fpu avx")):
        (tmp_path / name).write_text(f"flags : {flags}\n")
    assert repacked_kinds(tmp_path / "new") == {2, 12, 20, 39}
    assert repacked_kinds(tmp_path / "old") == frozenset()
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    assert 8 in repacked_kinds(tmp_path / "other")


def test_all_parts_of_a_model_in_several_files_count(tmp_path: Path) -> None:
    weights, projector = write_pair(tmp_path, TINY)
    whole = memory_of(GgufPair(weights, projector), projector, ImageRule())
    parts = [tmp_path / f"m-0000{number}-of-00002.gguf" for number in (1, 2)]
    for part in parts:
        part.write_bytes(weights.read_bytes())
    both = memory_of(GgufPair(parts[0], projector), projector, ImageRule())
    assert both.weights == whole.weights + weights.stat().st_size


LARGE_WORDS = replace(TINY, vocabulary=262_144)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("kind", "context"),
    [
        (QuantKind.Q8_0, 4096),
        (QuantKind.Q4_0, 1024),
        (QuantKind.Q4_0, 4096),
        (QuantKind.Q4_0, 32_768),
    ],
    ids=lambda value: value.name if isinstance(value, QuantKind) else str(value),
)
def test_the_estimate_holds_with_the_vocabulary_of_a_real_model(
    tmp_path: Path, kind: QuantKind, context: int
) -> None:
    pair = GgufPair(*write_pair(tmp_path, replace(LARGE_WORDS, weights=kind, context=context)))
    need, peak = asyncio.run(measured(pair, context))
    assert need.total == pytest.approx(peak, rel=0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("pair", "context"),
    [
        (LARGE, 512),
        (LARGE, 1024),
        *(
            (GgufPair(FIXTURES / name / "model.gguf", FIXTURES / name / "mmproj.gguf"), context)
            for name in ("gemma-3", "gemma-4")
            for context in (2048, 4096)
        ),
    ],
    ids=lambda one: one.weights.parent.name if isinstance(one, GgufPair) else str(one),
)
def test_the_estimate_is_within_10_percent_of_what_a_real_child_takes(
    pair: GgufPair, context: int
) -> None:
    need, peak = asyncio.run(measured(pair, context))
    assert need.total == pytest.approx(peak, rel=0.1)


def model_of(pair: GgufPair) -> Model:
    return Model("m", "Model", EngineKind.LLAMA, pair, "demo")


def test_a_model_says_what_it_takes_and_whether_there_is_room() -> None:
    need = MemoryNeed(0, 3_000_000_000, 800_000_000, 500_000_000, 100_000_000)

    def seen(free: int) -> tuple[RequirementKind, str, str]:
        found = requirement_of(
            model_of(LARGE), has_key=lambda _: True, memory=lambda _: need, free_bytes=free
        )
        return found.kind, found.sentence, found.memory

    kind, sentence, memory = seen(8_000_000_000)
    assert (kind, sentence) == (RequirementKind.NOTHING, "")
    assert memory == (
        "Takes about 4.4 GB of memory (weights 3.0 GB, vision 800 MB, context 500 MB, work 100 MB)."
    )
    assert seen(4_600_000_000)[:2] == (RequirementKind.NOTHING, "4.6 GB are free, which is close.")
    kind, sentence, _ = seen(4_000_000_000)
    assert kind is RequirementKind.MEMORY
    assert sentence.startswith("Model takes about 4.4 GB")
    assert sentence.endswith("4.0 GB are free.")


def test_a_larger_context_and_a_larger_image_take_more() -> None:
    headers = read_header(LARGE.weights), read_header(LARGE.projector or Path())
    small = memory_need(*headers, ImageRule(), 256)
    assert memory_need(*headers, ImageRule(), 1024).context > small.context
    assert small.total > 50 * MIB


def test_every_file_here_is_as_long_as_its_header_says(tmp_path: Path) -> None:
    pair = write_pair(tmp_path, TINY)
    for path in (*pair, *DEMO.glob("*.gguf"), *FIXTURES.glob("*/*.gguf")):
        assert expected_bytes(path) == path.stat().st_size, path
