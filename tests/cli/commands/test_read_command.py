"""`vizdesk read`: saved replies without a model, from a file or line by line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from vizdesk.cli.commands.read import add_read, read
from vizdesk.common import resources
from vizdesk.comparison.profiles import load_profiles

PROFILES = load_profiles(resources.folder() / "profiles")
CASES = Path(__file__).parents[2] / "comparison" / "parsing" / "replies.jsonl"
CAT = '[{"box_2d": [100, 200, 300, 400], "label": "cat"}]'


def run(*words: str) -> int:
    parser = ArgumentParser()
    add_read(parser.add_subparsers(dest="command"))
    return read(parser.parse_args(["read", *words]), PROFILES)


def lines(path: Path, *records: dict[str, Any] | str) -> str:
    written = [entry if isinstance(entry, str) else json.dumps(entry) for entry in records]
    path.write_text("\n".join(written), encoding="utf-8")
    return str(path)


def test_one_file_prints_its_boxes_the_reply_and_the_family_it_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("RGB", (800, 500)).save(tmp_path / "photo.png")
    (tmp_path / "reply.txt").write_text(CAT, encoding="utf-8")
    assert run(str(tmp_path / "reply.txt"), "--image", str(tmp_path / "photo.png")) == 0
    told = capsys.readouterr().out
    assert "0.200 0.100 0.400 0.300" in told
    assert "160 50 320 150 px" in told
    assert f"> {CAT}" in told
    assert "! Family guessed: gemini, as the reply has “box_2d” in it." in told


def test_a_line_in_is_a_line_out_in_places_of_the_image(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = {"task": "detect", "family": "gemini", "width": 800, "height": 500, "sent": None}
    file = lines(
        tmp_path / "in.jsonl",
        {"id": 7, **common, "reply": CAT},
        {"id": "p", **common, "reply": '[{"point": [500, 250], "label": "cat"}]'},
        {"id": "n", **common, "task": "count", "reply": "two dozen"},
        {"id": "c", **common, "task": "classify", "classes": ["cat", "dog"], "reply": "not a dog"},
    )
    assert run("--jsonl", file) == 0
    box, point, count, denied = map(json.loads, capsys.readouterr().out.splitlines())
    assert box == {
        "id": 7,
        "detections": [{"label": "cat", "box": [0.2, 0.1, 0.4, 0.3], "score": None}],
        "points": [],
        "polygons": [],
        "labels": [],
        "value": None,
        "problems": [],
    }
    assert point["points"] == [{"label": "cat", "point": [0.25, 0.5], "score": None}]
    assert point["problems"] == ["The reply gives points, not boxes."]
    assert count["value"] == 24
    assert (denied["labels"], denied["problems"]) == ([], ["The reply only says what it is not."])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no JSON", "Expecting value"),
        ("[1]", "a line must be a JSON object"),
        ('{"id": 1, "width": 8, "height": 5}', "“reply” must be a text"),
        ('{"id": 1, "reply": "x", "width": 0, "height": 5}', "two numbers of pixels"),
        ('{"id": 1, "reply": "x", "width": 8, "height": 5, "task": "fly"}', "unknown task"),
        ('{"id": 1, "reply": "x", "width": 8, "height": 5, "family": "hal"}', "is no family"),
        ('{"id": 1, "reply": "x", "width": 8, "height": 5, "classes": [3]}', "list of texts"),
        ('{"id": 1, "reply": "x", "width": 8, "height": 5, "sent": [1]}', "two numbers of pixels"),
    ],
)
def test_a_bad_line_costs_one_line(
    line: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"id": 2, "width": 8, "height": 5, "reply": "[]"}
    assert run("--jsonl", lines(tmp_path / "in.jsonl", line, good)) == 1
    bad, after = map(json.loads, capsys.readouterr().out.splitlines())
    assert why in bad["problems"][0]
    assert after["id"] == 2


def test_every_collected_reply_is_answered_with_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    for case in cases:
        case["width"], case["height"] = case["size"]
    assert run("--jsonl", lines(tmp_path / "in.jsonl", *cases)) == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in out] == [case["id"] for case in cases]


def test_a_reply_needs_an_image_where_boxes_are_to_be_placed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reply.txt").write_text(CAT, encoding="utf-8")
    assert run(str(tmp_path / "reply.txt")) == 1
    assert "--image" in capsys.readouterr().err
    assert run(str(tmp_path / "reply.txt"), "--task", "count") == 0
