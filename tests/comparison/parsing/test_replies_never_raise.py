"""Whatever a model writes, reading it never raises, and no box leaves the image."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting import MOST_GROWTH, growth_of_calls, growth_of_seconds

from vizdesk.common import resources
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import Profile, load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading

PROFILES = list(load_profiles(resources.folder() / "profiles").values())
TASKS = [
    Task(TaskKind.DETECT),
    Task(TaskKind.DETECT, classes=("cat", "dog")),
    Task(TaskKind.CLASSIFY),
    Task(TaskKind.CLASSIFY, classes=("cat", "dog"), many=True),
    Task(TaskKind.COUNT),
    Task(TaskKind.STRUCTURED, fields=(("total", "the sum"),)),
    Task(TaskKind.ASK, question="what?"),
    Task(TaskKind.CAPTION),
]
FRAGMENTS = st.sampled_from(
    [
        *("[", "]", "{", "}", ",", ":", '"', "'", "\\", "```json\n", "```", "\n", " "),
        *('"box_2d"', '"bbox_2d"', '"label"', '"cat"', '"detections"', '"x_min"', "null", "true"),
        *("NaN", "Infinity", "-1", "0", "17", "999", "1e400", "9" * 400, "[1, 2, 300, 400]"),
        *("<loc0012>", "<loc_12>", "<seg001>", "<ref>", "</ref>", "<box>", "</box>", "<12>"),
        *("<|ref|>", "<|/ref|>", "<|det|>", "<|/det|>", "<|begin_of_box|>", "<phrase>"),
        *("</phrase>", "<object>", "</object>", "<patch_index_0044>", "\x00", "\ud800", "cat"),
        '{"box_2d": [10, 20, 300, 400], "label": "cat"}',
        *(
            "<|LOC_10|>",
            "<|box_start|>",
            "(10,20),(300,400)",
            "[[010,020,300,400]]",
            "<point x='1'",
        ),
        *('"point_2d"', '"mask"', '"points"', "[10, 20]", "[[1, 2], [3, 4], [5, 6]]", "0.5", "25%"),
        *(
            "</think>",
            "<think>",
            "<answer>",
            "</answer>",
            "wait,",
            "...",
            "“",
            "”",
            "：",
            "//",
            "/*",
        ),
        *("three", "drei", "三", "yes", "no", "not", "1. ", "Class:", "(0.9)", "between", "-"),
    ]
)
REPLIES = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=60).map("".join))


def read_any(task: Task, profile: Profile, text: str, *, final: bool = True) -> Reading:
    return read(task, profile, text, sent=(640, 400), original=(800, 500), final=final)


def check(reading: Reading) -> None:
    for detection in reading.detections:
        box = detection.box
        assert all(math.isfinite(v) for v in (box.x0, box.y0, box.x1, box.y1))
        assert 0 <= box.x0 < box.x1 <= 1
        assert 0 <= box.y0 < box.y1 <= 1
        assert detection.score is None or 0 <= detection.score <= 1
        assert detection.label
    for point in reading.points:
        assert 0 <= point.x <= 1
        assert 0 <= point.y <= 1
    for polygon in reading.polygons:
        assert len(polygon.vertices) >= 3
        assert all(0 <= part <= 1 for vertex in polygon.vertices for part in vertex)
    for label in reading.labels:
        assert label.score is None or 0 <= label.score <= 1


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TASKS), st.sampled_from(PROFILES), REPLIES, st.booleans())
def test_no_reply_raises_and_no_box_leaves_the_image(
    task: Task, profile: Profile, text: str, final: bool
) -> None:
    reading = read_any(task, profile, text, final=final)
    check(reading)
    if not final:
        assert reading.problems == ()


NASTY: dict[str, Callable[[int], str]] = {
    "deep lists": lambda n: "[" * n,
    "deep objects": lambda n: '{"a":' * n,
    "open quotes": lambda n: '"' * n,
    "braces": lambda n: "{}" * n,
    "fences": lambda n: "```json\n" * n,
    "tags": lambda n: "<ref>" * n,
    "half tags": lambda n: "<box><1><2><3>" * n,
    "broken lists": lambda n: '"box_2d": [305, 51, 04], ' * n,
    "numbers": lambda n: "[1,2,3,4]," * n,
    "words": lambda n: "cat, " * n,
    "long integer": lambda n: "[" + "9" * 10 * n + "]",
    "spaces": lambda n: " " * 30 * n + "x",
    "spaces within": lambda n: "cat" + " " * 30 * n + "9 dogs",
    "line ends within": lambda n: "cat" + "\n" * 10 * n + "9 dogs",
    "figures within": lambda n: "Just " + "9" * 10 * n + " dogs",
    "scores that never end": lambda n: "cat (0." + "9" * 10 * n + " \t" * n + "x",
    "Chinese numerals": lambda n: "一" * 10 * n,
    "points without a number": lambda n: '<points x1="' + " " * 10 * n + '" alt="x">x</points>',
}


READERS = [
    (profile, task)
    for profile in (PROFILES[0], *(p for p in PROFILES if p.boxes.form.value != "json"))
    for task in TASKS
]


@pytest.mark.parametrize("name", NASTY)
def test_twice_of_a_nasty_reply_is_twice_the_work(name: str) -> None:
    """Searches run in C, where calls do not show: so by calls and by processor time."""
    for profile, task in READERS:

        def read_nasty(size: int, task: Task = task, profile: Profile = profile) -> None:
            check(read_any(task, profile, NASTY[name](size)))

        assert growth_of_calls(read_nasty, 1000) <= MOST_GROWTH, (profile.id, task.kind)

    def read_in_every_way(size: int) -> None:
        for profile, task in READERS:
            check(read_any(task, profile, NASTY[name](size)))

    assert growth_of_seconds(read_in_every_way, 500) <= MOST_GROWTH


def test_twice_the_boxes_of_a_model_that_writes_are_twice_the_work() -> None:
    profile = next(profile for profile in PROFILES if profile.id == "gemini")

    def read_part(boxes: int) -> None:
        entries = [
            {"box_2d": [n % 900, n % 800, n % 900 + 50, n % 800 + 60], "label": f"thing {n % 7}"}
            for n in range(boxes)
        ]
        reading = read_any(Task(TaskKind.DETECT), profile, json.dumps(entries)[:-7], final=False)
        assert len(reading.detections) == boxes - 1

    assert growth_of_calls(read_part, 300) <= MOST_GROWTH


def test_boxes_appear_one_after_the_other() -> None:
    text = json.dumps([{"box_2d": [1, 2, 300, 400], "label": "cat"}] * 6)
    profile = next(one for one in PROFILES if one.id == "gemini")
    whole = read_any(Task(TaskKind.DETECT), profile, text).detections
    last = 0
    for end in range(len(text)):
        part = read_any(Task(TaskKind.DETECT), profile, text[:end], final=False).detections
        assert part == whole[: len(part)]
        assert len(part) >= last
        last = len(part)
