"""Boxes of several models matched into objects: which boxes are of the same thing.

numpy, since the overlaps of 8 models × 3,000 boxes are 0.3 billion pairs (docs/agreement.md has the
figures without it); it is imported with this module, and this module only where there is something
to match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vizdesk.analysis.assignment import cheapest_assignment
from vizdesk.common.messages import MessageError, message
from vizdesk.comparison.types import Box

MOST_OVERLAPS = 2_000_000
"""Pairs of overlapping boxes that are looked at; a model that repeats itself makes many."""
LARGEST_EXACT = 250_000
"""Rows × columns that are assigned optimally; larger knots of boxes by the greatest IoU first."""
AT_ONCE = 4_000_000
ROUNDING = 1e-9

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


class MatchingError(MessageError):
    """There are more overlapping boxes than can be matched."""


class MatchedPair(NamedTuple):
    """Two models' boxes of the same thing, by their places in the two lists.

    A named tuple: 8 models × 300 boxes make 8,400 of them, in a third of the time of dataclasses.
    """

    first: int
    second: int
    iou: float
    same_class: bool


@dataclass(frozen=True, slots=True)
class ObjectMatch:
    """One object: for each model the place of its box in its list, None where it has none.

    `spread` is the least IoU between two of its boxes; None where there is only one.
    """

    members: tuple[int | None, ...]
    spread: float | None


@dataclass(frozen=True, slots=True)
class Matching:
    """The objects of several lists of boxes, and the best pairing of each two lists."""

    objects: tuple[ObjectMatch, ...]
    pairs: Mapping[tuple[int, int], tuple[MatchedPair, ...]]


@dataclass(frozen=True, slots=True)
class _Boxes:
    """All boxes in an order that depends on them alone: not on that of models or of answers."""

    corners: Floats  # (boxes, 4): x0, y0, x1, y1
    model: Ints
    place: Ints  # in the list of its model
    label: Ints
    models: int


@dataclass(frozen=True, slots=True)
class _Overlaps:
    """Pairs of boxes of different models whose IoU reaches the threshold; `first` < `second`."""

    first: Ints
    second: Ints
    iou: Floats
    same: NDArray[np.bool_]


def match_objects(
    boxes: Sequence[Sequence[Box]], classes: Sequence[Sequence[str]], threshold: float
) -> Matching:
    """Match the boxes of several models; `classes` are theirs, as they are compared.

    Two lists are paired so that there are as many pairs with IoU ≥ `threshold` (0 < … ≤ 1) as there
    can be, and of those the greatest sum of IoU: boxes of the same class first, then what is left
    with any class. An object takes one box of a model at most, and every two of its boxes overlap
    by the threshold (complete linkage); pairs of the same class join first, then pairs of the best
    pairing, then those with the greater IoU. With two models the objects are their best pairing.
    The order of models and of boxes makes no difference. Raises MatchingError.
    """
    arranged = _arranged(boxes, classes)
    overlaps = _overlaps(arranged, threshold)
    best = _best_pairs(arranged, overlaps)
    return Matching(
        tuple(_objects(arranged, overlaps, best)), _pairs_by_models(arranged, overlaps, best)
    )


# --- Overlaps -------------------------------------------------------------------------------------
def _arranged(boxes: Sequence[Sequence[Box]], classes: Sequence[Sequence[str]]) -> _Boxes:
    names = {name: at for at, name in enumerate(sorted({n for each in classes for n in each}))}
    lists = []
    for model, (own_boxes, own_classes) in enumerate(zip(boxes, classes, strict=True)):
        corners = np.array(
            [(box.x0, box.y0, box.x1, box.y1) for box in own_boxes], dtype=np.float64
        ).reshape(-1, 4)
        label = np.array([names[name] for name in own_classes], dtype=np.int64)
        order = np.lexsort((label, *corners.T[::-1]))
        corners, label = corners[order], label[order]
        lists.append((corners.tobytes() + label.tobytes(), corners, label, order, model))
    lists.sort(key=lambda entry: (entry[0], entry[4]))
    return _Boxes(
        np.concatenate([entry[1] for entry in lists]) if lists else np.empty((0, 4)),
        np.concatenate([np.full(len(entry[1]), entry[4], dtype=np.int64) for entry in lists])
        if lists
        else np.empty(0, dtype=np.int64),
        np.concatenate([entry[3] for entry in lists]) if lists else np.empty(0, dtype=np.int64),
        np.concatenate([entry[2] for entry in lists]) if lists else np.empty(0, dtype=np.int64),
        len(boxes),
    )


def _overlaps(boxes: _Boxes, threshold: float) -> _Overlaps:
    """Every pair that reaches the threshold, by a sweep from left to right.

    IoU ≥ t leaves room for a shift of (1 − t) × width at most, so few of all pairs are computed.
    """
    order = np.argsort(boxes.corners[:, 0], kind="stable")
    left, top, right, bottom = boxes.corners[order].T
    reach = left + (1 - threshold) * (right - left) + ROUNDING
    count = np.maximum(0, np.searchsorted(left, reach, side="right") - np.arange(len(order)) - 1)
    area = (right - left) * (bottom - top)
    parts: list[tuple[Ints, Ints, Floats]] = []
    kept = 0
    for start, end in _chunks(count):
        lengths = count[start:end]
        a = np.repeat(np.arange(start, end), lengths)
        offsets = np.arange(len(a)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        b = a + 1 + offsets
        apart = boxes.model[order[a]] != boxes.model[order[b]]
        a, b = a[apart], b[apart]
        width = np.minimum(right[a], right[b]) - left[b]
        height = np.minimum(bottom[a], bottom[b]) - np.maximum(top[a], top[b])
        inside = (width > 0) & (height > 0)
        a, b, shared = a[inside], b[inside], width[inside] * height[inside]
        overlap = shared / (area[a] + area[b] - shared)
        reached = overlap >= threshold
        parts.append((order[a[reached]], order[b[reached]], overlap[reached]))
        kept += len(parts[-1][0])
        if kept > MOST_OVERLAPS:
            raise MatchingError(
                message(
                    "More than {n} pairs of boxes overlap: too many to be matched.",
                    n=f"{MOST_OVERLAPS:,}",
                )
            )
    one = np.concatenate([part[0] for part in parts]) if parts else np.empty(0, dtype=np.int64)
    other = np.concatenate([part[1] for part in parts]) if parts else np.empty(0, dtype=np.int64)
    iou = np.concatenate([part[2] for part in parts]) if parts else np.empty(0)
    first, second = np.minimum(one, other), np.maximum(one, other)
    in_order = np.lexsort((second, first))
    first, second = first[in_order], second[in_order]
    same = boxes.label[first] == boxes.label[second]
    return _Overlaps(first, second, iou[in_order], same)


def _chunks(count: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of boxes with not many more than AT_ONCE pairs each."""
    total = np.cumsum(count)
    start = 0
    while start < len(count):
        done = int(total[start - 1]) if start else 0
        end = int(np.searchsorted(total, done + AT_ONCE, side="right"))
        end = max(end, start + 1)
        yield start, end
        start = end


