"""A model's thinking is beside its answer: open while it thinks, folded when it answers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import local_model

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Usage
from vizdesk.ui.compare.answer_details import BOXES, RAW, AnswerDetails

THOUGHTS = "There is a red circle.\nIt is on the left."


def thinking_answer(text: str = "") -> Answer:
    state = AnswerState.DONE if text else AnswerState.RUNNING
    usage = Usage(output_tokens=140, reasoning_tokens=1320)
    answer = Answer(local_model("thinker"), state, text=text, thinking=THOUGHTS)
    return replace(answer, usage=usage)


def shown_side(qtbot: QtBot) -> AnswerDetails:
    side = AnswerDetails()
    qtbot.addWidget(side)
    side.resize(360, 420)
    side.show()
    return side


def test_thinking_is_open_until_the_answer_comes_and_folded_then(qtbot: QtBot) -> None:
    side = shown_side(qtbot)
    side.show_answer(thinking_answer(), TaskKind.DETECT, {})
    assert side.thinking.text.isVisible()
    assert side.thinking.text.toPlainText() == THOUGHTS
    side.show_answer(thinking_answer("[]"), TaskKind.DETECT, {})
    assert not side.thinking.text.isVisible()
    assert "Thinking · 1,320 tokens" in side.thinking.heading.text()


def test_a_click_opens_it_again_and_it_stays_open(qtbot: QtBot) -> None:
    side = shown_side(qtbot)
    side.show_answer(thinking_answer("a circle"), TaskKind.CAPTION, {})
    qtbot.mouseClick(side.thinking.heading, Qt.MouseButton.LeftButton)
    assert side.thinking.text.isVisible()
    side.show_answer(thinking_answer("a circle, red"), TaskKind.CAPTION, {})
    assert side.thinking.text.isVisible()
    qtbot.keyClick(side.thinking.heading, Qt.Key.Key_Space)
    assert not side.thinking.text.isVisible()


def test_the_answer_and_the_raw_reply_hold_none_of_it(qtbot: QtBot) -> None:
    side = shown_side(qtbot)
    side.show_answer(thinking_answer("a circle"), TaskKind.CAPTION, {})
    side.show_page(RAW)
    assert side.raw.toPlainText() == "a circle"
    side.show_page(BOXES)
    assert side.thinking.isVisible()


def test_a_model_that_does_not_think_has_no_fold(qtbot: QtBot) -> None:
    side = shown_side(qtbot)
    side.show_answer(replace(thinking_answer("x"), thinking=""), TaskKind.CAPTION, {})
    assert not side.thinking.isVisible()
    side.show_answer(None, TaskKind.CAPTION, {})
    assert not side.thinking.isVisible()
