"""Over many images: alpha, and each two models with an interval that draws whole images anew."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.analysis.comparison_kit import answered, box, compared

from vizdesk.analysis.agreement_over_images import Measure, OverImages, over_images
from vizdesk.analysis.bootstrap import ratio_intervals
from vizdesk.analysis.comparison_agreement import agreement_of
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState, Comparison, Label

WHERE = (0.1, 0.1, 0.3, 0.4)


def over(*comparisons: Comparison) -> OverImages:
    (figures,) = over_images([agreement_of(comparison) for comparison in comparisons])
    return figures


def classified(image: str, *labels: str) -> Comparison:
    answers = (answered(n, labels=(Label(own),)) for n, own in zip("abc", labels, strict=True))
    return compared(TaskKind.CLASSIFY, *answers, image=image)


def test_accuracy_and_alpha_of_classes() -> None:
    figures = over(
        classified("1.png", "cat", "cat", "cat"),
        classified("2.png", "dog", "dog", "cat"),
        classified("3.png", "cat", "Cats", "cat"),
    )
    assert (figures.images, figures.models, figures.measure) == (
        3,
        ("a", "b", "c"),
        Measure.ACCURACY,
    )
    assert [(pair.first, pair.second, pair.value) for pair in figures.pairs] == [
        ("a", "b", 1.0),
        ("a", "c", pytest.approx(2 / 3)),
        ("b", "c", pytest.approx(2 / 3)),
    ]
    # By hand: 9 values, 7 cat and 2 dog; observed 1 - ((2 * 1) / 2 * 2) / 9, expected 28 / 72.
    assert figures.alpha == pytest.approx(1 - (4 / 2 / 9) / (2 * 7 * 2 / (9 * 8)))
    assert figures.pairs[0].interval == (1.0, 1.0)


def test_f1_of_boxes_sums_over_images() -> None:
    one, other = box("cone", *WHERE), box("cup", 0.5, 0.5, 0.9, 0.9)
    figures = over(
        compared(TaskKind.DETECT, answered("a", boxes=(one, other)), answered("b", boxes=(one,))),
        compared(
            TaskKind.DETECT,
            answered("a", boxes=(one,)),
            answered("b", boxes=(one,)),
            image="2.png",
        ),
    )
    assert (figures.measure, figures.alpha) == (Measure.F1, None)
    assert figures.pairs[0].value == pytest.approx(2 * 2 / 5)
    low, high = figures.pairs[0].interval or (0, 0)
    assert (low, high) == (pytest.approx(2 / 3), 1.0)


def test_cer_has_a_row_for_each_reference() -> None:
    figures = over(
        compared(TaskKind.READ_TEXT, answered("a", "1234"), answered("b", "12345")),
        compared(TaskKind.READ_TEXT, answered("a", "abcdef"), answered("b", "abcdef"), image="2"),
    )
    assert figures.measure is Measure.CER
    assert {(pair.first, pair.second): pair.value for pair in figures.pairs} == {
        ("a", "b"): pytest.approx(1 / 10),
        ("b", "a"): pytest.approx(1 / 11),
    }


def test_counts_have_an_interval_alpha() -> None:
    images = [
        compared(
            TaskKind.COUNT,
            answered("a", value=first),
            answered("b", value=second),
            image=f"{first}-{second}",
        )
        for first, second in ((1, 1), (5, 6), (9, 9))
    ]
    figures = over(*images)
    assert figures.level == "interval"
    # Observed (5 - 6)² over one pair in six values; expected over all fifteen pairs.
    values = [1, 1, 5, 6, 9, 9]
    expected = sum((x - y) ** 2 for x, y in product(values, values)) / (6 * 5)
    assert figures.alpha == pytest.approx(1 - (2 * 1 / 6) / expected)


def test_an_image_that_one_model_failed_says_nothing_of_it() -> None:
    failed = compared(
        TaskKind.CLASSIFY,
        answered("a", labels=(Label("cat"),)),
        answered("b", labels=(Label("cat"),)),
        answered("c", state=AnswerState.FAILED),
        image="4.png",
    )
    figures = over(classified("1.png", "cat", "cat", "cat"), failed)
    assert [pair.images for pair in figures.pairs] == [2, 1, 1]
    assert figures.pairs[1].interval is None
    assert figures.pairs[1].value == 1.0


def test_tasks_are_told_apart() -> None:
    counts = compared(TaskKind.COUNT, answered("a", value=1), answered("b", value=1))
    figures = over_images([agreement_of(classified("1", "a", "a", "a")), agreement_of(counts)])
    assert [each.task for each in figures] == [TaskKind.CLASSIFY, TaskKind.COUNT]
    assert [each.alpha for each in figures] == [None, None]


def test_intervals_hold_what_drawing_every_image_anew_gives() -> None:
    """Four images have 4⁴ draws: all of them, against the interval of many random ones."""
    above, below = [1.0, 0.0, 3.0, 2.0], [2.0, 1.0, 3.0, 4.0]
    ratios = [
        sum(above[at] for at in draw) / sum(below[at] for at in draw)
        for draw in product(range(4), repeat=4)
    ]
    exact = np.percentile(ratios, (2.5, 97.5))
    (interval,) = ratio_intervals([[a] for a in above], [[b] for b in below], resamples=40_000)
    assert interval == pytest.approx(tuple(exact), abs=0.02)


def test_the_same_seed_gives_the_same_interval() -> None:
    figures = [[float(at % 3)] for at in range(50)], [[2.0]] * 50
    assert ratio_intervals(*figures, seed=4) == ratio_intervals(*figures, seed=4)
    assert ratio_intervals([], []) == []
    assert ratio_intervals([[1.0]], [[1.0]]) == [None]
