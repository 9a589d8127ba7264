"""Looking: rows and boxes find each other in all panes, and what is shown can be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model

from vizdesk.comparison.jobs import Job
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Box, Detection, ImageRef
from vizdesk.ui.compare.answer_views import AnswerText
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.class_counts import ClassCount, class_counts, usual_counts
from vizdesk.ui.compare.display_options import DisplayOptions, Units, place_words
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.compare.partners import partner_of
from vizdesk.ui.compare.view_menu import ClassEntry, ViewMenu
from vizdesk.ui.shell.main_window import MainWindow

CUP, SPOON = (100, 100, 500, 500), (600, 600, 900, 900)


def reply(*boxes: tuple[str, tuple[int, int, int, int]]) -> str:
    return json.dumps([{"box_2d": list(box), "label": label} for label, box in boxes])


def engine_of(job: Job) -> ScriptedEngine:
    replies = {
        "gemma": reply(("cup", CUP), ("spoon", SPOON)),
        "pali": reply(("mug", (110, 100, 510, 500)), ("cup", (100, 110, 490, 500))),
        "third": reply(("cup", CUP)),
    }
    return ScriptedEngine(replies[job.model.id])


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow) -> Iterator[MainWindow]:
    """Three panes with their boxes."""
    made = make_window(engine_of, [local_model(name) for name in ("Gemma", "Pali", "Third")])
    made.resize(1440, 900)
    made.main_actions.run()
    qtbot.waitUntil(lambda: not made.runner.running)
    yield made
    made.close()


def box(label: str, x0: float, y0: float, x1: float, y1: float) -> Detection:
    return Detection(label, Box(x0, y0, x1, y1))


def test_a_partner_is_the_same_object_the_same_label_first() -> None:
    cup = box("cup", 0.1, 0.1, 0.5, 0.5)
    near, same = box("mug", 0.1, 0.1, 0.5, 0.5), box(" Cup", 0.12, 0.1, 0.5, 0.5)
    assert partner_of(cup, (near, same)) == 1
    assert partner_of(cup, (near, box("cup", 0.6, 0.6, 0.9, 0.9))) == 0
    assert partner_of(cup, (box("cup", 0.3, 0.3, 0.9, 0.9),)) == -1
    assert partner_of(cup, ()) == -1


def test_pointing_at_a_box_shows_its_row_and_its_partners(window: MainWindow) -> None:
    gemma, pali, third = window.canvas.panes.values()
    gemma.view.hover(0)
    assert gemma.side.boxes.boxes.marked == 0
    assert pali.side.boxes.boxes.marked == 1, "the cup, not the mug in the same place"
    assert pali.view._pointed == (1,)
    gemma.view.hover(1)
    assert third.view._pointed == ()
    assert third.view._ghost == Box(0.6, 0.6, 0.9, 0.9), "missing here"
    gemma.view.hover(-1)
    for pane in (gemma, pali, third):
        assert (pane.side.boxes.boxes.marked, pane.view._pointed) == (-1, ())
        assert pane.view._ghost is None


def test_a_row_that_is_gone_to_is_shown_large_in_all_panes_and_the_whole_again(
    window: MainWindow,
) -> None:
    gemma, pali, _ = window.canvas.panes.values()
    boxes = gemma.side.boxes
    boxes.clicked.emit(boxes.boxes.index(1, 0))
    zoomed = window.canvas.camera.zoom
    assert zoomed == pytest.approx(0.45 / 0.3, rel=0.01)
    assert pali.view.camera.zoom == zoomed
    part = gemma.view.visible_part
    assert part.x0 < 0.6 < 0.9 < part.x1
    boxes.clicked.emit(boxes.boxes.index(1, 0))
    assert window.canvas.camera.zoom == 1
    boxes.setFocus()
    boxes.selectRow(0)
    QTest.keyClick(boxes, Qt.Key.Key_Down)
    assert window.canvas.camera.zoom == zoomed


def test_a_repeated_click_goes_through_the_boxes_under_the_pointer(qtbot: QtBot) -> None:
    view = ImageView(Camera())
    qtbot.addWidget(view)
    view.resize(400, 300)
    from tests.ui.window_kit import open_test_image

    view.set_levels(open_test_image().levels)
    nested = (box("a", 0, 0, 1, 1), box("b", 0.2, 0.2, 0.8, 0.8), box("c", 0.4, 0.4, 0.6, 0.6))
    view.set_detections(nested, {})
    told: list[int] = []
    view.selected.connect(told.append)
    for _ in range(4):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert told == [2, 1, 0, 2]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 80))
    assert told[-1] == 1


def test_space_hides_boxes_while_it_is_held(window: MainWindow) -> None:
    gemma, pali, _ = window.canvas.panes.values()
    with_boxes = pali.view.grab().toImage()
    gemma.view.setFocus()
    QTest.keyPress(gemma.view, Qt.Key.Key_Space)
    assert pali.view.grab().toImage() != with_boxes
    QTest.keyRelease(gemma.view, Qt.Key.Key_Space)
    assert pali.view.grab().toImage() == with_boxes
    QTest.keyPress(window, Qt.Key.Key_Space)
    assert pali.view.grab().toImage() != with_boxes
    QTest.keyRelease(window, Qt.Key.Key_Space)


def test_boxes_and_labels_are_switched_by_their_keys_and_the_menu_says_so(
    window: MainWindow,
) -> None:
    gemma = window.canvas.panes["gemma"]
    gemma.view.setFocus()
    menu = window.header.view_menu
    QTest.keyClick(gemma.view, Qt.Key.Key_B)
    assert not menu.boxes.isChecked()
    assert gemma.view.detection_at(QPointF(5, 5)) == -1
    QTest.keyClick(gemma.view, Qt.Key.Key_B)
    QTest.keyClick(gemma.view, Qt.Key.Key_L)
    assert (menu.boxes.isChecked(), menu.labels.isChecked()) == (True, False)
    window.form.show_kind(TaskKind.ASK)
    window.form.line.setFocus()
    QTest.keyClicks(window.form.line, "bl")
    assert window.form.line.text() == "bl", "a letter in a field is a letter"
    assert menu.boxes.isChecked()


def test_hidden_classes_are_marked_their_rows_dimmed_and_the_menu_stays_open(
    window: MainWindow,
) -> None:
    menu, gemma = window.header.view_menu, window.canvas.panes["gemma"]
    assert set(menu.class_actions) == {"cup", "spoon", "mug"}
    assert "1  1  1" in menu.class_actions["cup"].text(), "how many each model found"
    menu.popup(QPoint(0, 0))
    place = menu.actionGeometry(menu.class_actions["cup"]).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert menu.isVisible()
    menu.close()
    assert window.canvas.hidden == {"cup"}
    model = gemma.side.boxes.boxes
    ink = [model.data(model.index(row, 0), Qt.ItemDataRole.ForegroundRole) for row in (0, 1)]
    assert isinstance(ink[0], QColor)
    assert ink[1] is None
    assert gemma.view.options.hidden == {"cup"}


def test_the_score_slider_is_there_where_there_are_scores(qtbot: QtBot) -> None:
    menu = ViewMenu()
    qtbot.addWidget(menu)
    assert not menu._score_action.isVisible()
    menu.show_scores(True)
    told: list[DisplayOptions] = []
    menu.changed.connect(told.append)
    menu.score.setValue(40)
    assert told[-1].least_score == 0.4
    scored = replace(box("a", 0, 0, 1, 1), score=0.39)
    assert not told[-1].shows(scored)
    assert told[-1].shows(replace(scored, score=0.4))
    assert told[-1].shows(replace(scored, score=None))
    menu.show_classes([ClassEntry("a", QColor("red"), (1, 0))])
    menu.class_actions["a"].trigger()
    assert told[-1].hidden == {"a"}


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (Units.SHARE, "0.10 0.20 0.50 0.75"),
        (Units.THOUSANDTHS, "100 200 500 750"),
        (Units.PIXELS, "80 120 400 450"),
    ],
)
def test_coordinates_are_told_in_the_units_one_chose(units: Units, words: str) -> None:
    image = ImageRef("a.png", "0" * 64, 800, 600)
    assert place_words(box("a", 0.1, 0.2, 0.5, 0.75), units, image) == words


def test_answers_scroll_together_where_one_wants_that(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    text = "\n".join(f"line {n}" for n in range(200))
    window = make_window(ScriptedEngine(text, 400), [local_model("Gemma"), local_model("Pali")])
    window.resize(1440, 900)
    window.form.show_kind(TaskKind.CAPTION)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    bars = [pane.side.words.plain.verticalScrollBar() for pane in window.canvas.panes.values()]
    assert [bar.value() for bar in bars] == [0, 0], "a text is read from its beginning"
    bars[0].setValue(30)
    assert bars[1].value() == 0
    window.header.view_menu.linked.trigger()
    bars[0].setValue(50)
    assert bars[1].value() == 50


def test_a_pane_relinks_where_the_others_look_or_keeps_its_offset(qtbot: QtBot) -> None:
    camera = Camera()
    view = ImageView(camera)
    qtbot.addWidget(view)
    view.resize(400, 300)
    from tests.ui.window_kit import open_test_image

    view.set_levels(open_test_image().levels)
    camera.look(QPointF(0.5, 0.5), 4)
    view._alone()
    view.camera.pan(QPointF(0.1, 0))
    view.link_keeping_offset()
    assert view.linked
    assert view.beside
    camera.look(QPointF(0.4, 0.5), 4)
    assert view.camera.centre.x() == pytest.approx(0.5)
    camera.look(QPointF(0.4, 0.5), 8)
    assert view.camera.zoom == pytest.approx(8)
    assert view.camera.centre.x() == pytest.approx(0.45), "as many pixels beside"
    view.link()
    assert view.camera is camera


def test_enter_in_a_question_sends_it(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(ScriptedEngine("Two."), [local_model("Gemma")])
    window.form.show_kind(TaskKind.ASK)
    window.form.line.setFocus()
    QTest.keyClicks(window.form.line, "How many?")
    QTest.keyClick(window.form.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.canvas.answers()) and not window.runner.running)
    assert window.canvas.answers()["gemma"].text == "Two."


def test_markdown_is_rendered_from_its_first_mark_on(qtbot: QtBot) -> None:
    text = "**Overview**\n\n" + "\n".join(f"- item {n}" for n in range(60)) + "\n\nThe end."
    words = AnswerText()
    qtbot.addWidget(words)
    words.resize(300, 120)
    words.show()
    seen: list[str] = []
    words.rich.textChanged.connect(lambda: seen.append("rendered"))
    for end in range(4, len(text), 9):
        written = Answer(local_model("Gemma"), AnswerState.RUNNING, text=text[:end])
        words.show_answer(written, TaskKind.CAPTION, {})
        assert words._words.currentWidget() is words.rich, "once rendered it stays rendered"
        assert "**" not in words.rich.toPlainText()
    renderings = len(seen)
    assert 3 < renderings < 40, "rendered now and then, not at every piece"
    words.show_answer(
        Answer(local_model("Gemma"), AnswerState.DONE, text=text), TaskKind.CAPTION, {}
    )
    assert words.rich.toPlainText().endswith("The end.")
    assert words.rich.verticalScrollBar().value() == 0, "read from its beginning"


def test_what_differs_from_most_models_is_told_first() -> None:
    cups = [box("cup", 0, 0, 0.1, 0.1)] * 2
    others = [cups, [*cups, box("spoon", 0, 0, 0.2, 0.2)], cups]
    usual = usual_counts(others)
    assert usual == {"cup": 2, "spoon": 0}
    assert class_counts(others[1], usual) == (
        ClassCount("spoon", 1, differs=True),
        ClassCount("cup", 2),
    )
    assert class_counts((), usual) == (ClassCount("cup", 0, differs=True),)
    assert usual_counts([cups, cups[:1]]) == {}, "two models are no majority"
