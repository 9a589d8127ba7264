"""The canvas under mouse and keys: linked panes, a pane moved alone, boxes found by the cursor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vizdesk.comparison.types import Box, Detection, PointDetection, PolygonDetection
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.boxes_table import BoxesTable
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.display_options import DisplayOptions
from vizdesk.ui.compare.image_view import ImageView

BIG = Detection("plant", Box(0.1, 0.1, 0.9, 0.9))
SMALL = Detection("mug", Box(0.4, 0.4, 0.6, 0.6))
COLOURS = {"plant": QColor("#009E73"), "mug": QColor("#D55E00")}
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def camera(qapp: QApplication) -> Camera:
    return Camera()


@pytest.fixture
def views(qtbot: QtBot, camera: Camera) -> tuple[ImageView, ImageView]:
    levels = ImagePyramid(Image.new("RGB", (800, 600), (10, 120, 200)))
    made = []
    for _ in range(2):
        view = ImageView(camera)
        qtbot.addWidget(view)
        view.resize(400, 300)
        view.set_levels(levels)
        view.set_detections((BIG, SMALL), COLOURS)
        view.show()
        made.append(view)
    return made[0], made[1]


def wheel(view: QWidget, at: QPoint, notches: int = 1) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(view: QWidget, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    kinds = QMouseEvent.Type
    for kind, at, button, held in (
        (kinds.MouseButtonPress, start, LEFT, LEFT),
        (kinds.MouseMove, end, Qt.MouseButton.NoButton, LEFT),
        (kinds.MouseButtonRelease, end, LEFT, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, QPointF(at), QPointF(view.mapToGlobal(at)), button, held, keys)
        QApplication.sendEvent(view, event)


def test_the_wheel_zooms_all_panes_and_the_point_under_the_cursor_stays(
    views: tuple[ImageView, ImageView],
) -> None:
    one, other = views
    at = QPoint(130, 90)
    before = one.point_at(QPointF(at))
    for _ in range(4):
        wheel(one, at)
    drift = one.to_view().map(before) - QPointF(at)
    assert drift.manhattanLength() < 1e-6
    assert one.to_view() == other.to_view()
    assert one.camera.zoom > 2


def test_a_drag_moves_all_panes_by_just_as_much(views: tuple[ImageView, ImageView]) -> None:
    one, other = views
    for _ in range(6):
        wheel(one, QPoint(200, 150))
    before = one.to_view()
    drag(one, QPoint(200, 150), QPoint(170, 160))
    assert one.to_view().dx() - before.dx() == pytest.approx(-30)
    assert one.to_view().dy() - before.dy() == pytest.approx(10)
    assert one.to_view() == other.to_view()


def test_ctrl_drag_moves_one_pane_alone_until_it_is_linked_again(
    views: tuple[ImageView, ImageView], camera: Camera
) -> None:
    one, other = views
    for _ in range(6):
        wheel(one, QPoint(200, 150))
    drag(one, QPoint(200, 150), QPoint(150, 150), CTRL)
    assert not one.linked
    assert one.to_view() != other.to_view()
    camera.zoom_at(QPointF(0.5, 0.5), 1.5)
    assert one.camera.zoom < other.camera.zoom
    QTest.keyClick(one, Qt.Key.Key_0)
    assert one.linked
    assert one.to_view() == other.to_view()
    drag(one, QPoint(200, 150), QPoint(150, 150), CTRL)
    QTest.mouseDClick(one, LEFT, PLAIN, QPoint(200, 150))
    assert one.linked


def test_the_keyboard_does_all_the_mouse_can(views: tuple[ImageView, ImageView]) -> None:
    one, other = views
    QTest.keyClick(one, Qt.Key.Key_Plus)
    QTest.keyClick(one, Qt.Key.Key_Plus)
    QTest.keyClick(one, Qt.Key.Key_Minus)
    assert one.camera.zoom == pytest.approx(1.25)
    before = one.to_view().dx()
    QTest.keyClick(one, Qt.Key.Key_Right)
    assert one.to_view().dx() < before
    QTest.keyClick(one, Qt.Key.Key_1)
    assert one.to_view().m11() == pytest.approx(800 / one.devicePixelRatioF())
    QTest.keyClick(one, Qt.Key.Key_0)
    assert other.camera.zoom == 1


def test_the_smallest_box_under_the_cursor_is_meant(
    views: tuple[ImageView, ImageView], qtbot: QtBot
) -> None:
    one, _ = views
    assert one.detection_at(QPointF(200, 150)) == 1
    assert one.detection_at(QPointF(60, 60)) == 0
    assert one.detection_at(QPointF(5, 5)) == -1
    one.set_options(DisplayOptions(hidden=frozenset({"mug"})))
    assert one.detection_at(QPointF(200, 150)) == 0
    with qtbot.waitSignal(one.selected, check_params_cb=lambda index: index == 0):
        QTest.mouseClick(one, LEFT, PLAIN, QPoint(60, 60))


def test_hovering_tells_each_box_once(views: tuple[ImageView, ImageView]) -> None:
    one, _ = views
    told: list[int] = []
    one.hovered.connect(told.append)
    for at in (QPoint(60, 60), QPoint(62, 60), QPoint(200, 150), QPoint(5, 5)):
        QTest.mouseMove(one, at)
        QApplication.sendEvent(one, _move(one, at))
    assert told == [0, 1, -1]


def _move(view: QWidget, at: QPoint) -> QMouseEvent:
    none = Qt.MouseButton.NoButton
    return QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), none, none, PLAIN
    )


def test_without_an_image_it_says_so_and_takes_every_key(qtbot: QtBot, camera: Camera) -> None:
    view = ImageView(camera)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.set_stage(QColor("#121213"))
    view.show()
    wheel(view, QPoint(10, 10))
    drag(view, QPoint(10, 10), QPoint(90, 90))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    image = view.grab().toImage()
    assert image.pixelColor(3, image.height() // 2) == QColor("#121213")
    assert camera.zoom == 1


def test_a_box_that_is_gone_is_no_longer_highlighted(
    views: tuple[ImageView, ImageView],
) -> None:
    one, _ = views
    plain = one.grab().toImage()
    one.set_selected(1)
    assert one.grab().toImage() != plain
    one.set_detections((BIG,), COLOURS)
    one.set_detections((BIG, SMALL), COLOURS)
    assert one.grab().toImage() == plain


def test_a_screen_reader_hears_a_name_and_how_many_boxes(
    views: tuple[ImageView, ImageView],
) -> None:
    assert views[0].accessibleName() == "Image"
    assert views[0].accessibleDescription().startswith("2 box")


DOT = PointDetection("mug", 0.5, 0.5)
# The lower left half of the image.
HALF = PolygonDetection("plant", ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


def test_a_point_is_met_near_it_at_any_zoom_and_an_outline_only_inside(
    views: tuple[ImageView, ImageView],
) -> None:
    view, _ = views
    view.set_detections((HALF, DOT, BIG), COLOURS)
    assert view.detection_at(QPointF(204, 153)) == 1
    assert view.detection_at(QPointF(190, 250)) == 0
    assert view.detection_at(QPointF(300, 60)) == 2
    view.camera.look(QPointF(0.5, 0.5), 8)
    assert view.detection_at(QPointF(204, 153)) == 1
    assert view.detection_at(QPointF(200, 165)) == 0


def test_a_screen_reader_hears_how_many_of_each_there_are(
    views: tuple[ImageView, ImageView],
) -> None:
    view, _ = views
    view.set_detections((BIG, SMALL, DOT, HALF), COLOURS)
    assert view.accessibleDescription() == "2 box(es), 1 point(s), 1 outline(s)"
    view.set_detections((DOT, DOT), COLOURS)
    assert view.accessibleDescription() == "2 point(s)"


def test_the_table_tells_the_kinds_only_where_they_are_not_all_boxes(qtbot: QtBot) -> None:
    table = BoxesTable()
    qtbot.addWidget(table)
    rows = table.boxes

    def row(at: int) -> list[object]:
        return [rows.index(at, column).data() for column in range(rows.columnCount())]

    table.show_detections((BIG, SMALL), COLOURS)
    assert row(0) == ["plant", "0.10 0.10 0.90 0.90"]
    table.show_detections((BIG, replace(DOT, score=0.5), HALF), COLOURS)
    assert row(0) == ["plant", "box", "0.10 0.10 0.90 0.90", ""]
    assert row(1) == ["mug", "point", "0.50 0.50", "0.50"]
    assert row(2) == ["plant", "outline", "0.00 0.00 1.00 1.00", ""]


def test_where_there_is_no_room_for_both_labels_stay_and_coordinates_go(qtbot: QtBot) -> None:
    table = BoxesTable()
    qtbot.addWidget(table)
    table.show_detections((BIG, SMALL), COLOURS)
    table.show()
    table.resize(190, 90)
    assert table.isColumnHidden(1)
    assert table.columnWidth(0) == table.viewport().width()
    table.resize(300, 90)
    assert not table.isColumnHidden(1)
    assert table.columnWidth(0) >= 76
