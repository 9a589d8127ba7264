"""The worker's pure parts: prefixes, reasoning, grammars, templates, logs, and what it imports."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from benchmarks.random_pair import TEMPLATE
from hypothesis import given
from hypothesis import strategies as st

from vizdesk.engines.llama.thread_count import reading_threads, waiting_policy
from vizdesk.engines.llama.worker.grammar import gbnf_from_schema
from vizdesk.engines.llama.worker.image_placeholders import marks_of
from vizdesk.engines.llama.worker.native_log import NativeLog
from vizdesk.engines.llama.worker.prefix_cache import (
    CachedPiece,
    ReusablePrefix,
    common_prefix,
    text_piece,
)
from vizdesk.engines.llama.worker.protocol import WorkerError, WorkerMessage, decode, encode
from vizdesk.engines.llama.worker.template import ChatTemplate, PromptPart, Question
from vizdesk.engines.thinking_splitter import Run, ThinkingSplitter

IMAGE = CachedPiece((), "red:1", n_tokens=16, n_positions=4)
HEAD = text_piece([1, 2, 3])


def test_a_new_question_keeps_head_image_and_the_words_both_share() -> None:
    held = [HEAD, IMAGE, text_piece([5, 6, 7, 8])]
    wanted = [HEAD, IMAGE, text_piece([5, 6, 9])]
    assert common_prefix(held, wanted) == ReusablePrefix(
        2, 2, tokens=3 + 16 + 2, position=3 + 4 + 2
    )


def test_the_same_prompt_computes_only_its_last_token_again() -> None:
    prompt = [HEAD, IMAGE, text_piece([5, 6])]
    assert common_prefix(prompt, prompt) == ReusablePrefix(2, 1, 3 + 16 + 1, 3 + 4 + 1)
    assert common_prefix([HEAD, IMAGE], [HEAD, IMAGE]) == ReusablePrefix(1, 0, 3, 3)
    assert common_prefix([text_piece([1])], [text_piece([1])]) == ReusablePrefix()


def test_another_image_keeps_only_what_comes_before_it() -> None:
    other = CachedPiece((), "blue:1", 16, 4)
    tail = text_piece([5])
    assert common_prefix([HEAD, IMAGE, tail], [HEAD, other, tail]) == ReusablePrefix(1, 0, 3, 3)
    assert common_prefix([], [HEAD, IMAGE, tail]) == ReusablePrefix()


pieces = st.lists(
    st.one_of(
        st.lists(st.integers(0, 2), min_size=1, max_size=4).map(text_piece),
        st.sampled_from(["a:1", "b:1"]).map(lambda name: CachedPiece((), name, 3, 2)),
    ),
    max_size=4,
)


@given(pieces, pieces)
def test_something_is_always_left_to_compute(
    held: list[CachedPiece], wanted: list[CachedPiece]
) -> None:
    kept = common_prefix(held, wanted)
    assert 0 <= kept.tokens <= max(0, sum(piece.n_tokens for piece in wanted) - 1)


def split(text: str, size: int, inside: bool = False) -> tuple[str, str]:
    """(reasoning, answer) of `text` fed `size` characters at a time."""
    splitter = ThinkingSplitter(inside)
    runs: list[Run] = []
    for start in range(0, len(text), size):
        runs += splitter.feed(text[start : start + size])
    runs += splitter.end()
    return (
        "".join(run.text for run in runs if run.thinking),
        "".join(run.text for run in runs if not run.thinking),
    )


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    ("text", "reasoning", "answer"),
    [
        ("<think>\nhm, red\n</think>\n\nA disc.", "hm, red\n", "A disc."),
        ("<|channel>thought\nhm<channel|>A disc.", "hm", "A disc."),
        ("<|channel>thought\n<channel|>A disc.", "", "A disc."),
        ("A disc.", "", "A disc."),
        ("<b>A disc</b>", "", "<b>A disc</b>"),
        ("The mark is <think>.", "", "The mark is <think>."),
        ("<think>never ends", "never ends", ""),
        ("[THINK]a disc, red[/THINK]A disc.", "a disc, red", "A disc."),
        ("<thin", "", "<thin"),
    ],
)
def test_reasoning_is_told_from_the_answer_however_it_arrives(
    size: int, text: str, reasoning: str, answer: str
) -> None:
    assert split(text, size) == (reasoning, answer)


def test_a_template_that_opens_the_reasoning_itself_is_understood() -> None:
    assert split("hm</think>A disc.", 2, inside=True) == ("hm", "A disc.")


@given(st.text(alphabet="<>/think|chanel\n x"), st.integers(1, 5))
def test_no_character_of_the_answer_is_lost(text: str, size: int) -> None:
    if not text.lstrip().startswith(("<think>", "<|channel>thought")):
        assert split(text, size) == ("", text)


def as_regex(schema: dict[str, object]) -> re.Pattern[str]:
    """The root rule of an integer schema, which is also nearly a regular expression."""
    root = gbnf_from_schema(schema).splitlines()[0].removeprefix("root ::= ws ")
    return re.compile(root.removesuffix(" ws").replace('"', "").replace(" ", ""))


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (0, 9), (0, 1000), (0, 999), (7, 123), (1, 10), (95, 1205), (10, 99)]
)
def test_a_range_of_integers_is_exactly_that_range(low: int, high: int) -> None:
    pattern = as_regex({"type": "integer", "minimum": low, "maximum": high})
    accepted = [n for n in range(3000) if pattern.fullmatch(str(n))]
    assert accepted == list(range(low, high + 1))
    assert not pattern.fullmatch("007")
    assert not pattern.fullmatch("-1")


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "mystery"},
        {"type": "object"},
        {"type": "array"},
        {"enum": []},
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": []},
        {"type": "integer", "minimum": 5, "maximum": 4},
    ],
)
def test_what_cannot_be_enforced_is_said(schema: dict[str, object]) -> None:
    with pytest.raises(WorkerError, match="cannot be enforced"):
        gbnf_from_schema(schema)


def rendered(template: str, question: Question) -> str:
    """The prompt as one text, the image as [IMAGE]."""
    parts = ChatTemplate(template, "<bos>", "<eos>").render(question)
    return "".join("[PICTURE]" if part.image else part.text for part in parts)


def test_the_models_own_template_is_rendered_with_the_image_first() -> None:
    assert rendered(TEMPLATE, Question(" What? ")) == (
        "<bos><start_of_turn>user\n[PICTURE]What?<end_of_turn>\n<start_of_turn>model\n"
    )
    asked = rendered(TEMPLATE, Question("What?", image_first=False))
    assert "What?[PICTURE]" in asked


def test_a_template_for_plain_strings_works_too() -> None:
    template = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
    assert rendered(template, Question("What?")) == "user: [PICTURE]\nWhat?\n"


def test_a_template_without_a_system_role_gets_the_system_words_in_the_turn() -> None:
    template = (
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
        "{% for part in m.content %}{{ part.text }}{% endfor %}{% endfor %}"
    )
    asked = rendered(template, Question("What?", system="Be brief."))
    assert asked == "[PICTURE]Be brief.\n\nWhat?"


def test_words_are_never_template_code() -> None:
    parts = ChatTemplate(TEMPLATE, "", "").render(Question("{{ 7 * 7 }} @deadbeef@"))
    assert PromptPart("{{ 7 * 7 }} @deadbeef@") in parts


def test_a_template_cannot_reach_outside_its_sandbox() -> None:
    template = "{{ messages.__class__.__mro__[1].__subclasses__() }}"
    with pytest.raises(WorkerError, match="no place for an image"):
        ChatTemplate(template, "", "").render(Question("What?"))


def test_the_log_keeps_errors_and_drops_the_users_words(capsys: pytest.CaptureFixture[str]) -> None:
    log = NativeLog()
    log.add(2, "loading\n")
    log.hide(("Where is my zebra?",))
    log.add(2, "prompt: Where is my zebra?\n")
    log.add(4, "cannot tokenize Where is my zebra?\n")
    log.add(4, "tensor not found\n")
    log.hide(())
    assert log.reason() == "tensor not found"
    assert "zebra" not in capsys.readouterr().err
    log.clear()
    log.add(2, "last words\n")
    log.add(5, "....")
    assert log.reason() == "last words"


@pytest.mark.parametrize(
    ("size", "processors", "threads"),
    [(1 << 20, 16, 1), (1 << 30, 1, 1), (1 << 30, 2, 2), (1 << 30, 4, 4), (1 << 30, 64, 64)],
)
def test_a_large_model_gets_every_physical_core(size: int, processors: int, threads: int) -> None:
    assert reading_threads(size, processors) == threads


def test_threads_sleep_where_no_processor_is_to_spare() -> None:
    assert waiting_policy(2) == {"OMP_WAIT_POLICY": "passive"}
    assert waiting_policy(4) == {}


def test_messages_survive_any_text() -> None:
    text = "line\nbreak \ud800 „ü“ \0"
    line = encode(WorkerMessage.TEXT, {"text": text})
    assert line.count(b"\n") == 1
    assert decode(line) == {"kind": "text", "text": text}
    with pytest.raises(ValueError, match="protocol"):
        decode(b"[]")


GEMMA_SHAPE = (
    "{% for message in messages %}<start_of_turn>{{ message['role'] }}\n"
    "{% for item in message['content'] %}{% if item['type'] == 'image' %}<start_of_image>"
    "{% else %}{{ item['text'] | trim }}{% endif %}{% endfor %}<end_of_turn>\n{% endfor %}"
)


def shown(parts: list[PromptPart]) -> str:
    return "".join("[PICTURE]" if part.image else part.text for part in parts)


def test_the_image_stands_where_the_template_writes_it_with_the_familys_newlines() -> None:
    template = ChatTemplate(GEMMA_SHAPE, "", "", marks_of("gemma3"))
    assert shown(template.render(Question("Why?"))) == (
        "<start_of_turn>user\n\n\n[PICTURE]\n\nWhy?<end_of_turn>\n"
    )
    assert shown(template.render(Question("Why?", image_first=False))) == (
        "<start_of_turn>user\nWhy?\n\n[PICTURE]\n\n<end_of_turn>\n"
    )


def test_words_that_spell_the_image_token_stay_words() -> None:
    template = ChatTemplate(GEMMA_SHAPE, "", "", marks_of("gemma3"))
    parts = template.render(Question("What is <start_of_image>?"))
    assert shown(parts).count("[PICTURE]") == 1
    assert "What is <start_of_image>?" in [part.text for part in parts if not part.template]


def test_system_words_get_the_turn_the_template_has_for_them() -> None:
    plain = (
        "{% if messages[0]['role'] == 'system' %}S:{{ messages[0]['content'] | trim }};{% endif %}"
    )
    body = (
        plain + "{{ messages[-1]['content'][0]['text'] }}{{ messages[-1]['content'][1]['text'] }}"
    )
    template = ChatTemplate(body, "", "")
    assert shown(template.render(Question("Why?", "Be short."))) == "S:Be short.;[PICTURE]Why?"
    without = ChatTemplate(GEMMA_SHAPE.replace("message['role']", "user"), "", "")
    assert "Be short." in shown(without.render(Question("Why?", "Be short.")))


def test_a_template_that_only_knows_texts_still_gets_the_image() -> None:
    template = ChatTemplate("{{ messages[0]['content'] }}", "", "", marks_of("gemma3"))
    assert shown(template.render(Question("Why?"))) == "[PICTURE]\nWhy?"


def test_the_child_imports_nothing_but_its_own() -> None:
    code = (
        "import sys, vizdesk.engines.llama.worker.main, vizdesk.engines.llama.worker.session\n"
        "bad = ('asyncio', 'openai', 'PySide6', 'httpx', 'vizdesk.comparison', 'vizdesk.catalog')\n"
        "print([name for name in bad if name in sys.modules])\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() in ("[]", "['asyncio']")  # llama_cpp imports jinja2, that asyncio
    assert "'asyncio'" not in _before_llama_cpp()


def _before_llama_cpp() -> str:
    """Modules of the child before llama_cpp, which itself may import anything."""
    code = "import sys, vizdesk.engines.llama.worker.main; print(sorted(sys.modules))"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
