"""In German nothing is left in English, nothing is cut, and sentences of all rooms are known."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
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

from vizdesk.app.container import build_services
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.common import resources
from vizdesk.common.messages import message
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
    ("written", "spoken"),
    [
        (
            str(Requirement(RequirementKind.KEY, "Add your OpenAI key to ask GPT-5.2.").sentence),
            "Zum Fragen von GPT-5.2 den Schlüssel für OpenAI hinzufügen.",
        ),
        (
            "Gemma 3 4B takes about 3.2 GB of memory (2.5 weights); 2.1 GB are free.",
            "Gemma 3 4B braucht etwa 3.2 GB Speicher (2.5 weights); 2.1 GB sind frei.",
        ),
        (
            Failure(
                message("No server answers at {host}.", host="127.0.0.1:80"),
                message("Start it, or correct the address."),
            ).message,
            "Unter 127.0.0.1:80 antwortet kein Server. Ihn starten oder die Adresse berichtigen.",
        ),
        (
            "3 of 7 entries used: 4 have no label.",
            "3 von 7 Einträgen benutzt: 4 haben keine Klasse.",
        ),
        (
            "photo.png could not be opened: photo.png is empty (0 bytes).",
            "photo.png could not be opened: photo.png ist leer (0 Bytes).",
        ),
        ("5 Mar 2025", "5. März 2025"),
        ("Release date", "Erschienen"),
        ("A photo of 3 of 7 cats.", "A photo of 3 of 7 cats."),
        ("Lena said: “It was shut down.”", "Lena said: “It was shut down.”"),
        ("", ""),
    ],
)
def test_a_sentence_is_known_by_its_template(written: str, spoken: str, german: None) -> None:
    assert translate_message(written) == spoken


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
    assert translate_message(str(fault.value)) == "notes.txt ist Text, kein Bild."


def test_in_english_sentences_stay_as_they_are(qapp: QApplication) -> None:
    assert (
        translate_message("3 of 7 entries used: 4 have no label.")
        == "3 of 7 entries used: 4 have no label."
    )


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
