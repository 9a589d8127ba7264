"""Boxes of several models become objects: optimal for each two models, in whatever order."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from pycocotools import mask
from scipy.optimize import linear_sum_assignment
from tests.analysis.reference_cases import Scored, boxes_at_places
from tests.counting import growth_of_calls

from vizdesk.analysis import object_matching
from vizdesk.analysis.box_matching import iou, pairs
from vizdesk.analysis.object_matching import Matching, MatchingError, match_objects
from vizdesk.comparison.types import Box, Detection

THRESHOLDS = (0.3, 0.5, 0.75)


def lists_of(case: list[list[Scored]]) -> tuple[list[list[Box]], list[list[str]]]:
    boxes = [[Box(*corners) for corners, _, _ in own] for own in case]
    return boxes, [["ab"[label] for _, _, label in own] for own in case]


def matched(case: list[list[Scored]], threshold: float = 0.5) -> Matching:
    return match_objects(*lists_of(case), threshold)


def grid(count: int, models: int, *, move: float = 0.0) -> tuple[list[list[Box]], list[list[str]]]:
    """Boxes of `count` places that do not touch, the same for every model but for a small shift."""
    random = Random(7)
    side = int(np.ceil(np.sqrt(count)))
    places = [((at % side) / side, (at // side) / side) for at in range(count)]
    lists = []
    for _ in range(models):
        own = []
        for x, y in places:
            dx, dy = random.uniform(-move, move) / side, random.uniform(-move, move) / side
            own.append(Box(x + dx, y + dy, x + dx + 0.8 / side, y + dy + 0.8 / side))
        lists.append(own)
    return lists, [["nut"] * count for _ in range(models)]


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_each_pairing_is_the_best_there_is(threshold: float) -> None:
    """As many pairs as evals' matching finds, and the greatest sum of IoU, by scipy."""
    for case in boxes_at_places(8, models=2):
        (first, second), (first_classes, second_classes) = lists_of(case)
        chosen = [p for p in matched(case, threshold).pairs[0, 1] if p.same_class]
        named = [
            [Detection(name, box) for name, box in zip(names, boxes, strict=True)]
            for names, boxes in ((first_classes, first), (second_classes, second))
        ]
        assert len(chosen) == len(pairs(*named, threshold))
        if first and second:
            worth = np.array(
                [
                    [
                        100 + iou(a, b) if iou(a, b) >= threshold and x == y else 0.0
                        for b, y in zip(second, second_classes, strict=True)
                    ]
                    for a, x in zip(first, first_classes, strict=True)
                ]
            )
            best = worth[linear_sum_assignment(-worth)].sum()
            assert sum(100 + pair.iou for pair in chosen) == pytest.approx(best, abs=1e-9)


def test_overlaps_are_those_of_pycocotools() -> None:
    for case in boxes_at_places(9, models=2):
        (first, second), _ = lists_of(case)
        for pair in matched(case).pairs[0, 1]:
            a, b = first[pair.first], second[pair.second]
            sizes = [
                np.array([[box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0]]) for box in (a, b)
            ]
            assert pair.iou == pytest.approx(float(mask.iou(*sizes, [0])[0, 0]), abs=1e-9)


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_objects_part_the_boxes_and_each_hangs_together(threshold: float) -> None:
    for case in boxes_at_places(10, models=4):
        boxes, _ = lists_of(case)
        objects = matched(case, threshold).objects
        for model, own in enumerate(boxes):
            places = [each.members[model] for each in objects if each.members[model] is not None]
            assert sorted(places) == list(range(len(own)))
        for each in objects:
            members = [boxes[model][at] for model, at in enumerate(each.members) if at is not None]
            ious = [iou(a, b) for a, b in combinations(members, 2)]
            assert all(value >= threshold for value in ious)
            assert each.spread == (pytest.approx(min(ious)) if ious else None)


