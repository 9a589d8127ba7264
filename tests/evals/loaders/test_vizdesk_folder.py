"""A person's own suite: read whole, or everything that is wrong with it named at once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.evals.suite_kit import HEAD, image, row, user_suite

from vizdesk.comparison.tasks import TaskKind
from vizdesk.evals.checks import Boxes, Date, Number, OneOf, SetOf, Text, YesNoCheck
from vizdesk.evals.loaders import open_suite
from vizdesk.evals.suite import SuiteError


def faults(path: Path) -> list[str]:
    with pytest.raises(SuiteError) as caught:
        open_suite(path)
    return [str(fault) for fault in caught.value.faults]


def test_a_suite_in_jsonl(tmp_path: Path) -> None:
    folder = user_suite(
        tmp_path,
        [
            row(note="hard"),
            row(id="two", category="Text", prompt="What does it say?", check="text", expected="A"),
            row(id="three", prompt="And?", check=None),
        ],
        HEAD + 'description = "For tests"\nseed = 7\n',
    )
    suite = open_suite(folder)
    assert (suite.name, suite.title, suite.seed) == ("mine", "Mine", "7")
    assert suite.description == "For tests"
    assert suite.categories == ("Counting", "Text")
    first, second, third = suite.items
    assert (first.id, first.check, first.note) == ("one", Number(4), "hard")
    assert first.task.question == "How many?"
    assert first.sha256 == hashlib.sha256(suite.image_of(first).read_bytes()).hexdigest()
    assert second.check == Text("A")
    assert third.check is None
    assert open_suite(folder / "suite.toml") == suite
    assert open_suite(folder / "items.jsonl") == suite


def test_a_suite_in_csv(tmp_path: Path) -> None:
    user_suite(tmp_path, [])
    (tmp_path / "items.jsonl").unlink()
    (tmp_path / "items.csv").write_text(
        "picture,prompt,expected,check,category,tolerance,choices\n"
        'pictures/a.png,"How many, in all?",4,number,Counting,1,\n'
        "pictures/a.png,Is it red?,yes,yes_no,Counting,,\n"
        "pictures/a.png,Where?,left,one_of,Text,,left;right\n"
        'pictures/b.png,"Which\ncolours?",red; blue,set,Text,,\n'
        "pictures/b.png,When?,2026-11-21,date,Text,,\n"
        "pictures/b.png,Say it,,,Text,,\n",
        encoding="utf-8-sig",
    )
    suite = open_suite(tmp_path)
    checks = [item.check for item in suite.items]
    assert checks[:4] == [
        Number(4, 1),
        YesNoCheck(True),
        OneOf("left", ("left", "right")),
        SetOf(("red", "blue")),
    ]
    assert isinstance(checks[4], Date)
    assert checks[5] is None
    assert [item.id for item in suite.items][:4] == [
        "pictures/a",
        "pictures/a-2",
        "pictures/a-3",
        "pictures/b",
    ]
    assert suite.items[3].prompt == "Which\ncolours?"


def test_boxes_are_detected_not_asked_for(tmp_path: Path) -> None:
    check = {"kind": "boxes", "value": [{"label": "cat", "box": [0, 0, 0.5, 0.5]}]}
    suite = open_suite(user_suite(tmp_path, [row(prompt=None, check=check)]))
    assert suite.items[0].task.kind is TaskKind.DETECT
    assert suite.items[0].task.classes == ("cat",)
    assert isinstance(suite.items[0].check, Boxes)


def test_all_faults_are_named_at_once_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(b"x")
    folder = tmp_path / "suite"
    user_suite(
        folder,
        [
            row(),
            row(picture="pictures/none.png", prompt="a"),
            row(id="c", picture="../outside.png"),
            row(id="d", picture="/etc/passwd"),
            row(id="e", picture="C:\\x.png"),
            row(id="f", check={"kind": "number", "value": "4"}, prompt="b"),
            row(id="g", category="Sounds", prompt="c"),
            row(id="h", prompt=None),
            row(prompt="d"),
            row(id="i", tolerence=3, prompt="e"),
            row(id="j"),
            row(id="k", picture="empty.png", prompt="f"),
            row(id="l", picture=5, prompt="g"),
            row(id="m", check="number", prompt="h"),
        ],
        HEAD.replace('"Mine"', "5") + "colour = 1\n",
    )
    (folder / "empty.png").write_bytes(b"")
    with (folder / "items.jsonl").open("a") as file:
        file.write("{nothing\n[1]\n")
    said = faults(folder)
    assert [one.rpartition(": ")[0] or one for one in said]
    wanted = [
        "suite.toml, line 5: unknown key 'colour'",
        "suite.toml, line 3: “title” must be a text",
        "items.jsonl, line 2: the image pictures/none.png is missing",
        "items.jsonl, line 3: the image ../outside.png leads out",
        "items.jsonl, line 4: the image /etc/passwd must lie in the suite's folder",
        "items.jsonl, line 5: the image C:/x.png must lie",
        "items.jsonl, line 6: check “number”: “value” must be a number, not '4'",
        "items.jsonl, line 7: unknown category 'Sounds'; known: Counting, Text",
        "items.jsonl, line 8: “prompt” is missing",
        "items.jsonl, line 9: the id 'one' is taken already by line 1",
        "items.jsonl, line 10: unknown 'tolerence'",
        "items.jsonl, line 11: asks the same of the same image as line 1",
        "items.jsonl, line 12: the image empty.png cannot be read: it is empty",
        "items.jsonl, line 13: names no image",
        "items.jsonl, line 14: “expected” is missing",
        "items.jsonl, line 15: is no JSON",
        "items.jsonl, line 16: must be an object",
    ]
    for one in wanted:
        assert any(fault.startswith(one) for fault in said), (one, said)
    assert len(said) == len(wanted)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = image(tmp_path, "secret.png")
    folder = user_suite(tmp_path / "suite", [row(picture="pictures/link.png")])
    (folder / "pictures" / "link.png").symlink_to(secret)
    (folder / "pictures" / "loop.png").symlink_to(folder / "pictures" / "loop.png")
    assert "leads out of the suite's folder" in faults(folder)[0]


def test_the_digest_is_of_what_could_change_an_answer_or_a_verdict(tmp_path: Path) -> None:
    def digest(**changes: Any) -> str:
        return open_suite(user_suite(tmp_path, [row(**changes)])).digest

    first = digest()
    assert digest(note="other words") == first
    for changes in (
        {"prompt": "How many now?"},
        {"picture": "pictures/b.png"},
        {"check": {"kind": "number", "value": 5}},
        {"category": "Text"},
    ):
        assert digest(**changes) != first


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("format = ", "suite.toml, line 1: is no TOML"),
        ('format = "vizdesk-suite/9"\nname = "a"', "line 1: “format” must be"),
        ('format = "vizdesk-suite/1"\nname = "../a"', "line 2: “name” must be"),
        (HEAD + 'items = "../items.jsonl"', "are missing"),
        (HEAD + 'items = "none.csv"', "the items (none.csv) are missing"),
    ],
)
def test_a_head_that_is_wrong(tmp_path: Path, head: str, said: str) -> None:
    assert any(said in fault for fault in faults(user_suite(tmp_path, [row()], head)))


def test_a_comma_without_quotes_is_named(tmp_path: Path) -> None:
    user_suite(tmp_path, [])
    (tmp_path / "items.jsonl").unlink()
    (tmp_path / "items.csv").write_text(
        "picture,prompt,expected,check,category\npictures/a.png,How many, in all?,4,number,Text\n"
    )
    assert "line 2: has 6 fields, the header 5. Is a comma not in quotes?" in faults(tmp_path)[0]


def test_an_empty_suite_says_so(tmp_path: Path) -> None:
    assert "holds no item" in faults(user_suite(tmp_path, []))[0]


def test_a_table_of_a_spreadsheet_that_writes_semicolons_is_read(tmp_path: Path) -> None:
    """Excel writes “;” between fields wherever a comma is a decimal sign."""
    user_suite(tmp_path, [])
    (tmp_path / "items.jsonl").unlink()
    for between in (";", "\t"):
        rows = (
            ("picture", "prompt", "expected", "check", "category"),
            ("pictures/a.png", "How many, in all?", "4", "number", "Counting"),
            ("pictures/b.png", "Which?", '"red; blue"', "set", "Text"),
        )
        text = "".join(between.join(row) + "\r\n" for row in rows)
        (tmp_path / "items.csv").write_text(text, encoding="utf-8-sig", newline="")
        suite = open_suite(tmp_path)
        assert [item.check for item in suite.items] == [Number(4), SetOf(("red", "blue"))]
        assert suite.items[0].prompt == "How many, in all?"


def test_what_is_no_image_is_said_before_any_model_is_asked(tmp_path: Path) -> None:
    folder = user_suite(tmp_path, [row(picture="notes.txt"), row(id="two", picture="fake.png")])
    (folder / "notes.txt").write_text("buy milk", encoding="utf-8")
    (folder / "fake.png").write_text("<html>404</html>", encoding="utf-8")
    assert faults(folder) == [
        "items.jsonl, line 1: notes.txt is no image that vizdesk opens.",
        "items.jsonl, line 2: fake.png is no image that vizdesk opens.",
    ]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_every_usual_kind_of_image_is_one(kind: str, tmp_path: Path) -> None:
    folder = user_suite(tmp_path, [row(picture="one")])
    Image.new("RGB", (8, 8)).save(folder / "one", format=kind)
    assert len(open_suite(folder).items) == 1


def test_svg_is_an_image(tmp_path: Path) -> None:
    folder = user_suite(tmp_path, [row(picture="one.svg")])
    (folder / "one.svg").write_text('<?xml version="1.0"?>\n<svg/>', encoding="utf-8")
    assert len(open_suite(folder).items) == 1


def test_a_key_that_stands_twice_and_half_a_character_are_faults(tmp_path: Path) -> None:
    folder = user_suite(tmp_path, [])
    (folder / "items.jsonl").write_text(
        '{"picture": "pictures/a.png", "prompt": "One?", "prompt": "Two?"}\n'
        '{"picture": "pictures/a.png", "prompt": "\\ud83d"}\n'
        '{"picture": "pictures/a.png", "prompt": "no category"}\n',
        encoding="utf-8",
    )
    said = faults(folder)
    assert "line 1: is no JSON: “prompt” stands twice in one object." in said[0]
    assert "line 2: is no JSON: '\\ud83d' is half a character." in said[1]
    assert "line 3: “category” is missing; known: Counting, Text." in said[2]
    for one in said:
        one.encode()


def test_a_table_in_another_encoding_says_what_to_do(tmp_path: Path) -> None:
    folder = user_suite(tmp_path, [])
    (folder / "items.jsonl").unlink()
    (folder / "items.csv").write_bytes(
        "picture,prompt\npictures/a.png,Wie groß?\n".encode("cp1252")
    )
    assert faults(folder) == ["items.csv, line 2: is not UTF-8 text: save it as UTF-8."]
