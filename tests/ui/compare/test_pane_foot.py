"""The foot of a pane: figures first, and nothing offered that cannot be done."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import local_model

from vizdesk.common.messages import verbatim
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Failure
from vizdesk.ui.compare.answer_pane import ROOMY, AnswerPane
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.widgets.theme import LIGHT

MODEL = local_model("Gemma")
FAILURE = Failure(verbatim("No server answers."))


def pane_with(qtbot: QtBot, answer: Answer, wide: int = 500) -> AnswerPane:
    pane = AnswerPane(MODEL, Camera(), LIGHT)
    qtbot.addWidget(pane)
    pane.resize(wide, 500)
    pane.show()
    pane.show_answer(answer, TaskKind.ASK, {})
    return pane


@pytest.mark.parametrize(
    ("answer", "offered"),
    [
        (Answer(MODEL, AnswerState.DONE, text="A cat."), True),
        (Answer(MODEL, AnswerState.STOPPED, text="A c"), True),
        (Answer(MODEL, AnswerState.RUNNING, text="A c"), False),
        (Answer(MODEL, AnswerState.FAILED, failure=FAILURE), False),
        (Answer(MODEL, AnswerState.FAILED, text="A c", failure=FAILURE), True),
        (Answer(MODEL, AnswerState.UNSUPPORTED, failure=FAILURE), False),
    ],
)
def test_a_vote_is_offered_where_there_is_something_to_vote_on(
    qtbot: QtBot, answer: Answer, offered: bool
) -> None:
    assert pane_with(qtbot, answer).vote.isVisible() is offered


def test_in_a_narrow_pane_a_vote_is_a_sign(qtbot: QtBot) -> None:
    pane = pane_with(qtbot, Answer(MODEL, AnswerState.DONE, text="A cat."), ROOMY - 1)
    assert (pane.vote.text(), pane.vote.accessibleName()) == ("☆", "Vote, Gemma")
    pane.resize(ROOMY, 500)
    assert pane.vote.text() == "Vote"


def test_in_a_narrow_pane_what_is_not_supported_is_said_once(qtbot: QtBot) -> None:
    pane = pane_with(qtbot, Answer(MODEL, AnswerState.UNSUPPORTED, failure=FAILURE), ROOMY - 1)
    assert not pane.state.isVisible()
    pane.resize(ROOMY, 500)
    assert pane.state.text() == "Not supported"
    assert pane.state.isVisible()


def test_in_a_narrow_pane_running_again_is_a_sign_with_its_words_in_the_tip(qtbot: QtBot) -> None:
    pane = pane_with(qtbot, Answer(MODEL, AnswerState.DONE, text="A cat."), ROOMY - 1)
    assert pane.action.text() == "↻"
    assert pane.action.toolTip() == "Run again"
    assert pane.action.accessibleName() == "Run again, Gemma"
    pane.resize(ROOMY, 500)
    assert pane.action.text() == "Run again"
    assert pane.action.toolTip() == ""


def test_what_ended_badly_is_retried_in_words_in_a_narrow_pane_too(qtbot: QtBot) -> None:
    pane = pane_with(qtbot, Answer(MODEL, AnswerState.FAILED, failure=FAILURE), ROOMY - 1)
    assert pane.action.text() == "Retry"
