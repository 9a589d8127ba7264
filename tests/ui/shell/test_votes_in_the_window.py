"""Votes, notes and repeats in the window: given by a menu, kept in the history, shown again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model, remote_model

from vizdesk.comparison.judgements import Judgement, Vote
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Comparison
from vizdesk.ui.shell.main_window import MainWindow


def asked(qtbot: QtBot, window: MainWindow) -> None:
    window.main_actions.run()
    settled(qtbot, window)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.running and not window.history.recorder.waiting)


def kept(window: MainWindow) -> Comparison:
    return window.services.history.store().load(window.history.recorder.current())


def choose(window: MainWindow, model_id: str, words: str) -> None:
    """Choose an entry of the menu of a pane's vote."""
    menu = window.canvas.panes[model_id].vote.menu_of_votes()
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.deleteLater()


def test_a_vote_is_shown_kept_and_one_alone_is_the_best(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma"), local_model("Pali")])
    window.session.choose_only(["gemma", "pali"])
    pane = window.canvas.panes["gemma"]
    assert not pane.vote.isVisible()
    asked(qtbot, window)
    assert (pane.vote.isVisible(), pane.vote.text()) == (True, "Vote")
    choose(window, "gemma", "Best of all")
    assert pane.vote.text() == "★"
    choose(window, "pali", "Best of all")
    assert (pane.vote.text(), window.canvas.panes["pali"].vote.text()) == ("Vote", "★")
    choose(window, "gemma", "Bad")
    settled(qtbot, window)
    assert dict(kept(window).judgements) == {
        "gemma": Judgement(Vote.DOWN),
        "pali": Judgement(Vote.BEST),
    }
    shown = window.session.comparison()
    assert shown is not None
    assert dict(shown.judgements) == dict(kept(window).judgements)
    choose(window, "gemma", "Bad")
    settled(qtbot, window)
    assert [key for key, _ in kept(window).judgements] == ["pali"]


def test_a_note_is_written_in_a_dialog_and_kept(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    asked(qtbot, window)
    vote = window.canvas.panes["gemma"].vote
    dialog = vote.ask_for_note()
    dialog.setTextValue("misses the left car ")
    dialog.accept()
    assert vote.text() == "✎"
    assert "misses the left car" in vote.accessibleName()
    settled(qtbot, window)
    assert dict(kept(window).judgements) == {"gemma": Judgement(None, "misses the left car")}


def test_what_was_said_goes_with_the_answer_and_not_to_the_next(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma")])
    asked(qtbot, window)
    choose(window, "gemma", "Good")
    settled(qtbot, window)
    before = window.history.recorder.current()
    window.canvas.panes["gemma"].again.emit("gemma")
    settled(qtbot, window)
    assert window.canvas.panes["gemma"].vote.text() == "Vote"
    store = window.services.history.store()
    assert dict(store.load(before).judgements) == {"gemma": Judgement(Vote.UP)}
    window.history.open(before)
    qtbot.waitUntil(lambda: window.canvas.panes["gemma"].vote.text() == "▲")


# --- Repeats ----------------------------------------------------------------------------------


def test_a_model_is_asked_several_times_and_the_spread_is_told(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = ScriptedEngine(text="Four.")
    window = make_window(engine, [local_model("Gemma"), local_model("Pali")])
    window.session.choose_only(["pali"])
    window.session.set_task(Task(TaskKind.CAPTION))
    dialog = window.repeats.ask("gemma")
    assert dialog is not None
    assert (dialog.intMinimum(), dialog.intValue(), dialog.intMaximum()) == (2, 3, 10)
    assert "At temperature 0 the answers differ only by the engine." in dialog.labelText()
    dialog.accept()
    qtbot.waitUntil(lambda: window.banner.title.text() == "3 answer(s) of Gemma")
    assert len(engine.asked) == 3
    assert list(window.canvas.panes) == ["gemma#1", "gemma#2", "gemma#3"]
    first, agreement = window.banner.words.text().split("\n")
    assert first == (
        "3 of 3 answered · all replies alike · output tokens 40 · TTFT 0.42 s · total 1.00 s"
    )
    assert agreement
    settled(qtbot, window)
    names = [answer.model.name for answer in kept(window).answers]
    assert names == ["Gemma · 1", "Gemma · 2", "Gemma · 3"]
    window.banner.offers[0].click()
    assert window.session.chosen == ["pali"]
    assert [model.id for model in window.session.models] == ["gemma", "pali"]


def test_what_a_repeat_costs_is_said_before(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma"), remote_model("GPT")])
    dialog = window.repeats.ask("gpt")
    assert dialog is not None
    assert dialog.labelText().endswith("Each costs about $0.012.")
    dialog.reject()


def test_without_an_image_nothing_is_repeated(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    window.session.close_image(window.session.images[0])
    assert window.repeats.ask("gemma") is None
    assert window.message.text() == "Open an image first."
