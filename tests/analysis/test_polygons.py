"""Outlines have the area, the inside and the cut that geometry gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vizdesk.analysis.polygons import area, clipped, contains

SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
TRIANGLE = ((0.0, 0.0), (4.0, 0.0), (0.0, 3.0))
# A U, open at its top: two arms 1 wide and 3 high on a foot 3 wide and 1 high.
CUP = ((0, 0), (1, 0), (1, 2), (2, 2), (2, 0), (3, 0), (3, 3), (0, 3))


@pytest.mark.parametrize(("ring", "size"), [(SQUARE, 4), (TRIANGLE, 6), (CUP, 7)])
def test_the_area_is_that_of_the_shoelace_formula_in_either_turn(
    ring: tuple[tuple[float, float], ...], size: float
) -> None:
    assert area(ring) == size
    assert area(ring[::-1]) == size


def test_the_inside_of_a_concave_outline_leaves_out_its_bay() -> None:
    assert contains(CUP, 0.5, 1)
    assert contains(CUP, 2.5, 1)
    assert contains(CUP, 1.5, 2.5)
    assert not contains(CUP, 1.5, 1)
    assert not contains(CUP, 3.5, 1)


def test_an_outline_within_the_rectangle_stays_as_it_is() -> None:
    assert set(clipped(TRIANGLE, -1, -1, 5, 5)) == set(TRIANGLE)


def test_an_outline_is_cut_off_at_the_sides_of_the_rectangle() -> None:
    cut = clipped(SQUARE, 1, 1, 5, 5)
    assert set(cut) == {(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)}
    # The hypotenuse passes (2, 1.5): a trapezium of 2 x (3 + 1.5) / 2 is left of x = 2.
    assert area(clipped(TRIANGLE, 0, 0, 2, 5)) == pytest.approx(4.5)


def test_a_concave_outline_keeps_the_area_of_both_its_parts() -> None:
    assert area(clipped(CUP, 0, 0, 3, 1)) == pytest.approx(2)


@pytest.mark.parametrize("rectangle", [(5, 5, 6, 6), (2, 0, 3, 2)])
def test_of_an_outline_outside_or_at_the_edge_nothing_is_left(
    rectangle: tuple[float, float, float, float],
) -> None:
    assert clipped(SQUARE, *rectangle) == ()


UNIT = st.floats(0, 1)


@given(st.lists(st.tuples(UNIT, UNIT), min_size=3, max_size=12), UNIT, UNIT, UNIT, UNIT)
def test_whatever_is_cut_lies_within_the_rectangle(
    ring: list[tuple[float, float]], a: float, b: float, c: float, d: float
) -> None:
    (x0, x1), (y0, y1) = sorted((a, b)), sorted((c, d))
    for x, y in clipped(ring, x0, y0, x1, y1):
        assert x0 - 1e-9 <= x <= x1 + 1e-9
        assert y0 - 1e-9 <= y <= y1 + 1e-9
