"""Average precision of boxes as COCO defines it: mAP@[.5:.95], crowds and ranges of area included.

The rules are those of https://cocodataset.org/#detection-eval; `tests/analysis` compares the
figures with pycocotools. Boxes are in pixels here, as the rules of area are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
THRESHOLDS: tuple[float, ...] = tuple(float(t) for t in np.linspace(0.5, 0.95, 10))
RECALLS: Floats = np.linspace(0.0, 1.0, 101)
MOST_A_CLASS = 100
"""Predictions of one class in one image that count, the highest scores first."""
BARELY = 1e-10
"""An IoU of 1 reaches the threshold 1 although it is a rounded quotient."""


@dataclass(frozen=True, slots=True)
class PixelBox:
    """Left, top, width, height in pixels of the upright image."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """In square pixels."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class TrueBox:
    """One object that is there. `area` in square pixels is that of its outline, where known.

    A crowd is a region of many: what lies in it is neither right nor wrong.
    """

    label: str
    box: PixelBox
    area: float
    crowd: bool = False


@dataclass(frozen=True, slots=True)
class PredictedBox:
    """One object a model says it sees; `score` orders the predictions, the highest first."""

    label: str
    box: PixelBox
    score: float


@dataclass(frozen=True, slots=True)
class ScoredImage:
    """One image: what is there, and what a model says is there."""

    truth: tuple[TrueBox, ...]
    predictions: tuple[PredictedBox, ...]


class AreaRange(Enum):
    """COCO's ranges of an object's area in square pixels, both ends included."""

    ALL = (0.0, 1e10)
    SMALL = (0.0, 32.0**2)
    MEDIUM = (32.0**2, 96.0**2)
    LARGE = (96.0**2, 1e10)

    def holds(self, area: float) -> bool:
        """Whether an area lies within."""
        low, high = self.value
        return bool(low <= area <= high)


@dataclass(frozen=True, slots=True)
class ClassPrecision:
    """Of one class the AP at each threshold and the highest recall there, 0..1."""

    precision: tuple[float, ...]
    recall: tuple[float, ...]

    @property
    def mean(self) -> float:
        """AP over all thresholds."""
        return float(np.mean(self.precision))


@dataclass(frozen=True)
class AveragePrecision:
    """AP by class; only classes that are there in some image (in the range of area) count."""

    thresholds: tuple[float, ...]
    by_class: Mapping[str, ClassPrecision]

    @cached_property
    def mean(self) -> float | None:
        """mAP over thresholds and classes; None where no class is there."""
        return self._mean(range(len(self.thresholds)))

    def at(self, threshold: float) -> float | None:
        """mAP at one threshold (AP50, AP75). Raises ValueError for one that was not evaluated."""
        near = [at for at, each in enumerate(self.thresholds) if abs(each - threshold) < 1e-9]
        if not near:
            raise ValueError(f"the threshold {threshold} was not evaluated")
        return self._mean(near)

    @property
    def recall(self) -> float | None:
        """Mean over classes and thresholds of the highest recall (COCO's AR)."""
        recalls = [value for each in self.by_class.values() for value in each.recall]
        return float(np.mean(recalls)) if recalls else None

    def _mean(self, places: Iterable[int]) -> float | None:
        values = [each.precision[at] for at in places for each in self.by_class.values()]
        return float(np.mean(values)) if values else None


@dataclass(frozen=True, slots=True)
class _ClassMatches:
    """One class over all images: its predictions by falling score, and how many objects there are.

    `right` and `counted` are thresholds × predictions; `image` is each prediction's image,
    `objects` counts the objects of each image that count.
    """

    scores: Floats
    image: NDArray[np.int64]
    right: Flags
    counted: Flags
    objects: NDArray[np.int64]


@dataclass(frozen=True)
class Evaluation:
    """Boxes of many images matched once, from which figures over any draw of them are taken."""

    thresholds: tuple[float, ...]
    images: int
    _classes: Mapping[str, _ClassMatches]

    def average_precision(self) -> AveragePrecision:
        """AP over all images, each counted once."""
        weights = np.ones((1, self.images))
        by_class = {}
        for label, matches in self._classes.items():
            if not matches.objects.sum():
                continue
            precision, recall = _curves(matches, weights)
            by_class[label] = ClassPrecision(
                tuple(map(float, precision[0])), tuple(map(float, recall[0]))
            )
        return AveragePrecision(self.thresholds, by_class)

    def resampled(self, weights: Floats) -> Floats:
        """mAP of each draw; `weights[draw][image]` is how often the image was drawn.

        NaN where a draw has no object at all.
        """
        sums = np.zeros(len(weights))
        classes = np.zeros(len(weights))
        for matches in self._classes.values():
            precision, _ = _curves(matches, weights)
            there = weights @ matches.objects > 0
            sums += np.where(there, precision.mean(axis=1), 0.0)
            classes += there
        with np.errstate(invalid="ignore", divide="ignore"):
            means: Floats = sums / classes
        return means


def evaluate(
    images: Sequence[ScoredImage],
    area: AreaRange = AreaRange.ALL,
    thresholds: Sequence[float] = THRESHOLDS,
    most: int = MOST_A_CLASS,
) -> Evaluation:
    """Match predictions with what is there, class by class, at each threshold of IoU (0..1]."""
    true = {box.label for image in images for box in image.truth}
    labels = sorted(true | {box.label for image in images for box in image.predictions})
    return Evaluation(
        tuple(thresholds),
        len(images),
        {label: _matched_class(images, label, area, thresholds, most) for label in labels},
    )


