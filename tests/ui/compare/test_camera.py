"""One camera for all panes: what it shows, and what stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from vizdesk.ui.compare.camera import MAX_ZOOM, Camera, fit_scale, held_centre, to_view

VIEW = QSizeF(400, 300)
UNIT = st.floats(0, 1)


@given(UNIT, UNIT, st.floats(1, 8))
def test_the_point_under_the_cursor_stays_under_it(x: float, y: float, factor: float) -> None:
    camera = Camera()
    camera.look(QPointF(0.45, 0.55), 9)
    point = QPointF(x, y)
    before = (point - camera.centre) * camera.zoom
    camera.zoom_at(point, factor)
    after = (point - camera.centre) * camera.zoom
    assert (after - before).manhattanLength() == pytest.approx(0, abs=1e-9)


def test_it_never_shows_less_than_the_whole_nor_more_than_its_limit() -> None:
    camera = Camera()
    camera.zoom_at(QPointF(0, 0), 0.01)
    assert (camera.zoom, camera.centre) == (1.0, QPointF(0.5, 0.5))
    camera.zoom_at(QPointF(0.2, 0.2), 1e9)
    assert camera.zoom == MAX_ZOOM


def test_it_tells_only_when_something_moved() -> None:
    camera, told = Camera(), []
    camera.moved.connect(lambda: told.append(camera.zoom))
    camera.reset()
    camera.zoom_at(QPointF(0.5, 0.5), 2)
    camera.reset()
    camera.reset()
    assert told == [2.0, 1.0]


@given(UNIT, UNIT, st.floats(1, MAX_ZOOM), st.sampled_from([(4000, 400), (400, 4000), (64, 48)]))
def test_no_empty_margin_beside_an_image_larger_than_the_view(
    x: float, y: float, zoom: float, size: tuple[int, int]
) -> None:
    camera = Camera()
    camera.look(QPointF(x, y), zoom)
    image = QSizeF(*size)
    transform = to_view(camera, image, VIEW)
    left, top = transform.dx(), transform.dy()
    wide, high = transform.m11(), transform.m22()
    for low, size_there, room in ((left, wide, VIEW.width()), (top, high, VIEW.height())):
        if size_there <= room + 1e-6:
            assert low == pytest.approx((room - size_there) / 2, abs=1e-6)
        else:
            assert low <= 1e-6
            assert low + size_there >= room - 1e-6


@pytest.mark.parametrize(
    ("look", "zoom", "held"),
    [
        ((0.0, 1.0), 2.0, (0.25, 0.75)),
        ((0.3, 0.7), 2.0, (0.3, 0.7)),
        ((0.0, 1.0), 4.0, (0.125, 0.875)),
        ((0.9, 0.1), 1.0, (0.5, 0.5)),
    ],
)
def test_the_centre_stays_half_of_what_is_seen_away_from_the_edges(
    look: tuple[float, float], zoom: float, held: tuple[float, float]
) -> None:
    camera = Camera()
    camera.look(QPointF(*look), zoom)
    assert held_centre(camera, QSizeF(800, 600), VIEW) == QPointF(*held)


def test_looking_is_kept_within_the_image_and_the_zooms() -> None:
    camera = Camera()
    camera.look(QPointF(-1, 2), 0.5)
    assert (camera.centre, camera.zoom) == (QPointF(0, 1), 1.0)
    camera.look(QPointF(2, -1), 2 * MAX_ZOOM)
    assert (camera.centre, camera.zoom) == (QPointF(1, 0), MAX_ZOOM)


def test_a_panorama_never_leaves_the_view_upwards() -> None:
    camera = Camera()
    camera.look(QPointF(0.5, 0.0), 3)
    assert held_centre(camera, QSizeF(4000, 400), VIEW).y() == 0.5


def test_fit_shows_the_whole_image() -> None:
    assert fit_scale(QSizeF(800, 300), VIEW) == 0.5
    transform = to_view(Camera(), QSizeF(800, 300), VIEW)
    assert transform.map(QPointF(0, 0)) == QPointF(0, 75)
    assert transform.map(QPointF(1, 1)) == QPointF(400, 225)
