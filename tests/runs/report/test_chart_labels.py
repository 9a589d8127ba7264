"""Names in a chart: near their points, on no bar and on no other name wherever that can be."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from vizdesk.runs.report.chart_labels import LINE, LabelMark, LabelPosition, Room, places

ROOM = Room(52, 456, 30, 210)


def on_a_bar(place: LabelPosition, mark: LabelMark) -> bool:
    beside = place.end <= mark.x - 5 or place.start >= mark.x + 5
    return not (beside or place.y + 6 <= mark.high or place.y - 6 >= mark.low)


def on_each_other(one: LabelPosition, other: LabelPosition) -> bool:
    apart = one.end <= other.start or other.end <= one.start
    return not apart and abs(one.y - other.y) < LINE


def inside(place: LabelPosition) -> bool:
    return (
        ROOM.left <= place.start and place.end <= ROOM.right and ROOM.top <= place.y <= ROOM.bottom
    )


def scattered(seed: int, count: int) -> list[LabelMark]:
    """Models as runs have them: some close together, with bars of a sixth to a third."""
    chance = random.Random(seed)
    marks = []
    for _ in range(count):
        y = chance.uniform(34, 216)
        high, low = max(34, y - chance.uniform(15, 30)), min(216, y + chance.uniform(15, 30))
        marks.append(LabelMark(chance.uniform(60, 430), y, high, low, chance.uniform(40, 150)))
    return marks


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7])
def test_names_lie_in_the_chart_and_not_on_each_other(count: int) -> None:
    for seed in range(60):
        found = places(scattered(seed, count), ROOM)
        assert all(inside(one) for one in found)
        assert not any(on_each_other(one, other) for one, other in combinations(found, 2))


@pytest.mark.parametrize(("count", "crowded"), [(1, 0), (2, 0), (3, 0), (5, 0), (7, 0.1)])
def test_no_name_lies_on_a_bar_where_there_is_room(count: int, crowded: float) -> None:
    charts = [scattered(seed, count) for seed in range(60)]
    crossed = [
        any(on_a_bar(place, mark) for place in places(marks, ROOM) for mark in marks)
        for marks in charts
    ]
    assert sum(crossed) <= crowded * len(charts)


def test_a_name_beside_a_neighbours_bar_goes_to_the_other_side_or_off_its_line() -> None:
    left, right = LabelMark(200, 100, 60, 140, 80), LabelMark(230, 100, 60, 140, 80)
    first, second = places([left, right], ROOM)
    assert (first.anchor, second.anchor) == ("end", "start")
    assert not on_a_bar(first, right)
    assert not on_a_bar(second, left)


def test_a_name_with_room_stands_at_the_right_of_its_point() -> None:
    (found,) = places([LabelMark(200, 100, 60, 140, 80)], ROOM)
    assert (found.anchor, found.y, found.start) == ("start", 100, 210)


def test_the_same_points_give_the_same_places() -> None:
    marks = scattered(3, 9)
    assert places(marks, ROOM) == places(list(marks), ROOM)


def test_many_names_stay_in_the_chart_though_they_cannot_all_be_free() -> None:
    marks = scattered(4, 60)
    assert all(inside(place) for place in places(marks, ROOM))
