"""Every language is complete, fits its sources, and is packed as it is written."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.translations import CONTEXT, FOLDER, QT, SOURCES, collect, declared, pack

from vizdesk.common.messages import places

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
    assert kept.stat().st_size < 500_000


# --- Sentences of rooms without Qt --------------------------------------------------------------


def german() -> dict[str, ElementTree.Element]:
    """The German of every declared template, by its English (the plural where it has two)."""
    entries = messages(FOLDER / "vizdesk_de.ts")
    return {source: words for context, source, words in entries if context == CONTEXT}


def test_every_template_has_its_german_with_the_same_places() -> None:
    translations = german()
    templates = {texts[-1] for texts, _ in declared(SOURCES)}
    assert len(templates) > 500
    assert templates == set(translations)
    for template in templates:
        for words in forms(translations[template]):
            assert places(words) == places(template), words


def test_every_place_of_a_template_is_given_its_argument() -> None:
    for texts, call in declared(SOURCES):
        names = {keyword.arg for keyword in call.keywords}
        given = names | {"n"} if len(texts) == 2 else names
        for text in texts:
            assert set(places(text)) <= given, text
        assert given == {place for text in texts for place in places(text)} | (
            {"n"} if len(texts) == 2 else set()
        ), texts


OF_PROGRAMMERS = {
    "ChildFailedError": "made a sentence by whoever asked the child (images, GGUF headers)",
    "DriverEndedError": "the driver is replaced, or engines/ray/executor.py says that all is gone",
    "JobStoppedError": "the worker's own signal to stop",
    "OwnedError": "made a sentence by runs/owners.py, which says who works on the run",
    "LockedError": "caught by the transfer, which says what is locked",
    "NoReplicaError": "caught by the replicas' engine, which says who was asked",
    "SearchStoppedError": "whoever asked wants to know no more",
    "WorkerDiedError": "made a sentence by engines/llama/failures.py",
    "TokenRuleError": "a fault of a file that vizdesk ships",
    "ProfileError": "a fault of a file that vizdesk ships; one's own are told by services/profiles",
    "RequestError": "whoever sent bytes that are no request hears nothing (ui/shell/open_requests)",
    "NotJsonError": "inside the reader of replies, which tries the next way",
}
"""Errors of our own that nobody reads in the window, and why."""
ROOMS = sorted({path.name for path in SOURCES.iterdir() if path.is_dir()} - {"ui", "cli", "app"})


def classes() -> Iterator[tuple[str, set[str]]]:
    """The name and bases of every class outside the window and the command line."""
    for room in ROOMS:
        for path in (SOURCES / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    yield node.name, {ast.unparse(base) for base in node.bases}


def test_errors_of_the_rooms_carry_messages() -> None:
    plain = {name for name, bases in classes() if bases and bases <= {"Exception", "ValueError"}}
    assert plain - {"MessageError"} == set(OF_PROGRAMMERS)


def test_no_sentence_is_built_where_a_message_is_taken() -> None:
    """mypy refuses a plain text there; a cast or an ignored line would not be seen by it."""
    taking = {"Failure", "Notice", "MessageError"}
    for _ in range(3):  # as deep as errors derive from one another
        taking |= {name for name, bases in classes() if bases & taking}
    assert {"EngineError", "ImageError", "GatedError", "WorkerError"} <= taking
    built = [
        f"{path}:{node.lineno}"
        for room in ROOMS
        for path in (SOURCES / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in taking
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.Constant)
        and node.func.id not in {"BusyError", "GatedError", "ImageTooLarge"}  # take names
    ]
    assert built == []
