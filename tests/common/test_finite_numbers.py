"""Numbers of foreign JSON: Python reads whole ones of any length, a float holds 1.8e308."""

from __future__ import annotations

import math
import sys

import pytest

from vizdesk.common.strict_json import is_finite_number


@pytest.mark.parametrize("value", [0, -1.5, 10**308, sys.float_info.max])
def test_a_finite_number_is_one_a_float_can_hold(value: float) -> None:
    assert is_finite_number(value)


@pytest.mark.parametrize("value", [True, None, "1", math.nan, math.inf, 10**400, -(10**400), [1]])
def test_anything_else_is_none(value: object) -> None:
    assert not is_finite_number(value)
