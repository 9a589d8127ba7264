"""A pane shows the reply beside what was read of it, in every task and on every tab."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from tests.history.history_kit import answer

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Box, Detection, Label, Reading
from vizdesk.ui.compare.answer_details import BOXES, RAW, WORDS, AnswerDetails

SAID = "There are a dozen, but two of them overlap."
CASES = {
    TaskKind.COUNT: Reading(value=12),
    TaskKind.CLASSIFY: Reading(labels=(Label("cat", 0.93),)),
    TaskKind.STRUCTURED: Reading(value={"total": 12}),
    TaskKind.DETECT: Reading((Detection("cat", Box(0, 0, 1, 1)),)),
    TaskKind.ASK: Reading((Detection("cat", Box(0, 0, 1, 1)),)),
    TaskKind.CAPTION: Reading(),
    TaskKind.READ_TEXT: Reading(),
}


@pytest.fixture
def details(qtbot: QtBot) -> AnswerDetails:
    widget = AnswerDetails()
    qtbot.addWidget(widget)
    widget.resize(320, 360)
    widget.show()
    return widget


def seen_words(details: AnswerDetails) -> list[str]:
    """The texts in sight that hold a reply."""
    texts = (details.reply.text, details.words.plain, details.words.rich, details.raw)
    return [text.toPlainText() for text in texts if text.isVisible()]


@pytest.mark.parametrize("kind", list(CASES))
@pytest.mark.parametrize("page", [BOXES, WORDS, RAW])
def test_the_words_of_the_reply_are_in_sight(
    page: int, kind: TaskKind, details: AnswerDetails
) -> None:
    details.show_answer(replace(answer("Gemma", SAID), reading=CASES[kind]), kind, {})
    details.show_page(page)
    assert SAID in seen_words(details)


def test_the_figure_stands_above_its_reply(details: AnswerDetails) -> None:
    details.show_answer(
        replace(answer("Gemma", SAID), reading=CASES[TaskKind.COUNT]), TaskKind.COUNT, {}
    )
    assert details.words.figure.text() == "12"
    assert details.words.reply_heading.isVisible()
    assert details.words.figure.y() < details.words.reply_heading.y()


def test_a_long_reply_is_begun_and_says_how_much_is_under_raw(details: AnswerDetails) -> None:
    long = "word " * 400
    kind = TaskKind.DETECT
    details.show_answer(replace(answer("Gemma", long), reading=CASES[kind]), kind, {})
    assert details.reply.heading.text() == "Reply · 1,520 more characters under Raw"
    assert details.reply.text.height() < 120
    details.show_page(RAW)
    assert not details.reply.isVisible()
    assert details.raw.toPlainText() == long


def test_a_pane_that_was_not_asked_shows_no_reply(details: AnswerDetails) -> None:
    details.show_answer(None, TaskKind.DETECT, {})
    assert not details.reply.isVisible()


def test_in_a_low_pane_the_reply_takes_one_line_and_the_table_the_room(
    details: AnswerDetails,
) -> None:
    kind = TaskKind.DETECT
    details.show_answer(replace(answer("Gemma", SAID), reading=CASES[kind]), kind, {})
    details.resize(320, 180)
    assert not details.reply.text.isVisible()
    assert details.reply.heading.isVisible()
    assert details.reply.heading.text() == f"Reply: {SAID}"
    assert details.boxes.height() > details.reply.height()
    details.resize(320, 360)
    assert details.reply.text.isVisible()
    assert details.reply.heading.text() == "Reply"


def test_a_long_heading_forces_no_pane_to_be_wider(details: AnswerDetails) -> None:
    long = "word " * 4000
    kind = TaskKind.DETECT
    details.show_answer(replace(answer("Gemma", SAID), reading=CASES[kind]), kind, {})
    narrow = details.minimumSizeHint().width()
    details.show_answer(replace(answer("Gemma", long), reading=CASES[kind]), kind, {})
    assert details.minimumSizeHint().width() == narrow
