"""Chat templates that print what they should write, have no end, or begin a text twice."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.random_pair import TINY, text_tensors, write_text
from tests.engines.llama.asking import Heard, hear, request_for, running_engine
from tests.waiting import LIMIT_S

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import GgufPair
from vizdesk.engines.llama.worker.chat import one_bos
from vizdesk.engines.llama.worker.image_placeholders import with_image_inserted
from vizdesk.engines.llama.worker.protocol import WorkerError
from vizdesk.engines.llama.worker.template import ChatTemplate, PromptPart, Question

TURN = "{{% for m in messages %}}[{{{{ m.role }}}}]{content}{{% endfor %}}[end]"
NO_PLACE = "The chat template in this model’s file has no place for an image and a question."
NO_ROOM = "The chat template in this model’s file takes more memory than a prompt may."


def asked(template: str, question: Question | None = None) -> str:
    """The whole prompt of a template, the image as [PICTURE]."""
    parts = ChatTemplate(template, "<bos>", "<eos>").render(question or Question('Say "hé"\n<b>.'))
    return "".join("[PICTURE]" if part.image else part.text for part in parts)


PRINTED = {
    "JSON": "{{ m.content if m.content is string else m.content | tojson }}",
    "Python": "{{ m.content }}",
    "pairs": "{% if m.content is string %}{{ m.content }}{% else %}{% for p in m.content %}"
    "{% for k, v in p.items() %}{{ k }}: {{ v }}; {% endfor %}{% endfor %}{% endif %}",
    "a list of texts": "{% if m.content is string %}{{ m.content }}{% else %}"
    "{{ m.content | map(attribute='text') | list }}{% endif %}",
    "tags": "{% if m.content is string %}{{ m.content }}{% else %}{% for p in m.content %}"
    "<part type={{ p.type }}>{{ p.text }}</part>{% endfor %}{% endif %}",
}


@pytest.mark.parametrize("spelling", PRINTED)
def test_a_list_of_parts_that_would_be_printed_is_given_as_one_string(spelling: str) -> None:
    """However it is spelled: what comes out is compared with what a plain string gives."""
    assert asked(TURN.format(content=PRINTED[spelling])) == ('[user][PICTURE]\nSay "hé"\n<b>.[end]')


@pytest.mark.parametrize("spelling", ["{{ m | tojson }}", "{{ m.content | pprint }}", "{{ m }}"])
def test_a_template_that_prints_even_a_string_is_refused(spelling: str) -> None:
    with pytest.raises(WorkerError) as caught:
        asked(TURN.format(content=spelling))
    assert str(caught.value.what) == NO_PLACE


def test_escaped_words_are_not_the_user_s_words() -> None:
    with pytest.raises(WorkerError):
        asked(TURN.format(content="{{ m.content | e }}"))


def test_system_words_that_would_be_printed_as_a_part_are_given_as_a_string() -> None:
    template = TURN.format(
        content="{% if m.content is string %}{{ m.content }}{% elif m.role == 'system' %}"
        "{{ m.content | tojson }}{% else %}{% for p in m.content %}{{ p.text }}{% endfor %}"
        "{% endif %}"
    )
    assert asked(template, Question("What?", system="Be brief.")) == (
        "[system]Be brief.[user][PICTURE]What?[end]"
    )


def test_a_template_s_own_image_token_is_found_by_what_an_image_adds() -> None:
    """Cohere's is known to no list here; its words stand between tokens of their own."""
    template = TURN.format(
        content="{% if m.content is string %}<|START|>{{ m.content }}<|END|>{% else %}"
        "{% for p in m.content %}{% if p.type == 'image' %}<|IMG_PATCH|>{% else %}"
        "<|START|>{{ p.text }}<|END|>{% endif %}{% endfor %}{% endif %}"
    )
    assert asked(template, Question("What?")) == "[user][PICTURE]<|START|>What?<|END|>[end]"
    assert asked(template, Question("What?", image_first=False)) == (
        "[user]<|START|>What?<|END|>[PICTURE][end]"
    )


@pytest.mark.parametrize(
    ("without", "text", "expected"),
    [
        ("user: What?", "user: <image>What?", "user: @What?"),
        ("user: What?", "user: Picture 1: <img><pad></img>\nWhat?", "user: Picture 1: @\nWhat?"),
        ("<|a|>What?", "<|im|><|a|>What?", "@<|a|>What?"),
        ("human: What?", "human:<image></image>What?", "human:@What?"),
        ("a What?", "a ]<]image[>[What?", "a @What?"),
        ("What?", "What?", None),
        ("What?", "other words", None),
        ("a: What?", "a: picture What?", None),
    ],
)
def test_what_an_image_adds_is_replaced(without: str, text: str, expected: str | None) -> None:
    assert with_image_inserted(without, text, "@") == expected


