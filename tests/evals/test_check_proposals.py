"""What a person may expect of an image is proposed from what a model answered to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, Box, Detection, Label, Reading
from vizdesk.evals.check_proposals import Proposal, boxes_text, proposal
from vizdesk.evals.registry import CHECK_KINDS

MODEL = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), None), "generic")
QUESTION = Task(TaskKind.ASK, question="Well?")


def answer(text: str = "", reading: Reading | None = None) -> Answer:
    return Answer(MODEL, text=text, reading=reading or Reading())


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("4", "number", "4"),
        ("4.", "number", "4"),
        ("Yes.", "yes_no", "Yes"),
        ("10:54", "time", "10:54"),
        ("10:54.", "time", "10:54"),
        ("25:54", "text", "25:54"),
        ("0101", "text", "0101"),
        ("A red one.", "text", "A red one."),
        ("long " * 40, "text", ("long " * 40).strip()),
    ],
)
def test_an_answer_proposes_the_kind_it_looks_like(text: str, kind: str, expected: str) -> None:
    assert proposal(QUESTION, answer(text)) == Proposal("Well?", kind, expected)


def test_a_task_proposes_its_question_and_its_kind() -> None:
    count = Task(TaskKind.COUNT, classes=("cat", "dog"))
    said = proposal(count, answer("4", Reading(value=4)))
    assert said == Proposal("How many cat, dog are there? Answer with one number.", "number", "4")
    classify = Task(TaskKind.CLASSIFY, classes=("cat", "dog"))
    labels = Reading(labels=(Label("dog", 0.9),))
    said = proposal(classify, answer("dog", labels))
    assert (said.kind, said.expected, said.choices) == ("one_of", "dog", "cat, dog")
    box = Detection("cat", Box(0.1, 0.2, 0.30001, 0.4))
    said = proposal(Task(TaskKind.DETECT), answer("[…]", Reading((box,))))
    assert said.kind == "boxes"
    assert json.loads(said.expected) == [{"label": "cat", "box": [0.1, 0.2, 0.3, 0.4]}]


def test_without_an_answer_only_the_question_is_proposed() -> None:
    assert proposal(QUESTION, None) == Proposal("Well?", "text", "")
    assert boxes_text(()) == ""


def test_yes_and_no_are_written_as_words() -> None:
    from_form = {kind.name: kind.from_form for kind in CHECK_KINDS}
    assert from_form["yes_no"](" Yes ") is True
    assert from_form["yes_no"]("false") is False
    assert from_form["text"]("yes") == "yes"
    with pytest.raises(ValueError, match="yes or no"):
        from_form["yes_no"]("perhaps")
