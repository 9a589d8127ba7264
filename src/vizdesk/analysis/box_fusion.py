"""Consensus boxes: the boxes of several models fused by Weighted Boxes Fusion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vizdesk.analysis.class_names import class_key, usual_spelling
from vizdesk.comparison.types import Box, Detection


@dataclass(frozen=True, slots=True)
class ConsensusBox:
    """A fused box with its class as most models wrote it, and who it was made of.

    `score` is 0..1: the mean score of its boxes × the share of models that gave one. `members` are
    (model, place in its list) of each box; a model may have given several.
    """

    label: str
    box: Box
    score: float
    members: tuple[tuple[int, int], ...]

    @property
    def models(self) -> tuple[int, ...]:
        """The models that gave a box of it, in their order."""
        return tuple(sorted({model for model, _ in self.members}))

    @property
    def support(self) -> int:
        """How many models gave a box of it."""
        return len(self.models)


@dataclass(frozen=True, slots=True)
class _Weighted:
    """One box on its way: its score (1 where its model gave none) and whence it comes."""

    score: float
    corners: tuple[float, float, float, float]
    label: str
    member: tuple[int, int]


def fused_boxes(
    detections: Sequence[Sequence[Detection]],
    threshold: float,
    synonyms: Mapping[str, str] | None = None,
) -> tuple[ConsensusBox, ...]:
    """The boxes of all models, fused class by class; the best supported first.

    R. Solovyev, W. Wang and T. Gabruseva, "Weighted boxes fusion: Ensembling boxes from different
    object detection models", Image and Vision Computing 107 (2021), 104117: boxes in descending
    order of their scores join the fused box that they overlap most, with IoU > `threshold`; its
    corners are the means of theirs, weighted by score, its score their mean × min(boxes, models) ÷
    models. A box without a score counts as one of score 1. Boxes without area are left out. Equal
    scores are taken in the order of their corners: the order of models makes no difference.
    """
    by_class: defaultdict[str, list[_Weighted]] = defaultdict(list)
    for model, own in enumerate(detections):
        for place, detection in enumerate(own):
            box, score = detection.box, detection.score
            if box.x1 > box.x0 and box.y1 > box.y0:
                by_class[class_key(detection.label, synonyms)].append(
                    _Weighted(
                        1.0 if score is None else score,
                        (box.x0, box.y0, box.x1, box.y1),
                        detection.label,
                        (model, place),
                    )
                )
    fused = [
        _consensus(cluster, len(detections))
        for boxes in by_class.values()
        for cluster in _clusters(boxes, threshold)
    ]
    return tuple(sorted(fused, key=_rank))


def _clusters(boxes: Sequence[_Weighted], threshold: float) -> list[list[_Weighted]]:
    """The boxes of one class, put together by the fused box that each overlaps most."""
    ordered = sorted(boxes, key=lambda box: (-box.score, box.corners, box.label, box.member))
    clusters: list[list[_Weighted]] = []
    sums = np.zeros((len(ordered), 4))
    weights = np.zeros(len(ordered))
    fused = np.zeros((4, len(ordered)))
    for box in ordered:
        at = _most_overlapping(fused[:, : len(clusters)], box.corners, threshold)
        if at is None:
            at = len(clusters)
            clusters.append([])
        clusters[at].append(box)
        # Scores of 0 would leave nothing to divide by; such boxes weigh next to nothing.
        weight = max(box.score, 1e-12)
        sums[at] += weight * np.array(box.corners)
        weights[at] += weight
        fused[:, at] = sums[at] / weights[at]
    return clusters


def _most_overlapping(
    fused: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    corners: tuple[float, float, float, float],
    threshold: float,
) -> int | None:
    """The fused box with the greatest IoU above `threshold`; None where there is none."""
    if not fused.shape[1]:
        return None
    x0, y0, x1, y1 = corners
    left, top, right, bottom = fused
    width = np.minimum(right, x1) - np.maximum(left, x0)
    height = np.minimum(bottom, y1) - np.maximum(top, y0)
    shared = np.maximum(width, 0) * np.maximum(height, 0)
    iou = shared / ((right - left) * (bottom - top) + (x1 - x0) * (y1 - y0) - shared)
    best = int(np.argmax(iou))
    return best if iou[best] > threshold else None


def _consensus(cluster: Sequence[_Weighted], models: int) -> ConsensusBox:
    weights = [max(box.score, 1e-12) for box in cluster]
    total = sum(weights)
    x0, y0, x1, y1 = (
        sum(weight * box.corners[side] for weight, box in zip(weights, cluster, strict=True))
        / total
        for side in range(4)
    )
    label = usual_spelling(box.label for box in cluster)
    mean = sum(box.score for box in cluster) / len(cluster)
    score = mean * min(len(cluster), models) / models
    members = tuple(sorted(box.member for box in cluster))
    return ConsensusBox(label, Box(x0, y0, x1, y1), score, members)


def _rank(entry: ConsensusBox) -> tuple[float, ...]:
    box = entry.box
    return (-entry.support, -entry.score, box.x0, box.y0, box.x1, box.y1)