ENDLESS = {
    "a macro that calls itself": (
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "The chat template in this model’s file calls itself without an end.",
    ),
    "a text of three billion letters": ("{% set a = 'a' * 3000000000 %}", NO_ROOM),
    "a power": ("{{ 9 ** 9 ** 9 }}", NO_ROOM),
    "a prompt of 90 MB": ("{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}", NO_ROOM),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_template_without_an_end_is_one_sentence(kind: str) -> None:
    source, sentence = ENDLESS[kind]
    with pytest.raises(WorkerError) as caught:
        asked(source + TURN.format(content="{{ m.content }}"))
    assert str(caught.value.what) == sentence


def test_source_that_nests_too_deeply_is_one_sentence() -> None:
    with pytest.raises(WorkerError, match="calls itself without an end"):
        asked("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}")
    loops = "{% for i in [1] %}" * 60 + "{% endfor %}" * 60
    with pytest.raises(WorkerError, match="is broken"):
        asked(loops)


BOS = PromptPart("<bos>", template=True)


@pytest.mark.parametrize(
    ("head", "add", "expected"),
    [
        ("hello", True, "<bos>hello"),
        ("hello", False, "hello"),
        ("<bos>hello", True, "<bos>hello"),
        ("<bos><bos>hello", True, "<bos>hello"),
        ("<bos>\n<bos>hello", False, "<bos>hello"),
        ("\n<bos>hello", True, "\n<bos>hello"),
    ],
)
def test_a_text_begins_once(head: str, add: bool, expected: str) -> None:
    parts = one_bos([PromptPart(head, template=True), PromptPart("<bos>")], "<bos>", add=add)
    assert "".join(part.text for part in parts) == expected + "<bos>"


def test_words_at_the_very_start_are_no_beginning() -> None:
    assert one_bos([PromptPart("<bos>")], "<bos>", add=True) == [BOS, PromptPart("<bos>")]


# --- In the worker ------------------------------------------------------------------------------

GEMMA = (
    "{% for message in messages %}<start_of_turn>{{ message['role'] }}\n"
    "{% for item in message['content'] %}{% if item['type'] == 'image' %}<start_of_image>"
    "{% else %}{{ item['text'] | trim }}{% endif %}{% endfor %}<end_of_turn>\n{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
TOO_LONG = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"


def answered(pair: GgufPair, folder: Path, template: str) -> Heard:
    """What a model with this template answers. Raises EngineError."""
    weights = write_text(folder / "t.gguf", TINY, text_tensors(TINY), template=template)

    async def main() -> Heard:
        async with running_engine() as engine, asyncio.timeout(LIMIT_S):
            return await hear(engine, request_for(replace(pair, weights=weights)))

    return asyncio.run(main())


def test_however_a_template_writes_it_there_is_one_bos(tiny_pair: GgufPair, tmp_path: Path) -> None:
    heads = ("", "<bos>", "{{ bos_token }}", "{{ bos_token }}<bos>")
    answers = [answered(tiny_pair, tmp_path, head + GEMMA) for head in heads]
    assert {answer.finished.usage.input_tokens for answer in answers} == {51}
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (TOO_LONG, "The chat template in this model’s file did not come to an end within 5 s."),
        ("{{ 'a' | center(3000000000) }}", NO_ROOM),
        (
            "{% set n = namespace(a='aaaa') %}"
            "{% for i in range(40) %}{% set n.a = n.a + n.a %}{% endfor %}",
            NO_ROOM,
        ),
    ],
    ids=["loops", "one step", "doubling"],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds private memory")
def test_a_worker_ends_with_its_template_not_with_the_machine_s_memory(
    tiny_pair: GgufPair, tmp_path: Path, source: str, sentence: str
) -> None:
    with pytest.raises(EngineError) as caught:
        answered(tiny_pair, tmp_path, source + GEMMA)
    assert caught.value.failure.what == sentence
    assert "chat template" in caught.value.failure.todo


def test_a_file_without_a_template_answers_with_the_one_that_was_chosen(
    tiny_pair: GgufPair, tmp_path: Path
) -> None:
    weights = write_text(tmp_path / "t.gguf", TINY, text_tensors(TINY), template="")
    request = request_for(replace(tiny_pair, weights=weights))

    async def main() -> None:
        async with running_engine() as engine:
            with pytest.raises(EngineError, match="has no chat template"):
                await hear(engine, request)
            chosen = [replace(request.model, chat_template=name) for name in ("gemma", "plain")]
            tokens = [
                (await hear(engine, replace(request, model=model))).finished.usage.input_tokens
                for model in chosen
            ]
            assert len(set(tokens)) == 2

    asyncio.run(main())