def test_no_two_objects_are_left_that_could_be_one() -> None:
    for case in boxes_at_places(11, models=4):
        boxes, _ = lists_of(case)
        for one, other in combinations(matched(case).objects, 2):
            if any(
                a is not None and b is not None
                for a, b in zip(one.members, other.members, strict=True)
            ):
                continue
            sides = [
                [boxes[model][at] for model, at in enumerate(each.members) if at is not None]
                for each in (one, other)
            ]
            assert any(iou(a, b) < 0.5 for a in sides[0] for b in sides[1])


def test_with_two_models_the_objects_are_their_pairing() -> None:
    for case in boxes_at_places(12, models=2):
        result = matched(case)
        both = sorted(each.members for each in result.objects if None not in each.members)
        assert both == [(pair.first, pair.second) for pair in result.pairs[0, 1]]


def test_the_order_of_models_and_boxes_makes_no_difference() -> None:
    random = Random(13)
    for case in boxes_at_places(13, models=4):
        order = random.sample(range(4), 4)
        places = [random.sample(range(len(own)), len(own)) for own in case]
        turned = matched([[case[model][at] for at in places[model]] for model in order])
        back = set()
        for each in turned.objects:
            members: list[int | None] = [None] * 4
            for model, at in zip(order, each.members, strict=True):
                members[model] = None if at is None else places[model][at]
            back.add((tuple(members), each.spread))
        assert back == {(each.members, each.spread) for each in matched(case).objects}


def test_a_box_of_the_same_class_is_preferred_to_a_nearer_one_of_another() -> None:
    box, near = Box(0.1, 0.1, 0.5, 0.5), Box(0.1, 0.1, 0.5, 0.51)
    far = Box(0.1, 0.1, 0.5, 0.7)
    result = match_objects([[box], [near, far]], [["cup"], ["mug", "cup"]], 0.5)
    assert [each.members for each in result.objects] == [(0, 1), (None, 0)]
    assert result.pairs[0, 1][0].same_class


def test_another_class_at_the_same_place_is_the_same_object() -> None:
    box = Box(0.1, 0.1, 0.5, 0.5)
    result = match_objects([[box], [box], [box]], [["forklift"], ["forklift"], ["truck"]], 0.5)
    assert [each.members for each in result.objects] == [(0, 0, 0)]
    assert [pair.same_class for pair in result.pairs[0, 2]] == [False]


def test_boxes_without_area_match_nothing() -> None:
    flat = Box(0.1, 0.1, 0.1, 0.5)
    assert len(match_objects([[flat], [flat]], [["a"], ["a"]], 0.5).objects) == 2
    assert match_objects([[], []], [[], []], 0.5).objects == ()


def test_a_model_that_repeats_one_box_pairs_it_once() -> None:
    box = Box(0.1, 0.1, 0.5, 0.5)
    result = match_objects([[box] * 40, [box]], [["a"] * 40, ["a"]], 0.5)
    assert len(result.pairs[0, 1]) == 1
    assert len(result.objects) == 40


def test_knots_too_large_for_the_optimum_are_paired_by_the_greatest_overlap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(object_matching, "LARGEST_EXACT", 3)
    first = [Box(0, 0, 1, 1), Box(0, 0, 0.75, 1)]
    second = [Box(0, 0, 0.9, 1), Box(0, 0, 0.6, 1)]
    result = match_objects([first, second], [["a", "a"], ["a", "a"]], 0.5)
    assert [(p.first, p.second) for p in result.pairs[0, 1]] == [(0, 0), (1, 1)]


def test_too_many_overlaps_are_told_and_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_matching, "MOST_OVERLAPS", 99)
    box = Box(0.1, 0.1, 0.5, 0.5)
    with pytest.raises(MatchingError, match="More than 99 pairs of boxes overlap"):
        match_objects([[box] * 10, [box] * 10], [["a"] * 10, ["a"] * 10], 0.5)


def test_twice_the_objects_are_twice_the_work() -> None:
    def work(count: int) -> Matching:
        return match_objects(*grid(count, 8, move=0.05), 0.5)

    assert len(work(64).objects) == 64
    assert growth_of_calls(work, 100) < 2.5
