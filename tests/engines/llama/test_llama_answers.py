"""What a healthy pair gives: a stream, figures, and an image that is read once."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.random_pair import TINY, text_tensors, write_pair, write_text
from jsonschema import validate
from tests.engines.llama.asking import hear, image, request_for, running_engine

from vizdesk.catalog.gguf.header import read_header
from vizdesk.catalog.gguf.memory_need import memory_of
from vizdesk.comparison.events import EngineProgress, Measured, TextDelta
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import ImageRule
from vizdesk.comparison.types import FinishReason, Phase
from vizdesk.engines.llama.worker.decode import matches

BOXES = {
    "type": "array",
    "minItems": 1,
    "maxItems": 2,
    "items": {
        "type": "object",
        "properties": {
            "box_2d": {
                "type": "array",
                "items": {"type": "integer", "minimum": 0, "maximum": 1000},
                "minItems": 4,
                "maxItems": 4,
            },
            "label": {"enum": ["cat", "dog"]},
        },
        "required": ["box_2d", "label"],
    },
}


def test_an_answer_streams_through_its_phases_and_ends_with_its_figures(
    tiny_pair: GgufPair,
) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            heard = await hear(engine, request_for(tiny_pair, tokens=60))
        assert heard.phases == [
            Phase.WAITING,
            Phase.LOADING,
            Phase.READING_PROMPT,
            Phase.READING_IMAGE,
            Phase.READING_PROMPT,
            Phase.WRITING,
        ]
        loading = [e.fraction for e in heard.events if isinstance(e, EngineProgress) and e.fraction]
        assert loading == sorted(loading)
        assert loading[-1] == 1.0
        assert sum(isinstance(event, TextDelta) for event in heard.events) >= 2
        end = heard.finished
        assert end.reason is FinishReason.LENGTH
        assert len(heard.text) == end.usage.output_tokens == 60
        assert end.usage.image_tokens == 16
        assert end.usage.cached_tokens == 0
        assert (end.usage.input_tokens or 0) > 16
        for seconds in (end.timing.load_s, end.timing.encode_s, end.timing.prefill_s):
            assert seconds is not None
            assert seconds > 0
        assert 0 < (end.timing.ttft_s or 0) < (end.timing.total_s or 0)
        assert (end.timing.tokens_per_s or 0) > 1
        assert end.sampling == {"temperature": 0.0, "max_output_tokens": 60}
        assert any(isinstance(e, Measured) and e.timing.encode_s for e in heard.events[:-3])

    asyncio.run(main())


def test_a_second_question_does_not_read_the_image_again(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            await hear(engine, request_for(tiny_pair, "What is this?"))
            child = engine.pids
            second = await hear(engine, request_for(tiny_pair, "Which colour?"))
            assert engine.pids == child
            async with running_engine() as fresh:
                alone = await hear(fresh, request_for(tiny_pair, "Which colour?"))
        assert Phase.READING_IMAGE not in second.phases
        assert Phase.LOADING not in second.phases
        assert second.finished.timing.encode_s == 0
        assert second.finished.timing.load_s == 0
        assert (second.finished.usage.cached_tokens or 0) > 16
        assert second.text == alone.text

    asyncio.run(main())


def test_an_earlier_image_is_placed_again_but_not_encoded_again(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            first = await hear(engine, request_for(tiny_pair, shown=image("red")))
            other = await hear(engine, request_for(tiny_pair, shown=image("blue")))
            again = await hear(engine, request_for(tiny_pair, shown=image("red")))
        assert (other.finished.timing.encode_s or 0) > 5e-5
        assert (again.finished.timing.encode_s or 0) < (other.finished.timing.encode_s or 0) / 5
        assert (other.finished.usage.cached_tokens or 99) < 16
        assert again.text == first.text

    asyncio.run(main())


def test_the_same_question_twice_gives_the_same_answer(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            warm = [await hear(engine, request_for(tiny_pair, temperature=1.5, seed=7))]
            warm += [await hear(engine, request_for(tiny_pair, temperature=1.5, seed=7))]
            other = await hear(engine, request_for(tiny_pair, temperature=1.5, seed=8, tokens=40))
        assert warm[0].text == warm[1].text != other.text[:8]
        assert warm[0].finished.sampling["seed"] == 7

    asyncio.run(main())


def test_words_that_look_like_an_image_or_a_turn_stay_words(tiny_pair: GgufPair) -> None:
    async def main() -> list[int]:
        counts = []
        async with running_engine() as engine:
            for prompt in ("x", "x<end_of_turn>", "x<__media__>", "{{ bos_token }}x"):
                heard = await hear(engine, request_for(tiny_pair, prompt))
                counts.append(heard.finished.usage.input_tokens or 0)
        return counts

    bare, turn, marker, jinja = asyncio.run(main())
    assert turn == bare + len("<end_of_turn>")
    assert marker == bare + len("<__media__>")
    assert jinja == bare + len("{{ bos_token }}")


def test_a_familys_own_control_tokens_are_meant_as_such_where_its_profile_says(
    tiny_pair: GgufPair,
) -> None:
    async def ask(tokens: tuple[str, ...]) -> int:
        async with running_engine() as engine:
            plain = request_for(tiny_pair, "Where is <start_of_image>it<eos>?")
            heard = await hear(engine, replace(plain, tokens=tokens))
            return heard.finished.usage.input_tokens or 0

    spelled = asyncio.run(ask(()))
    half = asyncio.run(ask(("<start_of_*>",)))
    meant = asyncio.run(ask(("<start_of_*>", "<eos>")))
    assert spelled == half  # one that is not meant keeps the whole prompt plain
    assert meant == spelled - len("<start_of_image><eos>") + 2


def test_control_tokens_a_profile_names_are_kept_in_the_reply() -> None:
    assert matches("<|box_start|>", ("<|object_ref_*|>", "<|box_*|>"))
    assert not matches("<|im_end|>", ("<|object_ref_*|>", "<|box_*|>"))


def test_a_schema_is_kept_to_and_recorded(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            asked = request_for(tiny_pair, tokens=300, schema=BOXES, temperature=1.0, seed=3)
            heard = await hear(engine, asked)
        assert heard.finished.reason is FinishReason.STOP
        validate(json.loads(heard.text), BOXES)
        assert heard.finished.sampling["constrained"] is True
        assert "root ::=" in heard.finished.sampling["grammar"]

    asyncio.run(main())


def test_a_system_prompt_reaches_the_model(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            plain = await hear(engine, request_for(tiny_pair))
            with_system = await hear(engine, request_for(tiny_pair, system="Be brief."))
        more = (with_system.finished.usage.input_tokens or 0) - (
            plain.finished.usage.input_tokens or 0
        )
        assert more == len("Be brief.\n\n")

    asyncio.run(main())


def test_a_context_that_is_too_small_grows_up_to_what_the_model_was_trained_for(
    tiny_pair: GgufPair,
) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            heard = await hear(engine, request_for(tiny_pair, tokens=5000))
        end = heard.finished
        assert end.reason is FinishReason.LENGTH
        assert (end.usage.input_tokens or 0) + (end.usage.output_tokens or 0) == TINY.context + 1
        assert heard.notices == ["The model’s context is full; the answer ends here."]

    asyncio.run(main())


def test_two_models_stay_warm_and_the_least_used_leaves_when_there_is_no_room(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    twin = replace(tiny_pair, weights=write_text(tmp_path / "twin.gguf", TINY, text_tensors(TINY)))

    async def main() -> None:
        async with running_engine() as engine:
            await hear(engine, request_for(tiny_pair))
            await hear(engine, request_for(twin))
            again = await hear(engine, request_for(tiny_pair))
            assert len(engine.pids) == 2
            assert again.finished.timing.load_s == 0
        async with running_engine(available=lambda: 0) as cramped:
            await hear(cramped, request_for(tiny_pair))
            await hear(cramped, request_for(twin))
            assert len(cramped.pids) == 1
        async with running_engine(most_warm=1) as capped:
            await hear(capped, request_for(tiny_pair))
            await hear(capped, request_for(twin))
            assert len(capped.pids) == 1

    asyncio.run(main())


def test_room_for_one_more_model_is_reckoned_as_the_model_list_reckons(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    """Not from the files' sizes: of a small model most of its memory is the child itself."""
    twin = replace(tiny_pair, weights=write_text(tmp_path / "twin.gguf", TINY, text_tensors(TINY)))
    assert twin.projector is not None
    mapped = sum(path.stat().st_size for path in (tiny_pair.weights, twin.projector))
    need = memory_of(twin, twin.projector, ImageRule()).total

    async def warm(room: int) -> int:
        async with running_engine(available=lambda: room) as engine:
            await hear(engine, request_for(tiny_pair))
            await hear(engine, request_for(twin))
            return len(engine.pids)

    assert asyncio.run(warm(mapped + need)) == 2
    assert asyncio.run(warm(mapped + need - 1)) == 1


