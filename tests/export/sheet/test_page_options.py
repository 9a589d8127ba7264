"""What one chooses of a page is on it in every form of pages; what is left out is nowhere."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from tests.export.sheet.test_comparison_sheet import DONE, MODEL, SEEN, comparison, levels

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, Comparison, Sent
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.html.page import html_page
from vizdesk.export.page_options import LABEL_SIZES, Background, PageOptions, PagePart
from vizdesk.export.sheet.comparison_sheet import comparison_image, laid_out
from vizdesk.export.sheet.sheet_colors import LIGHT
from vizdesk.export.sheet.vector_files import svg_bytes
from vizdesk.export.text.answer_metrics import when_of
from vizdesk.export.text.markdown_file import markdown
from vizdesk.export.view_filter import labels_of
from vizdesk.painting.class_colors import colours_for

pytestmark = pytest.mark.usefixtures("qapp")

PROMPT = "Name every mug, please."
TOLD = replace(SEEN, text='[{"box": [0.2, 0.2, 0.6, 0.7]}]', sent=Sent(640, 400, PROMPT, {}))


def sized(answers: int, page: PageOptions, answer: Answer = SEEN) -> tuple[float, float]:
    made = comparison(TaskKind.DETECT, *[answer] * answers)
    return laid_out(made, levels(), ExportOptions(1, page=page)).size


def words_of_svg(made: Comparison, page: PageOptions) -> str:
    drawing = svg_bytes(made, levels(), ExportOptions(page=page)).decode()
    title = "".join(re.findall(r"<title>.*?</title>", drawing))
    return title + " ".join(re.findall(r"<text[^>]*>([^<]*)", drawing))


def forms(made: Comparison, page: PageOptions) -> dict[str, str]:
    """The words of each form that follows the options of a page."""
    html = html_page(made, Image.new("RGB", (64, 40)), page=page)
    return {
        "svg": words_of_svg(made, page),
        "html": re.sub(r"<style>.*?</style>|<script>.*?</script>|url\(.*?\)", "", html, flags=re.S),
        "md": markdown(made, page=page),
    }


@pytest.mark.parametrize("columns", range(1, 9))
def test_panels_stand_in_as_many_columns_as_were_asked_for(columns: int) -> None:
    widths = {1: 720, 2: 520, 3: 460, 4: 400, 5: 380, 6: 360, 7: 340, 8: 340}
    wide, _ = sized(8, PageOptions(columns=columns))
    assert wide == columns * widths[columns] + (columns - 1) * 16 + 64


def test_more_columns_than_panels_leave_no_empty_ones() -> None:
    assert sized(3, PageOptions(columns=8)) == sized(3, PageOptions(columns=3))


@pytest.mark.parametrize("answers", [1, 2, 3, 5, 8, 12])
@pytest.mark.parametrize("words", ["A mug.", "Many words, and more of them. " * 150])
@pytest.mark.parametrize("overlay", [False, True])
def test_a_slide_is_16_to_9_and_holds_everything(answers: int, words: str, overlay: bool) -> None:
    page = PageOptions(slide=True, original=True, overlay=overlay)
    answer = replace(SEEN, text=words)
    wide, high = sized(answers, page, answer)
    assert wide * 9 == high * 16
    assert wide % 16 == 0
    made = comparison(TaskKind.DETECT, *[answer] * answers)
    image = comparison_image(made, levels(), ExportOptions(1, page=page))
    ground = image.pixelColor(2, 2)
    # Nothing is painted over the edges of the page.
    assert all(
        image.pixelColor(image.width() - 2, y) == ground for y in range(0, image.height(), 7)
    )


def test_the_original_is_a_panel_more_and_has_no_boxes() -> None:
    usual, more = sized(1, PageOptions()), sized(1, PageOptions(original=True))
    assert (usual[0], more[0]) == (784, 2 * 520 + 16 + 64)
    html = html_page(
        comparison(TaskKind.DETECT, SEEN),
        Image.new("RGB", (64, 40)),
        page=PageOptions(original=True),
    )
    first, second = html.split("<article>")[1:]
    assert "Original" in first
    assert "data-box" not in first
    assert "data-box" in second


def test_where_words_alone_are_compared_the_original_takes_the_place_of_the_image_on_top() -> None:
    made = comparison(TaskKind.CAPTION, DONE, DONE)
    sheet = laid_out(made, levels(), ExportOptions(1, page=PageOptions(original=True)))
    assert sheet.size[0] == 3 * 460 + 2 * 16 + 64
    assert words_of_svg(made, PageOptions(original=True)).count("Original") == 1


def test_overlay_has_all_boxes_on_one_image_and_numbers_the_models() -> None:
    other = replace(SEEN, model=replace(MODEL, id="two", name="Two"))
    made = comparison(TaskKind.DETECT, SEEN, other)
    page = PageOptions(overlay=True)
    words = words_of_svg(made, page)
    assert "1  Demo, large" in words
    assert "2  Two" in words
    html = html_page(made, Image.new("RGB", (64, 40)), page=page)
    first, *cards = html.split("<article>")[1:]
    assert first.count('data-box="') == 2
    assert all('class="stage' not in card for card in cards)


LEFT_OUT = {
    PagePart.PROMPT: PROMPT,
    PagePart.COORDINATES: r"0\.20\d? ?\|? +0\.20|\[0\.2, 0\.2|&quot;box&quot;",
    PagePart.FIGURES: r"0\.42 s|31\.2",
    PagePart.FOOTER: "9f9f9f9f",
    PagePart.FILE_NAME: r"table\.jpg",
}


@pytest.mark.parametrize("part", PagePart)
@pytest.mark.parametrize("form", ["svg", "html", "md"])
def test_what_is_left_out_is_nowhere_and_everything_else_stays(part: PagePart, form: str) -> None:
    made = comparison(TaskKind.DETECT, TOLD)
    words = forms(made, PageOptions(leave_out=frozenset({part})))[form]
    whole = forms(made, PageOptions())[form]
    for other, pattern in LEFT_OUT.items():
        assert re.search(pattern, whole), (form, other)
        assert bool(re.search(pattern, words)) == (other is not part), (form, other)


@pytest.mark.parametrize("form", ["svg", "html", "md"])
def test_a_title_and_a_note_stand_on_top_and_the_task_below(form: str) -> None:
    page = PageOptions(title="Mugs & cups", note="First line.\nSecond line.")
    words = forms(comparison(TaskKind.DETECT, SEEN), page)[form].replace("&amp;", "&")
    order = [words.index(each) for each in ("Mugs & cups", "First line.", "Second line.", "Detect")]
    assert order == sorted(order)


def pixels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()


def test_white_is_white_everywhere_around_the_images() -> None:
    options = ExportOptions(1, Background.WHITE)
    made = comparison(TaskKind.DETECT, SEEN, SEEN, size=(2000, 200))
    painted = pixels(comparison_image(made, levels((2000, 200)), options))
    assert (painted[:4] == 255).all()
    assert (painted[:, :4] == 255).all()
    # Neither the ground nor the stage above and below a panorama has the usual tint.
    for tint in (LIGHT.background, LIGHT.stage):
        assert not (painted == (tint.red(), tint.green(), tint.blue())).all(axis=2).any()


def chip_pixels(size: int) -> int:
    """How many pixels the chip of the only box has: those of its colour."""
    options = ExportOptions(1, page=PageOptions(label_size=size))
    made = comparison(TaskKind.DETECT, replace(SEEN, text=""))
    painted = pixels(comparison_image(made, levels(), options)).astype(int)
    colour = colours_for(labels_of(made), made.class_colours)["mug"]
    wanted = (colour.red(), colour.green(), colour.blue())
    return int((painted == wanted).all(axis=2).sum())


def test_labels_grow_with_their_size_and_lines_do_not() -> None:
    small, usual, large = chip_pixels(8), chip_pixels(11), chip_pixels(33)
    assert small < usual
    # Three times as high and as wide: nine times the chip, while the lines stay.
    assert large - usual > 3 * (usual - small)
    html = html_page(
        comparison(TaskKind.DETECT, SEEN), Image.new("RGB", (9, 9)), page=PageOptions(label_size=22)
    )
    assert ".box span { font-size: 22px; line-height: 32px; }" in html


def test_the_html_page_has_the_columns() -> None:
    made = comparison(TaskKind.DETECT, SEEN, SEEN)
    small = Image.new("RGB", (9, 9))
    assert "repeat(3, minmax(0, 1fr))" in html_page(made, small, page=PageOptions(columns=3))
    assert "grid-auto-flow: column" in html_page(made, small, page=PageOptions(slide=True))


@pytest.mark.parametrize("size", [LABEL_SIZES[0] - 1, LABEL_SIZES[1] + 1])
def test_values_out_of_their_range_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="labels"):
        PageOptions(label_size=size)
    with pytest.raises(ValueError, match="columns"):
        PageOptions(columns=9)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "20 November 2026, 22:15 UTC"),
        ("Europe/Berlin", "20 November 2026, 23:15 UTC+01:00"),
        ("Asia/Kathmandu", "21 November 2026, 04:00 UTC+05:45"),
        ("America/St_Johns", "20 November 2026, 18:45 UTC-03:30"),
    ],
)
def test_moments_are_those_of_this_machines_clock_and_say_its_zone(
    zone: str, words: str, clock: pytest.MonkeyPatch
) -> None:
    clock.setenv("TZ", zone)
    time.tzset()
    assert when_of(datetime(2026, 11, 20, 22, 15, tzinfo=UTC)) == words
    made = comparison(TaskKind.DETECT, SEEN)
    for form, text in forms(made, PageOptions()).items():
        assert words in text.replace("&#43;", "+"), form
