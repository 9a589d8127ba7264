"""Boxes are compared by the figures of their geometry, and paired at the threshold exactly."""

from __future__ import annotations

import pytest

from vizdesk.analysis.box_matching import f1, iou, pairs
from vizdesk.comparison.types import Box, Detection

WHOLE = Box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(0, 0, 1, 1), 1.0),
        (Box(0, 0, 0.5, 1), 0.5),
        (Box(0, 0, 0.5, 0.5), 0.25),
        (Box(0.25, 0.5, 0.75, 1), 0.25),
        (Box(0.5, 0.5, 0.5, 0.5), 0.0),
    ],
)
def test_iou_of_a_part_of_the_whole_is_its_area(box: Box, expected: float) -> None:
    assert iou(WHOLE, box) == expected
    assert iou(box, WHOLE) == expected


def test_iou_counts_the_overlap_once() -> None:
    """Two of half an image, shifted by a quarter: 1/4 in common of 3/4."""
    assert iou(Box(0, 0, 0.5, 1), Box(0.25, 0, 0.75, 1)) == pytest.approx(1 / 3)


@pytest.mark.parametrize("other", [Box(0.5, 0, 1, 1), Box(0, 0.5, 1, 1), Box(0.75, 0.75, 1, 1)])
def test_boxes_that_only_touch_have_nothing_in_common(other: Box) -> None:
    assert iou(Box(0, 0, 0.5, 0.5), other) == 0.0


def test_a_pair_at_the_threshold_is_a_pair_and_one_below_it_none() -> None:
    expected, half = [Detection("cat", WHOLE)], [Detection("cat", Box(0, 0, 0.5, 1))]
    assert pairs(expected, half, 0.5) == [(0, 0)]
    assert pairs(expected, half, 0.5 + 1e-12) == []


def test_a_pair_is_of_one_label_however_it_is_written() -> None:
    assert pairs([Detection("cat", WHOLE)], [Detection("  CAT ", WHOLE)], 0.5) == [(0, 0)]
    assert pairs([Detection("cat", WHOLE)], [Detection("dog", WHOLE)], 0.0) == []


def test_each_box_is_paired_once() -> None:
    assert pairs([Detection("cat", WHOLE)], [Detection("cat", WHOLE)] * 2, 0.5) == [(0, 0)]
    assert pairs([Detection("cat", WHOLE)] * 2, [Detection("cat", WHOLE)], 0.5) == [(0, 0)]


def test_the_larger_overlap_is_taken_where_both_would_do() -> None:
    detected = [Detection("cat", Box(0, 0, 0.75, 1)), Detection("cat", Box(0, 0, 0.9, 1))]
    assert pairs([Detection("cat", WHOLE)], detected, 0.5) == [(0, 1)]


def test_no_pair_is_lost_to_the_first_choice() -> None:
    """The first expected box likes best what is the only choice of the second."""
    expected = [Detection("cat", Box(0, 0, 0.75, 1)), Detection("cat", Box(0, 0, 0.9, 1))]
    detected = [Detection("cat", Box(0, 0, 0.6, 1)), Detection("cat", Box(0, 0, 0.8, 1))]
    # IoU: first 0.8 and 0.9375, second 0.667 and 0.889.
    assert pairs(expected, detected, 0.79) == [(0, 0), (1, 1)]


def test_f1_is_the_harmonic_mean() -> None:
    """Of 4 wanted 3 were found among 6: precision 1/2, recall 3/4."""
    assert f1(4, 6, 3) == pytest.approx(2 * 0.5 * 0.75 / (0.5 + 0.75))
    assert f1(0, 0, 0) == 1.0
    assert f1(2, 0, 0) == f1(0, 2, 0) == 0.0
