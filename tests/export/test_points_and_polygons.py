"""Points and outlines stand in every form that can hold them; what a form cannot hold is told."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tests.history.history_kit import answer, comparison

from vizdesk.cli.main import main
from vizdesk.common import resources
from vizdesk.comparison.serialization import from_record
from vizdesk.comparison.types import (
    Box,
    Comparison,
    Detection,
    PointDetection,
    PolygonDetection,
    Reading,
)
from vizdesk.export.export_format import ExportError, ExportFormat, ExportOptions
from vizdesk.export.formats.voc import VOC
from vizdesk.export.formats.yolo import YOLO
from vizdesk.export.page_options import Background
from vizdesk.export.preview import preview
from vizdesk.export.registry import FORMATS
from vizdesk.export.view_filter import ViewFilter, inside, labels_of, shown, within
from vizdesk.export.writer import left_out, write
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.opening import open_image
from vizdesk.painting.image_pyramid import ImagePyramid

SHAPES = resources.folder() / "samples" / "shapes.png"
BOX = Detection("cat", Box(0.1, 0.2, 0.5, 0.6), 0.9)
POINT = PointDetection("cat", 0.25, 0.5, 0.75)
# A right triangle: an eighth of the image.
TRIANGLE = PolygonDetection("roof | top", ((0.5, 0.5), (1.0, 0.5), (0.5, 1.0)))
READING = Reading((BOX,), points=(POINT,), polygons=(TRIANGLE,))


@pytest.fixture(scope="module")
def image() -> DecodedImage:
    return open_image(SHAPES)


def comparison_of(image: DecodedImage, *readings: Reading) -> Comparison:
    answers = [
        replace(answer(f"Model {number}", "a reply"), reading=reading)
        for number, reading in enumerate(readings, 1)
    ]
    return replace(comparison(7, *answers, path=str(SHAPES)), image=image.ref)


@pytest.fixture
def mixed(image: DecodedImage) -> Comparison:
    return comparison_of(image, READING)


# --- What is seen ---------------------------------------------------------------------------------


def test_classes_of_points_and_outlines_get_colours_too(mixed: Comparison) -> None:
    assert labels_of(mixed) == ("cat", "roof | top")


def test_hidden_classes_hide_them(mixed: Comparison) -> None:
    (seen,) = shown(mixed, ViewFilter(hidden=frozenset({"cat"}))).answers
    assert seen.reading.all_detections == (TRIANGLE,)


def test_what_is_outside_the_part_in_sight_is_left_out_and_the_rest_stays_as_it_is(
    mixed: Comparison,
) -> None:
    def seen(*part: float) -> tuple[object, ...]:
        (kept,) = inside(mixed, Box(*part)).answers
        return kept.reading.all_detections

    assert seen(0.2, 0.4, 0.3, 0.6) == (BOX, POINT)
    assert seen(0.5, 0.5, 0.75, 0.75) == (TRIANGLE,)
    # Beyond the triangle's long side, though within the box around it.
    assert seen(0.8, 0.8, 1.0, 1.0) == ()


def test_a_part_cuts_outlines_off_and_moves_points(mixed: Comparison) -> None:
    part = Box(0.0, 0.5, 0.75, 1.0)
    point, triangle = within((POINT, TRIANGLE), part)
    assert point == replace(POINT, x=pytest.approx(1 / 3), y=0.0)
    assert isinstance(triangle, PolygonDetection)
    # Of the triangle the part right of x = 0.75 is gone; its corner there was at y = 0.75.
    corners = {(round(x, 6), round(y, 6)) for x, y in triangle.vertices}
    assert corners == {(0.666667, 0.0), (1.0, 0.0), (1.0, 0.5), (0.666667, 1.0)}


# --- Annotation formats ---------------------------------------------------------------------------


def test_coco_has_keypoints_for_points_and_polygons_for_outlines_alone(
    mixed: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    wide, high = image.ref.width, image.ref.height
    (path,) = write(tmp_path / "a.coco.json", mixed, None)
    coco = pytest.importorskip("pycocotools.coco").COCO(str(path))
    box, point, outline = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    cat, roof = coco.loadCats([1, 2])
    assert (cat["name"], cat["keypoints"], roof.get("keypoints")) == ("cat", ["point"], None)
    assert box["segmentation"] == []
    assert (box["num_keypoints"], box["keypoints"]) == (0, [0, 0, 0])
    assert point["keypoints"] == pytest.approx([0.25 * wide, 0.5 * high, 2], abs=1e-3)
    assert (point["num_keypoints"], point["score"], point["category_id"]) == (1, 0.75, 1)
    assert outline["bbox"] == pytest.approx([0.5 * wide, 0.5 * high, 0.5 * wide, 0.5 * high])
    assert outline["area"] == pytest.approx(wide * high / 8)
    with warnings.catch_warnings():
        # pycocotools' own masks have no `copy` in __array__, which numpy 2 warns of.
        warnings.simplefilter("ignore", DeprecationWarning)
        mask = coco.annToMask(outline)
    assert mask.sum() == pytest.approx(outline["area"], rel=0.02)
    assert mask[round(0.6 * high), round(0.6 * wide)] == 1
    assert mask[round(0.9 * high), round(0.9 * wide)] == 0


def test_every_models_coco_file_has_the_same_categories(
    image: DecodedImage, tmp_path: Path
) -> None:
    both = comparison_of(image, Reading((BOX,)), Reading(points=(POINT,)))
    files = [json.loads(path.read_text()) for path in write(tmp_path / "a.coco.json", both, None)]
    assert len(files) == 2
    assert files[0]["categories"] == files[1]["categories"]
    assert files[0]["annotations"][0]["num_keypoints"] == 0


def test_labelme_has_a_shape_of_each_type(
    mixed: Comparison, image: DecodedImage, tmp_path: Path
) -> None:
    wide, high = image.ref.width, image.ref.height
    (path,) = write(tmp_path / "a.labelme.json", mixed, None)
    shapes = json.loads(path.read_text())["shapes"]
    assert [shape["shape_type"] for shape in shapes] == ["rectangle", "point", "polygon"]
    assert [len(shape["points"]) for shape in shapes] == [2, 1, 3]
    assert shapes[1]["points"] == [pytest.approx([0.25 * wide, 0.5 * high], abs=1e-3)]
    assert shapes[2]["points"][1] == pytest.approx([wide, 0.5 * high], abs=1e-3)
    # What labelme 6's reader of a file asks of each shape.
    for shape in shapes:
        assert {"label", "points", "shape_type", "flags", "group_id", "description"} <= set(shape)
        assert all(isinstance(value, float) for pair in shape["points"] for value in pair)


def test_yolo_has_outlines_where_there_are_some_and_tells_of_the_rest(
    mixed: Comparison, tmp_path: Path
) -> None:
    path, names = write(tmp_path / "a.txt", mixed, None)
    assert path.read_text() == "1 0.500000 0.500000 1.000000 0.500000 0.500000 1.000000\n"
    assert names.read_text() == "cat\nroof | top\n"
    assert left_out(YOLO, mixed) == (
        "Left out, as files of this form cannot hold them: 1 box, 1 point."
    )


def test_yolo_has_boxes_where_there_are_no_outlines(image: DecodedImage, tmp_path: Path) -> None:
    whole = comparison_of(image, Reading((BOX,), points=(POINT, replace(POINT, x=0.5))))
    path, _ = write(tmp_path / "a.txt", whole, None)
    assert path.read_text() == "0 0.300000 0.400000 0.400000 0.400000\n"
    assert left_out(YOLO, whole) == "Left out, as files of this form cannot hold them: 2 points."


def test_voc_has_boxes_alone_and_tells_of_the_rest(mixed: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.xml", mixed, None)
    assert len(ElementTree.parse(path).getroot().findall("object")) == 1
    assert left_out(VOC, mixed) == (
        "Left out, as files of this form cannot hold them: 1 point, 1 outline."
    )


def test_a_form_that_can_hold_nothing_of_it_says_what_there_was(
    image: DecodedImage, tmp_path: Path
) -> None:
    pointed = comparison_of(image, Reading(points=(POINT,)))
    with pytest.raises(ExportError, match=r"No model gave boxes.* cannot hold them: 1 point\."):
        write(tmp_path / "a.xml", pointed, None)
    assert [path.name for path in write(tmp_path / "a.coco.json", pointed, None)] == ["a.coco.json"]


def test_hidden_classes_are_not_told_as_left_out(mixed: Comparison) -> None:
    assert left_out(VOC, mixed, ViewFilter(hidden=frozenset({"cat", "roof | top"}))) == ""


@pytest.mark.parametrize("form", [each for each in FORMATS if each not in (YOLO, VOC)])
def test_every_other_form_holds_all_of_it(form: ExportFormat, mixed: Comparison) -> None:
    assert left_out(form, mixed) == ""


@pytest.mark.parametrize("form", [YOLO, VOC])
def test_the_preview_tells_what_will_be_left_out(
    form: ExportFormat, mixed: Comparison, image: DecodedImage, qapp: QApplication
) -> None:
    levels = ImagePyramid(image.pixels)
    seen = preview(form, mixed, image, levels, ExportOptions(), 300)
    assert seen.text
    assert seen.left_out == left_out(form, mixed) != ""


# --- Text forms -----------------------------------------------------------------------------------


def test_json_holds_them_and_reopens_to_the_same_value(mixed: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.json", mixed, None)
    record = json.loads(path.read_text())
    root = Path(__file__).resolve().parents[2]
    schema = json.loads((root / "docs" / "vizdesk-comparison-1.schema.json").read_text())
    jsonschema.validate(record, schema)
    (told,) = record["answers"]
    assert told["points"] == [{"label": "cat", "point": [0.25, 0.5], "score": 0.75}]
    assert told["polygons"][0]["polygon"] == [[0.5, 0.5], [1.0, 0.5], [0.5, 1.0]]
    assert from_record(record) == mixed


def test_csv_has_a_line_for_each_with_its_kind_and_place(mixed: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.csv", mixed, None)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode())))
    kinds = {row["kind"]: row for row in rows}
    assert [row["kind"] for row in rows][:3] == ["detection", "point", "polygon"]
    point, polygon = kinds["point"], kinds["polygon"]
    assert [point[name] for name in ("x0", "y0", "x1", "y1", "score", "vertices")] == [
        *("0.25", "0.5", "", ""),
        *("0.75", ""),
    ]
    assert polygon["vertices"] == "0.5,0.5 1,0.5 0.5,1"
    assert [polygon[name] for name in ("x0", "y0", "x1", "y1")] == ["0.5", "0.5", "1", "1"]


def test_markdown_has_a_table_of_each(mixed: Comparison, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "a.md", mixed, None)
    text = path.read_text()
    assert "| Point | x | y | Score |" in text
    assert "| cat | 0.250 | 0.500 | 0.75 |" in text
    assert "| roof \\| top | 0.500,0.500 1.000,0.500 0.500,1.000 | — |" in text


# --- Painted forms --------------------------------------------------------------------------------


def test_html_draws_them_as_svg_and_ties_them_to_their_rows(
    mixed: Comparison, image: DecodedImage, tmp_path: Path, qapp: QApplication
) -> None:
    wide, high = image.ref.width, image.ref.height
    (path,) = write(tmp_path / "a.html", mixed, image)
    text = path.read_text()
    assert f'<svg class="drawing" viewBox="0 0 {wide} {high}">' in text
    ring = f"{0.5 * wide:.2f},{0.5 * high:.2f} {wide:.2f},{0.5 * high:.2f}"
    assert f'points="{ring} ' in text
    assert f'd="M{0.25 * wide:.2f},{0.5 * high:.2f}h0"' in text
    for number in range(3):
        marks = re.findall(rf'<(\w+) [^>]*data-box="0-{number}"', text)
        assert marks == (["div", "tr"] if number == 0 else ["g", "div", "tr"])
    assert "<th>Kind</th>" in text
    assert "<td>outline (3)</td>" in text


def test_html_draws_a_part_in_its_own_pixels(
    mixed: Comparison, image: DecodedImage, tmp_path: Path, qapp: QApplication
) -> None:
    part = ViewFilter(Box(0.5, 0.5, 0.75, 0.75))
    (path,) = write(tmp_path / "a.html", mixed, image, ExportOptions(view=part))
    text = path.read_text()
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
    assert size is not None
    assert int(size[1]) == pytest.approx(image.ref.width / 4, abs=1)
    assert "<path" not in text
    ring = re.search(r'<polygon points="([^"]+)"', text)
    assert ring is not None
    corners = {tuple(map(float, corner.split(","))) for corner in ring[1].split()}
    assert (0.0, 0.0) in corners
    assert max(x for x, _ in corners) <= int(size[1])


@pytest.mark.parametrize("dark", [False, True])
def test_a_sheet_paints_them_on_the_image_and_names_them_in_its_rows(
    dark: bool, mixed: Comparison, image: DecodedImage, tmp_path: Path, qapp: QApplication
) -> None:
    (path,) = write(
        tmp_path / "a.svg",
        mixed,
        image,
        ExportOptions(background=Background.DARK if dark else Background.LIGHT),
    )
    words = " ".join(ElementTree.parse(path).getroot().itertext())
    assert "point · 0.75 · 0.25  0.50" in words
    assert "outline (3) · 0.50  0.50  1.00  1.00" in words
    (with_all,) = write(
        tmp_path / "a.png",
        mixed,
        image,
        ExportOptions(1, Background.DARK if dark else Background.LIGHT),
    )
    without = comparison_of(image, Reading((BOX,)))
    (boxes_alone,) = write(
        tmp_path / "b.png",
        without,
        image,
        ExportOptions(1, Background.DARK if dark else Background.LIGHT),
    )
    place = (QImage(str(with_all)), QImage(str(boxes_alone)))
    assert place[0].width() == place[1].width()
    assert place[0] != place[1]


def test_the_command_line_tells_what_was_left_out(
    mixed: Comparison, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source,) = write(tmp_path / "a.json", mixed, None)
    target = tmp_path / "b.xml"
    assert main(["export", str(source), str(target)]) == 0
    assert capsys.readouterr().err.splitlines() == [f"Wrote {target}", str(left_out(VOC, mixed))]
