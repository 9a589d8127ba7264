"""Scores against truth: each figure by hand, crowds passed over, intervals that can be repeated."""

from __future__ import annotations

import pytest

from vizdesk.analysis.detection_scores import (
    Counts,
    DetectionCase,
    TrueObject,
    f1_difference,
    score_detections,
    score_image,
)
from vizdesk.comparison.types import Box, Detection

LEFT, RIGHT = Box(0.0, 0.0, 0.4, 0.4), Box(0.5, 0.5, 0.9, 0.9)
NEAR_RIGHT, FAR = Box(0.52, 0.5, 0.92, 0.9), Box(0.0, 0.8, 0.1, 0.9)


def case(truth: list[TrueObject], detections: list[Detection]) -> DetectionCase:
    return DetectionCase((100, 100), tuple(truth), tuple(detections))


MIXED = case(
    [TrueObject("person", LEFT), TrueObject("helmet", RIGHT), TrueObject("cone", FAR)],
    [
        Detection("Persons", LEFT, 0.9),
        Detection("vest", NEAR_RIGHT, 0.3),
        Detection("cone", Box(0.6, 0.0, 0.7, 0.1), 0.8),
    ],
)


def test_each_box_is_right_wrong_or_missed_once() -> None:
    score = score_image(MIXED)
    assert score.matches == ((0, 0),)
    assert score.confusions == ((1, 1),)
    assert score.wrong == (2, 1)  # the more confident first
    assert score.missed == (1, 2)  # the larger first
    assert score.counts == Counts(1, 2, 2)
    assert (score.counts.precision, score.counts.recall) == (1 / 3, 1 / 3)
    assert score.counts.f1 == pytest.approx(1 / 3)


def test_classes_and_confusions_are_counted_over_all_images() -> None:
    score = score_detections([MIXED, MIXED])
    assert score.counts == Counts(2, 4, 4)
    assert score.by_class == {
        "cone": Counts(0, 2, 2),
        "helmet": Counts(0, 0, 2),
        "person": Counts(2, 0, 0),
        "vest": Counts(0, 2, 0),
    }
    assert score.confusion == {
        ("person", "person"): 2,
        ("helmet", "vest"): 2,
        ("cone", None): 2,
        (None, "cone"): 2,
    }
    # person 1, helmet 0, cone 0; vest is nowhere and does not count.
    assert score.average_precision.mean == pytest.approx(1 / 3)


def test_what_lies_in_a_crowd_of_its_class_is_neither_right_nor_wrong() -> None:
    crowd = TrueObject("person", Box(0, 0, 1, 0.5), crowd=True)
    score = score_image(
        case(
            [crowd], [Detection("person", LEFT), Detection("cone", LEFT), Detection("person", FAR)]
        )
    )
    assert (score.passed_over, score.wrong, score.missed) == ((0,), (1, 2), ())


def test_nothing_there_and_nothing_found_is_right() -> None:
    score = score_image(case([], []))
    assert score.counts.f1 == 1.0
    assert (score.counts.precision, score.counts.recall) == (None, None)


def test_synonyms_of_a_person_are_the_same_class() -> None:
    truck = case([TrueObject("lorry", LEFT)], [Detection("truck", LEFT)])
    assert score_image(truck).counts == Counts(0, 1, 1)
    assert score_image(truck, synonyms={"truck": "lorry"}).counts == Counts(1, 0, 0)


def test_intervals_hold_the_figure_and_are_the_same_again() -> None:
    good = case([TrueObject("cone", LEFT)], [Detection("cone", LEFT)])
    bad = case([TrueObject("cone", LEFT)], [Detection("cone", FAR)])
    score = score_detections([good] * 6 + [bad] * 4)
    assert score.counts.f1 == pytest.approx(0.6)
    low, high = score.intervals["f1"] or (1, 0)
    assert (low, high) == (pytest.approx(0.3), pytest.approx(0.9))
    assert score.intervals == score_detections([good] * 6 + [bad] * 4).intervals
    map_low, map_high = score.intervals["map"] or (1, 0)
    assert 0 < map_low < (score.average_precision.mean or 0) < map_high <= 1
    assert score_detections([good]).intervals == {
        "precision": None,
        "recall": None,
        "f1": None,
        "map": None,
    }


def test_two_models_on_the_same_images_are_compared_in_pairs() -> None:
    good = score_image(case([TrueObject("cone", LEFT)], [Detection("cone", LEFT)]))
    bad = score_image(case([TrueObject("cone", LEFT)], []))
    clear = f1_difference([good] * 20, [bad] * 20)
    assert (clear.difference, clear.interval, clear.settled) == (1.0, (1.0, 1.0), True)
    open_ = f1_difference([good, bad] * 5, [bad, good] * 5)
    assert (open_.difference, open_.settled) == (0.0, False)
    with pytest.raises(ValueError, match="2 and 1 images cannot be paired"):
        f1_difference([good, bad], [good])
