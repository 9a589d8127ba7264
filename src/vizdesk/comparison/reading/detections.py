"""Boxes: from JSON entries or from a family's own tags, with what could not be used in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from vizdesk.comparison.nouns import Detection, Reading
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.reading.ladder import values_in
from vizdesk.comparison.reading.places import Frame, box_of, number
from vizdesk.comparison.reading.tags import tagged

__all__ = ["Frame", "read_detections"]

NO_BOXES = "The reply has no boxes in it."
LISTS = ("detections", "objects", "boxes", "bounding_boxes", "predictions", "results", "items")
EMPTY = ("[]", "{}", "none", "no objects", "no objects found")


def read_detections(
    text: str, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> Reading:
    """The detections of a reply; `classes` are those asked for (empty: any)."""
    if convention.form is BoxForm.JSON:
        found, total, faults = _from_json(text, convention, frame, classes)
    else:
        pairs = list(tagged(text, convention))
        boxes = [(name, box_of(values, convention, frame)) for name, values in pairs]
        found = [Detection(name or _only(classes), box) for name, box in boxes if box is not None]
        total, faults = len(pairs), Counter({"have no area": len(pairs) - len(found)})
    return Reading(tuple(found), problems=tuple(_problems(text, found, total, faults, classes)))


def _from_json(
    text: str, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> tuple[list[Detection], int, Counter[str]]:
    entries = _entries(values_in(text), convention)
    found: list[Detection] = []
    faults: Counter[str] = Counter()
    for entry in entries:
        one = _detection(entry, convention, frame, classes)
        if isinstance(one, Detection):
            found.append(one)
        else:
            faults[one] += 1
    return found, len(entries), faults


def _entries(values: list[Any], convention: BoxConvention) -> list[Any]:
    if len(values) == 1 and isinstance(values[0], dict):
        only = values[0]
        for key in LISTS:
            if isinstance(only.get(key), list):
                return list(only[key])
        if not _has_place(only, convention):
            inner = [value for value in only.values() if isinstance(value, list)]
            if len(inner) == 1 and all(isinstance(one, dict) for one in inner[0]):
                return list(inner[0])
            return [] if not only else values
    flat: list[Any] = []
    for value in values:
        nested = isinstance(value, list) and value and isinstance(value[0], dict)
        flat.extend(value if nested else [value])
    return flat


def _has_place(entry: Mapping[str, Any], convention: BoxConvention) -> bool:
    return any(key in entry for key in (*convention.box_keys, *convention.flat_keys))


def _detection(
    entry: object, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> Detection | str:
    """The detection, or what is wrong with the entry as a verb phrase for several."""
    if not isinstance(entry, dict):
        return "are no objects"
    values = _place(entry, convention)
    if values is None:
        return "have no box"
    if len(values) != 4 or any(number(value) is None for value in values):
        return "have a box that is not four numbers"
    label = next((entry[key] for key in convention.label_keys if key in entry), None)
    if not isinstance(label, str) or not label.strip():
        if not (convention.flat_keys and len(classes) == 1):
            return "have no label"
        label = classes[0]
    box = box_of(values, convention, frame)
    if box is None:
        return "have a box without area"
    return Detection(label.strip(), box, _score(entry, convention))


def _place(entry: Mapping[str, Any], convention: BoxConvention) -> list[Any] | None:
    if convention.flat_keys and all(key in entry for key in convention.flat_keys):
        return [entry[key] for key in convention.flat_keys]
    for key in convention.box_keys:
        value = entry.get(key)
        if isinstance(value, list | tuple):
            return list(value)
    return None


def _score(entry: Mapping[str, Any], convention: BoxConvention) -> float | None:
    for key in convention.score_keys:
        score = number(entry.get(key))
        if score is not None and 0 <= score <= 1:
            return score
    return None


def _only(classes: Sequence[str]) -> str:
    return classes[0] if len(classes) == 1 else "object"


def _problems(
    text: str,
    found: list[Detection],
    total: int,
    faults: Counter[str],
    classes: Sequence[str],
) -> list[str]:
    said = []
    if not total and text.strip().strip("`.").lower().removeprefix("json").strip() not in EMPTY:
        empty = values_in(text) == [] and "[]" in text.replace(" ", "")
        if not empty:
            said.append(NO_BOXES)
    wrong = [f"{count} {fault}" for fault, count in faults.items() if count]
    if wrong:
        said.append(f"{len(found)} of {total} entries used: {', '.join(wrong)}.")
    if classes:
        asked = {name.casefold() for name in classes}
        other = dict.fromkeys(d.label for d in found if d.label.casefold() not in asked)
        if other:
            said.append("Not asked for: " + ", ".join(f"“{name}”" for name in other) + ".")
    return said
