"""Saved sets in the window: the checked models are saved, and a set checks exactly its own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow

from vizdesk.catalog.models.model_sets import ModelSet
from vizdesk.ui.shell.main_window import MainWindow


def actions(window: MainWindow, inside: str = "") -> dict[str, QAction]:
    """What the menu offers now; `inside` is one of its parts."""
    window.sets.fill()
    menu = window.sets.menu
    found = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    if inside:
        found = {action.text(): action for action in found[inside].menu().actions()}  # type: ignore[union-attr]
    return found


def answer(window: MainWindow, name: str) -> None:
    (dialog,) = [one for one in window.findChildren(QInputDialog) if one.isVisible()]
    dialog.setTextValue(name)
    dialog.accept()


def test_before_there_is_a_set_the_menu_says_so(make_window: MakeWindow) -> None:
    window = make_window()
    assert list(actions(window)) == ["No set is saved yet", "Save the checked models…"]
    window.session.choose_only([])
    assert not actions(window)["Save the checked models…"].isEnabled()


def test_the_checked_models_are_saved_and_checked_again(make_window: MakeWindow) -> None:
    window = make_window()
    window.session.choose_only(["gemma", "gpt"])
    actions(window)["Save the checked models…"].trigger()
    answer(window, "Mine & yours")
    assert window.services.models.sets.all() == (ModelSet("Mine & yours", ("gemma", "gpt")),)
    window.session.choose_only(["pali"])
    action = actions(window)["Mine && yours"]
    assert not action.isChecked()
    action.trigger()
    assert window.session.chosen == ["gemma", "gpt"]
    assert [key for key, row in window.models.rows.items() if row.isChecked()] == ["gemma", "gpt"]
    assert actions(window)["Mine && yours"].isChecked()


def test_models_that_are_gone_are_named(make_window: MakeWindow) -> None:
    window = make_window()
    window.services.models.sets.keep(ModelSet("Old", ("pali", "lost-one")))
    window.services.models.sets.keep(ModelSet("Older", ("lost-one", "lost-two")))
    actions(window)["Old"].trigger()
    assert window.session.chosen == ["pali"]
    assert "without lost-one" in window.message.text()
    actions(window)["Older"].trigger()
    assert window.session.chosen == ["pali"]
    assert "lost-one, lost-two" in window.message.text()


def test_a_set_is_renamed_deleted_and_put_back(make_window: MakeWindow) -> None:
    window = make_window()
    first, second = ModelSet("One", ("gemma",)), ModelSet("Two", ("pali",))
    for one in (first, second):
        window.services.models.sets.keep(one)
    actions(window, "Rename")["One"].trigger()
    answer(window, "two")
    assert "already" in window.message.text()
    actions(window, "Delete")["One"].trigger()
    assert window.services.models.sets.all() == (second,)
    window.status_line.offer.click()
    assert window.services.models.sets.all() == (first, second)


def test_a_file_that_cannot_be_read_is_named(make_window: MakeWindow) -> None:
    window = make_window()
    window.services.models.sets.path.parent.mkdir(parents=True, exist_ok=True)
    window.services.models.sets.path.write_text("[[set")
    assert "No set is saved yet" in actions(window)
    assert str(window.services.models.sets.path) in window.message.text()


@pytest.mark.parametrize("replace", [True, False])
def test_a_set_of_the_same_name_is_replaced_only_when_one_says_so(
    qtbot: QtBot, make_window: MakeWindow, replace: bool
) -> None:
    window = make_window()
    before = ModelSet("Mine", ("pali",))
    window.services.models.sets.keep(before)
    window.session.choose_only(["gemma"])
    actions(window)["Save the checked models…"].trigger()
    answer(window, "mine")
    ask = window.sets.question
    assert ask is not None
    words = "Replace" if replace else "Cancel"
    next(button for button in ask.buttons() if button.text().replace("&", "") == words).click()
    after = (ModelSet("mine", ("gemma",)),) if replace else (before,)
    assert window.services.models.sets.all() == after
