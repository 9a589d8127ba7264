"""Where llama.cpp answers otherwise than a family's own program, the answer says so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.engines.llama.asking import Heard, hear, request_for, running_engine
from tests.parity.rewriting import rewritten

from parity import fixture
from vizdesk.comparison.models import GgufPair
from vizdesk.engines.llama.worker.known_differences import known_difference

LLAVA = fixture.FOLDER / "llava-1.5"


def answered(projector: Path) -> list[Heard]:
    async def twice() -> list[Heard]:
        async with running_engine() as engine:
            request = request_for(GgufPair(LLAVA / "model.gguf", projector))
            return [await hear(engine, request) for _ in range(2)]

    return asyncio.run(twice())


def test_llava_next_is_said_with_each_answer(tmp_path: Path) -> None:
    layouts = [112, 224, 224, 112, 224, 224]
    projector = rewritten(
        LLAVA / "mmproj.gguf",
        tmp_path / "mmproj.gguf",
        change=lambda writer: writer.add_array("clip.vision.image_grid_pinpoints", layouts),
    )
    for heard in answered(projector):
        (notice,) = heard.notices
        assert "as one whole without the filling: answers differ" in notice


def test_where_the_answer_is_the_references_nothing_is_said() -> None:
    assert all(not heard.notices for heard in answered(LLAVA / "mmproj.gguf"))


def test_llama_4_is_said() -> None:
    said = known_difference(str(LLAVA / "mmproj.gguf"), "llama4")
    assert said is not None
    assert "3 × 3 tiles" in said


@pytest.mark.parametrize("kind", ["gemma3", "pixtral", "glm4v", "lfm2", "janus_pro"])
def test_families_that_are_compared_have_nothing_to_say(kind: str) -> None:
    assert known_difference(str(LLAVA / "mmproj.gguf"), kind) is None
