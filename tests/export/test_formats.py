"""Every form says what the comparison says, and a program of its kind reads it back."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from tests.history.history_kit import answer, comparison

from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.serialization import from_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    Failure,
    Label,
    Reading,
    Sent,
)
from vizdesk.export.export_format import ExportError, ExportFormat, ExportOptions
from vizdesk.export.formats.coco import COCO
from vizdesk.export.formats.html import HTML
from vizdesk.export.formats.json import JSON
from vizdesk.export.formats.labelme import LABELME
from vizdesk.export.formats.png import PNG
from vizdesk.export.page_options import Background
from vizdesk.export.preview import preview
from vizdesk.export.registry import FORMATS, format_of
from vizdesk.export.sheet.sheet_colors import DARK, LIGHT
from vizdesk.export.text.answer_metrics import agreement_words
from vizdesk.export.view_filter import ViewFilter
from vizdesk.export.writer import files_of, write
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.opening import open_image
from vizdesk.painting.image_pyramid import ImagePyramid

SHAPES = resources.folder() / "samples" / "shapes.png"
BOXES = (
    Detection("red | square", Box(0.1, 0.2, 0.5, 0.6), 0.9),
    Detection("<b>circle</b>", Box(0.0, 0.0, 1.0, 1.0)),
    Detection("käfer", Box(0.25, 0.5, 0.75, 0.875)),
)
LONG = "A sentence that is long. " * 200


@pytest.fixture(scope="module")
def image() -> DecodedImage:
    return open_image(SHAPES)


@pytest.fixture(scope="module")
def made(image: DecodedImage) -> Comparison:
    gemma = replace(answer("Gemma 3", "[boxes]"), reading=Reading(BOXES))
    words = answer("GPT", LONG + "```\nThe very last words.")
    labels = replace(answer("Qwen", "cat"), reading=Reading(labels=(Label("cat", 0.75),)))
    failed = Answer(
        answer("Broken", "").model,
        AnswerState.FAILED,
        failure=Failure(verbatim("It failed."), verbatim("Try again.")),
    )
    whole = comparison(7, gemma, words, labels, failed, path=str(SHAPES))
    return replace(whole, image=image.ref)


@pytest.fixture(scope="module")
def boxed(made: Comparison) -> Comparison:
    """The one answer with boxes."""
    return replace(made, answers=made.answers[:1])


@pytest.fixture
def painting(qapp: QApplication) -> QApplication:
    return qapp


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.png", PNG),
        ("A.HTML", HTML),
        ("a.htm", HTML),
        ("a.coco.json", COCO),
        ("a.json", JSON),
        ("a.b.labelme.json", LABELME),
    ],
)
def test_the_name_says_the_form(name: str, form: ExportFormat) -> None:
    assert format_of(Path(name)) is form


def test_a_name_that_says_nothing_is_told_what_it_may_say() -> None:
    with pytest.raises(ExportError, match=r"a\.docx does not say which form .*\.coco\.json"):
        format_of(Path("a.docx"))


def test_json_reopens_to_the_same_value(made: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.json", made, None)
    assert from_record(json.loads(path.read_text())) == made


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_a_written_file_may_be_read_by_others_as_any_file(made: Comparison, tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    (path,) = write(tmp_path / "a.json", made, None)
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_json_is_what_its_schema_says(made: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.json", made, None)
    root = Path(__file__).resolve().parents[2]
    schema = json.loads((root / "docs" / "vizdesk-comparison-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(path.read_text()), schema)
    keys = set(schema["properties"]["answers"]["items"]["properties"])
    assert set(json.loads(path.read_text())["answers"][0]) == keys


def test_csv_has_a_line_for_each_thing_said(made: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.csv", made, None)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode())))
    assert {row["agreement"] for row in rows} == {agreement_words(made)}
    assert [row["kind"] for row in rows] == [
        *["detection"] * 3,
        *["answer", "answer", "label", "answer", "failure"],
    ]
    assert [row["text"] for row in rows if row["kind"] == "answer"][::2] == ["[boxes]", "cat"]
    assert {row["program"] for row in rows} == {"vizdesk 0.1.0"}
    for row, one in zip(rows, BOXES, strict=False):
        assert row["label"] == one.label
        box = tuple(float(row[name]) for name in ("x0", "y0", "x1", "y1"))
        assert box == pytest.approx((one.box.x0, one.box.y0, one.box.x1, one.box.y1))
    assert rows[4]["text"].endswith("The very last words.")


def test_markdown_holds_every_answer_whole_and_nothing_breaks_out(
    made: Comparison, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.md", made, None)
    text = path.read_text()
    assert "The very last words." in text
    assert "red \\| square" in text
    assert "<b>" not in text
    fences = re.findall(r"^`{3,}", text, re.MULTILINE)
    assert "````" in fences
    tables = [line for line in text.splitlines() if line.startswith("|")]
    columns = [len(re.findall(r"(?<!\\)\|", line)) - 1 for line in tables]
    assert columns == [4] * (2 + len(made.answers)) + [6] * (2 + len(BOXES))
    assert text.endswith("Made with vizdesk 0.1.0 · sha256 " + made.image.sha256[:16] + "\n")


PROMPT = "Find every thing in the image.\nAnswer as JSON."


def asked(one: Answer, prompt: str = PROMPT) -> Answer:
    return replace(one, sent=Sent(640, 480, prompt, {}))


def words_in(name: str, whole: Comparison, image: DecodedImage, tmp_path: Path) -> str:
    """The text of a form, without its marks and line breaks."""
    (path,) = write(tmp_path / name, whole, image)
    text = path.read_text()
    if not name.endswith(".md"):
        page = Page()
        page.feed(text)
        text = page.words
    return " ".join(text.replace(">", " ").split())


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.svg"])
def test_the_prompt_as_sent_stands_once_where_all_were_sent_the_same(
    name: str, made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    same = replace(made, answers=tuple(map(asked, made.answers)))
    assert words_in(name, same, image, tmp_path).count("Answer as JSON.") == 1
    apart = replace(made, answers=(*same.answers[:2], asked(same.answers[2], "Classify it.")))
    words = words_in(name, apart, image, tmp_path)
    assert words.count("Answer as JSON.") == 2
    assert words.count("Classify it.") == 1


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.svg", "a.csv"])
def test_what_was_said_before_it_failed_is_kept(
    name: str, made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    failure = Failure(verbatim("The connection broke."), verbatim("Try again."))
    half = replace(answer("Half", "So far so"), state=AnswerState.FAILED, failure=failure)
    words = words_in(name, replace(made, answers=(half,)), image, tmp_path)
    assert "The connection broke." in words
    assert "So far so" in words


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.svg", "a.csv"])
def test_a_count_and_an_object_are_what_was_understood(
    name: str, made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    counted = replace(answer("Gemma", "There are twelve."), reading=Reading(value=1200))
    count = replace(made, task=Task(TaskKind.COUNT), answers=(counted,))
    number = "1200" if name == "a.csv" else "1,200"
    assert number in words_in(name, count, image, tmp_path)
    filled = replace(answer("Gemma", "```json …"), reading=Reading(value={"total": "Käse 3 €"}))
    task = Task(TaskKind.STRUCTURED, fields=(("total", ""),))
    whole = replace(made, task=task, answers=(filled,))
    assert "Käse 3 €" in words_in(name, whole, image, tmp_path)


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_csv_is_a_formula(label: str, made: Comparison, tmp_path: Path) -> None:
    seen = replace(answer("=Gemma", label), reading=Reading((Detection(label, BOXES[0].box),)))
    told = replace(answer("@GPT", label))
    whole = replace(made, answers=(seen, told), task=Task(TaskKind.ASK, question=label))
    (path,) = write(tmp_path / "a.csv", whole, None)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode())))
    cells = [cell for row in rows[1:] for cell in row]
    assert f"'{label}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


def test_a_quotation_keeps_a_models_markdown_and_none_of_its_html(
    made: Comparison, tmp_path: Path
) -> None:
    said = "# Big\n\n![see](https://x.example/a.png) <img src=x> `<kept>`\n\n```\nnever closed"
    whole = replace(made, task=Task(TaskKind.CAPTION), answers=(answer("GPT", said),))
    (path,) = write(tmp_path / "a.md", whole, None)
    text = path.read_text()
    assert "\n> # Big\n" in text
    assert "> [see](https://x.example/a.png) &lt;img src=x> `<kept>`" in text
    assert "> never closed\n\n---\n" in text


def test_an_export_never_takes_the_place_of_the_image(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(SHAPES.read_bytes())
    whole = replace(made, image=replace(made.image, path=str(mine)))
    with pytest.raises(ExportError, match="is the image that was compared"):
        write(mine, whole, image)
    assert mine.read_bytes() == SHAPES.read_bytes()


def test_a_part_says_how_many_models_it_leaves_out(made: Comparison, tmp_path: Path) -> None:
    view = ViewFilter(hidden=frozenset({"käfer"}), models=(made.answers[0].model.id,))
    (path,) = write(tmp_path / "a.md", made, None, ExportOptions(view=view))
    assert "hidden: käfer · 1 of 4 models" in path.read_text()


@pytest.mark.usefixtures("painting")
def test_a_part_shows_boxes_where_they_are_in_it_and_tells_them_as_everywhere(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    part = ViewFilter(
        Box(0.0, 0.1, 0.2, 0.5)
    )  # no more than a corner of the square, and of the circle
    (path,) = write(tmp_path / "a.html", made, image, ExportOptions(view=part))
    page = Page()
    page.feed(path.read_text())
    assert page.boxes == page.rows == ["0-0", "0-1"]
    assert "left: 50.000%; top: 25.000%; width: 50.000%; height: 75.000%" in path.read_text()
    assert "0.10 0.20 0.50 0.60" in page.words
    assert "shown: 0%–20% across, 10%–50% down" in page.words
    (path,) = write(tmp_path / "a.svg", made, image, ExportOptions(view=part))
    words = " ".join(ElementTree.parse(path).getroot().itertext())
    assert "0.10  0.20  0.50  0.60" in words


@pytest.mark.usefixtures("painting")
def test_a_class_keeps_its_colour_where_others_are_hidden(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    row = re.compile('<tr [^>]*--c: (#[0-9a-f]+)"><td [^>]*><i></i>käfer')
    (path,) = write(tmp_path / "a.html", made, image)
    before = row.search(path.read_text())
    hidden = ViewFilter(hidden=frozenset({"red | square", "<b>circle</b>"}))
    (path,) = write(tmp_path / "a.html", made, image, ExportOptions(view=hidden))
    after = row.search(path.read_text())
    assert before is not None
    assert after is not None
    assert before[1] == after[1]


# --- Boxes ----------------------------------------------------------------------------------------


def unit(left: float, top: float, right: float, bottom: float, image: DecodedImage) -> list[float]:
    wide, high = image.ref.width, image.ref.height
    return [left / wide, top / high, right / wide, bottom / high]


def expected(number: int) -> list[float]:
    box = BOXES[number].box
    return [box.x0, box.y0, box.x1, box.y1]


def test_coco_is_read_by_pycocotools(
    boxed: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.coco.json", boxed, None)
    coco_module = pytest.importorskip("pycocotools.coco")
    coco = coco_module.COCO(str(path))
    found = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    assert len(found) == 3
    for number, one in enumerate(found):
        left, top, wide, high = one["bbox"]
        box = unit(left, top, left + wide, top + high, image)
        assert box == pytest.approx(expected(number), abs=1e-5)
        assert coco.loadCats(one["category_id"])[0]["name"] == BOXES[number].label
        assert one["area"] == pytest.approx(wide * high)
        # A box is no outline: none is invented for it.
        assert one["segmentation"] == []


def test_yolo_is_lines_of_classes_centres_and_sizes(boxed: Comparison, tmp_path: Path) -> None:
    path, names = write(tmp_path / "a.txt", boxed, None)
    known = names.read_text().splitlines()
    for number, line in enumerate(path.read_text().splitlines()):
        at, *figures = line.split()
        x, y, wide, high = map(float, figures)
        assert known[int(at)] == BOXES[number].label
        box = [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2]
        assert box == pytest.approx(expected(number), abs=2e-6)


def test_labelme_names_the_image_and_has_its_rectangles(
    boxed: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.labelme.json", boxed, None)
    data = json.loads(path.read_text())
    assert (data["imagePath"], data["imageData"]) == ("shapes.png", None)
    assert (data["imageWidth"], data["imageHeight"]) == (image.ref.width, image.ref.height)
    for number, shape in enumerate(data["shapes"]):
        (left, top), (right, bottom) = shape["points"]
        assert shape["shape_type"] == "rectangle"
        found = unit(left, top, right, bottom, image)
        assert found == pytest.approx(expected(number), abs=1e-5)


def test_pascal_voc_has_whole_pixels_counted_from_one(
    boxed: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.xml", boxed, None)
    root = ElementTree.parse(path).getroot()
    things = root.findall("object")
    assert [thing.findtext("name") for thing in things] == [box.label for box in BOXES]
    for number, thing in enumerate(things):
        figures = [
            int(thing.findtext(f"bndbox/{name}") or 0) for name in ("xmin", "ymin", "xmax", "ymax")
        ]
        assert figures[0] >= 1
        assert figures[2] <= image.ref.width
        left, top, right, bottom = figures
        found = unit(left - 1, top - 1, right, bottom, image)
        assert found == pytest.approx(expected(number), abs=0.002)


def test_a_folders_classes_keep_their_numbers_when_more_is_written_there(
    boxed: Comparison, tmp_path: Path
) -> None:
    write(tmp_path / "a.txt", boxed, None)
    before = (tmp_path / "a.txt").read_text()
    other = (Detection("zebra\ncrossing", BOXES[0].box), Detection("käfer", BOXES[0].box))
    dog = replace(boxed, answers=(replace(boxed.answers[0], reading=Reading(other)),))
    write(tmp_path / "b.txt", dog, None)
    names = (tmp_path / "classes.txt").read_text().splitlines()
    assert names == ["red | square", "<b>circle</b>", "käfer", "zebra crossing"]
    assert (tmp_path / "a.txt").read_text() == before
    numbers = [line.split()[0] for line in (tmp_path / "b.txt").read_text().splitlines()]
    assert [names[int(number)] for number in numbers] == ["zebra crossing", "käfer"]
    with pytest.raises(ExportError, match="is for the names of the classes"):
        write(tmp_path / "classes.txt", boxed, None)


def test_models_of_like_names_do_not_take_each_others_files(
    made: Comparison, tmp_path: Path
) -> None:
    one, two = (replace(answer(name, "x", "cat")) for name in ("GPT/5", "GPT 5"))
    both = replace(made, answers=(one, two))
    wanted = files_of(tmp_path / "a.xml", both)
    assert [path.name for path in wanted] == ["a-gpt-5.xml", "a-gpt-5-2.xml"]
    assert write(tmp_path / "a.xml", both, None) == wanted


def test_several_models_make_several_files(made: Comparison, tmp_path: Path) -> None:
    other = replace(answer("GPT 5/5", "x", "cat"))
    both = replace(made, answers=(made.answers[0], other))
    files = write(tmp_path / "a.coco.json", both, None)
    assert [path.name for path in files] == ["a-gemma-3.coco.json", "a-gpt-5-5.coco.json"]


def test_without_boxes_there_are_none_to_write(tmp_path: Path) -> None:
    unread = Reading(problems=(verbatim("The reply has no boxes in it."),))
    told = replace(answer("Gemma", "a cat"), reading=unread)
    with pytest.raises(ExportError, match="No model gave boxes"):
        write(tmp_path / "a.txt", comparison(1, told), None)
    assert list(tmp_path.glob("*.txt")) == []


# --- Painted --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_png_is_as_large_as_asked(
    scale: int, made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.png", made, image, ExportOptions(scale))
    (one,) = write(tmp_path / "b.png", made, image, ExportOptions(1))
    assert abs(QImage(str(path)).width() - scale * QImage(str(one)).width()) <= scale


@pytest.mark.usefixtures("painting")
def test_svg_draws_what_the_png_shows_and_its_text_is_text(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.svg", made, image)
    words = "".join(ElementTree.parse(path).getroot().itertext())
    assert "Gemma 3" in words
    assert "The very last" in words
    assert path.read_text().count("textLength=") > 10
    renderer = QSvgRenderer(QByteArray(path.read_bytes()))
    assert renderer.isValid()
    pixels = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    pixels.fill(0)
    painter = QPainter(pixels)
    renderer.render(painter)
    painter.end()
    (png,) = write(tmp_path / "a.png", made, image, ExportOptions(1))
    other = QImage(str(png)).scaled(pixels.size())
    near = total = 0
    for x in range(4, pixels.width(), 13):
        for y in range(4, pixels.height(), 17):
            one, two = pixels.pixelColor(x, y), other.pixelColor(x, y)
            near += abs(one.lightness() - two.lightness()) < 24
            total += 1
    assert near / total > 0.94


@pytest.mark.usefixtures("painting")
def test_no_page_is_longer_than_readers_of_pdf_show(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    endless = replace(made, task=Task(TaskKind.CAPTION), answers=(answer("GPT", LONG * 40),))
    (path,) = write(tmp_path / "a.pdf", endless, image)
    (box,) = re.findall(rb"/MediaBox \[([^\]]+)\]", path.read_bytes())
    wide, high = map(float, box.split()[2:])
    assert wide < 600
    assert 14_000 < high <= 14_400


@pytest.mark.usefixtures("painting")
def test_words_from_right_to_left_keep_their_brackets_in_an_svg(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    said = answer("GPT", "שני חתולים (על שטיח).")
    whole = replace(made, task=Task(TaskKind.CAPTION), answers=(said,))
    (path,) = write(tmp_path / "a.svg", whole, image)
    texts = ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")
    found = {"".join(text.itertext()).strip(): text.attrib for text in texts}
    assert "textLength" not in found["שטיח"]
    assert "textLength" in found["GPT"]
    turned = {words for words, each in found.items() if each.get("direction") == "rtl" and words}
    assert turned == {"(", ")."}


@pytest.mark.usefixtures("painting")
def test_pdf_is_one_page_with_text(made: Comparison, image: DecodedImage, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.pdf", made, image)
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    assert b"/Font" in data
    if tool := shutil.which("pdftotext"):
        words = subprocess.run([tool, str(path), "-"], capture_output=True, check=True).stdout
        assert "Gemma 3" in words.decode()
        assert "960 × 720 px" in words.decode()
        assert "The very last words." in " ".join(words.decode().split())


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("dark", [False, True])
def test_a_preview_is_painted_to_its_last_row(
    dark: bool, made: Comparison, image: DecodedImage
) -> None:
    levels = ImagePyramid(image.pixels)
    ink = DARK if dark else LIGHT
    for width in range(400, 420):
        seen = preview(
            PNG,
            made,
            image,
            lambda: levels,
            ExportOptions(1, Background.DARK if dark else Background.LIGHT),
            width,
        ).image
        assert seen is not None
        edges = {seen.pixel(x, y) for x in range(width) for y in (0, seen.height() - 1)}
        assert edges == {ink.background.rgb()}


class StoppedError(Exception):
    pass


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize(
    "form", [each for each in FORMATS if each.needs_image], ids=lambda each: each.ending
)
def test_every_form_that_takes_its_time_can_be_stopped_and_leaves_nothing(
    form: ExportFormat, made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    def stop(share: float) -> None:
        raise StoppedError

    (tmp_path / "out").mkdir()
    with pytest.raises(StoppedError):
        write(tmp_path / "out" / f"a{form.ending}", made, image, ExportOptions(tell=stop))
    assert list((tmp_path / "out").glob("*")) == []


@pytest.mark.usefixtures("painting")
def test_painted_forms_need_the_image(made: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="image is needed"):
        write(tmp_path / "a.pdf", made, None)


# --- HTML -----------------------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[str] = []
        self.rows: list[str] = []
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if key := given.get("data-box"):
            (self.boxes if tag == "div" else self.rows).append(key)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_html_is_one_file_without_a_network_and_each_box_has_its_row(
    made: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    (path,) = write(tmp_path / "a.html", made, image)
    text, page = path.read_text(), Page()
    page.feed(text)
    assert page.boxes == page.rows == ["0-0", "0-1", "0-2"]
    assert page.links == []
    assert "http:" not in text
    assert "https:" not in text
    assert text.count("data:image/jpeg;base64,") == 1
    assert "The very last words." in page.words
    assert "<b>circle</b>" in page.words
    assert "It failed." in page.words
    assert "Try again." in page.words


@pytest.mark.usefixtures("painting")
def test_no_form_holds_a_key_or_its_place(
    made: Comparison, image: DecodedImage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted-secret")
    for form in FORMATS:
        for path in write(tmp_path / f"a{form.ending}", made, image):
            assert b"sk-planted-secret" not in path.read_bytes()


# --- Text that no form may pass on ---------------------------------------------------------------

CONTROLS = "\x00nul \x1b[1mbold\x1b[0m \ufffe"


@pytest.mark.usefixtures("painting")
def test_an_svg_of_words_with_controls_is_xml(image: DecodedImage, tmp_path: Path) -> None:
    said = answer("Ge\x08mma", CONTROLS)
    whole = comparison(3, said, path=str(SHAPES), kind=TaskKind.CAPTION)
    (path,) = write(tmp_path / "a.svg", replace(whole, image=image.ref), image)
    words = "".join(ElementTree.parse(path).getroot().itertext())
    assert "bold" in words
    (page,) = write(tmp_path / "a.html", replace(whole, image=image.ref), image)
    assert not set("\x00\x08\x1b\ufffe") & set(page.read_text())


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("start", [0xE000, 0xFDD0])
def test_no_private_character_of_a_reply_becomes_markup(
    start: int, image: DecodedImage, tmp_path: Path
) -> None:
    foreign = "".join(chr(start + ord(letter) % 32) for letter in "<img src=x>")
    whole = comparison(
        3, answer("GPT", f"{foreign} \\<b>"), path=str(SHAPES), kind=TaskKind.CAPTION
    )
    (path,) = write(tmp_path / "a.html", replace(whole, image=image.ref), image)
    kept = foreign if start == 0xE000 else "\ufffd" * len(foreign)
    assert f"{kept} &lt;b&gt;" in path.read_text()


@pytest.mark.parametrize(
    ("box", "corners"),
    [
        (Box(0.0, 0.0, 1.0, 1.0), (1, 1, 640, 480)),
        (Box(0.0, 0.0, 0.001, 0.001), (1, 1, 2, 2)),
        (Box(0.999, 0.999, 1.0, 1.0), (639, 479, 640, 480)),
        (Box(0.5, 0.1, 0.5000001, 0.9), (321, 49, 322, 432)),
        (Box(0.5, 0.5, 0.5015625, 0.502083), (321, 241, 322, 242)),
        (Box(0.75, 0.8, 0.25, 0.2), (161, 97, 480, 384)),
        (Box(1.0, 1.0, 1.0, 1.0), (639, 479, 640, 480)),
    ],
)
def test_a_voc_box_is_never_inverted_or_empty(
    box: Box, corners: tuple[int, ...], tmp_path: Path
) -> None:
    seen = replace(answer("G", "x"), reading=Reading((Detection("cat", box),)))
    (path,) = write(tmp_path / "a.xml", comparison(1, seen), None)
    found = ElementTree.parse(path).getroot().find("object/bndbox")
    assert found is not None
    assert tuple(int(side.text or 0) for side in found) == corners


def test_classes_of_a_folder_are_one_a_line_whatever_they_hold(tmp_path: Path) -> None:
    labels = ("", "a\u2028b", "a\x85c", "line\nend", "\ufeffbom", "\x00nul", "cat")
    seen = answer("G", "x", *labels)
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, comparison(1, seen), None)
    names = (tmp_path / "classes.txt").read_bytes().decode().split("\n")
    assert names == ["unnamed", "a b", "a c", "line end", "bom", "nul", "cat", ""]
    assert (tmp_path / "a.txt").read_text() == (tmp_path / "b.txt").read_text()


def test_figures_that_are_no_numbers_are_null_in_json(tmp_path: Path) -> None:
    odd = replace(answer("G", "x", "cat"), cost_usd=float("nan"))
    whole = comparison(1, replace(odd, reading=replace(odd.reading, value={"a": float("inf")})))
    (path,) = write(tmp_path / "a.json", whole, None)
    data = json.loads(path.read_text(), parse_constant=lambda name: pytest.fail(name))
    assert (data["answers"][0]["cost_usd"], data["answers"][0]["value"]) == (None, {"a": None})
