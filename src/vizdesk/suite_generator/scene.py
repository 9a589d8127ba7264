"""One drawn question: an image, what is asked, and which answers are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image

Check = dict[str, object]
"""A typed check as it is written to items.jsonl: "kind", "value" and what the kind needs."""


@dataclass(frozen=True)
class Scene:
    """An image and everything that is asked and true of it."""

    image: Image.Image
    """RGB, at its final size in pixels."""
    prompt: str
    check: Check
    facts: Mapping[str, object] = field(default_factory=dict)
    """What was drawn where, for an independent look at the key; never written to a file."""


def number(value: float, tolerance: float = 0) -> Check:
    """One number, right within `tolerance`."""
    return {"kind": "number", "value": value, "tolerance": tolerance}


def yes_no(value: bool) -> Check:
    """Yes or no."""
    return {"kind": "yes_no", "value": value}


def one_of(value: str, choices: Iterable[str]) -> Check:
    """One of a list that the prompt or the image gives."""
    return {"kind": "one_of", "value": value, "choices": list(choices)}


def several(values: Iterable[str]) -> Check:
    """All of these and no others, in any order."""
    return {"kind": "set", "value": sorted(values)}


def ordered(values: Iterable[str]) -> Check:
    """These, in this order."""
    return {"kind": "ordered", "value": list(values)}


def boxes(labelled: Sequence[tuple[str, tuple[float, float, float, float]]], f1: float) -> Check:
    """Bounding boxes, 0..1 of the image; right from this F1 on, counted at IoU 0.5."""
    listed = [
        {"label": label, "box": [round(min(1.0, max(0.0, side)), 4) for side in box]}
        for label, box in labelled
    ]
    return {"kind": "boxes", "value": listed, "f1": f1, "iou": 0.5}
