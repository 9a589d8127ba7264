"""The classes on the screen are those of all answers; growing answers are looked at once."""

from __future__ import annotations

from tests.counting import MOST_GROWTH, growth_of_calls
from tests.ui.window_kit import local_model

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, Box, Detection, Label, Reading, class_names
from vizdesk.ui.compare.answer_classes import AnswerClasses

BOX = Box(0, 0, 1, 1)
MODEL = local_model("Gemma")


def answer(*names: str, labels: tuple[str, ...] = ()) -> Answer:
    detections = tuple(Detection(name, BOX) for name in names)
    return Answer(MODEL, reading=Reading(detections, tuple(Label(name) for name in labels)))


def test_it_says_what_a_look_at_all_answers_says() -> None:
    task, seen = Task(TaskKind.DETECT, classes=("dog",)), AnswerClasses()
    for first, second in (
        (answer(), answer("cat")),
        (answer("bird", "dog"), answer("cat", "cat", "fox")),
        (answer("bird", "dog", "cow"), answer("fox")),  # read anew: fewer
        (answer("owl"), answer("fox", labels=("indoors", "owl"))),
    ):
        answers = {"a": first, "b": second}
        assert seen.of(task.classes, answers) == class_names(task, answers.values())
    assert seen.of((), {"b": answer("fox")}) == ("fox",)
    assert seen.of((), {"a": answer("cow"), "b": answer("fox")}) == ("cow", "fox")


def test_twice_as_long_an_answer_takes_twice_the_work() -> None:
    detections = tuple(Detection(f"thing {n % 9}", BOX) for n in range(2_000))

    def work(count: int) -> None:
        seen = AnswerClasses()
        for end in range(0, count, 5):
            seen.of((), {"a": Answer(MODEL, reading=Reading(detections[:end]))})

    assert growth_of_calls(work, 1_000) <= MOST_GROWTH
