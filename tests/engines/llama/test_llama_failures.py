"""Every broken file gives a sentence that says what to do: never a hang, never a dead window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np
import pytest
from benchmarks.random_pair import (
    TINY,
    Tensors,
    text_tensors,
    vision_tensors,
    write_projector,
    write_text,
)
from tests.engines.llama.asking import hear, image, request_for, running_engine, written

from parity import fixture
from vizdesk.catalog.gguf.memory_need import memory_of
from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import ImageRule
from vizdesk.comparison.types import Failure, SentImage
from vizdesk.engines.llama.pair_check import check_pair

TIME_LIMIT_S = 60.0


def failure_of(asked: Request) -> tuple[Failure, bool]:
    """How asking fails, and whether another try is promised to help."""

    async def main() -> tuple[Failure, bool]:
        async with running_engine() as engine:
            with pytest.raises(EngineError) as caught:
                async with asyncio.timeout(TIME_LIMIT_S):
                    await hear(engine, asked)
            return caught.value.failure, caught.value.transient

    failure, transient = asyncio.run(main())
    assert failure.what.endswith(".")
    return failure, transient


Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, tuple[Damage, str]] = {
    "zero length": (lambda data: b"", "is empty"),
    "not a GGUF": (lambda data: b"XXXX" + data[4:], "is not a GGUF file"),
    "a page of HTML": (lambda data: b"<!doctype html>" * 40, "is not a GGUF file"),
    "header only": (lambda data: data[:300], "is cut off within its header"),
    "half": (lambda data: data[: len(data) // 2], "is cut off: "),
    "100 bytes short": (lambda data: data[:-100], "is cut off: "),
    "a number of tensors that cannot be": (
        lambda data: data[:8] + b"\xff" * 8 + data[16:],
        "its number of tensors is impossible",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("which", ["weights", "projector"])
def test_a_damaged_file_is_named(
    tiny_pair: GgufPair, tmp_path: Path, damage: str, which: str
) -> None:
    spoil, sentence = DAMAGES[damage]
    whole: Path = getattr(tiny_pair, which)
    spoiled = written(tmp_path, f"bad-{which}.gguf", spoil(whole.read_bytes()))
    pair = (
        GgufPair(spoiled, tiny_pair.projector)
        if which == "weights"
        else GgufPair(tiny_pair.weights, spoiled)
    )
    failure, transient = failure_of(request_for(pair))
    assert sentence in failure.what
    assert spoiled.name in failure.what
    assert "ownload it again" in failure.todo
    assert not transient


def test_a_paligemma_pair_of_the_older_kind_is_refused_with_the_way_out(tmp_path: Path) -> None:
    old = tmp_path / "paligemma-mmproj.gguf"
    writer = gguf.GGUFWriter(old, "clip")
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    weights = fixture.FOLDER / "paligemma-1" / "model.gguf"
    failure, _ = failure_of(request_for(GgufPair(weights, old)))
    assert "is a PaliGemma projector of an older kind" in failure.what
    assert "vizdesk convert paligemma FOLDER" in failure.todo


def test_a_text_only_model_asks_for_its_projector(tiny_pair: GgufPair) -> None:
    failure, _ = failure_of(request_for(replace(tiny_pair, projector=None)))
    assert failure.what == "This file has no vision part; choose its projector (mmproj)."


def test_files_given_the_wrong_way_round_are_told_apart(tiny_pair: GgufPair) -> None:
    weights, projector = tiny_pair.weights, tiny_pair.projector
    assert projector is not None
    failure, _ = failure_of(request_for(GgufPair(projector, weights)))
    assert "is a projector, not a model" in failure.what
    failure, _ = failure_of(request_for(GgufPair(weights, weights)))
    assert "is a model, not a projector" in failure.what


def test_a_projector_of_another_model_is_refused_with_both_widths(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    wide = write_projector(tmp_path / "wide.gguf", replace(TINY, width=96))
    failure, _ = failure_of(request_for(replace(tiny_pair, projector=wide)))
    assert failure.what.startswith("These two files do not belong together: ")
    assert "96" in failure.what
    assert "64" in failure.what


def test_a_projector_whose_header_says_the_wrong_width_is_refused_by_llama_cpp(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    wide = write_projector(tmp_path / "wide.gguf", replace(TINY, width=96))
    number = (64).to_bytes(4, "little")
    key = b"clip.vision.projection_dim\x04\0\0\0"
    data = wide.read_bytes()
    at = data.index(key) + len(key)
    lying = written(tmp_path, "lying.gguf", data[:at] + number + data[at + 4 :])
    failure, _ = failure_of(request_for(replace(tiny_pair, projector=lying)))
    assert failure.what.startswith("These two files do not belong together: ")


def test_a_missing_file_is_named(tiny_pair: GgufPair, tmp_path: Path) -> None:
    gone = replace(tiny_pair, weights=tmp_path / "gone.gguf")
    failure, _ = failure_of(request_for(gone))
    assert failure.what == "The file “gone.gguf” is not there any more."


def test_each_part_of_split_weights_is_looked_at_before_anything_is_loaded(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    """A part that is cut off would end the child in the middle of an answer."""
    whole = tiny_pair.weights.read_bytes()
    first = written(tmp_path, "big-00001-of-00002.gguf", whole)
    pair = replace(tiny_pair, weights=first)
    failure, _ = failure_of(request_for(pair))
    assert failure.what == "The file “big-00002-of-00002.gguf” is not there any more."
    written(tmp_path, "big-00002-of-00002.gguf", whole[:-100])
    failure, _ = failure_of(request_for(pair))
    assert failure.what.startswith("“big-00002-of-00002.gguf” is cut off: ")
    second = written(tmp_path, "big-00002-of-00002.gguf", whole)
    assert pair.projector is not None
    size = check_pair(pair, ImageRule())
    assert size.files == sum(path.stat().st_size for path in (first, second, pair.projector))
    assert size.memory == memory_of(pair, pair.projector, ImageRule()).total


def without(tensors: Tensors, name: str) -> Tensors:
    """All tensors but one."""
    return {key: values for key, values in tensors.items() if key != name}


@pytest.mark.parametrize("which", ["text", "projector"])
def test_a_file_without_one_of_its_tensors_is_refused(
    tiny_pair: GgufPair, tmp_path: Path, which: str
) -> None:
    if which == "text":
        tensors = without(text_tensors(TINY), "blk.1.attn_q.weight")
        pair = replace(tiny_pair, weights=write_text(tmp_path / "t.gguf", TINY, tensors))
    else:
        tensors = without(vision_tensors(TINY), "mm.soft_emb_norm.weight")
        pair = replace(tiny_pair, projector=write_projector(tmp_path / "p.gguf", TINY, tensors))
    failure, _ = failure_of(request_for(pair))
    assert "could not load" in failure.what
    assert "weight" in failure.details


def test_weights_of_the_wrong_shape_are_refused(tiny_pair: GgufPair, tmp_path: Path) -> None:
    tensors = text_tensors(TINY)
    tensors["blk.1.attn_q.weight"] = tensors["blk.1.attn_q.weight"][:, :32].copy()
    pair = replace(tiny_pair, weights=write_text(tmp_path / "t.gguf", TINY, tensors))
    assert "could not load the model file" in failure_of(request_for(pair))[0].what


@pytest.mark.parametrize("which", ["model", "projector"])
def test_weights_that_are_no_numbers_are_called_damaged(
    tiny_pair: GgufPair, tmp_path: Path, which: str
) -> None:
    tensors = text_tensors(TINY) if which == "model" else vision_tensors(TINY)
    name = "blk.0.ffn_up.weight" if which == "model" else "v.blk.0.ffn_up.weight"
    tensors[name] = np.full_like(tensors[name], np.nan)
    if which == "model":
        pair = replace(tiny_pair, weights=write_text(tmp_path / "t.gguf", TINY, tensors))
    else:
        pair = replace(tiny_pair, projector=write_projector(tmp_path / "p.gguf", TINY, tensors))
    failure, _ = failure_of(request_for(pair))
    assert failure.what == f"The {which} file is damaged: its weights give no numbers (NaN)."


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (" ", "has no chat template"),
        ("{{ foo.bar.baz(", "is broken"),
        ("{{ 1 / 0 }}", "no place for an image and a question"),
        ("no words of anybody", "no place for an image and a question"),
    ],
)
def test_a_chat_template_that_cannot_be_used_is_named(
    tiny_pair: GgufPair, tmp_path: Path, template: str, sentence: str
) -> None:
    weights = write_text(tmp_path / "t.gguf", TINY, template=template)
    failure, _ = failure_of(request_for(replace(tiny_pair, weights=weights)))
    assert "chat template" in failure.what
    assert sentence in failure.what


def test_a_prompt_beyond_the_context_is_refused_and_the_next_one_answered(
    tiny_pair: GgufPair,
) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            with pytest.raises(EngineError, match="this model has room for 1024"):
                await hear(engine, request_for(tiny_pair, "x" * 2000))
            assert len((await hear(engine, request_for(tiny_pair))).text) == 8

    asyncio.run(main())


def test_an_image_llama_cpp_cannot_read_is_a_sentence(tiny_pair: GgufPair) -> None:
    cut = SentImage(image().data[:60], "image/png", 64, 64)
    failure, _ = failure_of(request_for(tiny_pair, shown=cut))
    assert failure.what == "llama.cpp could not read the image it was given."


def test_a_schema_that_cannot_be_enforced_is_refused_not_ignored(tiny_pair: GgufPair) -> None:
    failure, _ = failure_of(request_for(tiny_pair, schema={"type": "odd"}))
    assert failure.what.startswith("This answer format cannot be enforced")


def test_failures_repeat_no_word_of_the_user(tiny_pair: GgufPair) -> None:
    secret = "Zebra in my garden <__media__>"
    cut = SentImage(image().data[:60], "image/png", 64, 64)
    failure, _ = failure_of(request_for(tiny_pair, secret, shown=cut))
    assert "Zebra" not in failure.what + failure.todo + failure.details
