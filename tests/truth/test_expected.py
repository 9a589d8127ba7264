"""What is expected of tasks without objects is written as words, and read back as written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.comparison_kit import answered

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import ImageRef, Label
from vizdesk.evals.checks import Number, YesNoCheck
from vizdesk.truth.expected import (
    NO_CLASS,
    ExpectedWords,
    answer_words,
    expected_words,
    with_expected,
)
from vizdesk.truth.image_truth import ExpectedCount, ImageTruth

TRUTH = ImageTruth(ImageRef("a.png", "a" * 64, 100, 100))
READ, CLASSIFY = Task(TaskKind.READ_TEXT), Task(TaskKind.CLASSIFY)
ASK = Task(TaskKind.ASK, question="How many cups?")
COUNT = Task(TaskKind.COUNT, ("cup",))
FIELDS = Task(TaskKind.STRUCTURED)


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (READ, ExpectedWords("SHOP\nTOTAL 17.38", line_breaks=True)),
        (READ, ExpectedWords("one line")),
        (ASK, ExpectedWords("4", "number", "0")),
        (ASK, ExpectedWords("yes", "yes_no")),
        (ASK, ExpectedWords("red", "one_of", "red; blue")),
        (ASK, ExpectedWords("a cat", "text")),
        (CLASSIFY, ExpectedWords("cat, dog")),
        (CLASSIFY, ExpectedWords(NO_CLASS)),
        (COUNT, ExpectedWords("0")),
        (FIELDS, ExpectedWords('{\n  "total": 17.38\n}')),
    ],
)
def test_what_is_written_is_read_back_as_it_was_written(task: Task, words: ExpectedWords) -> None:
    known = with_expected(TRUTH, task, words)
    assert expected_words(known, task) == words
    assert not known.empty
    # Empty words take it away, and nothing is known again.
    assert with_expected(known, task, replace(words, text=" ")).empty


def test_the_checks_are_those_of_evals() -> None:
    known = with_expected(TRUTH, ASK, ExpectedWords("4", "number", "1"))
    assert known.answer_to("how many  CUPS?") == Number(4, 1)
    known = with_expected(known, ASK, ExpectedWords("no", "yes_no"))
    assert known.answer_to("How many cups?") == YesNoCheck(False)
    assert len(known.answers) == 1


def test_a_count_belongs_to_the_classes_that_were_asked_for() -> None:
    known = with_expected(TRUTH, COUNT, ExpectedWords("3"))
    known = with_expected(known, Task(TaskKind.COUNT), ExpectedWords("9"))
    assert known.counts == (ExpectedCount(("cup",), 3), ExpectedCount((), 9))


@pytest.mark.parametrize(
    ("task", "words", "why"),
    [
        (COUNT, "four", "Write a whole number, 0 or more."),
        (COUNT, "-1", "Write a whole number, 0 or more."),
        (COUNT, "9" * 5000, "Write a whole number, 0 or more."),
        (FIELDS, '{"total": ', "This is not JSON yet."),
        (FIELDS, "[" * 100_000, "This is not JSON yet."),
        (FIELDS, "[1]", "Write a JSON object with its fields."),
        (Task(TaskKind.ASK), "yes", "Write a question first."),
    ],
)
def test_what_is_not_whole_is_refused_and_says_why(task: Task, words: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace(".", r"\.")):
        with_expected(TRUTH, task, ExpectedWords(words))


def test_an_answer_of_a_model_is_written_as_a_person_would() -> None:
    labels = (Label("dog", 0.2), Label("cat", 0.7))
    assert answer_words(CLASSIFY, answered("a", labels=labels)).text == "cat"
    many = Task(TaskKind.CLASSIFY, many=True)
    assert answer_words(many, answered("a", labels=labels)).text == "dog, cat"
    assert answer_words(COUNT, answered("a", value=7)).text == "7"
    assert answer_words(READ, answered("a", "SHOP\nTOTAL")).text == "SHOP\nTOTAL"
    assert answer_words(ASK, answered("a", "4")) == ExpectedWords("4", "number")
    assert answer_words(FIELDS, answered("a", value={"a": 1})).text == '{"a": 1}'