# --- The best pairing of each two models ----------------------------------------------------------
def _best_pairs(boxes: _Boxes, overlaps: _Overlaps) -> NDArray[np.bool_]:
    """Which overlaps are pairs of the best pairing of their two models."""
    best = np.zeros(len(overlaps.first), dtype=np.bool_)
    # A box and the other model: what may be taken once.
    first_end = overlaps.first * boxes.models + boxes.model[overlaps.second]
    second_end = overlaps.second * boxes.models + boxes.model[overlaps.first]
    taken = np.zeros(len(boxes.model) * boxes.models, dtype=np.bool_)
    for stage in (overlaps.same, ~overlaps.same):
        free = stage & ~taken[first_end] & ~taken[second_end]
        at = np.flatnonzero(free)
        degree = np.bincount(np.concatenate((first_end[at], second_end[at])), minlength=len(taken))
        single = (degree[first_end[at]] == 1) & (degree[second_end[at]] == 1)
        chosen = [at[single]]
        for knot in _knots(at[~single], first_end, second_end):
            chosen.append(np.array(_assigned(knot, overlaps), dtype=np.int64))
        together = np.concatenate(chosen)
        best[together] = True
        taken[first_end[together]] = True
        taken[second_end[together]] = True
    return best


def _knots(edges: Ints, first_end: Ints, second_end: Ints) -> Iterator[list[int]]:
    """Overlaps of two models that hang together, each group in its order."""
    parent: dict[int, int] = {}

    def root(end: int) -> int:
        while parent.setdefault(end, end) != end:
            parent[end] = end = parent[parent[end]]
        return end

    ends = list(
        zip(edges.tolist(), first_end[edges].tolist(), second_end[edges].tolist(), strict=True)
    )
    for _, first, second in ends:
        parent[root(first)] = root(second)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for edge, first, _ in ends:
        groups[root(first)].append(edge)
    yield from groups.values()


def _assigned(knot: Sequence[int], overlaps: _Overlaps) -> list[int]:
    """The overlaps to take: as many as there can be, then the greatest sum of IoU."""
    ends = [(int(overlaps.first[edge]), int(overlaps.second[edge]), edge) for edge in knot]
    rows = {box: at for at, box in enumerate(dict.fromkeys(first for first, _, _ in ends))}
    columns = {box: at for at, box in enumerate(dict.fromkeys(second for _, second, _ in ends))}
    if len(rows) * len(columns) > LARGEST_EXACT:
        return _greedy(ends, overlaps)
    turned = len(rows) > len(columns)
    across, down = (rows, columns) if turned else (columns, rows)
    edge_at: dict[tuple[int, int], int] = {}
    costs = [[0.0] * len(across) for _ in down]
    for first, second, edge in ends:
        row, column = (columns[second], rows[first]) if turned else (rows[first], columns[second])
        # One more pair counts more than every IoU together.
        costs[row][column] = -(len(down) + 1 + float(overlaps.iou[edge]))
        edge_at[row, column] = edge
    pairs = enumerate(cheapest_assignment(costs))
    return [edge_at[pair] for pair in pairs if pair in edge_at]


