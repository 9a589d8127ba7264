"""The example a person is shown is read back as the very box it was drawn for."""

from __future__ import annotations

import pytest

from vizdesk.common import resources
from vizdesk.comparison.parsing.box_writer import example
from vizdesk.comparison.parsing.detections import Frame, read_detections
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale, Profile, load_profiles
from vizdesk.comparison.types import Box

PROFILES = load_profiles(resources.folder() / "profiles")
FRAME = Frame((800, 600), (1600, 1000))
CAT = Box(0.25, 0.375, 0.5, 0.75)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_each_familys_example_is_the_box(profile: Profile) -> None:
    text = example("cat", CAT, profile.boxes, FRAME)
    if profile.boxes.form is BoxForm.NONE:
        assert text == ""
        return
    ((found),) = read_detections(text, profile.boxes, FRAME, ("cat",)).detections
    assert found.label == "cat"
    assert (found.box.x0, found.box.y0, found.box.x1, found.box.y1) == pytest.approx(
        (CAT.x0, CAT.y0, CAT.x1, CAT.y1), abs=fineness(profile)
    )


def fineness(profile: Profile) -> float:
    """How exactly the form can say a place: Kosmos-2 means the middle of a patch of 1/32."""
    return 1 / 64 if profile.boxes.form is BoxForm.PATCH_INDEX else 0.0011


@pytest.mark.parametrize("y_first", [False, True])
@pytest.mark.parametrize("scale", BoxScale)
def test_order_and_scale_of_json_are_any(scale: BoxScale, y_first: bool) -> None:
    boxes = BoxConvention(scale=scale, y_first=y_first)
    (found,) = read_detections(example("cat", CAT, boxes, FRAME), boxes, FRAME, ()).detections
    assert (found.box.x0, found.box.y1) == pytest.approx((CAT.x0, CAT.y1), abs=0.0011)
