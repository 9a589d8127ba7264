"""Cases of replies in a file, and whether the parser reads one of them right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vizdesk.common import resources
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import Profile, load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Detection, Reading
from vizdesk.images.resize_rules import sent_size

PROFILES = load_profiles(resources.folder() / "profiles")
PIXEL = 1.0


def cases_in(name: str) -> list[dict[str, Any]]:
    """The cases of a file beside this one, one JSON object a line."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def asked_of(case: dict[str, Any]) -> tuple[Task, Profile, dict[str, tuple[int, int]]]:
    """The task, the profile and the sizes (sent, original) of a case."""
    profile = PROFILES[case["family"]]
    wide, high = case["size"]
    sent = case.get("sent") or sent_size((wide, high), profile.image)
    task = Task(
        TaskKind(case["task"]),
        classes=tuple(case.get("classes", ())),
        many=case.get("many", False),
        fields=tuple((field, "") for field in case.get("fields", ())),
    )
    return task, profile, {"sent": (int(sent[0]), int(sent[1])), "original": (wide, high)}


def reading_of(case: dict[str, Any]) -> Reading:
    """The reading of a case's reply."""
    task, profile, sizes = asked_of(case)
    return read(task, profile, case["reply"], **sizes, final=True)


def is_at(detection: Detection, expected: list[Any], size: list[int]) -> bool:
    """Whether it is the expected box, to the pixel."""
    wide, high = size
    box = detection.box
    corners = (box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high)
    same = detection.label.casefold() == expected[0].strip().casefold()
    return same and all(
        abs(a - b) <= PIXEL + 0.06 for a, b in zip(corners, expected[1:], strict=True)
    )


def assert_read_right(case: dict[str, Any]) -> None:
    """What `right` of the case says holds of its reading."""
    reading, right = reading_of(case), case["right"]
    told = bool(reading.problems)
    if told and right.get("or_told") and "boxes" not in right:
        assert reading.value is None  # refused with its reason
    elif "labels" in right:
        labels = sorted(label.label.casefold() for label in reading.labels)
        assert labels == sorted(name.casefold() for name in right["labels"])
    elif "count" in right:
        assert reading.value == right["count"]
        assert right["count"] is not None or told
    elif "value" in right:
        assert reading.value in (right["value"], right.get("also", right["value"]))
    else:
        left = list(right["boxes"])
        for detection in reading.detections:
            match = next((box for box in left if is_at(detection, box, case["size"])), None)
            assert match is not None, f"{detection} is nowhere; {reading.problems}"
            left.remove(match)
        assert not left or (right.get("or_told") and told), reading.problems
        assert told or not right.get("tell")
