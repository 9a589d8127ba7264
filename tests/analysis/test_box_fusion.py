"""Consensus boxes are those of ensemble-boxes, on seeded random cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.analysis.reference_cases import CASES, scored_boxes

from vizdesk.analysis.box_fusion import fused_boxes
from vizdesk.comparison.types import Box, Detection

REFERENCES = Path(__file__).parent / "references" / "weighted_boxes_fusion.json"


def test_fused_boxes_are_those_of_ensemble_boxes() -> None:
    references = json.loads(REFERENCES.read_text(encoding="utf-8"))
    assert len(references) == CASES
    for case, expected in zip(scored_boxes(), references, strict=True):
        detections = [
            [Detection(str(label), Box(*corners), score) for corners, score, label in own]
            for own in case
        ]
        fused = sorted(
            [
                float(each.label),
                each.score,
                *(each.box.x0, each.box.y0, each.box.x1, each.box.y1),
            ]
            for each in fused_boxes(detections, 0.5)
        )
        assert len(fused) == len(expected)
        for ours, theirs in zip(fused, expected, strict=True):
            # The reference sums 32-bit floats.
            assert ours == pytest.approx(theirs, abs=2e-6)


def test_a_box_without_a_score_counts_as_sure() -> None:
    first = [Detection("cup", Box(0.0, 0.0, 0.4, 0.4))]
    second = [Detection("cup", Box(0.0, 0.0, 0.4, 0.5), 0.5)]
    (fused,) = fused_boxes([first, second, []], 0.5)
    assert fused.box.y1 == pytest.approx((0.4 * 1 + 0.5 * 0.5) / 1.5)
    assert fused.score == pytest.approx((1 + 0.5) / 2 * 2 / 3)
    assert (fused.support, fused.models) == (2, (0, 1))


def test_support_counts_models_and_not_boxes() -> None:
    box = Box(0.1, 0.1, 0.5, 0.5)
    (fused,) = fused_boxes([[Detection("a", box), Detection("a", box)], [], []], 0.5)
    assert (fused.support, len(fused.members)) == (1, 2)


def test_the_order_of_models_makes_no_difference() -> None:
    for case in scored_boxes(20):
        # Without scores every box is as sure as the others: the hardest case for an order.
        detections = [[Detection("x", Box(*corners)) for corners, _, _ in own] for own in case]
        forward = fused_boxes(detections, 0.5)
        backward = fused_boxes(detections[::-1], 0.5)
        assert [(each.box, each.score) for each in forward] == [
            (each.box, each.score) for each in backward
        ]


def test_the_class_is_called_what_most_models_call_it() -> None:
    box = Box(0.1, 0.1, 0.5, 0.5)
    labels = ("Cups", "cup", "cup")
    (fused,) = fused_boxes([[Detection(label, box)] for label in labels], 0.5)
    assert fused.label == "cup"


def test_scores_of_zero_and_boxes_without_area_do_no_harm() -> None:
    box, flat = Box(0.1, 0.1, 0.5, 0.5), Box(0.2, 0.2, 0.2, 0.5)
    (fused,) = fused_boxes([[Detection("a", box, 0.0)], [Detection("a", flat)]], 0.5)
    assert (fused.score, fused.support) == (0.0, 1)
    assert fused_boxes([[], []], 0.5) == ()
