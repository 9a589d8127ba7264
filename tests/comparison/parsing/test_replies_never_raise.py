"""Whatever a model writes, reading it never raises, and no box leaves the image."""

from __future__ import annotations

import json
import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vizdesk.common import resources
from vizdesk.comparison.parsing import read
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


NASTY = {
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 50_000,
    "open quotes": '"' * 100_000,
    "braces": "{}" * 100_000,
    "fences": "```json\n" * 30_000,
    "tags": "<ref>" * 50_000,
    "half tags": "<box><1><2><3>" * 20_000,
    "numbers": "[1,2,3,4]," * 40_000,
    "words": "cat, " * 60_000,
    "long integer": "[" + "9" * 100_000 + "]",
    "spaces": " " * 300_000 + "x",
}


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_reply_is_read_in_time(name: str) -> None:
    for profile in (PROFILES[0], *(one for one in PROFILES if one.boxes.form.value != "json")):
        for task in TASKS:
            start = time.process_time()
            check(read_any(task, profile, NASTY[name]))
            assert time.process_time() - start < 2.0, (profile.id, task.kind)


def test_three_hundred_boxes_are_read_while_a_model_writes() -> None:
    entries = [
        {"box_2d": [n % 900, n % 800, n % 900 + 50, n % 800 + 60], "label": f"thing {n % 7}"}
        for n in range(300)
    ]
    text = json.dumps(entries)
    profile = next(one for one in PROFILES if one.id == "gemini")
    cut = text[: len(text) - 7]
    start = time.process_time()
    reading = read_any(Task(TaskKind.DETECT), profile, cut, final=False)
    took = time.process_time() - start
    assert len(reading.detections) == 299
    assert took < 0.05


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
