"""Suites in the forms that others publish: COCO, vision-ai-checkup, image/prefix/suffix."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.evals.suite_kit import image

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.checks import Boxes, CharacterError, Number, Ordered, Text, YesNoCheck
from vizdesk.evals.loaders import open_suite
from vizdesk.evals.suite import SuiteError

HEADER = "file_name,prompt,answer,assessment_name,category,submitted_by,submitted_by_link\n"


def checkup(folder: Path, rows: str) -> Path:
    for name in ("glass.png", "arm.png", "maths.png"):
        image(folder / "images", name)
    image(folder / "images" / "compressed", "big.jpeg")
    (folder / "prompts.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_a_clone_of_vision_ai_checkup_with_its_quirks(tmp_path: Path) -> None:
    suite = open_suite(
        checkup(
            tmp_path,
            "glass.png,Is the rim cracked? Answer only yes or no.,Yes,Rim,Defect Detection,R,l\n"
            "arm.png,How many blocks are there?,6,Blocks,Object Counting,R,l\n"
            "arm.png,What colour is it?,Black,Colour,Spatial Relations,R,l \n"
            "maths.png,How many dots, marked as red, are visible?,127,Nodes,Counting,U,l\n"
            "maths.png,Say, what, is written,here, it,Nodes,Counting,U,l\n"
            'arm.png,List the steps,"In, Out",Steps,Objects,U,\n'
            "arm.png,Read the number.,0101,Board,Objects,U,\n"
            "big.png,What is it?,bolts,Bolts,Objects,U,\n"
            "glass.png,Read it,abc,An easy one,CAPTCHA,R,l\n"
            "glass.png,Which quantity?,50,(WIP) Table,Documents,R,l\n"
            "glass.png,Which quantity?,NULL,Table,Documents,R,l\n",
        )
    )
    assert [item.check for item in suite.items] == [
        YesNoCheck(True),
        Number(6),
        Text("Black"),
        Number(127),
        Ordered(("In", "Out")),
        Text("0101"),
        Text("bolts"),
    ]
    # Several prompts of one image stay apart.
    assert [item.id for item in suite.items][1:3] == ["images/arm", "images/arm-2"]
    assert suite.items[3].prompt == "How many dots, marked as red, are visible?"
    assert suite.items[3].category == "Counting"
    assert suite.items[6].image == "images/compressed/big.jpeg"
    notes = " ".join(suite.notes)
    assert "Line 5 was put right" in notes
    assert "Line 6 was left out" in notes
    assert "1 prompt about CAPTCHAs was left out." in notes
    assert "Lines 11, 12 were left out" in notes


def coco(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "images": [
            {"id": 1, "file_name": "a.png", "width": 100, "height": 50},
            {"id": 2, "file_name": "b.png", "width": 100, "height": 50},
        ],
        "categories": [
            {"id": 0, "name": "animals"},
            {"id": 1, "name": "cat"},
            {"id": 2, "name": "dog"},
        ],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 10, 50, 20]},
            {"id": 2, "image_id": 1, "category_id": 2, "bbox": [90, 0, 20, 60]},
            {"id": 3, "image_id": 1, "category_id": 2, "bbox": [0, 0, 9, 9], "iscrowd": 1},
        ],
    }
    return {**data, **changes}


def test_coco_asks_every_image_for_every_annotated_class(tmp_path: Path) -> None:
    image(tmp_path, "a.png")
    image(tmp_path / "images", "b.png")
    (tmp_path / "_annotations.coco.json").write_text(json.dumps(coco()))
    suite = open_suite(tmp_path)
    first, second = suite.items
    assert first.check == Boxes(
        (
            Detection("cat", Box(0.1, 0.2, 0.6, 0.6)),
            Detection("dog", Box(0.9, 0.0, 1.0, 1.0)),
        ),
        classes=("cat", "dog"),
    )
    assert second.check == Boxes((), classes=("cat", "dog"))
    assert second.image == "images/b.png"
    assert first.task.kind is TaskKind.DETECT
    assert suite.notes == ("1 crowd (iscrowd) was left out: it is no single box.",)


def test_coco_faults_are_named_together(tmp_path: Path) -> None:
    image(tmp_path, "a.png")
    wrong = coco()
    wrong["annotations"] += [
        {"image_id": 9, "category_id": 1, "bbox": [0, 0, 1, 1]},
        {"image_id": 1, "category_id": 9, "bbox": [0, 0, 1, 1]},
        {"image_id": 1, "category_id": 1, "bbox": [0, 0, 0, 1]},
        {"image_id": [1], "category_id": {}, "bbox": "x"},
    ]
    wrong["images"].append({"id": 3, "file_name": "c.png"})
    (tmp_path / "set.json").write_text(json.dumps(wrong))
    with pytest.raises(SuiteError) as caught:
        open_suite(tmp_path / "set.json")
    said = str(caught.value)
    for one in ("annotation 4", "annotation 5", "annotation 6", "annotation 7", "image 3", "b.png"):
        assert one in said


def test_lines_of_image_prefix_suffix(tmp_path: Path) -> None:
    for name in "abcdef":
        image(tmp_path, f"{name}.png")
    rows = [
        ("a.png", "detect cat ; dog", "<loc0256><loc0000><loc0512><loc1023> cat"),
        ("b.png", "detect cat ; dog", ""),
        ("a.png", "answer en How many cats?", "2"),
        ("c.png", "ocr", "MAIN STREET"),
        ("d.png", "caption en", "A cat on a mat."),
        ("e.png", "segment cat", "<loc0000>"),
        ("f.png", "How many dogs are there?", "two"),
    ]
    lines = [json.dumps(dict(zip(("image", "prefix", "suffix"), row, strict=True))) for row in rows]
    (tmp_path / "annotations.jsonl").write_text("\n".join(lines) + "\n")
    suite = open_suite(tmp_path)
    boxes, nothing, asked, read, caption, words = suite.items
    assert boxes.check == Boxes(
        (Detection("cat", Box(0.0, 0.25, 1023 / 1024, 0.5)),), classes=("cat", "dog")
    )
    assert nothing.check == Boxes((), classes=("cat", "dog"))
    assert (asked.prompt, asked.check) == ("How many cats?", Number(2))
    assert (read.task.kind, read.check) == (
        TaskKind.READ_TEXT,
        CharacterError("MAIN STREET", 0.05),
    )
    assert (caption.task.kind, caption.check) == (TaskKind.CAPTION, None)
    assert words.check == Text("two")
    assert len(suite.notes) == 2


def test_a_folder_of_images_gets_answers_only(tmp_path: Path) -> None:
    for name in ("b.png", "a.jpg", "more/c.webp", ".hidden/d.png"):
        image(tmp_path, name)
    (tmp_path / "notes.txt").write_text("x")
    suite = open_suite(tmp_path, "What is this?")
    assert [item.id for item in suite.items] == ["a.jpg", "b.png", "more/c.webp"]
    assert {item.check for item in suite.items} == {None}
    assert suite.items[0].task.question == "What is this?"
    assert open_suite(tmp_path).items[0].task.kind is TaskKind.CAPTION


def test_what_is_no_suite_says_what_one_is(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", tmp_path / "x.txt"):
        if path.suffix:
            path.write_text("x")
        with pytest.raises(SuiteError, match=r"is not there|A suite is a folder with suite\.toml"):
            open_suite(path)


def test_every_fault_of_a_coco_file_is_named_at_once(tmp_path: Path) -> None:
    image(tmp_path, "a.png")
    size = {"width": 8, "height": 8}
    data = {
        "images": [
            {"id": 1, "file_name": "a.png", **size},
            {"id": 1, "file_name": "a.png", **size},
            {"id": 2, "file_name": "none.png", **size},
            {"id": 3, "file_name": "a.png"},
        ],
        "categories": [{"id": 1, "name": "cat"}, {"id": 2}],
        "annotations": [
            {"image_id": 99, "category_id": 1, "bbox": [0, 0, 1, 1]},
            {"image_id": 1, "category_id": 7, "bbox": [0, 0, 1, 1]},
            {"image_id": 1, "category_id": 1, "bbox": [0, 0, -1, 1]},
            5,
        ],
    }
    (tmp_path / "annotations.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SuiteError) as caught:
        open_suite(tmp_path)
    said = "\n".join(str(one) for one in caught.value.faults)
    for fault in (
        "image 2: the id 1 is taken already.",
        "image 4 needs its width and height in pixels.",
        "the image none.png is missing.",
        "category 2 needs an id and a name.",
        "annotation 1 is of no image that is listed (image_id 99).",
        "annotation 2 is of no category that is listed (category_id 7).",
        "annotation 3: “bbox” must be x, y, width, height in pixels of its image, not [0, 0, -1",
        "annotation 4 is no object.",
    ):
        assert fault in said
