"""How well boxes agree: IoU, the best pairing, F1."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from vizdesk.common.label_text import normalised_label
from vizdesk.comparison.types import Box, Detection


def iou(a: Box, b: Box) -> float:
    """Intersection over union of two boxes, 0..1."""
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.y1, b.y1) - max(a.y0, b.y0)
    if width <= 0 or height <= 0:
        return 0.0
    intersection = width * height
    return intersection / (a.area + b.area - intersection)


def pairs(
    expected: Sequence[Detection], detected: Sequence[Detection], threshold: float
) -> list[tuple[int, int]]:
    """As many (expected, detected) index pairs as there can be: each box once, same label.

    A pair's IoU is at least `threshold` (0..1). Augmenting paths (Kuhn's algorithm for bipartite
    matching), so that no pair is lost to an unlucky first choice as when greedy.
    """
    candidates = [_candidates(detection, detected, threshold) for detection in expected]
    matched: dict[int, int] = {}
    for start in range(len(expected)):
        _match(start, candidates, matched)
    return sorted((wanted, box) for box, wanted in matched.items())


def _candidates(expected: Detection, detected: Sequence[Detection], threshold: float) -> list[int]:
    """The indices of the detections that may pair with `expected`, largest IoU first."""
    label = normalised_label(expected.label)
    overlaps = [
        (iou(expected.box, detection.box), index)
        for index, detection in enumerate(detected)
        if normalised_label(detection.label) == label
    ]
    overlaps = [(overlap, index) for overlap, index in overlaps if overlap >= threshold]
    return [index for _, index in sorted(overlaps, key=lambda pair: -pair[0])]


def _match(start: int, candidates: list[list[int]], matched: dict[int, int]) -> None:
    """Find a box for `start`, moving others to another of theirs where that helps.

    `matched` maps a detected box to the expected one it is paired with; it is changed in place.
    """
    reached_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        wanted = queue.popleft()
        for box in candidates[wanted]:
            if box in reached_from:
                continue
            reached_from[box] = wanted
            if box not in matched:
                _flip_path(start, box, matched, reached_from)
                return
            queue.append(matched[box])


def _flip_path(
    start: int, free_box: int, matched: dict[int, int], reached_from: dict[int, int]
) -> None:
    """Pair each expected box along the augmenting path with the box after it on the path."""
    box_of = {wanted: box for box, wanted in matched.items()}
    box = free_box
    while True:
        wanted = reached_from[box]
        previous = box_of.get(wanted)
        matched[box] = wanted
        if wanted == start or previous is None:
            return
        box = previous


def f1(expected: int, detected: int, paired: int) -> float:
    """The harmonic mean of precision and recall, 0..1; 1 where nothing was wanted nor found."""
    return 2 * paired / (expected + detected) if expected + detected else 1.0
