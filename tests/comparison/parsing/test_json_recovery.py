"""What is usable in a malformed reply is used, and what is not is said in a sentence."""

from __future__ import annotations

import pytest

from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import BoxConvention, Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Reading

GEMINI = Profile(id="g", name="G", boxes=BoxConvention(y_first=True))
CAT = '{"box_2d": [100, 200, 300, 400], "label": "cat"}'
DOG = '{"box_2d": [500, 600, 700, 800], "label": "dog"}'
PLACE = Box(0.2, 0.1, 0.4, 0.3)


def detect(text: str, *classes: str) -> Reading:
    task = Task(TaskKind.DETECT, classes=classes)
    return read(task, GEMINI, text, sent=(1000, 1000), original=(1000, 1000), final=True)


@pytest.mark.parametrize(
    "text",
    [
        f"[{CAT}, {DOG}]",
        f"```json\n[{CAT}, {DOG}]\n```",
        f"Here you are:\n```\n[{CAT}, {DOG}]\n```\nAnything else?",
        f"I see two: [{CAT}, {DOG}] in all.",
        f'{{"detections": [{CAT}, {DOG}]}}',
        f'{{"objects": [{CAT}, {DOG}]}}',
        f"[{CAT}, {DOG}, {{'box",
        f"{CAT}\n{DOG}",
        f"[[{CAT}, {DOG}]]",
        f"<|begin_of_box|>[{CAT}, {DOG}]<|end_of_box|> [{CAT}]",
        f"[{CAT}, {DOG}]".replace('"', "'"),
    ],
)
def test_two_animals_are_found_however_they_are_wrapped(text: str) -> None:
    reading = detect(text)
    assert [detection.label for detection in reading.detections] == ["cat", "dog"]
    assert reading.detections[0].box == PLACE


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{"box_2d": [1, 2, 3, 4]}', "label"),
        ('{"box_2d": [1, 2, 3], "label": "x"}', "four numbers"),
        ('{"box_2d": [1, true, 3, 4], "label": "x"}', "four numbers"),
        ('{"box_2d": [1, NaN, 3, 4], "label": "x"}', "four numbers"),
        ('{"box_2d": ["a", 2, 3, 4], "label": "x"}', "four numbers"),
        ('{"label": "x"}', "no box"),
        ('{"box_2d": [5, 5, 5, 90], "label": "x"}', "without area"),
    ],
)
def test_a_bad_entry_is_left_out_and_named(entry: str, says: str) -> None:
    reading = detect(f"[{CAT}, {entry}, {DOG}]")
    assert len(reading.detections) == 2
    assert reading.problems[0].startswith("2 of 3 entries used: 1 ")
    assert says in reading.problems[0]


def test_corners_are_put_in_order_and_clamped() -> None:
    text = (
        '[{"box_2d": [300, 400, 100, 200], "label": "a"},'
        ' {"box_2d": [-5, -5, 1200, 500], "label": "b"}]'
    )
    first, second = detect(text).detections
    assert first.box == PLACE
    assert second.box == Box(0.0, 0.0, 0.5, 1.0)


def test_a_score_is_kept_and_a_missing_one_is_not_invented() -> None:
    text = (
        '[{"box_2d": [1,2,300,400], "label": "a", "confidence": 0.7},'
        '{"box_2d": [1,2,300,400], "label": "b"}]'
    )
    assert [detection.score for detection in detect(text).detections] == [0.7, None]


def test_prose_instead_of_boxes_is_said() -> None:
    assert detect("There is a cat on the left.").problems == ("The reply has no boxes in it.",)


@pytest.mark.parametrize("text", ["[]", "```json\n[]\n```", '{"detections": []}', "None"])
def test_an_empty_list_is_an_honest_answer(text: str) -> None:
    reading = detect(text)
    assert reading.detections == ()
    assert reading.problems == ()


def test_a_class_that_was_not_asked_for_is_kept_and_named() -> None:
    reading = detect(f"[{CAT}, {DOG}]", "Cat")
    assert len(reading.detections) == 2
    assert reading.problems == ("Not asked for: “dog”.",)


def test_an_empty_reply_is_said() -> None:
    assert detect(" \n").problems == ("The model wrote nothing.",)
