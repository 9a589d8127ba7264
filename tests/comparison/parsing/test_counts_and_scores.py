"""A count, a score and a box at the ends of what they may be."""

from __future__ import annotations

import pytest

from vizdesk.common import resources
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Reading

PROFILES = load_profiles(resources.folder() / "profiles")
SIZE = (1000, 500)


def read_as(kind: TaskKind, text: str, profile: str = "gemini") -> Reading:
    return read(Task(kind), PROFILES[profile], text, sent=SIZE, original=SIZE, final=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("There are no objects.", 0),
        ("zero", 0),
        ("7", 7),
        ("There are seven.", 7),
        ("ninety-nine", 99),
        ("Twenty", 20),
        ('{"count": 3, "confidence": 90}', 3),
        ("I see 4 cups, so the count is four.", 4),
    ],
)
def test_a_count_is_read_from_digits_words_and_json(text: str, value: int) -> None:
    reading = read_as(TaskKind.COUNT, text)
    assert (reading.value, reading.problems) == (value, ())


@pytest.mark.parametrize("text", ["-1", "none that I can name", "3 or 4", "2.5"])
def test_what_is_no_single_count_has_no_value_and_says_why(text: str) -> None:
    reading = read_as(TaskKind.COUNT, text)
    assert reading.value is None
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    ("score", "kept"), [(0, 0.0), (1, 1.0), (0.5, 0.5), (1.01, None), (-0.1, None), (True, None)]
)
def test_a_score_is_a_share_of_one_with_both_ends(score: float, kept: float | None) -> None:
    value = str(score).lower()
    text = f'[{{"box_2d": [0, 0, 500, 500], "label": "cup", "confidence": {value}}}]'
    keys = PROFILES["gemini"].boxes.score_keys
    text = text.replace("confidence", keys[0] if keys else "score")
    (detection,) = read_as(TaskKind.DETECT, text).detections
    assert detection.score == kept


@pytest.mark.parametrize(
    ("numbers", "box"),
    [
        ("[100, 200, 300, 400]", Box(0.2, 0.1, 0.4, 0.3)),
        ("[300, 400, 100, 200]", Box(0.2, 0.1, 0.4, 0.3)),
        ("[-50, 0, 1200, 1000]", Box(0.0, 0.0, 1.0, 1.0)),
    ],
)
def test_corners_in_any_order_are_a_box_within_the_image(numbers: str, box: Box) -> None:
    """Gemini counts in thousandths, the height first."""
    text = f'[{{"box_2d": {numbers}, "label": "cup"}}]'
    assert read_as(TaskKind.DETECT, text).detections[0].box == box


@pytest.mark.parametrize("numbers", ["[100, 200, 100, 400]", "[100, 200, 300, 200]"])
def test_a_box_without_area_is_a_problem_and_no_box(numbers: str) -> None:
    reading = read_as(TaskKind.DETECT, f'[{{"box_2d": {numbers}, "label": "cup"}}]')
    assert reading.detections == ()
    assert reading.problems
