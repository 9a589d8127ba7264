"""The line under the panes: what has to be read is not passed over by what goes on just now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from vizdesk.ui.widgets.status_line import Action, StatusLine

LOST = "When vizdesk was closed last: A comparison could not be written and is lost."


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    return made


def test_a_sentence_that_is_being_read_comes_back_after_what_passes(line: StatusLine) -> None:
    line.say(LOST)
    line.say("Opening a.png…", passing=True)
    assert line.words.text() == "Opening a.png…"
    line.say("Opening b.png…", passing=True)
    line.silence("Opening b.png…")
    assert line.words.text() == LOST
    line.say("")
    assert line.words.text() == ""
    assert line.isHidden()


def test_its_offer_comes_back_with_it(qtbot: QtBot, line: StatusLine) -> None:
    taken: list[str] = []
    line.say("3 comparisons deleted.", Action("Undo", lambda: taken.append("undone")))
    line.say("Opening…", passing=True)
    assert line.offer.isHidden()
    line.say("")
    assert line.offer.text() == "Undo"
    qtbot.mouseClick(line.offer, Qt.MouseButton.LeftButton)
    assert taken == ["undone"]
    assert line.words.text() == ""


def test_another_sentence_takes_the_place_of_both(line: StatusLine) -> None:
    line.say(LOST)
    line.say("Opening a.png…", passing=True)
    line.say("a.png is damaged.")
    assert line.words.text() == "a.png is damaged."
    line.say("")
    assert line.words.text() == ""


def test_what_was_read_does_not_come_back(line: StatusLine) -> None:
    line.say(LOST)
    line._timer.timeout.emit()
    line.say("Opening a.png…", passing=True)
    line.say("")
    assert line.words.text() == ""
