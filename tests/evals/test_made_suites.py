"""A suite made in the window: every “expect this” is there at once, whole, with its image."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evals.suite_kit import image

from vizdesk.evals.checks import Boxes, Number, YesNoCheck
from vizdesk.evals.loaders import open_suite
from vizdesk.evals.suite import SuiteError
from vizdesk.evals.suite_writer import NewItem, append_item, begin_suite, suite_name


def test_questions_are_added_one_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "suites" / "my-labels"
    source = image(tmp_path, "elsewhere/Photo.PNG")
    begin_suite(folder, 'My "labels"', "From comparisons")
    first = append_item(folder, NewItem(source, "How many?", Number(4), "Counting", "seen today"))
    append_item(folder, NewItem(source, "Is it red?", YesNoCheck(True)))
    append_item(folder, NewItem(image(tmp_path, "b.png", "blue"), "", Boxes((), classes=("cat",))))
    source.unlink()
    suite = open_suite(folder)
    assert (suite.name, suite.title) == ("my-labels", 'My "labels"')
    assert suite.items[0] == first
    assert suite.categories == ("Counting", "All")
    assert suite.items[0].image == suite.items[1].image
    assert suite.image_of(first).is_file()
    assert len(list((folder / "pictures").iterdir())) == 2


def test_the_same_question_twice_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    folder, source = tmp_path / "mine", image(tmp_path, "a.png")
    begin_suite(folder, "Mine")
    append_item(folder, NewItem(source, "How many?", Number(4)))
    before = (folder / "items.jsonl").read_bytes()
    with pytest.raises(SuiteError, match="asks the same of the same image as line 1"):
        append_item(folder, NewItem(source, "How many?", Number(5)))
    assert (folder / "items.jsonl").read_bytes() == before


def test_a_suite_that_cannot_be_read_is_not_added_to(tmp_path: Path) -> None:
    folder, source = tmp_path / "mine", image(tmp_path, "a.png")
    with pytest.raises(SuiteError, match="only suites made here"):
        append_item(folder, NewItem(source, "How many?", Number(4)))
    begin_suite(folder, "Mine")
    (folder / "items.jsonl").write_text("{broken\n")
    with pytest.raises(SuiteError, match=r"items\.jsonl, line 1: is no JSON"):
        append_item(folder, NewItem(source, "How many?", Number(4)))


def test_names_of_suites(tmp_path: Path) -> None:
    assert suite_name("My Labels!") == "my-labels"
    assert suite_name("…") == "suite"
    begin_suite(tmp_path / "a", "A")
    with pytest.raises(FileExistsError):
        begin_suite(tmp_path / "a", "A")
    with pytest.raises(ValueError, match="must be of a-z"):
        begin_suite(tmp_path / "Ä", "A")
