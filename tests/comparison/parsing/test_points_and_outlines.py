"""Points, outlines and masks land where the family meant them, and a pane says they are no boxes.

Sources: Molmo's model card (allenai/Molmo-7B-D-0924), Qwen2.5-VL's cookbook on spatial
understanding, ai.google.dev on Gemini's points and segmentation, docs.moondream.ai on /point,
Florence-2's processing_florence2.py.
"""

from __future__ import annotations

import base64
import struct
import zlib

import pytest

from vizdesk.common import resources
from vizdesk.comparison.parsing.masks import outline
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading

PROFILES = load_profiles(resources.folder() / "profiles")
SIZE = (1000, 500)


def say(family: str, text: str, *classes: str) -> Reading:
    task = Task(TaskKind.DETECT, classes=classes)
    return read(task, PROFILES[family], text, sent=SIZE, original=SIZE, final=True)


@pytest.mark.parametrize(
    ("family", "text", "classes", "points"),
    [
        ("generic", '<point x="10" y="60.5" alt="cat">cat</point>', (), [("cat", 0.1, 0.605)]),
        (
            "generic",
            '<points x1="10" y1="20" x2="30" y2="40" alt="cat">cat</points>',
            (),
            [("cat", 0.1, 0.2), ("cat", 0.3, 0.4)],
        ),
        ("generic", '<points coords="1 1 100 200 2 300 400" alt="cat">', (), None),
        ("qwen2.5-vl", '[{"point_2d": [100, 200], "label": "cat"}]', (), [("cat", 0.1, 0.4)]),
        ("qwen2.5-vl", '<points x1="100" y1="200" alt="cat">cat</points>', (), [("cat", 0.1, 0.4)]),
        ("qwen3-vl", '[{"point_2d": [100, 200], "label": "cat"}]', (), [("cat", 0.1, 0.2)]),
        ("gemini", '[{"point": [200, 100], "label": "cat"}]', (), [("cat", 0.1, 0.2)]),
        ("moondream", '{"points": [{"x": 0.1, "y": 0.2}]}', ("cat",), [("cat", 0.1, 0.2)]),
    ],
)
def test_points(
    family: str,
    text: str,
    classes: tuple[str, ...],
    points: list[tuple[str, float, float]] | None,
) -> None:
    reading = say(family, text, *classes)
    wanted = points or [("cat", 0.1, 0.2), ("cat", 0.3, 0.4)]
    assert [(point.label, point.x, point.y) for point in reading.points] == wanted
    assert reading.detections == ()
    assert reading.problems[0] == "The reply gives points, not boxes."


def test_a_point_outside_the_image_is_left_out_and_named() -> None:
    reading = say(
        "qwen3-vl",
        '[{"point_2d": [100, 200], "label": "a"}, {"point_2d": [1100, 5], "label": "b"}]',
    )
    assert [point.label for point in reading.points] == ["a"]
    assert "1 of 2 entries used: 1 lies outside the image." in reading.problems


def png(rows: list[list[int]], kind: int = 0) -> str:
    """A grey picture as a data URI, every line with the same filter (0 none, 1 left)."""
    lines = []
    for row in rows:
        before = [0, *row[:-1]]
        left = [(value - prior) % 256 for value, prior in zip(row, before, strict=True)]
        lines.append(bytes([kind, *(left if kind == 1 else row)]))

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    body = (
        chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(lines))) + chunk(b"IEND", b"")
    )
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()


SQUARE = [[0, 0, 0, 0], [0, 255, 255, 0], [0, 200, 130, 0], [0, 0, 0, 0]]


@pytest.mark.parametrize("kind", [0, 1])
def test_the_outline_of_a_mask_is_traced_along_its_pixels(kind: int) -> None:
    (ring,) = outline(png(SQUARE, kind))
    assert set(ring) == {(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)}


def test_a_mask_fills_the_box_of_its_object() -> None:
    entry = f'[{{"box_2d": [200, 100, 600, 500], "mask": "{png(SQUARE)}", "label": "cat"}}]'
    reading = say("gemini", entry)
    (polygon,) = reading.polygons
    assert polygon.label == "cat"
    assert {(round(x, 6), round(y, 6)) for x, y in polygon.vertices} == {
        *((0.2, 0.3), (0.4, 0.3), (0.4, 0.5), (0.2, 0.5)),
    }
    assert reading.problems == ()


@pytest.mark.parametrize("uri", ["data:image/png;base64,AAAA", "data:image/png;base64,?", "mask"])
def test_a_mask_that_is_none_is_said(uri: str) -> None:
    assert outline(uri) == []


def test_an_outline_in_numbers_takes_the_order_in_which_it_lies_in_its_box() -> None:
    for mask in ("[[100, 500], [300, 700], [200, 900]]", "[[500, 100], [700, 300], [900, 200]]"):
        entry = f'[{{"box_2d": [100, 500, 300, 900], "label": "cat", "mask": {mask}}}]'
        (polygon,) = say("gemini", entry).polygons
        assert polygon.vertices == ((0.5, 0.1), (0.7, 0.3), (0.9, 0.2))


def test_a_run_of_florence_tokens_that_is_no_box_is_an_outline() -> None:
    text = "cat<loc_100><loc_200><loc_300><loc_250><loc_280><loc_400>"
    reading = say("florence-2", text)
    (polygon,) = reading.polygons
    assert polygon.vertices == ((0.1005, 0.2005), (0.3005, 0.2505), (0.2805, 0.4005))
    assert reading.problems[0] == "The reply gives outlines, not boxes."


def test_paligemmas_mask_codes_are_said_not_to_be_drawn() -> None:
    codes = "".join(f"<seg{n:03d}>" for n in range(16))
    reading = say("paligemma", f"<loc0100><loc0200><loc0700><loc0800>{codes} cat")
    assert len(reading.detections) == 1
    assert reading.problems == (
        "Masks whose code only the family’s own decoder knows are not drawn.",
    )
