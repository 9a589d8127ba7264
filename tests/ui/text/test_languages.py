"""The window speaks the language that is set, of those whose translations are there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from vizdesk.ui.text.i18n import languages, speak, tr_declared

LRELEASE = Path(PySide6.__file__).parent / "lrelease"
SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS><TS version="2.1" language="de"><context><name>settings</name>
<message><source>Theme</source><translation>Farben</translation></message></context></TS>
"""


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    if not LRELEASE.exists():
        pytest.skip("PySide6's lrelease is not installed; it makes the .qm of this test")
    source = tmp_path / "de.ts"
    source.write_text(SOURCE, encoding="utf-8")
    target = tmp_path / "vizdesk_de.qm"
    subprocess.run([LRELEASE, source, "-qm", target], check=True, capture_output=True)
    return tmp_path


def test_languages_are_those_that_are_there(qapp: QApplication, translations: Path) -> None:
    found = languages(translations)
    assert found == {"system": "System", "en": "English", "de": "Deutsch"}
    assert list(languages(translations / "nowhere")) == ["system", "en"]


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Farben"), ("de-AT", "Farben"), ("en", "Theme"), ("xx", "Theme")]
)
def test_the_language_that_is_set_is_spoken(
    language: str, word: str, qapp: QApplication, translations: Path
) -> None:
    translators = speak(language, translations, qapp)
    try:
        assert tr_declared("settings", "Theme") == word
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
