"""How well boxes agree: IoU, the best pairing, F1."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.checks import plain


def iou(a: Box, b: Box) -> float:
    """Intersection over union of two boxes, 0..1."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / (a.area + b.area - both)


def pairs(
    wanted: Sequence[Detection], found: Sequence[Detection], least: float
) -> list[tuple[int, int]]:
    """As many (wanted, found) pairs as there can be, each box once, same label, IoU ≥ `least`.

    Augmenting paths (Kuhn), so that no pair is lost to an unlucky first choice as when greedy.
    """
    edges = [
        sorted(
            (at for at, other in enumerate(found) if _alike(one, other, least)),
            key=lambda at, one=one: -iou(one.box, found[at].box),  # type: ignore[misc]
        )
        for one in wanted
    ]
    owner: dict[int, int] = {}
    for start in range(len(wanted)):
        _give(start, edges, owner)
    return sorted((one, other) for other, one in owner.items())


def _give(start: int, edges: list[list[int]], owner: dict[int, int]) -> None:
    """Find a box for `start`, moving others to another of theirs where that helps."""
    came_from: dict[int, int] = {}
    waiting = [start]
    while waiting:
        one = waiting.pop(0)
        for other in edges[one]:
            if other in came_from:
                continue
            came_from[other] = one
            if other not in owner:
                _turn_over(start, other, edges, owner, came_from)
                return
            waiting.append(owner[other])


def _turn_over(
    start: int, free: int, edges: list[list[int]], owner: dict[int, int], came_from: dict[int, int]
) -> None:
    held = {one: other for other, one in owner.items()}
    at = free
    while True:
        one = came_from[at]
        before = held.get(one)
        owner[at] = one
        if one == start or before is None:
            return
        at = before


def _alike(a: Detection, b: Detection, least: float) -> bool:
    return plain(a.label) == plain(b.label) and iou(a.box, b.box) >= least


def f1(wanted: int, found: int, paired: int) -> float:
    """The harmonic mean of precision and recall, 0..1; 1 where nothing was wanted nor found."""
    return 2 * paired / (wanted + found) if wanted + found else 1.0
