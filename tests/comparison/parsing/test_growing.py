"""A reply that is still being written: whole boxes appear, each character is read once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.counting import MOST_GROWTH, growth_of_calls

from vizdesk.common import resources
from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading

PROFILES = load_profiles(resources.folder() / "profiles")
SIZE = (1000, 800)
DETECT = Task(TaskKind.DETECT)


def reader(family: str, *classes: str) -> ReplyReader:
    task = Task(TaskKind.DETECT, classes=classes)
    return ReplyReader(task, PROFILES[family], sent=SIZE, original=SIZE)


def json_entries(count: int) -> str:
    return json.dumps(
        [{"box_2d": [n % 900, 1, 999, 500], "label": f"thing {n}"} for n in range(count)]
    )


FORMS: dict[str, Callable[[int], str]] = {
    "gemini": json_entries,
    "gpt": lambda count: json.dumps({"detections": json.loads(json_entries(count))}),
    "paligemma": lambda count: " ; ".join(
        f"<loc0100><loc{n % 900:04d}><loc0700><loc1000> cat" for n in range(count)
    ),
    "florence-2": lambda count: "".join(
        f"cat{n}<loc_{n % 900}><loc_20><loc_950><loc_120>" for n in range(count)
    ),
    "deepseek-vl2": lambda count: "".join(
        f"<|ref|>cat<|/ref|><|det|>[[{n % 900}, 20, 910, 120]]<|/det|>" for n in range(count)
    ),
    "internvl": lambda count: "".join(
        f"<ref>cat</ref><box>[[{n % 900}, 20, 910, 120]]</box>" for n in range(count)
    ),
    "locate-anything": lambda count: "".join(
        f"<ref>cat</ref><box><{n % 900}><20><910><120></box>" for n in range(count)
    ),
    "qwen2-vl": lambda count: "".join(
        f"<|object_ref_start|>cat<|object_ref_end|><|box_start|>({n % 900},20),(910,120)<|box_end|>"
        for n in range(count)
    ),
    "cogvlm": lambda count: " ".join(f"cat [[{n % 900:03d},020,910,120]]" for n in range(count)),
    "paddleocr-vl": lambda count: "\n".join(
        f"cat<|LOC_{n % 900}|><|LOC_2|><|LOC_950|><|LOC_2|><|LOC_950|><|LOC_99|>"
        f"<|LOC_{n % 900}|><|LOC_99|>"
        for n in range(count)
    ),
    "kosmos-2": lambda count: "".join(
        "<phrase>cat</phrase><object><patch_index_0044><patch_index_0863></object>"
        for _ in range(count)
    ),
}


def in_pieces(family: str, text: str, length: int) -> list[Reading]:
    growing = reader(family)
    readings = []
    for at in range(0, len(text), length):
        growing.feed(text[at : at + length])
        readings.append(growing.reading)
    return readings


@pytest.mark.parametrize("family", FORMS)
def test_boxes_come_one_after_the_other_in_every_form(family: str) -> None:
    text = FORMS[family](12)
    whole = read(DETECT, PROFILES[family], text, sent=SIZE, original=SIZE, final=True)
    assert len(whole.detections) == 12
    shown = 0
    for reading in in_pieces(family, text, 7):
        assert reading.detections == whole.detections[: len(reading.detections)]
        assert len(reading.detections) >= shown
        assert reading.problems == ()
        shown = len(reading.detections)
    # Of PaliGemma, Florence-2 and PaddleOCR-VL the last box may still go on.
    assert shown >= 11


@pytest.mark.parametrize("family", FORMS)
def test_a_growing_reply_of_twice_the_length_takes_twice_the_work(family: str) -> None:
    grew = growth_of_calls(lambda count: in_pieces(family, FORMS[family](count), 25), 200)
    assert grew <= MOST_GROWTH


@pytest.mark.parametrize("family", ["gemini", "qwen2-vl", "florence-2", "internvl", "paligemma"])
def test_prose_of_twice_the_length_takes_twice_the_work(family: str) -> None:
    words = "The quick brown fox ; jumps (over) [the] lazy <dog> 1,2. "
    grew = growth_of_calls(lambda count: in_pieces(family, words * count, 25), 150)
    assert grew <= MOST_GROWTH


def test_what_was_shown_while_a_model_reasoned_goes_with_its_reasoning() -> None:
    growing = reader("gemini")
    growing.feed('Maybe [{"box_2d": [1, 2, 300, 400], "label": "cat"}]?')
    assert len(growing.reading.detections) == 1
    growing.feed(" No.</thi")
    growing.feed('nk>[{"box_2d": [100, 200, 500, 600], "label": "dog"}')
    assert [detection.label for detection in growing.reading.detections] == ["dog"]
    opened = reader("gemini")
    opened.feed('<think>[{"box_2d": [1, 2, 300, 400], "label": "cat"}]')
    assert opened.reading.detections == ()
    opened.feed('</think>[{"box_2d": [100, 200, 500, 600], "label": "dog"}]')
    assert [detection.label for detection in opened.reading.detections] == ["dog"]


def test_boxes_are_placed_anew_when_the_scale_turns_out_to_be_another() -> None:
    growing = ReplyReader(DETECT, PROFILES["qwen3-vl"], sent=(1920, 1080), original=(1920, 1080))
    growing.feed('[{"bbox_2d": [10, 20, 500, 600], "label": "cat"}, ')
    assert growing.reading.detections[0].box.x1 == 0.5
    growing.feed('{"bbox_2d": [100, 20, 1800, 900], "label": "dog"}')
    cat, dog = growing.reading.detections
    assert (cat.box.x1, dog.box.x1) == (500 / 1920, 1800 / 1920)


def test_half_a_character_waits_for_its_other_half() -> None:
    growing = reader("gemini")
    begun = '[{"box_2d": [1, 2, 300, 400], "label": "\ud83d'
    assert growing.follow(begun).detections == ()
    done = growing.follow('[{"box_2d": [1, 2, 300, 400], "label": "\U0001f600"}')
    assert [detection.label for detection in done.detections] == ["\U0001f600"]


def test_points_appear_too() -> None:
    growing = reader("qwen3-vl")
    growing.feed('[{"point_2d": [100, 200], "label": "cat"}, {"point_2d": [10')
    (point,) = growing.reading.points
    assert (point.label, point.x, point.y) == ("cat", 0.1, 0.2)
