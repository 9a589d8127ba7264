"""Which answers stand beside each other: ended, to one question, and not refused."""

from __future__ import annotations

import pytest
from tests.ui.window_kit import local_model

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, ImageRef
from vizdesk.votes.ballot import answered_image, ballot_of, question_of
from vizdesk.votes.pairing import ShownPair
from vizdesk.votes.vote import Outcome

IMAGE = ImageRef("/pictures/a.png", "ab" * 32, 400, 300)
ASK = Task(TaskKind.ASK, question="What is unsafe?")


def answer(name: str, at: int, **more: object) -> Answer:
    return Answer(local_model(name, at), AnswerState.DONE, text=name, **more)  # type: ignore[arg-type]


def test_answers_to_an_older_question_make_no_pair_with_the_newest() -> None:
    older = Task(TaskKind.ASK, question="What is red?")
    asked = [(older, answer("Gemma", 0)), (ASK, answer("Pali", 1)), (ASK, answer("Qwen", 2))]
    image = answered_image(IMAGE, asked)
    assert image is not None
    assert [each.model.name for each in image.answers.values()] == ["Pali", "Qwen"]
    assert image.votable.question == "What is unsafe?"


def test_a_refused_answer_makes_no_pair() -> None:
    refused = answer("Pali", 1, finish_reason=FinishReason.CONTENT_FILTER)
    assert answered_image(IMAGE, [(ASK, answer("Gemma", 0)), (ASK, refused)]) is None


def test_a_vote_names_both_models_on_the_sides_where_they_stood() -> None:
    first, second = answer("Gemma", 0), answer("Pali", 1)
    image = answered_image(IMAGE, [(ASK, first), (ASK, second)])
    assert image is not None
    ballot = ballot_of([image], ShownPair(0, second.model.id, first.model.id))
    vote = ballot.vote(Outcome.B, "sharper")
    assert (vote.name_a, vote.name_b, vote.note) == ("Pali", "Gemma", "sharper")
    assert (vote.image, vote.path, vote.task) == (IMAGE.key, IMAGE.path, "ask")


@pytest.mark.parametrize(
    ("task", "question"),
    [
        (Task(TaskKind.DETECT, classes=("cone", "cup")), "cone, cup"),
        (Task(TaskKind.CAPTION, detailed=True), "detailed"),
        (Task(TaskKind.CAPTION), ""),
        (Task(TaskKind.STRUCTURED, fields=(("total", "sum"),)), "total"),
        (Task(TaskKind.ASK, question="Why?", prompt="Say why."), "Say why."),
    ],
)
def test_what_was_asked_tells_questions_of_one_kind_apart(task: Task, question: str) -> None:
    assert question_of(task) == question
