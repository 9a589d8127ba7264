"""Boxes are where they belong, can be seen on any image, and stay readable in a crowd."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTransform
from tests.counting import MOST_GROWTH, growth_of_calls

from vizdesk.common import resources
from vizdesk.comparison.types import AnyDetection, Box, Detection, PointDetection, PolygonDetection
from vizdesk.painting.box_labels import words_of
from vizdesk.painting.box_overlay import BoxLook, paint_detections, place_detections
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import load_fonts

MUG = Detection("mug", Box(0.25, 0.25, 0.75, 0.75))
RED = QColor("#D55E00")
WIDE, HIGH = 400, 200
VIEW = QRectF(0, 0, WIDE, HIGH)
FULL = QTransform.fromScale(WIDE, HIGH)


@pytest.fixture(autouse=True)
def _letters(qapp: object) -> None:
    load_fonts(resources.folder() / "fonts")


def painted(
    *detections: AnyDetection,
    to_view: QTransform = FULL,
    scale: float = 1,
    back: str = "#808080",
    highlighted: int | None = None,
    hidden: frozenset[str] = frozenset(),
    fill: float = 0.0,
) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor(back))
    painter = QPainter(image)
    colours = {"mug": RED}
    paint_detections(
        painter,
        to_view,
        VIEW,
        detections,
        colours,
        scale=scale,
        highlighted=highlighted,
        hidden=hidden,
        look=BoxLook(fill=fill),
    )
    painter.end()
    return image


@pytest.mark.parametrize("back", ["#FFFFFF", "#000000", "#D55E00", "#808080"])
def test_a_box_shows_on_any_image_by_its_line_or_its_halo(back: str) -> None:
    image = painted(MUG, back=back)
    row = {image.pixelColor(x, 100).name().upper() for x in range(95, 106)}
    assert "#D55E00" in row
    assert "#FFFFFF" in row


def test_the_line_runs_where_the_box_is() -> None:
    image = painted(MUG)
    for x, y in ((100, 100), (300, 100), (200, 50), (200, 150)):
        assert image.pixelColor(x - (x == 300), y - (y == 150)) == RED
    assert image.pixelColor(20, 100) == QColor("#808080")


def test_lines_grow_with_the_scale_of_an_export() -> None:
    def width(scale: float) -> int:
        image = painted(MUG, scale=scale)
        return sum(image.pixelColor(x, 120) == RED for x in range(80, 120))

    assert width(1) == 2
    assert width(4) == 8


@pytest.mark.parametrize(
    ("box", "edges"),
    [
        (Box(0.254, 0.253, 0.746, 0.747), (102, 51, 298, 149)),
        (Box(0.256, 0.258, 0.744, 0.742), (102, 52, 298, 148)),
        (Box(0.251, 0.252, 0.749, 0.748), (100, 50, 300, 150)),
    ],
)
def test_every_edge_lies_on_the_nearest_pixel(
    box: Box, edges: tuple[float, float, float, float]
) -> None:
    """The view is 400 x 200: 0.746 is at 298.4, 0.747 at 149.4, 0.748 at 149.6."""
    (placed,) = place_detections(FULL, VIEW, [Detection("mug", box)], {})
    rect = placed.rect
    assert (rect.left(), rect.top(), rect.right(), rect.bottom()) == edges


def test_hidden_classes_are_left_out() -> None:
    assert painted(MUG, hidden=frozenset({"mug"})) == painted()


def test_the_highlighted_box_is_filled_more_and_lies_on_top() -> None:
    plain, bright = painted(MUG, MUG), painted(MUG, MUG, highlighted=0)
    assert bright.pixelColor(200, 100).red() > plain.pixelColor(200, 100).red() - 40
    assert bright != plain


def test_a_box_outside_the_view_costs_nothing() -> None:
    zoomed = QTransform(40_000, 0, 0, 20_000, 0, 0)
    assert place_detections(zoomed, VIEW, [MUG], {}) == []


def test_a_box_that_is_far_larger_than_the_view_is_cut_close_by() -> None:
    zoomed = QTransform(4e6, 0, 0, 2e6, -2e6, -1e6)
    (placed,) = place_detections(zoomed, VIEW, [MUG], {})
    assert placed.rect.width() <= WIDE + 100


def test_a_box_without_extent_can_still_be_seen() -> None:
    (placed,) = place_detections(FULL, VIEW, [Detection("dot", Box(0.5, 0.5, 0.5, 0.5))], {})
    assert placed.rect.width() >= 2
    assert placed.rect.height() >= 2


@pytest.mark.parametrize(
    "box", [Box(0, 0, 1, 1), Box(0.95, 0.9, 1, 1), Box(0, 0, 0.02, 0.02), Box(0.4, 0, 0.6, 1)]
)
def test_a_chip_never_leaves_the_view(box: Box) -> None:
    image = painted(Detection("mug", box, 0.93))
    ink = [
        (x, y) for x in range(WIDE) for y in range(HIGH) if image.pixelColor(x, y).lightness() < 40
    ]
    assert ink, "the label's letters are in sight"
    xs = [x for x, _ in ink]
    assert min(xs) > 0
    assert max(xs) < WIDE - 1


def test_the_score_is_told_where_the_model_gave_one() -> None:
    assert words_of(MUG) == "mug"
    assert words_of(Detection("mug", MUG.box, 0.934)) == "mug 0.93"
    assert words_of(Detection("", MUG.box)) == ""


def test_twice_the_boxes_are_twice_the_work() -> None:
    def paint(count: int) -> None:
        columns = count // 20
        painted(
            *(
                Detection("mug", Box(x / columns, y / 20, (x + 0.7) / columns, y / 20 + 0.04))
                for x in range(columns)
                for y in range(20)
            )
        )

    paint(20)  # fonts are loaded at the first letters
    assert growth_of_calls(paint, 500) <= MOST_GROWTH


def test_the_bundled_letters_are_there() -> None:
    assert QFont("Inter").exactMatch()
    assert QFont("JetBrains Mono").exactMatch()


# --- Points and outlines --------------------------------------------------------------------------

DOT = PointDetection("mug", 0.25, 0.5)
# A triangle with corners at (100, 150), (300, 150), (200, 50) in pixels of the view.
ROOF = PolygonDetection("mug", ((0.25, 0.75), (0.75, 0.75), (0.5, 0.25)))


@pytest.mark.parametrize("back", ["#FFFFFF", "#000000", "#D55E00", "#808080"])
def test_a_point_is_a_dot_of_its_colour_in_a_white_ring(back: str) -> None:
    image = painted(DOT, back=back)
    assert image.pixelColor(100, 100) == RED
    assert image.pixelColor(100 + 3, 100) == RED
    assert image.pixelColor(100 + 5, 100) == QColor("#FFFFFF")
    assert image.pixelColor(100 + 8, 100) == QColor(back)


@pytest.mark.parametrize("zoom", [1, 10])
def test_a_dot_stays_as_small_however_far_one_zooms(zoom: int) -> None:
    close = QTransform(WIDE * zoom, 0, 0, HIGH * zoom, 100 - 100 * zoom, 100 - 100 * zoom)
    (placed,) = place_detections(close, VIEW, [DOT], {})
    assert placed.rect == QRectF(95, 95, 10, 10)


def test_what_nobody_chose_a_fill_for_hides_nothing_of_the_image() -> None:
    image = painted(ROOF, back="#FFFFFF")
    assert image.pixelColor(200, 120) == QColor("#FFFFFF")


def test_an_outline_is_lined_and_lightly_filled_and_not_its_box() -> None:
    image = painted(ROOF, back="#FFFFFF", fill=0.18)
    line = {image.pixelColor(200, y).name() for y in range(147, 153)}
    assert RED.name() in line
    inside, corner = image.pixelColor(200, 120), image.pixelColor(115, 60)
    assert corner == QColor("#FFFFFF")
    assert inside != corner
    assert inside.lightness() > RED.lightness()


def test_a_highlighted_outline_and_point_are_brought_forward() -> None:
    assert painted(ROOF, highlighted=0) != painted(ROOF)
    assert painted(DOT, highlighted=0) != painted(DOT)


def test_hidden_classes_hide_points_and_outlines() -> None:
    assert painted(DOT, ROOF, hidden=frozenset({"mug"})) == painted()


def test_each_says_its_label_and_score() -> None:
    assert words_of(PointDetection("mug", 0, 0, 0.5)) == "mug 0.50"
    assert painted(DOT) != painted(PointDetection("", DOT.x, DOT.y))


def test_what_is_out_of_sight_costs_nothing_and_what_is_huge_is_cut_close_by() -> None:
    away = QTransform(40_000, 0, 0, 20_000, 0, 0)
    assert place_detections(away, VIEW, [DOT, ROOF], {}) == []
    close = QTransform(4e6, 0, 0, 2e6, -2e6, -1.2e6)
    (placed,) = place_detections(close, VIEW, [DOT, ROOF], {})
    assert placed.place == 1
    assert placed.rect.width() <= WIDE + 100


def test_points_lie_over_boxes_and_boxes_over_outlines() -> None:
    blue = PointDetection("blue", MUG.box.x0, 0.5)
    image = painted(blue, MUG)
    assert image.pixelColor(100, 100) == NEUTRAL


def test_no_label_hides_the_dot_it_belongs_to() -> None:
    twins = (DOT, replace(DOT, label="a long label"), replace(DOT, label="another label"))
    image = painted(*twins)
    # The dots lie on each other: the last one is seen, in no class's colour.
    assert image.pixelColor(100, 100) == NEUTRAL
    assert image.pixelColor(102, 97) == NEUTRAL
