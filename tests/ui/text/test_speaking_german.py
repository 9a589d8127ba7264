"""In German nothing is left in English, nothing is cut, and sentences of all rooms are known."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.app_kit import window_over
from tests.ui.walk_kit import clipped, compare, dialogs, opened, pages
from tests.ui.window_kit import local_model

from vizdesk.app.container import build_services
from vizdesk.common import resources
from vizdesk.common.formatting import day
from vizdesk.common.messages import (
    Message,
    joined,
    message,
    message_record,
    plural,
    read_message,
    verbatim,
)
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.prompts import unsupported
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Detection, Failure
from vizdesk.evals.checks import (
    Boxes,
    CharacterError,
    Check,
    Date,
    Exact,
    Fields,
    Number,
    OneOf,
    Ordered,
    Pattern,
    SetOf,
    Text,
    YesNoCheck,
)
from vizdesk.evals.registry import rule
from vizdesk.images.errors import ImageError
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.text.i18n import speak
from vizdesk.ui.text.translate import translate_message

TRANSLATIONS = resources.folder() / "translations"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translators = speak("de", TRANSLATIONS, qapp)
    assert len(translators) == 2  # Qt's own words, and vizdesk's
    yield
    for translator in translators:
        QCoreApplication.removeTranslator(translator)


@pytest.fixture
def window(german: None, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_over(build_services(), qtbot, tmp_path) as window:
        yield window


def english() -> set[str]:
    """What is worded otherwise in German, of more than one short word."""
    root = ElementTree.parse(TRANSLATIONS / "vizdesk_de.ts").getroot()
    pairs = {
        (one.findtext("source") or "", one.findtext("translation") or "")
        for one in root.iter("message")
    }
    worded_alike = {german for _, german in pairs}
    return {source for source, german in pairs if source != german} - worded_alike


def shown(root: QWidget) -> Iterator[str]:
    """Every word that is seen, pointed at or read aloud."""
    for widget in root.findChildren(QWidget):
        if widget.window() is not root.window():
            continue
        yield from (widget.toolTip(), widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
    yield root.windowTitle()
    for action in root.findChildren(QAction):
        yield action.text()


def test_nothing_of_a_page_is_left_in_english(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(200)
    assert set(shown(window)) & english() == set()
    compare(qtbot, window)
    for name in pages(qtbot, window):
        assert set(shown(window)) & english() == set(), name
        qtbot.waitUntil(lambda: clipped(window) == set())


def test_nothing_of_a_dialog_is_left_in_english(qtbot: QtBot, window: MainWindow) -> None:
    compare(qtbot, window)
    for name in dialogs(window):
        with opened(qtbot, window, name) as dialog:
            assert set(shown(dialog)) & english() == set(), name
            assert clipped(dialog) == set(), name


def test_qt_s_own_buttons_speak_german(qtbot: QtBot, german: None) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.buttons()[0].text() == "Abbrechen"


# --- Sentences of rooms without Qt --------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        (
            message("Add your {key} key to ask {name}.", key="OpenAI", name="GPT-5.2"),
            "Zum Fragen von GPT-5.2 den Schlüssel für OpenAI hinzufügen.",
        ),
        (
            message(
                "{name} takes about {need}; {free}.",
                name="Gemma 3 4B",
                need="3.2 GB",
                free=message("{size} are free", size="2.1 GB"),
            ),
            "Gemma 3 4B braucht etwa 3.2 GB; 2.1 GB sind frei.",
        ),
        (
            Failure(
                message("No server answers at {host}.", host="127.0.0.1:80"),
                message("Start it, or correct the address."),
            ).message,
            "Unter 127.0.0.1:80 antwortet kein Server. Ihn starten oder die Adresse berichtigen.",
        ),
        (plural("{n} has no label", "{n} have no label", 1), "1 hat keine Klasse"),
        (plural("{n} has no label", "{n} have no label", 4), "4 haben keine Klasse"),
        (day("2025-03-05"), "5. März 2025"),
        (verbatim("Release date"), "Release date"),
        (message("{name} failed: {said}", name="X", said="“{name} is empty (0 bytes).”"), None),
        (message("A sentence that no {thing} has.", thing="translator"), None),
        (verbatim(""), ""),
    ],
)
def test_a_message_is_translated_by_its_template(
    sentence: Message, spoken: str | None, german: None
) -> None:
    if spoken is None:  # words of others stay, and so does a template nobody translated
        assert translate_message(sentence).startswith(("X ", "A sentence that no translator"))
        assert "“{name} is empty (0 bytes).”" in translate_message(sentence) or "X" not in sentence
    else:
        assert translate_message(sentence) == spoken


def test_a_reopened_comparison_speaks_german(german: None) -> None:
    kept = message("{name} said nothing for {limit} s.", name="Gemma", limit="60")
    record = json.loads(json.dumps(message_record(kept)))
    assert translate_message(read_message(str(kept), record)).startswith("Gemma ")
    assert translate_message(read_message(str(kept), record)) != kept
    assert translate_message(read_message(str(kept), None)) == kept  # as version 0.1 kept it


HERE = Detection("cat", Box(0.1, 0.1, 0.5, 0.5))
CHECKS = (
    Number(4),
    Number(4, 0.5),
    YesNoCheck(True),
    OneOf("a", ("a", "b")),
    SetOf(("a", "b")),
    Ordered(("a", "b")),
    Date(datetime.date(2026, 3, 5)),
    Exact("a"),
    Text("a"),
    CharacterError("abc", 0.1),
    Pattern("a+"),
    Fields('{"a": 1}'),
    Boxes((HERE, HERE)),
    Boxes((HERE,)),
    Boxes((), classes=("cat",)),
)


@pytest.mark.parametrize("kind", CHECKS, ids=lambda one: type(one).__name__)
def test_the_rule_of_every_simple_check_is_said_in_german(kind: Check, german: None) -> None:
    assert translate_message(rule(kind)).startswith("Die Antwort ")


def test_a_real_fault_is_said_in_german(tmp_path: Path, german: None) -> None:
    from vizdesk.images.opening import open_image

    path = tmp_path / "notes.txt"
    path.write_text("hello", encoding="utf-8")
    with pytest.raises(ImageError) as fault:
        open_image(path)
    assert translate_message(fault.value.message) == "notes.txt ist Text, kein Bild."


def test_the_tasks_in_a_sentence_are_named_as_their_tabs(german: None) -> None:
    able = frozenset({TaskKind.CAPTION, TaskKind.COUNT})
    model = replace(local_model("Gemma"), tasks=able)
    sentence = unsupported(model, Profile("gemma", "Gemma"), Task(TaskKind.DETECT))
    assert sentence == "Not supported: Detect. Gemma can do Caption, Count."
    assert (
        translate_message(sentence)
        == "Nicht unterstützt: Erkennen. Gemma kann Beschreiben, Zählen."
    )


def test_in_english_messages_are_their_sentences(qapp: QApplication) -> None:
    both = joined((message("Try again."), plural("{n} has no box", "{n} have no box", 1)))
    assert translate_message(both) == both == "Try again. 1 has no box"


# --- Plurals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("en", "1 box", "2 boxes"), ("de", "1 Rahmen", "2 Rahmen")],
)
def test_one_and_two_are_told_apart(language: str, one: str, two: str, qapp: QApplication) -> None:
    translators = speak(language, TRANSLATIONS, qapp)
    try:
        for number, words in ((1, one), (2, two)):
            assert qapp.translate("ImageView", "%n box(es)", "", number) == words
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