def _matched_class(
    images: Sequence[ScoredImage],
    label: str,
    area: AreaRange,
    thresholds: Sequence[float],
    most: int,
) -> _ClassMatches:
    scores: list[float] = []
    image_of: list[int] = []
    right: list[Flags] = [np.zeros((len(thresholds), 0), dtype=bool)]
    counted: list[Flags] = [np.zeros((len(thresholds), 0), dtype=bool)]
    objects = np.zeros(len(images), dtype=np.int64)
    for at, image in enumerate(images):
        truth = [box for box in image.truth if box.label == label]
        given = [box for box in image.predictions if box.label == label]
        # A stable sort: of equal scores the one written first comes first.
        given = sorted(given, key=lambda box: -box.score)[:most]
        passed_over = [box.crowd or not area.holds(box.area) for box in truth]
        objects[at] = passed_over.count(False)
        if not given:
            continue
        hits, counts = _matched_image(truth, passed_over, given, area, thresholds)
        right.append(hits)
        counted.append(counts)
        scores += [box.score for box in given]
        image_of += [at] * len(given)
    order = np.argsort(-np.array(scores, dtype=float), kind="stable")
    return _ClassMatches(
        np.array(scores, dtype=float)[order],
        np.array(image_of, dtype=np.int64)[order],
        np.concatenate(right, axis=1)[:, order],
        np.concatenate(counted, axis=1)[:, order],
        objects,
    )


def _matched_image(
    truth: Sequence[TrueBox],
    passed_over: Sequence[bool],
    given: Sequence[PredictedBox],
    area: AreaRange,
    thresholds: Sequence[float],
) -> tuple[Flags, Flags]:
    """(right, counted) of each prediction, by threshold; `given` by falling score.

    Each prediction takes the best object that is still free. One that matches nothing but what is
    passed over (a crowd, an object out of the range of area) does not count, nor does one that
    matches nothing and is out of the range itself.
    """
    # Objects that count are tried first; only then those that are passed over.
    order = sorted(range(len(truth)), key=lambda at: passed_over[at])
    boxes = [truth[at] for at in order]
    over = [passed_over[at] for at in order]
    overlaps = overlaps_of(given, boxes)
    right = np.zeros((len(thresholds), len(given)), dtype=bool)
    counted = np.ones((len(thresholds), len(given)), dtype=bool)
    for row, threshold in enumerate(thresholds):
        free = [True] * len(boxes)
        for column, prediction in enumerate(given):
            match = _best(overlaps[column], boxes, over, free, min(threshold, 1 - BARELY))
            if match is None:
                counted[row, column] = area.holds(prediction.box.area)
                continue
            free[match] = boxes[match].crowd
            right[row, column] = counted[row, column] = not over[match]
    return right, counted


def _best(
    overlaps: Sequence[float],
    boxes: Sequence[TrueBox],
    over: Sequence[bool],
    free: Sequence[bool],
    least: float,
) -> int | None:
    """The place of the free object that overlaps most, at least by `least`.

    Of equal ones the last; one that is passed over only where none that counts is found.
    """
    best: int | None = None
    for at in range(len(boxes)):
        if best is not None and over[at] and not over[best]:
            break
        if free[at] and overlaps[at] >= least:
            best, least = at, overlaps[at]
    return best


def overlaps_of(given: Sequence[PredictedBox], truth: Sequence[TrueBox]) -> list[list[float]]:
    """IoU of every prediction with every object; with a crowd the share of the prediction in it."""
    return [[overlap(each.box, there.box, there.crowd) for there in truth] for each in given]


def overlap(first: PixelBox, second: PixelBox, crowd: bool = False) -> float:
    """IoU of two boxes; with a crowd as the second, the share of the first that lies in it."""
    width = min(first.left + first.width, second.left + second.width) - max(first.left, second.left)
    if width <= 0:
        return 0.0
    height = min(first.top + first.height, second.top + second.height) - max(first.top, second.top)
    if height <= 0:
        return 0.0
    shared = width * height
    return shared / (first.area if crowd else first.area + second.area - shared)


def _curves(matches: _ClassMatches, weights: Floats) -> tuple[Floats, Floats]:
    """(AP, highest recall), each draws × thresholds; 0 where a draw has no object of the class.

    Precision at each of 101 recalls is the highest at that recall or a higher one, and AP their
    mean (M. Everingham et al., "The Pascal Visual Object Classes Challenge: A Retrospective",
    IJCV 111 (2015), 98-136, with COCO's 101 points in place of 11).
    """
    draws = len(weights)
    precisions = np.zeros((draws, len(matches.right)))
    recalls = np.zeros((draws, len(matches.right)))
    objects = weights @ matches.objects
    if not len(matches.scores):
        return precisions, recalls
    drawn = weights[:, matches.image]
    for row, (right, counted) in enumerate(zip(matches.right, matches.counted, strict=True)):
        true = np.cumsum(drawn * (right & counted), axis=1)
        false = np.cumsum(drawn * (~right & counted), axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            recall = true / objects[:, None]
        precision = true / (true + false + np.spacing(1))
        # From the last back: the highest at that place or after it.
        precision = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
        for draw in np.flatnonzero(objects > 0):
            places = np.searchsorted(recall[draw], RECALLS, side="left")
            reached = places[places < recall.shape[1]]
            precisions[draw, row] = precision[draw, reached].sum() / len(RECALLS)
            recalls[draw, row] = recall[draw, -1]
    return precisions, recalls
