"""Classes of the whole image: from JSON, or from plain words."""

from __future__ import annotations

import re
from typing import Any

from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.parsing.json_recovery import values_in
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Label, Reading

NAMES = ("class_name", "class", "label", "name", "answer")
LISTS = ("predicted_classes", "classes", "labels", "predictions")
SCORES = ("confidence", "score", "probability")
NOTHING = ("none", "nothing", "none of these", "no", "[]")
MOST = 200


def read_classes(text: str, task: Task) -> Reading:
    """The labels of a reply; those not asked for are kept and named."""
    labels = _from_json(text) if re.search(r"[\[{]", text) else None
    if labels is None:
        labels = _from_words(text, task)
    labels = [_as_asked(label, task) for label in labels[:MOST]]
    return Reading(labels=tuple(labels), problems=tuple(_problems(labels, text, task)))


def _from_json(text: str) -> list[Label] | None:
    values = values_in(text) or []
    found: list[Label] = []
    for value in values:
        found += _labels(value)
    return found or ([] if values and "predicted_classes" in text else None)


def _labels(value: Any, depth: int = 0) -> list[Label]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str) and value.strip():
        return [Label(value.strip())]
    if not isinstance(value, dict) or depth > 3:
        return []
    for key in LISTS:
        if isinstance(value.get(key), list):
            return [label for one in value[key] for label in _labels(one, depth + 1)]
    name = next((value[key] for key in NAMES if isinstance(value.get(key), str)), None)
    if name is None:
        scored = [(key, number(one)) for key, one in value.items()]
        good = [(key, one) for key, one in scored if one is not None and 0 <= one <= 1]
        return [Label(str(key), one) for key, one in good]
    score = next((number(value.get(key)) for key in SCORES if key in value), None)
    valid = score is not None and 0 <= score <= 1
    return [Label(name.strip(), score if valid else None)]


def _from_words(text: str, task: Task) -> list[Label]:
    line = text.strip().strip(".").strip()
    if line.casefold() in NOTHING:
        return []
    if not task.classes:
        return [Label(line.splitlines()[0].strip().strip("\"'*"))]
    words = [part.strip().strip("\"'*.") for part in re.split(r"[,;\n]| and ", line)]
    asked = {name.casefold() for name in task.classes}
    if all(word.casefold() in asked for word in words if word):
        return [Label(word) for word in words if word]
    named = [name for name in task.classes if _mentions(line, name)]
    return [Label(name) for name in named] or [Label(line.splitlines()[0][:MOST])]


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _as_asked(label: Label, task: Task) -> Label:
    for name in task.classes:
        if name.casefold() == label.label.casefold():
            return Label(name, label.score)
    return label


def _problems(labels: list[Label], text: str, task: Task) -> list[str]:
    said = []
    if not labels and text.strip().strip(".").casefold() not in NOTHING:
        said.append("The reply names no class.")
    if task.classes:
        other = [label.label for label in labels if label.label not in task.classes]
        if other:
            said.append("Not in the list: " + ", ".join(f"“{name}”" for name in other) + ".")
        if len(labels) > 1 and not task.many:
            said.append(f"{len(labels)} classes named where one was asked for.")
    return said
