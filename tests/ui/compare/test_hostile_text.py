"""A reply of any size and shape: what is shown is bounded, nothing is lost, nothing is obeyed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.history.history_kit import answer

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer
from vizdesk.ui.compare.answer_details import RAW, AnswerDetails
from vizdesk.ui.compare.markdown_part import (
    LONGEST_LINE,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_LINES,
    rendered_part,
)
from vizdesk.ui.widgets.streaming_text import LONGEST_LINE as LONGEST_SHOWN
from vizdesk.ui.widgets.streaming_text import SLICE, StreamingText


@pytest.fixture
def details(qtbot: QtBot) -> AnswerDetails:
    widget = AnswerDetails()
    qtbot.addWidget(widget)
    widget.resize(420, 500)
    widget.show()
    return widget


def said(text: str) -> Answer:
    return answer("Gemma", text)


HOSTILE = {
    "list": "- **a**\n" + "".join(f"- {at}\n" for at in range(200_000)),
    "one line": "**a** " + "x" * 1_000_000,
    "cells": "|" + "a|" * 100_000 + "\n|" + "-|" * 100_000,
    "rows": "|a|b|\n|-|-|\n" + "|x|y|\n" * 100_000,
    "nested": "\n".join("  " * at + "- x" for at in range(2_000)),
    "quotes": "**a**\n\n" + "> " * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_what_is_rendered_is_bounded_and_says_how_much_follows(
    text: str, details: AnswerDetails
) -> None:
    text = text.strip()
    part, more = rendered_part(text)
    assert part == text[: len(part)]
    assert len(part) + more == len(text)
    assert 0 < len(part) <= MOST_CHARACTERS
    assert part.count("\n") < MOST_LINES
    assert part.count("|") <= MOST_CELLS
    assert max(map(len, part.split("\n"))) <= LONGEST_LINE
    details.show_answer(said(text), TaskKind.CAPTION, {})
    assert details.words.rich.isVisible()
    assert details.words.rich.verticalScrollBar().value() == 0
    shown = details.words.show_all
    assert shown.isVisible()
    assert shown.text() == f"Show all ({more:,} more characters, as written)"


def test_a_usual_reply_is_rendered_whole(details: AnswerDetails) -> None:
    text = "# Title\n\n" + "- a point\n" * 100
    assert rendered_part(text.strip()) == (text.strip(), 0)
    details.show_answer(said(text), TaskKind.CAPTION, {})
    assert not details.words.show_all.isVisible()
    assert "Title" in details.words.rich.toPlainText()


def test_all_of_it_is_there_behind_show_all_and_under_raw(
    details: AnswerDetails, qtbot: QtBot
) -> None:
    text = ("- a point\n" * 60_000).strip()
    details.show_answer(said(text), TaskKind.CAPTION, {})
    details.words.show_all.click()
    assert not details.words.show_all.isVisible()
    qtbot.waitUntil(lambda: details.words.plain.toPlainText() == text)
    details.show_page(RAW)
    qtbot.waitUntil(lambda: details.raw.toPlainText() == text)
    details.copy.click()
    assert QApplication.clipboard().text() == text


def test_long_lines_are_broken_on_the_screen_and_whole_when_copied(qtbot: QtBot) -> None:
    view = StreamingText("Raw")
    qtbot.addWidget(view)
    text = "x" * 12_345 + "\nshort\n" + "y" * (2 * LONGEST_SHOWN)
    for end in (10, 1_999, 2_001, 12_300, 12_350, len(text)):
        view.show_text(text[:end])
    lines = view.toPlainText().replace("\u2060", "").split("\n")
    assert max(map(len, lines)) == LONGEST_SHOWN
    view.selectAll()
    view.copy()
    assert QApplication.clipboard().text() == text


def test_a_large_text_comes_in_slices_between_which_the_window_answers(qtbot: QtBot) -> None:
    view = StreamingText("Raw")
    qtbot.addWidget(view)
    text = "word\n" * (SLICE // 2)
    view.show_text(text)
    assert len(view.toPlainText()) == SLICE
    view.show_text(text + "more")
    qtbot.waitUntil(lambda: view.toPlainText() == text + "more")
    view.show_text("other")
    assert view.toPlainText() == "other"


def test_tags_and_images_of_a_reply_are_words(details: AnswerDetails) -> None:
    text = '**a** <img src="file:///etc/passwd"> <b>x</b> ![i](file:///etc/passwd)'
    details.show_answer(said(text), TaskKind.CAPTION, {})
    shown = details.words.rich
    assert '<img src="file:///etc/passwd"> <b>x</b>' in shown.toPlainText()
    assert not shown.openLinks()
    assert not shown.openExternalLinks()
    assert shown.document().metaInformation(QTextDocument.MetaInformation.DocumentUrl) == ""


def test_a_sentence_about_an_answer_is_bounded(details: AnswerDetails) -> None:
    from vizdesk.common.messages import verbatim

    told = replace(said("[]"), notices=(verbatim("x" * 100_000),))
    details.show_answer(told, TaskKind.DETECT, {})
    assert len(details.note.text()) == 2_000
