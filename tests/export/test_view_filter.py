"""What lies in the part of the image in sight, at its very edges."""

from __future__ import annotations

import pytest

from vizdesk.comparison.types import Box, Detection, PointDetection
from vizdesk.export.view_filter import within

PART = Box(0.25, 0.5, 0.75, 1.0)


@pytest.mark.parametrize(
    ("point", "moved"),
    [
        ((0.25, 0.5), (0.0, 0.0)),
        ((0.75, 1.0), (1.0, 1.0)),
        ((0.5, 0.75), (0.5, 0.5)),
        ((0.24, 0.75), None),
        ((0.76, 0.75), None),
        ((0.5, 0.49), None),
    ],
)
def test_a_point_on_the_edge_of_the_part_is_in_it(
    point: tuple[float, float], moved: tuple[float, float] | None
) -> None:
    kept = within((PointDetection("cup", *point),), PART)
    assert [(each.x, each.y) for each in kept] == ([] if moved is None else [moved])


@pytest.mark.parametrize(
    ("box", "moved"),
    [
        (Box(0.0, 0.0, 1.0, 1.0), Box(0.0, 0.0, 1.0, 1.0)),
        (Box(0.25, 0.5, 0.375, 0.625), Box(0.0, 0.0, 0.25, 0.25)),
        (Box(0.5, 0.75, 1.0, 1.0), Box(0.5, 0.5, 1.0, 1.0)),
        (Box(0.0, 0.0, 0.25, 1.0), None),
        (Box(0.25, 0.0, 0.75, 0.5), None),
    ],
)
def test_a_box_is_cut_at_the_sides_of_the_part_and_one_that_only_touches_is_out(
    box: Box, moved: Box | None
) -> None:
    kept = within((Detection("cup", box),), PART)
    assert [each.box for each in kept] == ([] if moved is None else [moved])
