"""Boxes held against what is there: TP, FP, FN, precision, recall, F1, mAP, confusion matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vizdesk.analysis import box_matching
from vizdesk.analysis.average_precision import (
    AveragePrecision,
    Floats,
    PixelBox,
    PredictedBox,
    ScoredImage,
    TrueBox,
    evaluate,
    overlap,
)
from vizdesk.analysis.bootstrap import Interval, ratio_intervals
from vizdesk.analysis.class_names import class_key
from vizdesk.comparison.types import Box, Detection

UNSCORED = 1.0
"""What a prediction without a score counts as: most models give none."""
PLACES = 6
"""Decimals of a pixel that are kept: 0.1 × 640 is 64.00000000000001 before."""
MAP_DRAWS = 1_000
Synonyms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TrueObject:
    """One object that is there, in 0..1 of the image; `area_px` of its outline, where known."""

    label: str
    box: Box
    crowd: bool = False
    area_px: float | None = None


@dataclass(frozen=True, slots=True)
class DetectionCase:
    """One image with all that is there and all a model says is there. `size` is in pixels.

    `truth` is complete: what is not in it is not there.
    """

    size: tuple[int, int]
    truth: tuple[TrueObject, ...]
    detections: tuple[Detection, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """TP ÷ (TP + FP); None where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """TP ÷ (TP + FN); None where nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where nothing is there and nothing was found."""
        return box_matching.f1(self.tp + self.fn, self.tp + self.fp, self.tp)


@dataclass(frozen=True, slots=True)
class ImageScore:
    """How one image's boxes pair at one IoU, by their places in the case.

    `matches` are (true, detected) of the same class; `confusions` overlap as well and have another
    class, so both are errors too. `wrong` are false positives, the most confident first; `missed`
    false negatives, the largest first. `passed_over` lie in a crowd and do not count.
    """

    matches: tuple[tuple[int, int], ...]
    confusions: tuple[tuple[int, int], ...]
    wrong: tuple[int, ...]
    missed: tuple[int, ...]
    passed_over: tuple[int, ...] = ()

    @property
    def counts(self) -> Counts:
        """Of the whole image."""
        return Counts(len(self.matches), len(self.wrong), len(self.missed))


def score_image(
    case: DetectionCase, iou: float = 0.5, synonyms: Synonyms | None = None
) -> ImageScore:
    """Pair the boxes of one image at an IoU (0..1].

    As many pairs of the same class as there can be, as evals pair them; then, for the confusion
    matrix, of what is left as many of any class. A box that is left and lies in a crowd of its
    class by that share or more is passed over, as in COCO.
    """
    there = [at for at, each in enumerate(case.truth) if not each.crowd]
    truth = [
        Detection(class_key(case.truth[at].label, synonyms), case.truth[at].box) for at in there
    ]
    given = [Detection(class_key(each.label, synonyms), each.box) for each in case.detections]
    matches = box_matching.pairs(truth, given, iou)
    paired = {detected for _, detected in matches}
    over = tuple(
        at
        for at, each in enumerate(given)
        if at not in paired and _in_crowd(each, case, iou, synonyms)
    )
    free_truth = [at for at in range(len(truth)) if at not in {true for true, _ in matches}]
    free_given = [at for at in range(len(given)) if at not in paired and at not in over]
    confused = box_matching.pairs(
        [Detection("", truth[at].box) for at in free_truth],
        [Detection("", given[at].box) for at in free_given],
        iou,
    )
    scores = [_score(each) for each in case.detections]
    return ImageScore(
        tuple((there[true], detected) for true, detected in matches),
        tuple((there[free_truth[true]], free_given[detected]) for true, detected in confused),
        tuple(sorted(free_given, key=lambda at: (-scores[at], at))),
        tuple(there[at] for at in sorted(free_truth, key=lambda at: (-truth[at].box.area, at))),
        over,
    )


def _score(detection: Detection) -> float:
    return UNSCORED if detection.score is None else detection.score


def _in_crowd(
    detection: Detection, case: DetectionCase, iou: float, synonyms: Synonyms | None
) -> bool:
    box = _pixels(detection.box, case.size)
    return any(
        overlap(box, _pixels(each.box, case.size), crowd=True) >= iou
        for each in case.truth
        if each.crowd and class_key(each.label, synonyms) == detection.label
    )


@dataclass(frozen=True, slots=True)
class DetectionScore:
    """One model over all images with truth. Intervals are 95 %, by bootstrap over images.

    `confusion` counts (class that is there, class that was said); None in place of the first is a
    false positive on bare ground, in place of the second an object that was missed altogether.
    """

    images: tuple[ImageScore, ...]
    counts: Counts
    by_class: Mapping[str, Counts]
    confusion: Mapping[tuple[str | None, str | None], int]
    average_precision: AveragePrecision
    intervals: Mapping[str, Interval | None] = field(default_factory=dict)


def score_detections(
    cases: Sequence[DetectionCase],
    iou: float = 0.5,
    synonyms: Synonyms | None = None,
    *,
    seed: int = 0,
) -> DetectionScore:
    """The score of one model over `cases`. The same seed gives the same intervals."""
    images = tuple(score_image(case, iou, synonyms) for case in cases)
    by_class: dict[str, Counts] = {}
    confusion: Counter[tuple[str | None, str | None]] = Counter()
    for case, image in zip(cases, images, strict=True):
        _count_classes(case, image, synonyms, by_class)
        _count_confusions(case, image, synonyms, confusion)
    evaluation = evaluate([scored_image(case, synonyms) for case in cases])
    counts = sum((image.counts for image in images), Counts())
    intervals = _intervals(images, seed)
    intervals["map"] = _map_interval(len(cases), evaluation.resampled, seed)
    return DetectionScore(
        images,
        counts,
        dict(sorted(by_class.items())),
        dict(confusion),
        evaluation.average_precision(),
        intervals,
    )


