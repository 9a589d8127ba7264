"""Siblings of the collected replies: families' own forms and objects, written in other ways."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vizdesk.common import resources
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.images.resize_rules import sent_size

PROFILES = load_profiles(resources.folder() / "profiles")
SIZE = (1000, 1000)


def cases(name: str) -> list[dict[str, Any]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("case", cases("forms.jsonl"))
def test_a_familys_form_is_read_to_the_pixel(case: dict[str, Any]) -> None:
    profile = PROFILES[case["family"]]
    task = Task(TaskKind.DETECT, classes=tuple(case["classes"]))
    sent = sent_size(SIZE, profile.image)
    reading = read(task, profile, case["reply"], sent=sent, original=SIZE, final=True)
    names = [detection.label for detection in reading.detections]
    assert names == [name for name, *_ in case["boxes"]]
    for detection, (_, *corners) in zip(reading.detections, case["boxes"], strict=True):
        box = detection.box
        pixels = (box.x0 * 1000, box.y0 * 1000, box.x1 * 1000, box.y1 * 1000)
        assert pixels == pytest.approx(corners, abs=1.5)
    assert case["told"] is None or bool(reading.problems) is case["told"]


@pytest.mark.parametrize("case", cases("objects.jsonl"))
def test_an_object_is_read_however_it_is_written(case: dict[str, Any]) -> None:
    task = Task(TaskKind.STRUCTURED, fields=tuple((field, "") for field in case["fields"]))
    reading = read(task, PROFILES["gpt"], case["reply"], sent=SIZE, original=SIZE, final=True)
    assert reading.value == case["value"]
    assert case["told"] is None or bool(reading.problems) is case["told"]
