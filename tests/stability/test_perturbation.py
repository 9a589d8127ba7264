"""An object of a perturbed image is mapped back to where it is in the unperturbed one."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vizdesk.analysis.box_matching import iou
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Detection, PointDetection, PolygonDetection, Reading
from vizdesk.stability.perturbation import (
    KINDS,
    ORIGINAL,
    PerturbationError,
    allowed,
    perturbation,
    visible_share,
)

SIZE = (320, 200)
PIXELS = (90, 60, 150, 140)
TRUE = Box(90 / 320, 60 / 200, 150 / 320, 140 / 200)


def scene() -> Image.Image:
    image = Image.new("RGB", SIZE, (20, 20, 20))
    ImageDraw.Draw(image).rectangle((90, 60, 149, 139), fill=(255, 80, 80))
    return image


def found_box(image: Image.Image) -> Box:
    """The box around what is much brighter than the ground, and not the grey of empty corners."""
    red = np.asarray(image.convert("RGB"))[:, :, 0].astype(int)
    green = np.asarray(image.convert("RGB"))[:, :, 1].astype(int)
    bright = (red > red.max() * 0.55) & ((red - green > 40) | (red == green) & (red > 135))
    bright |= (red == green) & (red > red.max() * 0.8) & (red != 127)
    down, across = np.nonzero(bright)
    return Box(
        across.min() / image.width,
        down.min() / image.height,
        (across.max() + 1) / image.width,
        (down.max() + 1) / image.height,
    )


@pytest.mark.parametrize("name", [*KINDS, "rotate:-12", "crop:0.7", "scale:2", "scale:0.25"])
def test_boxes_come_back(name: str) -> None:
    change = perturbation(name)
    image = change.made(scene())
    assert image.size == change.size_of(SIZE)
    seen = found_box(image)
    reading = change.reading_back(Reading((Detection("block", seen, 0.5),)), SIZE)
    back = reading.detections[0]
    assert (back.label, back.score) == ("block", 0.5)
    least = {"noise": 0.9, "blur": 0.9, "scale:0.25": 0.9}.get(name, 0.94)
    assert iou(back.box, TRUE) >= least, back.box


@pytest.mark.parametrize("name", ["rotate", "rotate:-12", "flip", "crop:0.7", "scale"])
def test_places_come_back(name: str) -> None:
    change = perturbation(name)
    image = Image.new("RGB", SIZE, "black")
    ImageDraw.Draw(image).rectangle((98, 78, 102, 82), fill="white")
    seen = np.asarray(change.made(image))[:, :, 1]
    down, across = np.nonzero(seen > 200)
    width, height = change.size_of(SIZE)
    place = ((across.mean() + 0.5) / width, (down.mean() + 0.5) / height)
    reading = Reading(
        points=(PointDetection("dot", *place),),
        polygons=(PolygonDetection("ring", (place, place, place)),),
    )
    back = change.reading_back(reading, SIZE)
    expected = (100.5 / 320, 80.5 / 200)
    assert (back.points[0].x, back.points[0].y) == pytest.approx(expected, abs=0.004)
    assert back.polygons[0].vertices[2] == pytest.approx(expected, abs=0.004)


def test_the_same_change_gives_the_same_pixels() -> None:
    for change in KINDS.values():
        assert change.made(scene()).tobytes() == change.made(scene()).tobytes()


def test_each_change_changes_something_and_the_original_nothing() -> None:
    photo = Image.effect_noise(SIZE, 90).convert("RGB")
    photo.paste((200, 40, 40), (90, 60, 150, 140))
    assert ORIGINAL.made(photo).tobytes() == photo.tobytes()
    for change in KINDS.values():
        assert change.made(photo).tobytes() != photo.tobytes(), change.name


def test_what_lies_out_of_a_crop_is_not_expected() -> None:
    part = perturbation("crop:0.5").visible
    assert part == Box(0.25, 0.25, 0.75, 0.75)
    assert visible_share(Box(0.0, 0.0, 0.1, 0.1), part) == 0.0
    assert visible_share(Box(0.2, 0.25, 0.3, 0.75), part) == pytest.approx(0.5)
    assert ORIGINAL.visible == Box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("task", "fine"),
    [
        (Task(TaskKind.DETECT, ("cone",)), True),
        (Task(TaskKind.DETECT, ("left shoe",)), False),
        (Task(TaskKind.READ_TEXT), False),
        (Task(TaskKind.ASK, question="Is the man on the right?"), False),
        (Task(TaskKind.ASK, question="Is it bright?"), True),
        (Task(TaskKind.ASK, question="Who stands on the left side?"), False),
    ],
)
def test_images_are_mirrored_only_where_the_answer_stays(task: Task, fine: bool) -> None:
    assert allowed(KINDS["flip"], task) is fine
    assert allowed(KINDS["blur"], task)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("melt", "There is no perturbation “melt”; there are jpeg, scale"),
        ("jpeg:0", "The strength of jpeg"),
        ("jpeg:x", "not x"),
        ("scale:nan", "The strength of scale"),
    ],
)
def test_what_there_is_not_is_refused(words: str, why: str) -> None:
    with pytest.raises(PerturbationError, match=why):
        perturbation(words)


def test_keys_name_the_strength() -> None:
    assert [perturbation(words).key for words in ("jpeg", "JPEG:50", "original")] == [
        "jpeg:30",
        "jpeg:50",
        "original",
    ]