def scored_image(case: DetectionCase, synonyms: Synonyms | None = None) -> ScoredImage:
    """The case in pixels, with classes as they are compared."""
    truth = []
    for each in case.truth:
        box = _pixels(each.box, case.size)
        area = box.area if each.area_px is None else each.area_px
        truth.append(TrueBox(class_key(each.label, synonyms), box, area, each.crowd))
    given = (
        PredictedBox(class_key(each.label, synonyms), _pixels(each.box, case.size), _score(each))
        for each in case.detections
    )
    return ScoredImage(tuple(truth), tuple(given))


def _pixels(box: Box, size: tuple[int, int]) -> PixelBox:
    width, height = size
    left, top = round(box.x0 * width, PLACES), round(box.y0 * height, PLACES)
    wide, high = (box.x1 - box.x0) * width, (box.y1 - box.y0) * height
    return PixelBox(left, top, round(wide, PLACES), round(high, PLACES))


def _count_classes(
    case: DetectionCase,
    image: ImageScore,
    synonyms: Synonyms | None,
    by_class: dict[str, Counts],
) -> None:
    def add(label: str, counts: Counts) -> None:
        key = class_key(label, synonyms)
        by_class[key] = by_class.get(key, Counts()) + counts

    for true, _ in image.matches:
        add(case.truth[true].label, Counts(tp=1))
    for detected in image.wrong:
        add(case.detections[detected].label, Counts(fp=1))
    for true in image.missed:
        add(case.truth[true].label, Counts(fn=1))


def _count_confusions(
    case: DetectionCase,
    image: ImageScore,
    synonyms: Synonyms | None,
    confusion: Counter[tuple[str | None, str | None]],
) -> None:
    def true_class(at: int) -> str:
        return class_key(case.truth[at].label, synonyms)

    def said_class(at: int) -> str:
        return class_key(case.detections[at].label, synonyms)

    for true, detected in (*image.matches, *image.confusions):
        confusion[true_class(true), said_class(detected)] += 1
    confused = {true for true, _ in image.confusions}, {said for _, said in image.confusions}
    for true in image.missed:
        if true not in confused[0]:
            confusion[true_class(true), None] += 1
    for detected in image.wrong:
        if detected not in confused[1]:
            confusion[None, said_class(detected)] += 1


def _intervals(images: Sequence[ImageScore], seed: int) -> dict[str, Interval | None]:
    counts = [image.counts for image in images]
    above = [[each.tp, each.tp, 2 * each.tp] for each in counts]
    below = [
        [each.tp + each.fp, each.tp + each.fn, 2 * each.tp + each.fp + each.fn] for each in counts
    ]
    names = ("precision", "recall", "f1")
    return dict(zip(names, ratio_intervals(above, below, seed=seed) or [None] * 3, strict=True))


def _map_interval(images: int, resampled: Callable[[Floats], Floats], seed: int) -> Interval | None:
    """The 95 % percentile interval of mAP, images drawn anew; None for fewer than two."""
    if images < 2:
        return None
    random = np.random.RandomState(seed)
    weights = random.multinomial(images, [1 / images] * images, size=MAP_DRAWS).astype(float)
    values = resampled(weights)
    values = values[np.isfinite(values)]
    if not len(values):
        return None
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class F1Difference:
    """F1 of one model less that of another on the same images, with a paired 95 % interval.

    `settled`: the interval leaves 0 out.
    """

    difference: float
    interval: Interval | None

    @property
    def settled(self) -> bool:
        """Whether one of the two is better at this level."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


def f1_difference(
    first: Sequence[ImageScore], second: Sequence[ImageScore], *, seed: int = 0
) -> F1Difference:
    """Both models' F1 over the same images, which are drawn anew together (paired bootstrap).

    Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 16. Raises ValueError
    where the images are not as many.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} images cannot be paired")
    parts = np.array(
        [
            [2 * one.counts.tp, _below(one), 2 * two.counts.tp, _below(two)]
            for one, two in zip(first, second, strict=True)
        ],
        dtype=float,
    ).reshape(-1, 4)
    value = _difference(parts.sum(axis=0, keepdims=True))[0] if len(parts) else 0.0
    if len(parts) < 2:
        return F1Difference(float(value), None)
    random = np.random.RandomState(seed)
    images = len(parts)
    weights = random.multinomial(images, [1 / images] * images, size=10_000).astype(float)
    low, high = np.percentile(_difference(weights @ parts), (2.5, 97.5))
    return F1Difference(float(value), (float(low), float(high)))


def _below(image: ImageScore) -> int:
    return 2 * image.counts.tp + image.counts.fp + image.counts.fn


def _difference(sums: Floats) -> Floats:
    """F1 less F1 of rows of sums; where nothing is there and nothing was found F1 is 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        first = np.where(sums[:, 1] > 0, sums[:, 0] / sums[:, 1], 1.0)
        second = np.where(sums[:, 3] > 0, sums[:, 2] / sums[:, 3], 1.0)
    return first - second
