"""Help is made of what there is: keys, log, versions; and a mistake does not end the work."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    MakeWindow,
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
    scripted_services,
    shown_window,
)

import vizdesk
from vizdesk.common.messages import verbatim
from vizdesk.comparison.events import EngineError, Event, Request, TextDelta
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.diagnostics.log_file import LogFile
from vizdesk.diagnostics.redaction import Redactor
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.diagnostics.run_lock import UncleanShutdown
from vizdesk.diagnostics.versions import versions
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.help.about_dialog import AboutDialog
from vizdesk.ui.help.keyboard_dialog import KeyboardDialog, native
from vizdesk.ui.help.licences_dialog import LicencesDialog
from vizdesk.ui.models.endpoints.dialog import EndpointsDialog
from vizdesk.ui.shell.main_window import MainWindow

KEY = "sk-planted-0123456789abcdef"


def dialog(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(kind)))
    return window.findChildren(kind)[0]


def action(window: MainWindow, name: str) -> Callable[[], None]:
    return next(one for one in window.actions() if one.text() == name).trigger


# --- Keyboard map ---------------------------------------------------------------------------


def test_the_keyboard_map_names_every_command_with_the_very_keys_that_start_it(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    action(window, "Keyboard map")()
    page = dialog(qtbot, window, KeyboardDialog)
    assert isinstance(page, KeyboardDialog)
    shown = {line.words: line.keys for line in page.lines}
    written = {label.text() for label in page.findChildren(QLabel)}
    for one in window.actions():
        if not one.text():
            continue
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in one.shortcuts()]
        assert list(shown[one.text()]) == keys
        assert {one.text(), *keys} <= written
    assert shown["Choose a task"] == ("Ctrl+1 … 7",)
    assert shown["Expand or restore a pane"]
    page.close()


def test_no_two_commands_share_their_keys(make_window: MakeWindow) -> None:
    window = make_window()
    keys = [native(key) for command in window.commands for key in command.keys]
    keys += window.header.tasks.shortcuts
    assert len(keys) == len(set(keys))


def test_the_menu_has_the_help_too(make_window: MakeWindow) -> None:
    window = make_window()
    names = [action.text() for action in window.header.menu.menu().actions()]
    said = "Copy details of the last message"
    assert {"Keyboard map", said, "Log file", "About vizdesk"} <= set(names)


# --- About and log ----------------------------------------------------------------------------


def test_about_names_versions_and_licences_and_copies_the_versions(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    action(window, "About vizdesk")()
    page = dialog(qtbot, window, AboutDialog)
    assert isinstance(page, AboutDialog)
    written = {label.text() for label in page.findChildren(QLabel)}
    assert {"Qt", "Python", "llama.cpp"} <= written
    qtbot.waitUntil(page.licences_button.isEnabled)
    by_licence = {label.text() for label in page.findChildren(QLabel)} - written
    assert {"Apache-2.0", "LGPL-3.0-only", "MIT"} <= by_licence
    page.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    names = [line.split("  ")[0] for line in copied.splitlines()]
    assert [name for name in names if name != "GPU"] == list(versions())  # known a little later
    assert versions()["Python"] in copied
    page.close()


def test_about_shows_the_full_licence_text_of_every_part(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    action(window, "About vizdesk")()
    about = dialog(qtbot, window, AboutDialog)
    assert isinstance(about, AboutDialog)
    qtbot.waitUntil(about.licences_button.isEnabled)
    about.licences_button.click()
    texts = about.findChild(LicencesDialog)
    assert isinstance(texts, LicencesDialog)
    names = [texts.names.item(row).text() for row in range(texts.names.count())]
    assert names[0] == f"vizdesk {vizdesk.__version__}"
    rows = {name.split(" ")[0]: row for row, name in enumerate(names)}
    for name, phrase in {
        "vizdesk": "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
        "Qt": "GNU LESSER GENERAL PUBLIC LICENSE",
        "llama.cpp": "The ggml authors",
        "Inter": "SIL OPEN FONT LICENSE",
    }.items():
        texts.names.setCurrentRow(rows[name])
        assert phrase in texts.text.toPlainText()
    texts.copy_button.click()
    assert QGuiApplication.clipboard().text() == texts.text.toPlainText()
    texts.bill_button.click()
    bill = json.loads(QGuiApplication.clipboard().text())
    parts = [bill["metadata"]["component"], *bill["components"]]
    assert [f"{part['name']} {part['version']}".rstrip() for part in parts] == names
    about.close()


def test_log_file_opens_its_folder(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    window = make_window()
    action(window, "Log file")()
    assert opened == [QUrl.fromLocalFile(str(window.services.diagnostics.log_path.parent))]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    action(window, "Log file")()
    assert window.message.text() == f"The log is {window.services.diagnostics.log_path}."


# --- Copy details -----------------------------------------------------------------------------


class Refusing(ScriptedEngine):
    """Says something, then fails with a message that has everything in it that is private."""

    async def ask(self, request: Request) -> AsyncIterator[Event]:
        yield TextDelta("a private answer")
        raise EngineError(
            verbatim(f"The server refused {KEY}."),
            verbatim("Look."),
            f"{request.prompt} Bearer {KEY}",
        )


def failing_window(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path, diagnostics: RunDiagnostics | None = None
) -> MainWindow:
    models = [local_model("Gemma"), remote_model("GPT")]
    services = scripted_services(tmp_path, models, Refusing(), diagnostics=diagnostics)
    window = shown_window(qtbot, services, background, tmp_path)
    window.session.choose_only(["gemma", "gpt"])
    window.session.add_image(open_test_image())
    window.session.set_task(Task(TaskKind.ASK, question="a private question?"))
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    return window


def test_a_failed_pane_copies_its_details_without_keys(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    window = failing_window(qtbot, background, tmp_path)
    side = window.canvas.panes["gpt"].side
    assert side.details.isVisible()
    side.details.click()
    copied = QGuiApplication.clipboard().text()
    assert "The server refused •••." in copied
    assert "GPT (gpt)" in copied
    assert "api.openai.com" in copied
    assert "failed" in copied
    assert "white-400.png, 400 × 300" in copied
    assert "planted" not in copied
    assert "a private answer" not in copied


def test_what_the_window_says_can_be_copied_with_versions(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    window.say(f"The key {KEY} could not be kept.")
    (copy,) = window.message.actions()
    assert copy.text() == "Copy details"
    copy.trigger()
    copied = QGuiApplication.clipboard().text()
    assert "The key ••• could not be kept." in copied
    assert versions()["vizdesk"] in copied
    # By keys as well, and when it has gone by.
    QGuiApplication.clipboard().clear()
    window.say("")
    for _ in range(2):
        action(window, "Copy details of the last message")()
        assert "The key ••• could not be kept." in QGuiApplication.clipboard().text()


def test_what_dialogs_say_can_be_copied_too(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.model_list_controller.show_keys()
    page = dialog(qtbot, window, EndpointsDialog)
    assert isinstance(page, EndpointsDialog)
    qtbot.waitUntil(lambda: bool(page.rows))
    row = page.rows["openai"]
    row.show_outcome("The server refused the key.", "weak", f"401: {KEY}")
    (copy,) = row.outcome.actions()
    copy.trigger()
    copied = QGuiApplication.clipboard().text()
    assert "The server refused the key." in copied
    assert "401: •••" in copied
    page.close()


# --- The log --------------------------------------------------------------------------------


def test_the_log_of_a_run_says_what_happened_and_no_word_of_it(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    log_file = LogFile(tmp_path / "state" / "vizdesk.log", Redactor({}))
    own = logging.getLogger("vizdesk")
    own.addHandler(log_file)
    own.setLevel(logging.INFO)
    try:
        failing_window(qtbot, background, tmp_path)
    finally:
        own.setLevel(logging.NOTSET)
        own.removeHandler(log_file)
    written = log_file.path.read_text()
    assert "image of 400 × 300 pixels shown" in written
    assert "gpt: asked to ask, openai" in written
    assert "gpt: ask failed" in written
    assert "gemma: The server refused" in written
    for private in ("planted", "private", "question", "white-400"):
        assert private not in written


# --- Mistakes and bad ends --------------------------------------------------------------------


def test_a_mistake_is_one_sentence_once_and_the_window_goes_on(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    errors: list[ValueError] = []
    for words in ("first", "second"):
        try:
            raise ValueError(f"{words} {KEY}")
        except ValueError as error:
            errors.append(error)
    for error in errors:
        window.help.show_unexpected_error(error)
    page = window.help.error_dialog
    assert page is not None
    assert page.isVisible()
    page.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError: first •••" in copied
    assert "test_help.py" in copied
    page.on_button.click()
    qtbot.waitUntil(lambda: window.help.error_dialog is None)
    # The same place again: told already.
    window.help.show_unexpected_error(errors[1])
    assert window.help.error_dialog is None
    window.main_actions.run()
    qtbot.waitUntil(lambda: len(window.canvas.answers()) == 3 and not window.runner.running)


def test_after_a_bad_end_one_calm_sentence_offers_its_details_and_the_log(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    end = UncleanShutdown("2026-11-21T07:00:00+00:00", "0.0.9", 'File "pane.py", line 7 in paint')
    bad = RunDiagnostics(ended_badly=end)
    services = scripted_services(
        tmp_path, [local_model("Gemma")], ScriptedEngine(), diagnostics=bad
    )
    window = shown_window(qtbot, services, background, tmp_path)
    window.help.say_how_it_ended()
    qtbot.waitUntil(window.banner.isVisible)
    assert window.banner.title.text() == "Last time vizdesk ended unexpectedly."
    assert [offer.text() for offer in window.banner.offers] == ["Copy details", "Show the log"]
    window.banner.offers[0].click()
    copied = QGuiApplication.clipboard().text()
    for part in ("2026-11-21T07:00:00", "0.0.9", "line 7 in paint", versions()["Python"]):
        assert part in copied


def test_after_a_good_end_nothing_is_said(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.help.say_how_it_ended()
    assert not window.banner.isVisible()
