"""The chart says where each model stands, and how sure that is, without names on each other."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from vizdesk.runs.report.chart_svg import ChartColours, Point, chart_svg
from vizdesk.runs.report.pass_rate import Rate, rate_of

COLOURS = ChartColours("#000000", "#666666", "#dddddd", ("#D55E00", "#0072B2"))


def rate(passed: int, asked: int) -> Rate:
    found = rate_of([True] * passed + [False] * (asked - passed))
    assert found is not None
    return found


@pytest.mark.parametrize("shares", [(0, 0, 0), (67, 67, 67), (30, 31, 30), (0, 67, 33)], ids=str)
def test_names_never_lie_on_each_other_or_below_the_axis(shares: tuple[int, ...]) -> None:
    points = [Point(f"Model {at}", 1 + at / 10, rate(n, 67)) for at, n in enumerate(shares)]
    root = ElementTree.fromstring(chart_svg(points, "T", "s", COLOURS))
    names = [one for one in root.iter() if (one.text or "").startswith("Model")]
    heights = sorted(float(name.attrib["y"]) for name in names)
    assert len(heights) == 3
    assert all(two - one >= 12.9 for one, two in pairwise(heights))
    assert heights[-1] <= 260 - 44


def test_a_wide_range_is_told_on_a_logarithmic_axis() -> None:
    few = chart_svg([Point("A", 0.01, rate(1, 2)), Point("B", 9, rate(2, 2))], "T", "s", COLOURS)
    ticks = re.findall(r'text-anchor="middle"[^>]*>([^<]+)<', few)
    assert ticks[:-1] == ["0.01", "0.1", "1", "10"]
    near = chart_svg([Point("A", 1, rate(1, 2)), Point("B", 2, rate(2, 2))], "T", "s", COLOURS)
    assert re.findall(r'text-anchor="middle"[^>]*>([^<]+)<', near)[0] == "0"


def test_a_model_named_in_markup_stays_a_name() -> None:
    svg = chart_svg([Point("<b>&", 1, rate(1, 2))], "T", "s", COLOURS)
    words = "".join(ElementTree.fromstring(svg).itertext())
    assert "<b>&" in words
