"""A reply as each family writes it, on an image that is not square, lands in the right place.

The replies stand in golden/, one file for each profile; where a family writes pixels of the
image it was sent, CAT and DOG stand for the four numbers.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from vizdesk.common import resources
from vizdesk.comparison.parsing.detections import Frame, read_detections
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale, load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Reading
from vizdesk.images.resize_rules import sent_size

PROFILES = load_profiles(resources.folder() / "profiles")
GOLDEN = Path(__file__).parent / "golden"
FAMILIES = sorted(path.stem for path in GOLDEN.glob("*.txt"))
ORIGINAL = (800, 500)
# The truth, in 0..1 of the image.
CAT = Box(0.25, 0.4, 0.5, 0.8)
DOG = Box(0.6, 0.1, 0.9, 0.35)


def in_pixels(box: Box, size: tuple[int, int]) -> str:
    wide, high = size
    corners = (box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high)
    return ", ".join(str(round(corner)) for corner in corners)


def golden(family: str) -> tuple[str, tuple[int, int]]:
    """The reply, and the size of the image the model was sent."""
    sent = sent_size(ORIGINAL, PROFILES[family].image, 96)
    text = (GOLDEN / f"{family}.txt").read_text(encoding="utf-8")
    return text.replace("CAT", in_pixels(CAT, sent)).replace("DOG", in_pixels(DOG, sent)), sent


def resolution(family: str, sent: tuple[int, int]) -> float:
    """How finely the format can say a place, in 0..1."""
    boxes = PROFILES[family].boxes
    if boxes.form is BoxForm.PATCH_INDEX:
        return 1 / 32
    return 1 / min(*sent, 1000) if boxes.scale is BoxScale.SENT_PIXELS else 1.5 / 1000


@pytest.mark.parametrize("family", FAMILIES)
def test_both_boxes_land_where_the_family_meant_them(family: str) -> None:
    text, sent = golden(family)
    # Moondream is asked for one class at a time, and names none.
    nameless = family == "moondream"
    task = Task(TaskKind.DETECT, classes=("animal",) if nameless else ("cat", "dog"))
    reading = read(task, PROFILES[family], text, sent=sent, original=ORIGINAL, final=True)
    labels = ["animal", "animal"] if nameless else ["cat", "dog"]
    assert [detection.label for detection in reading.detections] == labels, reading.problems
    fine = resolution(family, sent)
    for found, true in zip(
        [detection.box for detection in reading.detections], (CAT, DOG), strict=True
    ):
        assert (found.x0, found.y0, found.x1, found.y1) == pytest.approx(
            (true.x0, true.y0, true.x1, true.y1), abs=fine
        )
    assert reading.problems == ()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_reply_cut_off_in_its_second_box_still_gives_the_first(family: str) -> None:
    text, sent = golden(family)
    second = max(text.rfind("dog"), text.rfind("0.6"))
    task = Task(TaskKind.DETECT, classes=("cat",))
    cut = text[: second + 2]
    reading = read(task, PROFILES[family], cut, sent=sent, original=ORIGINAL, final=False)
    assert len(reading.detections) >= 1
    assert reading.detections[0].label == "cat"


def test_every_profile_with_boxes_has_a_golden_reply() -> None:
    with_boxes = {
        profile.id for profile in PROFILES.values() if profile.boxes.form is not BoxForm.NONE
    }
    assert with_boxes == set(FAMILIES)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_says_where_it_is_from(profile: object) -> None:
    assert profile.source  # type: ignore[attr-defined]
    assert profile.as_of[:3] == "202"  # type: ignore[attr-defined]


def say(text: str, boxes: BoxConvention, *classes: str) -> Reading:
    return read_detections(text, boxes, Frame(ORIGINAL, ORIGINAL), classes)


def test_numbers_above_the_scale_are_taken_for_the_edge() -> None:
    """https://github.com/QwenLM/Qwen3.8-Flash-Next/issues/4"""
    text = '[{"bbox_2d": [900, 500, 1012, 1003], "label": "cat"}]'
    reading = say(text, PROFILES["qwen3-vl"].boxes)
    assert reading.detections[0].box == Box(0.9, 0.5, 1.0, 1.0)


def test_four_points_give_the_upright_box_around_them() -> None:
    text = '[{"bbox_2d": [300, 100, 500, 200, 400, 400, 200, 300], "label": "sign"}]'
    reading = say(text, PROFILES["qwen3-vl"].boxes)
    assert reading.detections[0].box == Box(0.2, 0.1, 0.5, 0.4)
    quad = "<quad>300 100 500 200 400 400 200 300</quad>"
    found = say(quad, PROFILES["minicpm-v"].boxes, "sign").detections
    assert [(one.label, one.box) for one in found] == [("sign", Box(0.2, 0.1, 0.5, 0.4))]


def test_one_name_before_several_boxes_is_the_name_of_all() -> None:
    boxes = PROFILES["qwen2-vl"].boxes
    text = "cat<|box_start|>(0,0),(100,100)<|box_end|><|box_start|>(200,0),(300,100)<|box_end|>"
    assert [detection.label for detection in say(text, boxes).detections] == ["cat", "cat"]
    both = say("The two dogs [[000,000,100,100;200,000,300,100]]", PROFILES["cogvlm"].boxes, "dog")
    assert [detection.label for detection in both.detections] == ["dog", "dog"]


def test_a_line_of_text_with_brackets_in_it_keeps_them() -> None:
    boxes = PROFILES["hunyuan-ocr"].boxes
    found = say("Tel. (030) 12 34(10,20),(500,60)\nOpen(10,70),(90,99)", boxes).detections
    assert [one.label for one in found] == ["Tel. (030) 12 34", "Open"]


def test_an_endless_reply_in_tags_is_read_in_one_pass() -> None:
    for family in ("qwen2-vl", "cogvlm", "paddleocr-vl", "minicpm-v"):
        assert say("(1,2),[[<ref>" * 20_000, PROFILES[family].boxes).detections == ()


MARKS = re.compile(r"</?[A-Za-z_|/][^<>]{0,30}>")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_tokens_of_a_familys_tags_are_named_so_that_an_engine_keeps_them(family: str) -> None:
    """llama.cpp leaves control tokens out of the text it gives, unless it is told to keep them."""
    profile = PROFILES[family]
    # Not in llama.cpp, or (PaliGemma) no control tokens.
    if profile.boxes.form in (BoxForm.LOC_TOKENS, BoxForm.PATCH_INDEX):
        return
    for mark in MARKS.findall((GOLDEN / f"{family}.txt").read_text(encoding="utf-8")):
        assert any(fnmatch(mark, pattern) for pattern in profile.tokens), mark
