"""The sheet for a report: everything is on it, at every size, light and dark."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    Failure,
    FinishReason,
    ImageRef,
    Label,
    Reading,
    Timing,
    Usage,
)
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.page_options import Background
from vizdesk.export.sheet.comparison_sheet import comparison_image, grid, save_png
from vizdesk.export.sheet.drawn_blocks import MANY_BOXES, BoxRows
from vizdesk.export.sheet.layout_blocks import Words
from vizdesk.export.sheet.sheet_colors import DARK, LIGHT
from vizdesk.export.text.answer_metrics import figures_of, state_of
from vizdesk.export.view_filter import labels_of
from vizdesk.painting.class_colors import colours_for
from vizdesk.painting.fonts import sans
from vizdesk.painting.image_pyramid import ImagePyramid

pytestmark = pytest.mark.usefixtures("qapp")

MODEL = Model("demo", "Demo, large", EngineKind.LLAMA, GgufPair(Path("a"), Path("b")), "demo")
MUG = Detection("mug", Box(0.2, 0.2, 0.6, 0.7))
DONE = Answer(
    MODEL,
    AnswerState.DONE,
    text="A mug.",
    usage=Usage(1412, 138),
    timing=Timing(ttft_s=0.42, total_s=3.1, tokens_per_s=31.2),
    cost_usd=0.0112,
    finish_reason=FinishReason.STOP,
)
SEEN = replace(DONE, reading=Reading(detections=(MUG,)))


def comparison(kind: TaskKind, *answers: Answer, size: tuple[int, int] = (640, 400)) -> Comparison:
    return Comparison(
        "1",
        datetime(2026, 11, 20, 22, 15, tzinfo=UTC),
        "0.1.0",
        ImageRef("/images/table.jpg", "9f" * 32, *size),
        Task(kind),
        answers,
    )


def levels(size: tuple[int, int] = (640, 400)) -> ImagePyramid:
    return ImagePyramid(Image.new("RGB", size, (10, 120, 200)))


@pytest.mark.parametrize("answers", [1, 2, 3, 4, 6, 8, 11])
def test_every_answer_finds_its_place(answers: int) -> None:
    columns, width = grid(answers)
    image = comparison_image(comparison(TaskKind.DETECT, *[SEEN] * answers), levels())
    rows = -(-answers // columns)
    assert image.width() == columns * width + (columns - 1) * 16 + 64
    assert image.height() > rows * 300


@pytest.mark.parametrize("scale", [2.0, 4.0])
def test_a_larger_scale_is_the_same_sheet_larger(scale: float) -> None:
    sheet = comparison(TaskKind.CAPTION, replace(DONE, text="Many words. " * 80))
    one, more = (
        comparison_image(sheet, levels()),
        comparison_image(sheet, levels(), ExportOptions(scale)),
    )
    assert more.width() == one.width() * scale
    assert more.height() == one.height() * scale


def test_light_and_dark_have_their_own_ground() -> None:
    sheet = comparison(TaskKind.DETECT, SEEN)
    assert comparison_image(sheet, levels()).pixelColor(2, 2) == LIGHT.background
    assert (
        comparison_image(sheet, levels(), ExportOptions(1, Background.DARK)).pixelColor(2, 2)
        == DARK.background
    )


def test_the_image_with_its_box_is_on_the_card() -> None:
    image = comparison_image(comparison(TaskKind.DETECT, SEEN), levels())
    found = {image.pixelColor(x, y).name() for x in range(0, 784, 2) for y in range(0, 600, 1)}
    (colour,) = colours_for(labels_of(comparison(TaskKind.DETECT, SEEN))).values()
    assert colour.name() in found
    assert QColor(10, 120, 200).name() in found


def test_a_long_answer_is_laid_out_to_its_end() -> None:
    short = comparison_image(comparison(TaskKind.CAPTION, DONE), levels())
    words = "Word after word after word. " * 800
    long = comparison_image(comparison(TaskKind.CAPTION, replace(DONE, text=words)), levels())
    needed = Words(words, sans(14), LIGHT.text).height(688)
    assert long.height() - short.height() > needed * 0.9


@pytest.mark.parametrize("size", [(4000, 400), (300, 3000), (16, 16)])
def test_odd_images_keep_the_sheet_in_shape(size: tuple[int, int]) -> None:
    image = comparison_image(comparison(TaskKind.DETECT, SEEN, size=size), levels(size))
    assert 250 < image.height() < 1000


def test_a_failure_and_every_other_state_is_said() -> None:
    failed = Answer(
        MODEL, AnswerState.FAILED, failure=Failure(verbatim("It broke."), verbatim("Try again."))
    )
    assert state_of(failed) == ("Failed", "weak")
    assert state_of(replace(DONE, finish_reason=FinishReason.LENGTH))[0] == "Truncated (max tokens)"
    sheet = comparison(
        TaskKind.CLASSIFY,
        failed,
        Answer(MODEL, AnswerState.UNSUPPORTED, failure=Failure(verbatim("It cannot classify."))),
        Answer(MODEL),
        replace(DONE, reading=Reading(labels=(Label("cat", 0.9), Label("dog", None)))),
    )
    assert comparison_image(sheet, levels()).width() > 0


def test_only_what_was_measured_is_told() -> None:
    assert figures_of(DONE) == [
        ("TTFT", "0.42 s"),
        ("Total", "3.10 s"),
        ("", "31.2 tok/s"),
        ("", "1,412 in / 138 out"),
        ("", "$0.0112"),
    ]
    assert figures_of(Answer(MODEL)) == []


def test_hundreds_of_boxes_are_told_as_numbers_of_a_class() -> None:
    many = [MUG] * (MANY_BOXES + 1)
    assert BoxRows(many, {}, LIGHT).height(400) == BoxRows.ROW
    assert BoxRows(many[1:], {}, LIGHT).height(400) == BoxRows.ROW * MANY_BOXES


def test_a_models_markdown_cannot_load_a_file_of_this_machine(tmp_path: Path) -> None:
    green = tmp_path / "green.png"
    Image.new("RGB", (300, 300), (0, 255, 0)).save(green)
    answer = replace(DONE, text=f"See ![this]({green}) and ![that]({green.as_uri()})")
    image = comparison_image(comparison(TaskKind.CAPTION, answer), levels())
    seen = {image.pixelColor(x, y).name() for x in range(0, 780, 6) for y in range(0, 700, 6)}
    assert "#00ff00" not in seen


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    save_png(tmp_path / "out.png", comparison(TaskKind.DETECT, SEEN), levels(), ExportOptions(2))
    with Image.open(tmp_path / "out.png") as image:
        assert image.size[0] == 2 * 784
        assert image.info["Title"] == "Detect: table.jpg"
        assert image.info["Software"] == "vizdesk 0.1.0"


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file where a folder is wanted")
    with pytest.raises(OSError, match="no"):
        save_png(tmp_path / "no" / "out.png", comparison(TaskKind.DETECT, SEEN), levels())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_is_written_in_bands_is_what_is_painted_whole(scale: float, tmp_path: Path) -> None:
    long = replace(DONE, text="Many words, *many* **more** words. " * 300)
    sheet = comparison(TaskKind.DETECT, SEEN, long, SEEN)
    path = tmp_path / "bands.png"
    save_png(path, sheet, levels(), ExportOptions(scale))
    whole = comparison_image(sheet, levels(), ExportOptions(scale))
    read = QImage(str(path)).convertToFormat(whole.format())
    assert read.size() == whole.size()
    pairs = [
        (read.pixelColor(x, y).lightness(), whole.pixelColor(x, y).lightness())
        for y in range(0, whole.height(), 7)
        for x in range(0, whole.width(), 11)
    ]
    assert sum(abs(one - two) <= 8 for one, two in pairs) / len(pairs) > 0.9995


def test_writing_tells_how_far_it_is_and_stops_without_a_rest(tmp_path: Path) -> None:
    sheet = comparison(TaskKind.CAPTION, replace(DONE, text="Many words. " * 3000))
    shares: list[float] = []
    save_png(tmp_path / "all.png", sheet, levels(), ExportOptions(4, tell=shares.append))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 10

    def stop(share: float) -> None:
        if share > 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        save_png(tmp_path / "half.png", sheet, levels(), ExportOptions(4, tell=stop))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["all.png"]