def _greedy(ends: Iterable[tuple[int, int, int]], overlaps: _Overlaps) -> list[int]:
    taken: set[int] = set()
    chosen = []
    for first, second, edge in sorted(ends, key=lambda end: (-float(overlaps.iou[end[2]]), end)):
        if first not in taken and second not in taken:
            taken |= {first, second}
            chosen.append(edge)
    return chosen


def _pairs_by_models(
    boxes: _Boxes, overlaps: _Overlaps, best: NDArray[np.bool_]
) -> dict[tuple[int, int], tuple[MatchedPair, ...]]:
    lists: dict[tuple[int, int], list[MatchedPair]] = {
        (first, second): [] for second in range(boxes.models) for first in range(second)
    }
    at = np.flatnonzero(best)
    first, second = overlaps.first[at], overlaps.second[at]
    columns: list[list[Any]] = [
        values.tolist()
        for values in (
            boxes.model[first],
            boxes.place[first],
            boxes.model[second],
            boxes.place[second],
            overlaps.iou[at],
            overlaps.same[at],
        )
    ]
    for model, place, other_model, other_place, iou, same in zip(*columns, strict=True):
        if model < other_model:
            pair = MatchedPair(place, other_place, iou, same)
            lists[model, other_model].append(pair)
        else:
            lists[other_model, model].append(MatchedPair(other_place, place, iou, same))
    return {key: tuple(sorted(pairs, key=lambda pair: pair.first)) for key, pairs in lists.items()}


# --- Objects --------------------------------------------------------------------------------------
def _objects(boxes: _Boxes, overlaps: _Overlaps, best: NDArray[np.bool_]) -> Iterator[ObjectMatch]:
    """The objects in the order of their first box."""
    models, places = boxes.model.tolist(), boxes.place.tolist()
    groups = sorted(_groups(boxes, overlaps, best), key=lambda group: group[0][0])
    for group, spread in groups:
        members: list[int | None] = [None] * boxes.models
        for box in group:
            members[models[box]] = places[box]
        yield ObjectMatch(tuple(members), spread)


def _groups(
    boxes: _Boxes, overlaps: _Overlaps, best: NDArray[np.bool_]
) -> Iterator[tuple[list[int], float | None]]:
    """Boxes of one object in their order, with their spread.

    Most often all boxes that hang together overlap each other (a clique): such a group is an object
    as it is. The rest is joined pair by pair.
    """
    count = len(boxes.model)
    root = np.arange(count)
    np.minimum.at(root, overlaps.second, overlaps.first)
    inside = root[overlaps.first] == root[overlaps.second]
    whole = np.ones(count, dtype=np.bool_)
    for end in (overlaps.first, overlaps.second):
        whole[root[end[~inside]]] = False
    size = np.bincount(root, minlength=count)
    edges = np.bincount(root[overlaps.first[inside]], minlength=count)
    whole &= (edges == size * (size - 1) // 2) & (size > 0)
    spread = np.full(count, 2.0)
    np.minimum.at(spread, root[overlaps.first[inside]], overlaps.iou[inside])
    order = np.argsort(root, kind="stable")
    at = 0
    rest: list[int] = []
    in_order, roots = order.tolist(), np.flatnonzero(size).tolist()
    sizes, is_whole, spreads = size.tolist(), whole.tolist(), spread.tolist()
    for first in roots:
        group = in_order[at : at + sizes[first]]
        at += sizes[first]
        if is_whole[first]:
            yield group, spreads[first] if len(group) > 1 else None
        else:
            rest += group
    if rest:
        left = ~(whole[root[overlaps.first]] & whole[root[overlaps.second]])
        yield from _joined(sorted(rest), np.flatnonzero(left), boxes, overlaps, best)


def _joined(
    rest: Sequence[int],
    edges: Ints,
    boxes: _Boxes,
    overlaps: _Overlaps,
    best: NDArray[np.bool_],
) -> Iterator[tuple[list[int], float | None]]:
    """Objects of boxes that overlap in part only, joined by complete linkage."""
    order = edges[
        np.lexsort(
            (
                overlaps.second[edges],
                overlaps.first[edges],
                -overlaps.iou[edges],
                ~best[edges],
                ~overlaps.same[edges],
            )
        )
    ]
    pairs = list(zip(overlaps.first[order].tolist(), overlaps.second[order].tolist(), strict=True))
    iou_of = dict(zip(pairs, overlaps.iou[order].tolist(), strict=True))
    models = boxes.model.tolist()
    group_of = {box: [box] for box in rest}
    for first, second in pairs:
        group, other = group_of[first], group_of[second]
        if group is other or {models[box] for box in group} & {models[box] for box in other}:
            continue
        if all((min(a, b), max(a, b)) in iou_of for a in group for b in other):
            group += other
            for box in other:
                group_of[box] = group
    for box in rest:
        group = group_of[box]
        if box == min(group):
            members = sorted(group)
            ious = [iou_of[pair] for pair in _pairs_within(members)]
            yield members, min(ious) if ious else None


def _pairs_within(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, second in enumerate(members):
        for first in members[:at]:
            yield first, second
