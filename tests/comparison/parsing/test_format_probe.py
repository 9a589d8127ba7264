"""Replies about objects whose places are known tell form, order and scale, or nothing sure."""

from __future__ import annotations

import random

import pytest

from vizdesk.common import resources
from vizdesk.comparison.parsing.box_writer import example
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.format_probe import SAME, ProbeObject, ProbeReply, probe
from vizdesk.comparison.profiles import BoxForm, Profile, load_profiles
from vizdesk.comparison.types import Box
from vizdesk.images.resize_rules import sent_size
from vizdesk.suite_generator.probe_images import probe_images

PROFILES = load_profiles(resources.folder() / "profiles")
WRITERS = sorted(name for name, each in PROFILES.items() if each.boxes.form is not BoxForm.NONE)


def replies_of(profile: Profile, jitter: float = 0.0) -> list[ProbeReply]:
    """What a family writes about the probe images, each side up to `jitter` (0..1) beside it."""
    chance = random.Random(7)
    replies = []
    for drawn in probe_images():
        frame = Frame(sent_size(drawn.image.size, profile.image), drawn.image.size)
        objects = tuple(ProbeObject(label, Box(*sides)) for label, sides in drawn.objects)
        written = []
        for label, sides in drawn.objects:
            near = Box(*(side + chance.uniform(-jitter, jitter) for side in sides))
            written.append(example(label, near, profile.boxes, frame))
        is_json = profile.boxes.form is BoxForm.JSON
        text = "[" + ", ".join(written) + "]" if is_json else "\n".join(written)
        replies.append(ProbeReply(text, frame, objects))
    return replies


@pytest.mark.parametrize("name", WRITERS)
def test_every_shipped_convention_is_told_from_two_replies(name: str) -> None:
    told = probe(replies_of(PROFILES[name]), PROFILES).convention
    own = PROFILES[name].boxes
    assert told is not None
    assert (told.form, told.y_first) == (own.form, own.y_first)
    assert told.scale is SAME.get(own.scale, own.scale)


@pytest.mark.parametrize("name", ["qwen3-vl", "gemini", "qwen2.5-vl", "gpt-legacy", "florence-2"])
def test_boxes_that_lie_a_little_beside_tell_it_too(name: str) -> None:
    told = probe(replies_of(PROFILES[name], jitter=0.02), PROFILES).convention
    own = PROFILES[name].boxes
    assert told is not None
    assert (told.form, told.y_first, told.scale) == (own.form, own.y_first, own.scale)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "I see a red square.", "[[[[", '{"box_2d": [1, 2, 3], "label": "red square"}', "\0"],
)
def test_replies_without_boxes_tell_nothing(text: str) -> None:
    replies = [
        ProbeReply(text, each.frame, each.objects) for each in replies_of(PROFILES["gemini"])
    ]
    result = probe(replies, PROFILES)
    assert result.convention is None


def test_boxes_that_lie_anywhere_are_not_sure() -> None:
    told = probe(replies_of(PROFILES["qwen3-vl"], jitter=0.4), PROFILES)
    assert told.convention is None
    assert told.fits


def test_mutated_replies_never_raise() -> None:
    chance = random.Random(11)
    for name in WRITERS:
        for reply in replies_of(PROFILES[name]):
            letters = list(reply.text)
            for _ in range(6):
                letters[chance.randrange(len(letters))] = chance.choice("[]{},:\"'<>0-9eNaN")
            probe([ProbeReply("".join(letters), reply.frame, reply.objects)], PROFILES)
