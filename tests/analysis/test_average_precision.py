"""mAP equals that of pycocotools: crowds, ranges of area, ties, repeated boxes and all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.analysis.coco_reference import LABELS, random_set, reference

from vizdesk.analysis.average_precision import (
    AreaRange,
    PixelBox,
    PredictedBox,
    ScoredImage,
    evaluate,
)


def _mean(values: np.ndarray[Any, Any]) -> float | None:
    counted = values[values > -1]
    return float(counted.mean()) if counted.size else None


def _close(value: float | None, expected: float | None) -> bool:
    return value == expected or (
        value is not None and expected is not None and abs(value - expected) <= 1e-9
    )


@pytest.mark.parametrize("start", range(0, 240, 24))
def test_map_is_that_of_pycocotools_on_random_sets(start: int) -> None:
    for seed in range(start, start + 24):
        images = random_set(seed)
        evaluation = reference(images)
        for place, area in enumerate(AreaRange):
            precision = evaluation.eval["precision"][:, :, :, place, -1]
            recall = evaluation.eval["recall"][:, :, place, -1]
            figures = evaluate(images, area).average_precision()
            assert _close(figures.mean, _mean(precision)), (seed, area)
            assert _close(figures.at(0.5), _mean(precision[0])), (seed, area)
            assert _close(figures.at(0.75), _mean(precision[5])), (seed, area)
            assert _close(figures.recall, _mean(recall)), (seed, area)
            for number, label in enumerate(LABELS):
                own = figures.by_class.get(label)
                expected = _mean(precision[:, :, number])
                assert _close(None if own is None else own.mean, expected), (seed, area, label)


def test_the_random_sets_have_what_the_rules_are_about() -> None:
    images = [image for seed in range(240) for image in random_set(seed)]
    truth = [box for image in images for box in image.truth]
    assert sum(box.crowd for box in truth) > 300
    assert sum(box.area != box.box.area for box in truth) > 500
    assert sum(len(image.predictions) > 100 for image in images) > 10
    assert {area for area in AreaRange if any(area.holds(box.area) for box in truth)} == {
        *AreaRange
    }


def test_figures_over_a_draw_are_those_of_the_images_drawn() -> None:
    images = random_set(11)
    weights = np.array([[2.0, 0.0] + [1.0] * (len(images) - 2), [1.0] * len(images)])
    twice = [images[0], images[0], *images[2:]]
    drawn = evaluate(images).resampled(weights)
    assert _close(drawn[1], evaluate(images).average_precision().mean)
    # Of equal scores the order of the images decides, so only nearly the same.
    assert drawn[0] == pytest.approx(evaluate(twice).average_precision().mean, abs=1e-9)


def test_a_set_without_objects_has_no_precision() -> None:
    stranger = PredictedBox("cone", PixelBox(0, 0, 10, 10), 1.0)
    figures = evaluate([ScoredImage((), (stranger,))]).average_precision()
    assert (figures.mean, figures.recall, dict(figures.by_class)) == (None, None, {})
    with pytest.raises(ValueError, match="was not evaluated"):
        figures.at(0.33)