def test_two_questions_at_once_to_one_model_take_turns(tiny_pair: GgufPair) -> None:
    async def main() -> None:
        async with running_engine() as engine:
            answers = await asyncio.gather(
                *(hear(engine, request_for(tiny_pair, f"Question {i}")) for i in range(3))
            )
            assert len(engine.pids) == 1
        assert [len(heard.text) for heard in answers] == [8, 8, 8]

    asyncio.run(main())


@pytest.mark.parametrize("changed", [True, False])
def test_a_file_that_was_replaced_is_loaded_again(
    tiny_pair: GgufPair, tmp_path: Path, changed: bool
) -> None:
    weights = tmp_path / "model.gguf"
    weights.write_bytes(tiny_pair.weights.read_bytes())
    pair = replace(tiny_pair, weights=weights)

    async def main() -> None:
        async with running_engine() as engine:
            await hear(engine, request_for(pair))
            if changed:
                write_text(weights, TINY, text_tensors(TINY, seed=5))
            second = await hear(engine, request_for(pair))
        assert ((second.finished.timing.load_s or 0) > 0) is changed

    asyncio.run(main())


def test_more_image_tokens_than_a_usual_batch_stay_in_one_batch(tmp_path: Path) -> None:
    many = replace(TINY, side=208, merge=1)

    async def main() -> None:
        async with running_engine() as engine:
            asked = request_for(GgufPair(*write_pair(tmp_path, many)), shown=image(side=208))
            heard = await hear(engine, asked)
        assert heard.finished.usage.image_tokens == 26 * 26  # above llama.cpp's default of 512
        assert len(heard.text) == 8

    asyncio.run(main())


@pytest.mark.parametrize("kind", ["Q4_0", "Q8_0"])
def test_quantised_weights_run_on_this_processor(
    tiny_pair: GgufPair, tmp_path: Path, kind: str
) -> None:
    quantised = tmp_path / "quantised.gguf"
    code = (
        "import sys, llama_cpp\n"
        "settings = llama_cpp.llama_model_quantize_default_params()\n"
        f"settings.ftype = llama_cpp.LLAMA_FTYPE_MOSTLY_{kind}\n"
        "source, target = (name.encode() for name in sys.argv[1:])\n"
        "sys.exit(llama_cpp.llama_model_quantize(source, target, settings))\n"
    )
    command = [sys.executable, "-c", code, str(tiny_pair.weights), str(quantised)]
    subprocess.run(command, check=True, capture_output=True)
    assert read_header(quantised).quantisation == kind

    async def main() -> None:
        async with running_engine() as engine:
            heard = await hear(engine, request_for(replace(tiny_pair, weights=quantised)))
        assert len(heard.text) == 8

    asyncio.run(main())
