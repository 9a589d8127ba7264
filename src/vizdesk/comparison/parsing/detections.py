"""Boxes: from JSON entries or from a family's own tags, with what could not be used in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vizdesk.comparison.parsing.coordinates import Frame, box_of, number
from vizdesk.comparison.parsing.json_recovery import values_in
from vizdesk.comparison.parsing.tags import tagged
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Detection, Reading

__all__ = ["Frame", "read_detections"]

NO_BOXES = "The reply has no boxes in it."
LISTS = ("detections", "objects", "boxes", "bounding_boxes", "predictions", "results", "items")
EMPTY = ("none", "no objects", "no objects found")


@dataclass(frozen=True, slots=True)
class JsonEntries:
    """What became of a reply's entries: used, how many there were, what was wrong with others.

    `none_meant` is set when the reply says in so many words that there is nothing.
    """

    used: list[Detection]
    total: int
    faults: Counter[str]
    none_meant: bool


def read_detections(
    text: str, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> Reading:
    """The detections of a reply; `classes` are those asked for (empty: any)."""
    read = _from_json if convention.form is BoxForm.JSON else _from_tags
    entries = read(text, convention, frame, classes)
    return Reading(tuple(entries.used), problems=tuple(_problems(entries, classes)))


def _from_tags(
    text: str, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> JsonEntries:
    pairs = list(tagged(text, convention))
    if convention.form is BoxForm.BRACKETS:
        pairs = [(_named(name, classes), values) for name, values in pairs]
    boxes = [(name or _only(classes), box_of(values, convention, frame)) for name, values in pairs]
    used = [Detection(name, box) for name, box in boxes if box is not None]
    faults = Counter({"have a box without area": len(pairs) - len(used)})
    return JsonEntries(used, len(pairs), faults, _says_nothing(text))


def _from_json(
    text: str, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> JsonEntries:
    values = values_in(text)
    entries = _entries(values or [], convention)
    used: list[Detection] = []
    faults: Counter[str] = Counter()
    for entry in entries:
        one = _detection(entry, convention, frame, classes)
        if isinstance(one, Detection):
            used.append(one)
        else:
            faults[one] += 1
    return JsonEntries(used, len(entries), faults, values is not None or _says_nothing(text))


def _says_nothing(text: str) -> bool:
    return text.strip().strip("`.").casefold() in EMPTY


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
    if len(values) not in (4, 8) or any(number(value) is None for value in values):
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


def _named(prose: str, classes: Sequence[str]) -> str:
    """The class that a sentence before a box speaks of last; the sentence where there is none."""
    place, found = max(
        ((prose.casefold().rfind(class_name.casefold()), class_name) for class_name in classes),
        default=(-1, ""),
    )
    return found if place >= 0 else prose


def _only(classes: Sequence[str]) -> str:
    return classes[0] if len(classes) == 1 else "object"


def _problems(entries: JsonEntries, classes: Sequence[str]) -> list[str]:
    said = []
    if not entries.total and not entries.none_meant:
        said.append(NO_BOXES)
    wrong = [_counted(count, fault) for fault, count in entries.faults.items() if count]
    if wrong:
        used = len(entries.used)
        said.append(f"{used} of {entries.total} entries used: {', '.join(wrong)}.")
    if classes:
        asked = {name.casefold() for name in classes}
        labels = (one.label for one in entries.used)
        other = dict.fromkeys(name for name in labels if name.casefold() not in asked)
        if other:
            said.append("Not asked for: " + ", ".join(f"“{name}”" for name in other) + ".")
    return said


def _counted(count: int, fault: str) -> str:
    if count > 1:
        return f"{count} {fault}"
    return "1 " + fault.replace("have ", "has ", 1).replace("are no objects", "is no object")
