"""The HTML export in a real browser: linked zoom and pan, boxes tied to rows, no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.export.html.chromium_kit import CHROMIUM, Tab, tab
from tests.history.history_kit import answer, comparison

from vizdesk.common import resources
from vizdesk.comparison.types import Box, Detection, PointDetection, PolygonDetection, Reading
from vizdesk.export.writer import write
from vizdesk.images.opening import open_image

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed to open it in")

SHAPES = resources.folder() / "samples" / "shapes.png"
BOXES = (
    Detection("blue circle", Box(0.09, 0.16, 0.39, 0.56), 0.9),
    Detection("red square", Box(0.63, 0.14, 0.83, 0.42)),
)
POINT = PointDetection("green triangle", 0.3, 0.8)
OUTLINE = PolygonDetection("yellow star", ((0.6, 0.6), (0.9, 0.7), (0.7, 0.95)), 0.5)
MATRICES = "[...document.querySelectorAll('.sheet')].map(s => getComputedStyle(s).transform)"
MIDDLE = (
    "(r => [r.x + r.width / 2, r.y + r.height / 2])"
    '(document.querySelector("%s").getBoundingClientRect())'
)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Tab]:
    image = open_image(SHAPES)
    reading = Reading(BOXES, points=(POINT,), polygons=(OUTLINE,))
    answers = [replace(answer(name, "x"), reading=reading) for name in ("Gemma", "Qwen")]
    whole = replace(comparison(3, *answers, path=str(SHAPES)), image=image.ref)
    (path,) = write(tmp_path / "page.html", whole, image)
    with tab(tmp_path / "profile") as found:
        found.open(path)
        yield found
        if keep := os.environ.get("VIZDESK_KEEP_SHOTS"):
            found.screenshot(Path(keep) / "export-html.png")


def test_one_wheel_zooms_all_images_and_one_drag_moves_them(page: Tab) -> None:
    assert set(page.run(MATRICES)) <= {"none", "matrix(1, 0, 0, 1, 0, 0)"}
    x, y = page.run(MIDDLE % ".stage")
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-600)
    zoomed = page.run(MATRICES)
    assert len(zoomed) == 2
    assert zoomed[0] == zoomed[1] != "matrix(1, 0, 0, 1, 0, 0)"
    page.mouse("mousePressed", x, y, button="left", buttons=1, clickCount=1)
    page.mouse("mouseMoved", x + 40, y + 30, button="left", buttons=1)
    page.mouse("mouseReleased", x + 40, y + 30, button="left", clickCount=1)
    moved = page.run(MATRICES)
    assert moved[0] == moved[1] != zoomed[0]
    for count in (1, 2):
        page.mouse("mousePressed", x, y, button="left", buttons=1, clickCount=count)
        page.mouse("mouseReleased", x, y, button="left", clickCount=count)
    assert set(page.run(MATRICES)) == {"matrix(1, 0, 0, 1, 0, 0)"}


def test_a_row_lights_its_box_and_a_box_its_row(page: Tab) -> None:
    lit = "[...document.querySelectorAll('.on')].map(e => e.tagName + e.dataset.box).sort()"
    page.mouse("mouseMoved", *page.run(MIDDLE % "tr[data-box='1-1']"))
    assert page.run(lit) == ["DIV1-1", "TR1-1"]
    page.mouse("mouseMoved", *page.run(MIDDLE % "div[data-box='0-0']"))
    assert page.run(lit) == ["DIV0-0", "TR0-0"]
    page.mouse("mouseMoved", 2, 2)
    assert page.run(lit) == []


def test_it_shows_the_image_asks_nobody_and_complains_of_nothing(page: Tab, tmp_path: Path) -> None:
    page.screenshot(tmp_path / "shot.png")
    from PIL import Image

    with Image.open(tmp_path / "shot.png") as shot:
        x, y = page.run(MIDDLE % "div[data-box='0-0']")
        red, green, blue = shot.convert("RGB").getpixel((int(x), int(y)))[:3]  # type: ignore[index]
    assert blue > red
    assert blue > green
    assert [one for one in page.asked_for if not one.startswith(("file:", "data:"))] == []
    assert page.errors == []


def test_everything_can_be_reached_and_done_with_keys(page: Tab) -> None:
    page.run("document.querySelector('.stage').focus()")
    press = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '%s'}))"
    page.run(press % "+")
    zoomed = page.run(MATRICES)
    assert zoomed[0] == zoomed[1] != "matrix(1, 0, 0, 1, 0, 0)"
    page.run(press % "ArrowRight")
    assert page.run(MATRICES)[0] != zoomed[0]
    page.run("document.querySelector('nav button[data-act=reset]').click()")
    assert set(page.run(MATRICES)) == {"matrix(1, 0, 0, 1, 0, 0)"}
    page.run("""document.querySelector("tr[data-box='1-1']").focus()""")
    lit = "[...document.querySelectorAll('.on')].map(e => e.tagName + e.dataset.box).sort()"
    assert page.run(lit) == ["DIV1-1", "TR1-1"]


def test_frames_and_labels_stay_as_thin_and_small_however_far_one_zooms(page: Tab) -> None:
    chip = "document.querySelector('.box span').getBoundingClientRect().height"
    before = page.run(chip)
    x, y = page.run(MIDDLE % ".stage")
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-600)
    assert page.run("document.querySelector('.sheet').style.getPropertyValue('--k')") > "1"
    assert abs(page.run(chip) - before) < 1


def test_printed_it_keeps_its_images_and_is_dark_on_white(page: Tab) -> None:
    page.ask("Emulation.setEmulatedMedia", media="print")
    looks = "getComputedStyle(document.querySelector('%s'))['%s']"
    assert page.run(looks % (".sheet", "printColorAdjust")) == "exact"
    assert page.run(looks % ("body", "backgroundColor")) == "rgb(255, 255, 255)"
    assert page.run(looks % ("nav", "display")) == "none"


def test_a_point_and_an_outline_light_their_rows_from_their_own_shape_alone(page: Tab) -> None:
    lit = "[...document.querySelectorAll('.on')].map(e => e.tagName + e.dataset.box).sort()"
    at = (
        "((x, y) => (r => [r.x + x * r.width, r.y + y * r.height])"
        "(document.querySelector('.stage').getBoundingClientRect()))(%s, %s)"
    )
    page.mouse("mouseMoved", *page.run(at % (0.3, 0.8)))
    assert page.run(lit) == ["DIV0-2", "TR0-2", "g0-2"]
    page.mouse("mouseMoved", *page.run(at % (0.73, 0.75)))
    assert page.run(lit) == ["DIV0-3", "TR0-3", "g0-3"]
    # Within the box around the outline, and outside the outline.
    page.mouse("mouseMoved", *page.run(at % (0.88, 0.93)))
    assert page.run(lit) == []


def test_a_dot_is_round_and_stays_as_small_however_far_one_zooms(page: Tab, tmp_path: Path) -> None:
    from PIL import Image

    centre = (
        "(r => [r.x + 0.3 * r.width, r.y + 0.8 * r.height])"
        "(document.querySelector('.sheet').getBoundingClientRect())"
    )
    colour = "getComputedStyle(document.querySelector('g.point')).getPropertyValue('--c')"
    hexadecimal = page.run(colour).strip()
    ink = tuple(int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5))

    def extent() -> tuple[int, int]:
        """How many pixels right of and below the dot's centre have its colour."""
        page.screenshot(tmp_path / "dot.png")
        x, y = (round(value) for value in page.run(centre))
        with Image.open(tmp_path / "dot.png") as shot:
            pixels = shot.convert("RGB")

            def run(dx: int, dy: int) -> int:
                steps = 0
                while pixels.getpixel((x + steps * dx, y + steps * dy)) == ink:
                    steps += 1
                return steps

            return run(1, 0), run(0, 1)

    across, down = extent()
    assert 4 <= across <= 6
    assert abs(across - down) <= 1
    page.mouse("mouseWheel", *page.run(centre), deltaX=0, deltaY=-600)
    assert page.run("document.querySelector('.sheet').style.getPropertyValue('--k')") > "1"
    zoomed_across, zoomed_down = extent()
    assert abs(zoomed_across - across) <= 1
    assert abs(zoomed_down - down) <= 1
