"""In a low pane whole lines are shown of what there is room for; nothing is cut or overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.analysis.comparison_kit import box
from tests.ui.window_kit import local_model

from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Failure, Reading
from vizdesk.ui.compare.answer_details import BOXES, ROOM_FOR_BODY, WORDS, AnswerDetails
from vizdesk.ui.widgets.theme import LIGHT, dress

MODEL = local_model("Gemma")
REFUSED = Failure(
    verbatim(
        "The server refused the question: it takes images of at most 1,120 pixels (HTTP 400)."
    ),
    verbatim("Choose a smaller image, or set the largest edge, then press Retry."),
)
FOUND = Reading((box("cone", 0.1, 0.1, 0.3, 0.4),))
REMARK = verbatim("One box has no area and is left out. The reply was read as a list.")
ANSWERS = {
    "failed": Answer(MODEL, AnswerState.FAILED, failure=REFUSED),
    "failed while it wrote": Answer(
        MODEL, AnswerState.FAILED, text="[1, 2", reading=FOUND, failure=REFUSED
    ),
    "thinks": Answer(MODEL, AnswerState.RUNNING, thinking="I look at the left. " * 40),
    "failed while it thought": Answer(
        MODEL, AnswerState.FAILED, thinking="I look at the left. " * 40, failure=REFUSED
    ),
    "done": Answer(MODEL, AnswerState.DONE, text="A cone.", reading=FOUND),
    "done with a remark": Answer(
        MODEL,
        AnswerState.DONE,
        text="A cone.",
        reading=Reading(FOUND.detections, problems=(REMARK,)),
    ),
}


def side_with(
    qtbot: QtBot, answer: Answer, high: int, kind: TaskKind = TaskKind.DETECT
) -> AnswerDetails:
    side = AnswerDetails()
    qtbot.addWidget(side)
    side.resize(275, high)
    side.show()
    side.show_answer(answer, kind, {})
    qtbot.wait(1)
    return side


def parts(side: AnswerDetails) -> list[QWidget]:
    """What stands under the tabs."""
    every = (side.note_area, side.thinking, side.pages, side.reply)
    return [part for part in every if part.isVisibleTo(side)]


@pytest.mark.parametrize("kind", [TaskKind.DETECT, TaskKind.ASK])
@pytest.mark.parametrize("high", [ROOM_FOR_BODY, 56, 60, 66, 71, 80, 100, 117])
@pytest.mark.parametrize("name", ANSWERS)
def test_nothing_is_cut_off_or_lies_over_something_else(
    qtbot: QtBot, name: str, high: int, kind: TaskKind
) -> None:
    side = side_with(qtbot, ANSWERS[name], high, kind)
    shown = parts(side)
    assert shown
    for part in shown:
        assert side.body.rect().contains(part.geometry()), part
    for before, after in pairwise(shown):
        assert before.geometry().bottom() < after.geometry().top()


@pytest.mark.parametrize("high", range(ROOM_FOR_BODY, 170, 5))
def test_an_error_is_shown_in_whole_lines(qtbot: QtBot, high: int) -> None:
    side = side_with(qtbot, ANSWERS["failed"], high)
    viewport = side.note_area.viewport().height()
    assert viewport >= side.note_area.line
    assert viewport % side.note_area.line == 0


def test_one_line_of_an_error_is_elided_and_its_tip_has_the_whole(qtbot: QtBot) -> None:
    side = side_with(qtbot, ANSWERS["failed"], 56)
    assert not side.note.wordWrap()
    assert "\n" not in side.note.text()
    assert side.note.width() == side.note_area.viewport().width()
    assert "press Retry" in side.note.toolTip()
    side.resize(275, 300)
    assert side.note.wordWrap()
    assert side.note.text().endswith(
        "\nChoose a smaller image, or set the largest edge, then press Retry."
    )


def test_the_thinking_of_a_low_pane_is_a_line_that_asks_for_room(qtbot: QtBot) -> None:
    side = side_with(qtbot, ANSWERS["thinks"], 66)
    assert side.thinking.heading.isVisible()
    assert not side.thinking.text.isVisible()
    with qtbot.waitSignal(side.room_wanted):
        side.thinking.heading.click()
    side.resize(275, 300)
    assert side.thinking.text.isVisible()


def test_a_remark_leaves_the_counts_their_line_and_is_a_sign_with_its_words(qtbot: QtBot) -> None:
    side = side_with(qtbot, ANSWERS["done with a remark"], ROOM_FOR_BODY)
    assert side.pages.isVisible()
    assert not side.note_area.isVisible()
    assert "One box has no area" in side.remark.toolTip()
    with qtbot.waitSignal(side.room_wanted):
        side.remark.click()
    side.resize(275, 300)
    assert side.note_area.isVisible()
    assert not side.remark.isVisible()


@pytest.mark.parametrize(
    ("kind", "page"), [(TaskKind.DETECT, BOXES), (TaskKind.ASK, WORDS), (TaskKind.COUNT, WORDS)]
)
def test_the_tab_of_an_error_is_the_one_that_is_chosen(
    qtbot: QtBot, kind: TaskKind, page: int
) -> None:
    side = side_with(qtbot, ANSWERS["failed"], 300, kind)
    assert [tab.text() for tab in side.tabs if tab.isChecked()] == ["Error"]
    assert side.page == page
    side.show_answer(ANSWERS["done"], kind, {})
    assert [tab.text() for tab in side.tabs] == ["Boxes 1", "Answer", "Raw"]


@pytest.fixture
def outer(qtbot: QtBot) -> QWidget:
    """A widget in which another may be narrower than its tabs."""
    dress(LIGHT, resources.folder() / "icons")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def narrow_side(
    qtbot: QtBot, outer: QWidget, answer: Answer, wide: int, kind: TaskKind
) -> AnswerDetails:
    side = AnswerDetails()
    side.setParent(outer)
    side.resize(wide, 300)
    outer.show()
    side.show_answer(answer, kind, {})
    qtbot.wait(1)
    return side


@pytest.mark.parametrize(
    ("wide", "kind", "tabs"),
    [
        (300, TaskKind.ASK, ["Boxes", "Answer", "Raw"]),
        (190, TaskKind.ASK, ["Answer", "Raw"]),
        (120, TaskKind.ASK, ["Answer"]),
        (300, TaskKind.DETECT, ["Boxes 1", "Answer", "Raw"]),
        (170, TaskKind.DETECT, ["Boxes 1"]),
    ],
)
def test_tabs_that_have_no_room_are_in_a_menu_and_none_overlap(
    qtbot: QtBot, outer: QWidget, wide: int, kind: TaskKind, tabs: list[str]
) -> None:
    answer = ANSWERS["done"]
    if kind is TaskKind.ASK:
        answer = Answer(MODEL, AnswerState.DONE, text="A cone.")
    side = narrow_side(qtbot, outer, answer, wide, kind)
    shown = [tab for tab in side.tabs if tab.isVisible()]
    assert [tab.text() for tab in shown] == tabs
    assert side.more.isVisible() == (len(tabs) == 1)
    for before, after in pairwise(shown):
        assert before.geometry().right() < after.geometry().left()


def test_the_menu_of_tabs_goes_to_a_page(qtbot: QtBot, outer: QWidget) -> None:
    side = narrow_side(qtbot, outer, ANSWERS["done"], 120, TaskKind.DETECT)
    side.more.click()
    (menu,) = side.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Boxes 1", "Answer", "Raw"]
    menu.actions()[WORDS].trigger()
    menu.close()
    assert side.page == WORDS
    assert [tab.text() for tab in side.tabs if tab.isVisible()] == ["Answer"]
