"""What was read of a reply never hides the reply: every form shows its words beside the figure."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication
from tests.history.history_kit import answer, comparison

from vizdesk.cli.report import print_answer
from vizdesk.common import resources
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Comparison, Detection, Label, Reading
from vizdesk.export.text.answer_parts import Shape, parts_of
from vizdesk.export.text.reply_excerpt import excerpt, excerpt_words
from vizdesk.export.writer import write
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.opening import open_image

SHAPES = resources.folder() / "samples" / "shapes.png"
SAID = "There are a dozen, but two of them overlap."
CASES = {
    TaskKind.COUNT: Reading(value=12),
    TaskKind.CLASSIFY: Reading(labels=(Label("cat", 0.93),)),
    TaskKind.STRUCTURED: Reading(value={"total": 12}),
    TaskKind.DETECT: Reading((Detection("cat", Box(0, 0, 1, 1)),)),
    TaskKind.ASK: Reading((Detection("cat", Box(0, 0, 1, 1)),)),
    TaskKind.CAPTION: Reading(),
    TaskKind.READ_TEXT: Reading(),
}


@pytest.fixture(scope="module")
def image() -> DecodedImage:
    return open_image(SHAPES)


def of_kind(kind: TaskKind, image: DecodedImage, said: str = SAID) -> Comparison:
    one = replace(answer("Gemma", said), reading=CASES[kind])
    whole = comparison(3, one, path=str(SHAPES))
    return replace(whole, image=image.ref, task=Task(kind, question="How many?"))


def words_of(path: Path) -> str:
    text = path.read_text()
    if path.suffix == ".svg":
        return " ".join(ElementTree.fromstring(text).itertext())
    return unescape(text)


@pytest.mark.parametrize("kind", list(CASES))
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.svg", "a.csv", "a.json"])
def test_every_form_shows_the_words_of_the_reply(
    name: str, kind: TaskKind, image: DecodedImage, tmp_path: Path, qapp: QApplication
) -> None:
    (path,) = write(tmp_path / name, of_kind(kind, image), image)
    assert " ".join(SAID.split()) in " ".join(words_of(path).split())


@pytest.mark.parametrize("kind", list(CASES))
def test_the_command_line_prints_the_words_of_the_reply(
    kind: TaskKind, image: DecodedImage, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = of_kind(kind, image)
    print_answer(whole, whole.answers[0])
    assert SAID in capsys.readouterr().out


def test_the_command_line_prints_what_was_read_and_then_the_reply(
    image: DecodedImage, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = of_kind(TaskKind.COUNT, image, "Well:\ntwelve.")
    print_answer(whole, whole.answers[0])
    assert capsys.readouterr().out.splitlines()[1:] == ["  12", "  > Well:", "  > twelve."]


def test_the_reply_stands_once_where_nothing_was_read_of_it(image: DecodedImage) -> None:
    shapes = [
        part.shape
        for part in parts_of(of_kind(TaskKind.CAPTION, image).answers[0], TaskKind.CAPTION)
    ]
    assert shapes == [Shape.PROSE]
    counted = parts_of(of_kind(TaskKind.COUNT, image).answers[0], TaskKind.COUNT)
    assert [part.shape for part in counted] == [Shape.NUMBER, Shape.REPLY]


def test_a_long_reply_is_begun_and_says_how_much_more_there_is() -> None:
    assert excerpt("a\nb\nc\nd", lines=2) == ("a\nb", 4)
    assert excerpt("abcdef", characters=4) == ("abcd", 2)
    assert excerpt("  short\n") == ("short", 0)
    assert excerpt_words("short", "Raw") == "short"
    assert excerpt_words("x" * 1500, "Raw") == "x" * 480 + "\n… 1,020 more characters in Raw"


def test_text_forms_have_a_long_reply_whole_and_painted_ones_its_first_lines(
    image: DecodedImage, tmp_path: Path, qapp: QApplication
) -> None:
    long = "\n".join(f"line {number}" for number in range(1, 200))
    whole = of_kind(TaskKind.COUNT, image, long)
    for name in ("a.md", "a.html", "a.csv"):
        (path,) = write(tmp_path / name, whole, image)
        assert "line 199" in path.read_text()
    (path,) = write(tmp_path / "a.svg", whole, image)
    words = words_of(path)
    assert "line 6" in words
    assert "line 7" not in words
    assert "more characters in JSON, Markdown and HTML" in words


def test_a_csv_has_the_reply_as_the_last_line_of_its_answer(
    image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.csv", of_kind(TaskKind.DETECT, image), None)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode())))
    assert [(row["kind"], row["text"]) for row in rows] == [("detection", ""), ("answer", SAID)]


def test_json_has_the_reply_whole(image: DecodedImage, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.json", of_kind(TaskKind.COUNT, image), None)
    (told,) = json.loads(path.read_text())["answers"]
    assert (told["value"], told["text"]) == (12, SAID)
