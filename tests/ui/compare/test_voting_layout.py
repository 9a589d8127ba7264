"""The Blind vote layout: two answers without names, keys, undo, notes, and the rating."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.compare.test_agreement_bar import CONE, CUP, LIMIT_MS, give, models
from tests.ui.window_kit import open_test_image

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.voting.booth import VotingBooth
from vizdesk.ui.compare.voting.files import export, take_file
from vizdesk.ui.core.pages import Page
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.votes.files import read_votes
from vizdesk.votes.vote import BlindVote, Outcome

MakeWindow = Callable[..., MainWindow]
KEYS = Qt.Key
NAMES = ("Gemma", "Pali", "Qwen")


@pytest.fixture
def window(make_window: MakeWindow, qtbot: QtBot) -> MainWindow:
    """Three models that answered about one image, turned to Blind vote."""
    made: MainWindow = make_window(models=models())
    made.form.show_kind(TaskKind.DETECT)
    give(made, models()[0], CONE)
    give(made, models()[1], CONE, CUP)
    give(made, models()[2], CUP)
    vote(made, qtbot)
    return made


def vote(window: MainWindow, qtbot: QtBot) -> VotingBooth:
    window.header.choose_arrangement(Arrangement.VOTE)
    booth = booth_of(window)
    qtbot.waitUntil(lambda: booth.votes is not None, timeout=LIMIT_MS)
    booth.random = Random(3)
    return booth


def booth_of(window: MainWindow) -> VotingBooth:
    assert window.voting.booth is not None
    return window.voting.booth


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(booth_of(window).body, key)


def stored(window: MainWindow, qtbot: QtBot) -> list[BlindVote]:
    qtbot.waitUntil(lambda: booth_of(window).pending.empty, timeout=LIMIT_MS)
    return window.services.votes().all()


def words_in_sight(widget: QWidget) -> str:
    """Whatever a person could read or hear: words, tips, accessible names of what is seen."""
    words = []
    for each in (widget, *widget.findChildren(QWidget)):
        if each.isVisible():
            words += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
            words += [each.text()] if isinstance(each, QLabel) else []
            words += [str(each.property("text") or "")]
    return "\n".join(words)


def test_while_a_pair_is_shown_no_name_is_in_sight_anywhere(window: MainWindow) -> None:
    assert booth_of(window).ballot is not None
    seen = words_in_sight(window)
    assert [name for name in NAMES if name in seen] == []
    assert not window.side.isVisible()
    assert not window.header.export.isEnabled()
    assert not window.header.pages[Page.HISTORY].isEnabled()


def test_keys_that_lead_to_names_lead_nowhere_while_votes_are_cast(window: MainWindow) -> None:
    QTest.keyClick(window, KEYS.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert window.header.page is Page.COMPARE
    assert window.message.text() == "Names are hidden while you vote: end voting first."
    QTest.keyClick(window, KEYS.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.canvas.grid.expanded is None
    seen = words_in_sight(window)
    assert [name for name in NAMES if name in seen] == []


def test_a_vote_by_key_is_kept_with_both_names_and_the_next_pair_comes(
    window: MainWindow, qtbot: QtBot
) -> None:
    first = booth_of(window).ballot
    assert first is not None
    press(window, KEYS.Key_A)
    (kept,) = stored(window, qtbot)
    assert (kept.outcome, kept.task) == (Outcome.A, "detect")
    assert (kept.name_a, kept.name_b) == (first.a.model.name, first.b.model.name)
    second = booth_of(window).ballot
    assert second is not None
    assert second.pair != first.pair


def test_b_is_a_vote_here_and_boxes_stay(window: MainWindow, qtbot: QtBot) -> None:
    press(window, KEYS.Key_B)
    assert [each.outcome for each in stored(window, qtbot)] == [Outcome.B]
    assert window.canvas.display.boxes


def test_tie_both_bad_and_every_pair_voted_says_so(window: MainWindow, qtbot: QtBot) -> None:
    booth = booth_of(window)
    assert window.agreement_bar.truth.text() == "Vote 1 of 3 · 3 model(s), names hidden"
    for key in (KEYS.Key_T, KEYS.Key_X, KEYS.Key_A):
        press(window, key)
    outcomes = [each.outcome for each in stored(window, qtbot)]
    assert outcomes == [Outcome.TIE, Outcome.BOTH_BAD, Outcome.A]
    assert booth.ballot is None
    assert booth.body.words.text().startswith("Every pair has a vote.")
    assert window.agreement_bar.truth.text() == "3 of 3 voted · 3 model(s), names hidden"
    press(window, KEYS.Key_A)
    assert len(stored(window, qtbot)) == 3


def test_undo_takes_the_last_vote_back_and_shows_its_pair_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    booth = booth_of(window)
    first = booth.ballot
    press(window, KEYS.Key_A)
    QTest.keyClick(booth.body, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(window, qtbot) == []
    assert booth.ballot == first
    assert booth.body.panel.last.rows.rowCount() == 0


def test_a_skipped_pair_comes_back_by_undo_and_when_nothing_else_is_left(
    window: MainWindow, qtbot: QtBot
) -> None:
    booth = booth_of(window)
    first = booth.ballot
    press(window, KEYS.Key_S)
    assert booth.ballot != first
    QTest.keyClick(booth.body, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert booth.ballot == first
    for _ in range(3):
        press(window, KEYS.Key_S)
    assert booth.ballot is None
    assert booth.body.next.isVisible()
    booth.body.next.click()
    assert booth.ballot is not None
    assert stored(window, qtbot) == []


def test_a_note_is_kept_with_the_vote(window: MainWindow, qtbot: QtBot) -> None:
    body = booth_of(window).body
    press(window, KEYS.Key_N)
    QTest.keyClicks(body.note, "a better b")
    QTest.keyClick(body.note, KEYS.Key_Return)
    press(window, KEYS.Key_A)
    (kept,) = stored(window, qtbot)
    assert kept.note == "a better b"
    assert body.note.isHidden()


def test_names_are_told_after_the_vote(window: MainWindow, qtbot: QtBot) -> None:
    ballot = booth_of(window).ballot
    assert ballot is not None
    press(window, KEYS.Key_B)
    ((names, chosen),) = booth_of(window).body.panel.last.rows.rows
    assert (names.words, names.small) == (f"A  {ballot.a.model.name}", f"B  {ballot.b.model.name}")
    assert chosen.words == "you chose B"


def test_two_models_are_a_score_and_an_exact_p(make_window: MakeWindow, qtbot: QtBot) -> None:
    window: MainWindow = make_window(models=models()[:2])
    window.form.show_kind(TaskKind.DETECT)
    window.services.votes().keep(
        [
            BlindVote("detect", str(at), "", "local:0", "local:1", "Gemma", "Pali", outcome)
            for at, outcome in enumerate([Outcome.A] * 18 + [Outcome.B] * 12)
        ]
    )
    panel = vote(window, qtbot).body.panel
    qtbot.waitUntil(lambda: panel.duel.text() == "18 : 12, p = 0.36", timeout=LIMIT_MS)
    assert panel.names.text() == "Gemma : Pali"
    assert not panel.table.isVisible()


def test_a_rating_of_three_names_ranks_and_the_side_that_was_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    for key in (KEYS.Key_A, KEYS.Key_B, KEYS.Key_A):
        press(window, key)
    panel = booth_of(window).body.panel
    qtbot.waitUntil(lambda: panel.count.text() == "3 vote(s)", timeout=LIMIT_MS)
    ranks = {row[0].words: row[0].small for row in panel.table.rows.rows}
    assert ranks == dict.fromkeys(NAMES, "rank 1–3")
    assert panel.sides.text() == "Side A was chosen in 2 of 3 [21 %, 94 %], p = 1."
    assert panel.settled.text().startswith("No pair is settled so far.")


def test_failed_answers_make_no_pair_and_the_layout_says_what_to_do(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(models=models())
    window.form.show_kind(TaskKind.DETECT)
    booth = vote(window, qtbot)
    words = booth.body.words
    assert words.text() == "Nothing to vote on yet: run two models or more on this image."
    give(window, models()[0], CONE)
    assert words.text() == "One answer makes no pair: check a second model and run."
    give(window, models()[1], state=AnswerState.FAILED)
    assert words.text().startswith("1 answer(s) can be voted on: those that failed")
    give(window, models()[2], CUP)
    assert booth.ballot is not None
    assert booth.body.pair.isVisible()


def test_words_are_shown_under_the_image_and_space_held_enlarges_it(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(models=models())
    window.form.show_kind(TaskKind.CAPTION)
    for model, text in zip(models(), ("A red cone.", "Two cups.", "A cone"), strict=True):
        give(window, model, text=text, kind=TaskKind.CAPTION)
    body = vote(window, qtbot).body
    ballot = booth_of(window).ballot
    assert ballot is not None
    assert body.pair.sides[0].words.plain.toPlainText() == ballot.a.text
    before = body.pair.image.height()
    QTest.keyPress(body, KEYS.Key_Space)
    qtbot.waitUntil(lambda: body.pair.image.height() > before + 100, timeout=LIMIT_MS)
    assert not body.pair.sides[0].isVisible()
    QTest.keyRelease(body, KEYS.Key_Space)
    qtbot.waitUntil(lambda: body.pair.image.height() == before, timeout=LIMIT_MS)


def test_escape_ends_voting_and_shows_the_names_again(window: MainWindow) -> None:
    QTest.keyClick(window, KEYS.Key_Escape)
    assert window.canvas.grid.arrangement is Arrangement.GRID
    assert window.side.isVisible()
    assert window.header.pages[Page.HISTORY].isEnabled()
    assert window.agreement_bar.editing.isHidden()


def test_another_image_in_the_strip_shows_its_pairs(window: MainWindow) -> None:
    first = window.session.images[0]
    window.session.add_image(open_test_image(colour="red"))
    booth = booth_of(window)
    assert booth.ballot is None
    assert booth.body.words.text() == "Nothing is left on this image. 3 pair(s) wait elsewhere."
    booth.body.next.click()
    assert window.session.current is first
    assert booth.ballot is not None


def test_votes_go_to_a_file_and_come_back_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(window, KEYS.Key_A)
    booth = booth_of(window)
    path = tmp_path / "votes.json"
    export(window.session, booth.pending, path, window.say)
    qtbot.waitUntil(lambda: window.message.text() == f"Saved 1 vote to {path}", timeout=LIMIT_MS)
    assert [each.outcome for each in read_votes(path)] == [Outcome.A]
    booth.undo()
    take_file(window.session, booth.pending, path, booth._imported, window.say)
    expected = "1 vote read, 1 of them new."
    qtbot.waitUntil(lambda: window.message.text() == expected, timeout=LIMIT_MS)
    assert len(stored(window, qtbot)) == 1


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("id,when\n1,2\n")
    booth = booth_of(window)
    take_file(window.session, booth.pending, path, booth._imported, window.say)
    qtbot.waitUntil(lambda: "lacks the columns" in window.message.text(), timeout=LIMIT_MS)
    assert stored(window, qtbot) == []


def test_without_an_image_the_way_in_and_the_models_are_there(window: MainWindow) -> None:
    window.session.close_image(window.session.images[0])
    assert window.side.isVisible()
    assert window.header.pages[Page.HISTORY].isEnabled()


def test_on_a_full_disk_votes_wait_count_and_the_next_start_says_so(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = type(window.services.votes())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "votes.sqlite3")

    with monkeypatch.context() as patch:
        patch.setattr(store, "keep", full)
        press(window, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: "No space left" in window.message.text(), timeout=LIMIT_MS)
        assert len(booth_of(window).pending.read()) == 1  # ratings and exports count it
        window.voting.close()
        (notice,) = window.services.history.take_notices()
        assert notice.startswith("1 vote was not saved: ")
    press(window, Qt.Key.Key_B)
    assert len(stored(window, qtbot)) == 2


def test_no_vote_is_cast_until_the_votes_were_read_again(window: MainWindow, qtbot: QtBot) -> None:
    booth = booth_of(window)
    window.header.choose_arrangement(Arrangement.GRID)
    window.header.choose_arrangement(Arrangement.VOTE)
    assert booth.votes is None
    press(window, Qt.Key.Key_A)
    assert booth.pending.empty
    qtbot.waitUntil(lambda: booth.votes is not None, timeout=LIMIT_MS)
