"""How an answer is judged: right or wrong per task, and found, missed and invented boxes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from training.questions import Question
from training.scene import Box, Scene
from training.truths import Found, found

_THING = re.compile(r"(?:red|green|blue|yellow|purple|black) (?:circle|square|triangle)|\d+")


def overlap(one: Box, other: Box) -> float:
    """Intersection over union of two boxes, 0..1."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down / (areas - across * down)


def parsed(answer: str) -> list[Found] | None:
    """Read a detection answer; None when it is not the JSON it should be."""
    try:
        entries = [(str(entry["label"]), entry["box_2d"]) for entry in json.loads(answer)]
        return [
            (label, (x0 / 1000, y0 / 1000, x1 / 1000, y1 / 1000))
            for label, (y0, x0, y1, x1) in entries
        ]
    except (ValueError, TypeError, KeyError):
        return None


def paired(answered: Sequence[Found], truth: Sequence[Found]) -> list[float]:
    """Pair answered boxes with true ones of the same label, best overlap first.

    Returns:
        The overlap of each pair of at least 0.5.
    """
    candidates = sorted(
        (
            (overlap(box, right), mine, theirs)
            for mine, (label, box) in enumerate(answered)
            for theirs, (name, right) in enumerate(truth)
            if label == name
        ),
        reverse=True,
    )
    pairs: list[tuple[float, int, int]] = []
    for candidate in candidates:
        free = all(candidate[1] != one[1] and candidate[2] != one[2] for one in pairs)
        if candidate[0] >= 0.5 and free:
            pairs.append(candidate)
    return [pair[0] for pair in pairs]


class Tally:
    """Counts over many answers of one model."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.overlaps: list[float] = []
        self.wrong: list[tuple[Question, str]] = []

    def add(self, scene: Scene, question: Question, answer: str) -> None:
        """Judge one answer."""
        if question.task.startswith("detect"):
            self._add_boxes(scene, question, answer)
            return
        task = question.task
        if task == "read" and scene.number is not None:
            task = "read, numbers"
        if task.startswith("caption"):
            named = Counter(_THING.findall(answer)) == Counter(_THING.findall(question.answer))
            self._count(f"{task}: things named", named)
            task = f"{task}: exact"
        self._count(task, answer == question.answer)
        if answer != question.answer:
            self.wrong.append((question, answer))

    def _count(self, task: str, right: bool) -> None:
        self.asked[task] += 1
        self.right[task] += right

    def _add_boxes(self, scene: Scene, question: Question, answer: str) -> None:
        truth, answered = found(scene, question.classes), parsed(answer)
        self._count(f"{question.task}: valid JSON", answered is not None)
        overlaps = paired(answered or [], truth)
        self.overlaps += overlaps
        self.asked[f"{question.task}: F1"] += len(truth) + len(answered or [])
        self.right[f"{question.task}: F1"] += 2 * len(overlaps)
        if not len(overlaps) == len(truth) == len(answered or []):
            self.wrong.append((question, answer))

    def rows(self) -> dict[str, tuple[float, int]]:
        """Give (rate, n) per task; for F1, n counts true and answered boxes together."""
        return {task: (self.right[task] / max(1, n), n) for task, n in self.asked.items()}
