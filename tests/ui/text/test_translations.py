"""Every language is complete, fits its sources, and is packed as it is written."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.translations import FOLDER, QT, SOURCES, collect, pack

from vizdesk.ui.text.translate import TEMPLATES

LANGUAGES = sorted(path.stem.removeprefix("vizdesk_") for path in FOLDER.glob("*.ts"))
PLACES = re.compile(r"\{[^}]*\}|%n")

if not (QT / "lupdate").exists():
    pytest.skip("PySide6's lupdate is not installed", allow_module_level=True)


def messages(path: Path) -> Iterator[tuple[str, str, ElementTree.Element]]:
    """Context, source text and translation of every entry."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name") or "", message.findtext("source") or "", translation


def forms(translation: ElementTree.Element) -> list[str]:
    plural = [one.text or "" for one in translation.iter("numerusform")]
    return plural or [translation.text or ""]


def test_german_and_the_plurals_of_english_are_there() -> None:
    assert {"de", "en"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_window_says_is_collected(language: str, tmp_path: Path) -> None:
    """`make translations` finds nothing new, and nothing that is said no more."""
    kept = FOLDER / f"vizdesk_{language}.ts"
    fresh = tmp_path / kept.name
    shutil.copy(kept, fresh)
    collect(fresh, language)
    before = {(context, source) for context, source, _ in messages(kept)}
    assert {(context, source) for context, source, _ in messages(fresh)} == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated(language: str) -> None:
    for context, source, translation in messages(FOLDER / f"vizdesk_{language}.ts"):
        assert translation.get("type") is None, (context, source)
        for words in forms(translation):
            assert words.strip(), (context, source)
            assert sorted(PLACES.findall(words)) == sorted(PLACES.findall(source)), words
            # What is put together of pieces keeps its spaces.
            assert (words[0] == " ", words[-1] == " ") == (source[0] == " ", source[-1] == " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_qt_reads_is_what_is_written(language: str, tmp_path: Path) -> None:
    kept = FOLDER / f"vizdesk_{language}.qm"
    fresh = tmp_path / kept.name
    pack(kept.with_suffix(".ts"), fresh)
    assert fresh.read_bytes() == kept.read_bytes()
    assert kept.stat().st_size < 300_000


# --- Sentences of rooms without Qt --------------------------------------------------------------


def said_in_the_rooms() -> Iterator[str]:
    """Every text in the sources outside ui/, each part that is filled in as {}."""
    for path in SOURCES.rglob("*.py"):
        if "ui" in path.relative_to(SOURCES).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    value.value if isinstance(value, ast.Constant) else "{}"
                    for value in node.values
                ]
                yield "".join(map(str, parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def runs(words: list[str], rooms: str) -> int:
    """Into how many pieces that stand in the rooms these words can be cut; 99 if they cannot."""
    pieces = 0
    while words:
        for many in range(len(words), 0, -1):
            if " ".join(words[:many]).strip(" .,;“”():%") in rooms:
                break
        else:
            return 99
        words, pieces = words[many:], pieces + 1
    return pieces


def test_every_template_is_still_said_somewhere() -> None:
    """A sentence that is worded anew in its room is missed here; some are put together of parts."""
    rooms = "\n".join(said_in_the_rooms())
    lost = [
        (template, part)
        for template in TEMPLATES
        for part in re.split(r"\{\w+\}", template)
        if runs(part.split(), rooms) > 4
    ]
    assert lost == []
