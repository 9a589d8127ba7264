"""Boxes that come while a model writes are painted once each; at the end all are painted anew."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from tests.counting import MOST_GROWTH, growth_of_calls

from vizdesk.comparison.types import Box, Detection
from vizdesk.painting.box_overlay import CROWDED, GrowingOverlay, paint_detections

VIEW = QRectF(0, 0, 600, 400)
TO_VIEW = QTransform.fromScale(600, 400)
COLOURS = {"cat": QColor("#D55E00"), "dog": QColor("#0072B2")}


def apart(count: int) -> tuple[Detection, ...]:
    """Boxes none of which touches another."""
    return tuple(
        Detection("cat" if n % 2 else "dog", Box(x, y, x + 0.06, y + 0.06))
        for n in range(count)
        for x, y in [(0.02 + n % 8 * 0.12, 0.08 + n // 8 * 0.15)]
    )


def anywhere(count: int) -> tuple[Detection, ...]:
    chance = random.Random(count)
    return tuple(
        Detection("cat", Box(x, y, x + 0.1, y + 0.1))
        for x, y in ((chance.random() * 0.9, chance.random() * 0.9) for _ in range(count))
    )


def canvas() -> QImage:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    return image


def whole(detections: tuple[Detection, ...]) -> QImage:
    image = canvas()
    painter = QPainter(image)
    paint_detections(painter, TO_VIEW, VIEW, detections, COLOURS)
    painter.end()
    return image


def grown(detections: tuple[Detection, ...], step: int) -> QImage | None:
    """None where it would have to be painted anew on the way."""
    image = canvas()
    overlay = GrowingOverlay(TO_VIEW, VIEW, COLOURS)
    painter = QPainter(image)
    for count in range(step, len(detections) + 1, step):
        assert overlay.can_grow_to(detections[:count], COLOURS)
        if not overlay.paint_more(painter, detections[:count], COLOURS):
            painter.end()
            return None
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("step", [1, 5, 40])
def test_boxes_apart_look_as_if_painted_at_once(step: int) -> None:
    detections = apart(40)
    assert grown(detections, step) == whole(detections)


@pytest.mark.usefixtures("qapp")
def test_painted_at_once_is_what_exports_paint_also_in_a_crowd() -> None:
    for count in (0, 1, CROWDED, CROWDED + 1, 300):
        detections = anywhere(count)
        assert grown(detections, max(1, count)) == whole(detections)


@pytest.mark.usefixtures("qapp")
def test_fills_go_where_a_crowd_begins() -> None:
    assert grown(anywhere(CROWDED), 1) is not None
    assert grown(anywhere(CROWDED + 1), 1) is None


@pytest.mark.usefixtures("qapp")
def test_only_what_goes_on_from_what_was_painted_is_added() -> None:
    overlay, image = GrowingOverlay(TO_VIEW, VIEW, COLOURS), canvas()
    painter = QPainter(image)
    detections = apart(10)
    overlay.paint_more(painter, detections, COLOURS)
    assert overlay.can_grow_to(detections, COLOURS)
    assert overlay.can_grow_to(apart(12), COLOURS)
    # Fewer, others, as many but read anew, or in another colour: painted anew.
    assert not overlay.can_grow_to(detections[:9], COLOURS)
    assert not overlay.can_grow_to(anywhere(12), COLOURS)
    assert not overlay.can_grow_to(apart(10), COLOURS)
    assert not overlay.can_grow_to(apart(12), {**COLOURS, "cat": QColor("#009E73")})
    painter.end()


@pytest.mark.usefixtures("qapp")
def test_twice_as_many_boxes_one_by_one_take_twice_the_work() -> None:
    def work(count: int) -> None:
        detections = tuple(
            Detection("cat", Box(0.1, 0.1 + n / 9000, 0.12, 0.11 + n / 9000)) for n in range(count)
        )
        overlay, image = GrowingOverlay(TO_VIEW, VIEW, COLOURS), canvas()
        painter = QPainter(image)
        overlay.paint_more(painter, detections[: CROWDED + 1], COLOURS)
        for at in range(CROWDED + 2, count + 1):
            assert overlay.paint_more(painter, detections[:at], COLOURS)
        painter.end()

    assert growth_of_calls(work, 300) <= MOST_GROWTH
