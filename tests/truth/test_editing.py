"""Truth is drawn, moved, resized, labelled and deleted, each edit undone and redone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vizdesk.comparison.types import Box, Detection, PointDetection, PolygonDetection
from vizdesk.truth.editing import (
    DrawnObjects,
    EditHistory,
    Handle,
    accepted,
    deleted,
    drew,
    handle_at,
    moved,
    relabelled,
    resized,
    selected_at,
    selected_next,
)
from vizdesk.truth.image_truth import Origin

SIZE = (100, 100)
BOX = Box(0.2, 0.2, 0.6, 0.4)


def one_box() -> DrawnObjects:
    return drew(DrawnObjects(), BOX, "cat", SIZE)


def box_of(drawn: DrawnObjects) -> Box:
    assert drawn.selection is not None
    assert isinstance(drawn.selection.place, Detection)
    return drawn.selection.place.box


def corners(drawn: DrawnObjects) -> tuple[float, float, float, float]:
    box = box_of(drawn)
    return box.x0, box.y0, box.x1, box.y1


def test_a_box_is_drawn_from_any_corner_and_selected() -> None:
    drawn = drew(DrawnObjects(), Box(0.6, 0.4, 0.2, 0.2), "cat", SIZE)
    assert box_of(drawn) == BOX
    assert drawn.things[0].origin is Origin.DRAWN


def test_a_click_draws_nothing() -> None:
    assert drew(DrawnObjects(), Box(0.2, 0.2, 0.21, 0.9), "cat", SIZE) == DrawnObjects()


def test_a_box_is_moved_as_far_as_it_stays_in_the_image() -> None:
    assert corners(moved(one_box(), 0.1, -0.1)) == pytest.approx((0.3, 0.1, 0.7, 0.3))
    assert corners(moved(one_box(), 5, 5)) == pytest.approx((0.6, 0.8, 1.0, 1.0))


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        (Handle.TOP_LEFT, Box(0.3, 0.3, 0.6, 0.4)),
        (Handle.TOP, Box(0.2, 0.3, 0.6, 0.4)),
        (Handle.TOP_RIGHT, Box(0.2, 0.3, 0.3, 0.4)),
        (Handle.RIGHT, Box(0.2, 0.2, 0.3, 0.4)),
        (Handle.BOTTOM_RIGHT, Box(0.2, 0.2, 0.3, 0.3)),
        (Handle.BOTTOM, Box(0.2, 0.2, 0.6, 0.3)),
        (Handle.BOTTOM_LEFT, Box(0.3, 0.2, 0.6, 0.3)),
        (Handle.LEFT, Box(0.3, 0.2, 0.6, 0.4)),
    ],
)
def test_each_of_eight_handles_moves_its_sides_alone(handle: Handle, expected: Box) -> None:
    assert box_of(resized(one_box(), handle, 0.3, 0.3)) == expected


def test_a_side_pulled_over_the_other_turns_the_box_round() -> None:
    assert box_of(resized(one_box(), Handle.LEFT, 0.9, 0)) == Box(0.6, 0.2, 0.9, 0.4)


def test_the_nearest_handle_is_taken_within_reach() -> None:
    reach = (0.03, 0.03)
    assert handle_at(BOX, 0.21, 0.19, reach) is Handle.TOP_LEFT
    assert handle_at(BOX, 0.4, 0.41, reach) is Handle.BOTTOM
    assert handle_at(BOX, 0.4, 0.3, reach) is None


def test_an_accepted_box_that_is_changed_is_an_edited_one() -> None:
    drawn = accepted(DrawnObjects(), [Detection("cat", BOX, 0.9)], "qwen")
    thing = drawn.things[0]
    assert (thing.origin, thing.source) == (Origin.ACCEPTED, "qwen")
    assert thing.place == Detection("cat", BOX)
    changed = relabelled(drawn, "fox").things[0]
    assert (changed.origin, changed.source, changed.label) == (Origin.EDITED, "qwen", "fox")
    assert relabelled(drawn, "cat") == drawn


def test_points_and_outlines_are_moved_whole() -> None:
    ring = ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3))
    drawn = accepted(
        DrawnObjects(), [PointDetection("eye", 0.5, 0.5), PolygonDetection("tail", ring)], "m"
    )
    point = moved(drawn, 0.75, 0).things[0].place
    assert isinstance(point, PointDetection)
    assert (point.x, point.y) == (1.0, 0.5)
    outline = moved(selected_next(drawn), -1, 0).things[1].place
    assert isinstance(outline, PolygonDetection)
    assert outline.bounds.x0 == 0.0
    assert outline.bounds.x1 == pytest.approx(0.2)


def test_the_smallest_object_at_a_place_is_selected_and_tab_goes_round() -> None:
    drawn = drew(one_box(), Box(0.0, 0.0, 1.0, 1.0), "room", SIZE)
    assert selected_at(drawn, 0.3, 0.3).selected == 0
    assert selected_at(drawn, 0.9, 0.9).selected == 1
    assert selected_at(one_box(), 0.9, 0.9).selected is None
    assert selected_next(drawn).selected == 0
    assert selected_next(drawn, -1).selected == 0
    assert selected_next(selected_next(drawn)).selected == 1


def test_after_deleting_the_next_one_is_selected() -> None:
    drawn = drew(drew(one_box(), BOX, "b", SIZE), BOX, "c", SIZE)
    left = deleted(selected_next(drawn))
    assert [thing.label for thing in left.things] == ["b", "c"]
    assert left.selected == 0
    assert deleted(deleted(left)) == DrawnObjects(known=True)
    assert deleted(DrawnObjects()) == DrawnObjects()


def test_selecting_is_nothing_to_undo() -> None:
    history = EditHistory().done(one_box())
    again = history.done(selected_at(history.drawn, 0.9, 0.9))
    assert again.past == history.past
    assert again.undo().drawn == DrawnObjects()


@given(st.lists(st.sampled_from(("draw", "move", "delete", "label", "resize")), max_size=60))
def test_every_edit_is_undone_and_redone_without_end(edits: list[str]) -> None:
    actions = {
        "draw": lambda drawn: drew(drawn, BOX, "cat", SIZE),
        "move": lambda drawn: moved(drawn, 0.01, 0.0),
        "delete": deleted,
        "label": lambda drawn: relabelled(drawn, f"class {len(drawn.things)}"),
        "resize": lambda drawn: resized(drawn, Handle.RIGHT, 0.9, 0.0),
    }
    history = EditHistory()
    states = [history.drawn.things]
    for edit in edits:
        history = history.done(actions[edit](history.drawn))
        if history.drawn.things != states[-1]:
            states.append(history.drawn.things)
    for state in reversed(states[:-1]):
        history = history.undo()
        assert history.drawn.things == state
    assert history.undo() == history
    for state in states[1:]:
        history = history.redo()
        assert history.drawn.things == state
    assert history.redo() == history
