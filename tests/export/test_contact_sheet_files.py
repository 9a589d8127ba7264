"""The contact sheet as a file: PNG, HTML, CSV, JSON say the same as the screen."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from tests.analysis.comparison_kit import answered, box, model

from vizdesk.analysis.contact_sheet import ImageAgreement, SheetRow, footer_of
from vizdesk.common.messages import verbatim
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Failure, FinishReason, Timing, Usage
from vizdesk.export.contact_sheet.registry import (
    MOST_ROWS,
    SHEET_FORMATS,
    sheet_files,
    write_contact_sheet,
)
from vizdesk.export.contact_sheet.sheet_content import SheetContent
from vizdesk.export.contact_sheet.text_files import COLUMNS
from vizdesk.export.export_format import ExportError
from vizdesk.export.registry import FORMATS

CONE = box("cone", 0.1, 0.1, 0.3, 0.4)
CUP = box("cup", 0.5, 0.5, 0.9, 0.9)
MODELS = (model("a"), model("b"), model("c"))
FAILED = replace(
    answered("c", state=AnswerState.FAILED), failure=Failure(verbatim("Rate limited (429)"))
)


def timed(answer: Answer) -> Answer:
    return replace(answer, timing=Timing(total_s=2.5), usage=Usage(output_tokens=40), cost_usd=0.01)


ROWS = (
    SheetRow(
        "1" * 64,
        "=first.png",
        (
            timed(answered("a", boxes=(CONE,))),
            timed(answered("b", boxes=(CONE,))),
            timed(answered("c", boxes=(CONE, CUP))),
        ),
        ImageAgreement((1, 2), 3, frozenset("c"), frozenset("c")),
    ),
    SheetRow(
        "2" * 64,
        "<b>second</b>.png",
        (
            replace(answered("a", boxes=(CONE,)), finish_reason=FinishReason.LENGTH),
            answered("b", boxes=(CONE,)),
            FAILED,
        ),
        ImageAgreement((1, 1), 2),
    ),
    SheetRow("3" * 64, "third.png", (None, None, None)),
)


def content(rows: tuple[SheetRow, ...] = ROWS, kind: TaskKind = TaskKind.DETECT) -> SheetContent:
    return SheetContent(
        Task(kind),
        MODELS,
        rows,
        footer_of(rows, [each.id for each in MODELS]),
        5,
        datetime(2026, 12, 1, 3, 0, tzinfo=UTC),
        "0.1.0",
        {"cone": "#d55e00", "cup": "#0072b2"},
        lambda key: None if key.startswith("3") else Image.new("RGB", (128, 96), "red"),
    )


def test_its_forms_are_those_of_the_registry_of_formats() -> None:
    forms = [each.form for each in SHEET_FORMATS]
    assert [form.ending for form in forms] == [".png", ".html", ".csv", ".json"]
    assert all(form in FORMATS for form in forms)


def test_csv_has_a_line_for_each_image_and_model_and_no_formula(tmp_path: Path) -> None:
    (path,) = write_contact_sheet(tmp_path / "sheet.csv", content())
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert len(lines) == 9
    assert lines[2] == {
        "image": "'=first.png",
        "task": "detect",
        "model": "C",
        "state": "done",
        "answer": "cone 1, cup 1",
        "differs": "yes",
        "alone": "yes",
        "agreement": "1/2",
        "total_s": "2.5",
        "output_tokens": "40",
        "cost_usd": "0.01",
        "failure": "",
        "key": "1" * 64,
    }
    assert (lines[5]["state"], lines[5]["failure"]) == ("failed", "Rate limited (429)")
    assert lines[5]["agreement"] == "2 of 2 agree"
    assert (lines[8]["state"], lines[8]["agreement"], lines[8]["cost_usd"]) == ("not run", "–", "")


def test_json_has_every_figure(tmp_path: Path) -> None:
    (path,) = write_contact_sheet(tmp_path / "sheet.json", content())
    record = json.loads(path.read_text(encoding="utf-8"))
    assert (record["format"], record["version"]) == ("vizdesk-contact-sheet", 1)
    assert (record["task"], record["images_in_all"], len(record["images"])) == ("detect", 5, 3)
    first, second, third = record["images"]
    assert first["agreement"] == {
        "agreeing": 1,
        "of": 2,
        "read": 3,
        "differing": ["c"],
        "alone": ["c"],
    }
    assert first["answers"][2]["counts"] == {"cone": 1, "cup": 1}
    assert second["answers"][2]["failure"] == "Rate limited (429)"
    assert third["agreement"] is None
    assert third["answers"][0] == {"model": "a", "state": "not run"}
    assert record["footer"]["models"][0] == {
        "model": "a",
        "median_s": 2.5,
        "done": 2,
        "of_images": 3,
        "output_tokens": 40,
        "cost_usd": 0.01,
        "with_majority": 1,
        "of_complete": 1,
    }


def test_html_holds_each_thumbnail_once_and_foreign_words_are_words(tmp_path: Path) -> None:
    (path,) = write_contact_sheet(tmp_path / "sheet.html", content())
    page = path.read_text(encoding="utf-8")
    assert page.count("data:image/jpeg;base64,") == 2
    assert page.count("<rect ") == 6
    assert "<b>second</b>" not in page
    assert "&lt;b&gt;second&lt;/b&gt;.png" in page
    assert "<b>Failed</b> Rate limited (429)" in page
    assert "<b>Truncated (max tokens)</b>" in page
    assert page.count("<b>Not run</b>") == 3
    assert "1 complete rows" in page
    assert "http" not in page.replace('http-equiv="', "")


@pytest.mark.parametrize("dark", [False, True])
def test_png_has_a_row_for_each_image(qapp: QApplication, tmp_path: Path, dark: bool) -> None:
    shares: list[float] = []
    (path,) = write_contact_sheet(tmp_path / "sheet.png", content(), dark=dark, tell=shares.append)
    with Image.open(path) as image:
        assert image.size == (2220, 2 * (96 + 3 * 60 + 92))
        assert image.info["Title"] == "Detect: 3 of 5 images, 3 models"
        # The ground, the thumbnail of the first row, and its cone's outline.
        assert image.getpixel((4, 220)) == ((30, 30, 32) if dark else (255, 255, 255))
        assert image.getpixel((2 * 40, 2 * 126)) == (255, 0, 0)
        outline = image.crop((2 * 254, 2 * 102, 2 * 320, 2 * 150)).getcolors(10_000)
        assert any(colour == (213, 94, 0) for _, colour in outline)
    assert shares == [1 / 3, 2 / 3, 1.0]


def test_a_long_png_goes_on_in_further_files(qapp: QApplication, tmp_path: Path) -> None:
    rows = tuple(replace(ROWS[2], key=f"3{at}") for at in range(MOST_ROWS + 1))
    files = write_contact_sheet(tmp_path / "sheet.png", content(rows))
    assert [file.name for file in files] == ["sheet.png", "sheet-2.png"]
    with Image.open(files[1]) as image:
        assert image.size[1] == 2 * (96 + 60 + 92)


@pytest.mark.parametrize("kind", list(TaskKind))
@pytest.mark.parametrize("ending", [".png", ".html", ".csv", ".json"])
def test_every_task_and_no_image_at_all_can_be_written(
    qapp: QApplication, tmp_path: Path, kind: TaskKind, ending: str
) -> None:
    (path,) = write_contact_sheet(tmp_path / f"sheet{ending}", content(kind=kind))
    assert path.stat().st_size > 300
    (path,) = write_contact_sheet(tmp_path / f"none{ending}", content((), kind))
    if ending == ".csv":
        assert path.read_text(encoding="utf-8").splitlines() == [",".join(COLUMNS)]
    else:
        assert path.stat().st_size > 300


def test_what_ends_the_writing_leaves_no_file(qapp: QApplication, tmp_path: Path) -> None:
    def stop(share: float) -> None:
        raise ZeroDivisionError

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ZeroDivisionError):
        write_contact_sheet(folder / "sheet.png", content(), tell=stop)
    assert list(folder.iterdir()) == []


def test_a_name_without_a_form_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"may end in \.png, \.html, \.csv, \.json"):
        write_contact_sheet(tmp_path / "sheet.txt", content())
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        write_contact_sheet(tmp_path / "folder.csv", content())
    with pytest.raises(ExportError):
        write_contact_sheet(tmp_path / "nowhere" / "sheet.csv", content())


def test_what_ends_the_writing_leaves_every_file_that_was_there(
    qapp: QApplication, tmp_path: Path
) -> None:
    rows = tuple(replace(ROWS[2], key=f"3{at}") for at in range(MOST_ROWS + 1))
    folder = tmp_path / "out"
    folder.mkdir()
    files = sheet_files(folder / "sheet.png", len(rows))
    assert [file.name for file in files] == ["sheet.png", "sheet-2.png"]
    for file in files:
        file.write_text("mine")
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) > MOST_ROWS:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_contact_sheet(files[0], content(rows), tell=stop)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "sheet.png": "mine",
        "sheet-2.png": "mine",
    }
