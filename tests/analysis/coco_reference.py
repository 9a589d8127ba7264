"""Random sets of boxes with crowds, ties and repeats, and what pycocotools says of them."""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Sequence
from typing import Any

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from vizdesk.analysis.average_precision import PixelBox, PredictedBox, ScoredImage, TrueBox

LABELS = ("cone", "person", "pallet")


def random_set(seed: int) -> list[ScoredImage]:
    """A few images; predictions are shifted objects, strangers, repeats, with few scores (ties)."""
    draw = random.Random(seed)
    return [_random_image(draw) for _ in range(draw.randint(1, 6))]


def _random_image(draw: random.Random) -> ScoredImage:
    whole = draw.random() < 0.5  # whole pixels make IoUs that lie just on a threshold
    truth, given = [], []
    for _ in range(draw.randint(0, 7)):
        box = _random_box(draw, whole)
        label = draw.choice(LABELS)
        area = box.area * draw.choice((1.0, 1.0, 0.6))
        truth.append(TrueBox(label, box, area, crowd=draw.random() < 0.2))
        for _ in range(draw.choice((0, 1, 1, 1, 2, 3))):
            given.append(PredictedBox(_label(draw, label), _near(draw, box, whole), _score(draw)))
    for _ in range(draw.choice((0, 0, 1, 3))):
        box = _random_box(draw, whole)
        given.append(PredictedBox(draw.choice(LABELS), box, _score(draw)))
    if draw.random() < 0.05:  # more than count
        given += [PredictedBox("cone", _random_box(draw, whole), _score(draw)) for _ in range(110)]
    draw.shuffle(given)
    return ScoredImage(tuple(truth), tuple(given))


def _label(draw: random.Random, label: str) -> str:
    return label if draw.random() < 0.9 else draw.choice(LABELS)


def _score(draw: random.Random) -> float:
    return draw.choice((0.1, 0.5, 0.9, 1.0, draw.random()))


def _random_box(draw: random.Random, whole: bool) -> PixelBox:
    side = draw.choice((20, 60, 150))
    values = (
        draw.uniform(0, 300),
        draw.uniform(0, 300),
        draw.uniform(4, side),
        draw.uniform(4, side),
    )
    return PixelBox(*(map(round, values) if whole else values))


def _near(draw: random.Random, box: PixelBox, whole: bool) -> PixelBox:
    if draw.random() < 0.2:
        return box
    far = draw.choice((0.05, 0.15, 0.4))
    shift = [draw.uniform(-far, far) for _ in range(4)]
    values = (
        box.left + shift[0] * box.width,
        box.top + shift[1] * box.height,
        max(1.0, box.width * (1 + shift[2])),
        max(1.0, box.height * (1 + shift[3])),
    )
    return PixelBox(*(map(round, values) if whole else values))


def reference(images: Sequence[ScoredImage]) -> COCOeval:
    """What pycocotools says of the same boxes."""
    numbers = {label: number for number, label in enumerate(LABELS, 1)}
    truth: dict[str, Any] = {
        "info": {},
        "images": [{"id": at} for at in range(len(images))],
        "categories": [{"id": number, "name": label} for label, number in numbers.items()],
        "annotations": [],
    }
    given: list[dict[str, Any]] = []
    for at, image in enumerate(images):
        for box in image.truth:
            entry = {"id": len(truth["annotations"]) + 1, "image_id": at}
            entry |= {"category_id": numbers[box.label], "bbox": _listed(box.box)}
            truth["annotations"].append(entry | {"area": box.area, "iscrowd": int(box.crowd)})
        for box in image.predictions:
            entry = {"image_id": at, "category_id": numbers[box.label], "bbox": _listed(box.box)}
            given.append(entry | {"score": box.score})
    with contextlib.redirect_stdout(io.StringIO()):
        expected = COCO()
        expected.dataset = truth
        expected.createIndex()
        detected = expected.loadRes(given) if given else COCO()
        if not given:
            detected.dataset = {**truth, "annotations": []}
            detected.createIndex()
        evaluation = COCOeval(expected, detected, "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
    return evaluation


def _listed(box: PixelBox) -> list[float]:
    return [box.left, box.top, box.width, box.height]
