"""Every registered kind of check and suite layout is whole, and no two are taken for each other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from vizdesk.evals.check_kind import AnyKind
from vizdesk.evals.checks import Check
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.loaders.registry import LOADERS
from vizdesk.evals.registry import CHECK_KINDS, from_json, kind_of, to_json
from vizdesk.evals.suite import SuiteError


@pytest.mark.parametrize("kind", CHECK_KINDS, ids=lambda kind: kind.name)
def test_the_example_of_a_kind_reads_back_and_belongs_to_it(kind: AnyKind) -> None:
    data = to_json(kind.example)
    assert data["kind"] == kind.name
    assert from_json(data) == kind.example
    assert kind_of(kind.example) is kind
    assert set(data) - {"kind"} <= {key.name for key in kind.keys}
    assert kind.meaning


def test_names_classes_and_titles_are_taken_once() -> None:
    assert max(Counter(kind.name for kind in CHECK_KINDS).values()) == 1
    assert max(Counter(kind.check for kind in CHECK_KINDS).values()) == 1
    titles = Counter(kind.title for kind in CHECK_KINDS if kind.title)
    assert max(titles.values()) == 1
    assert sum(titles.values()) == 13  # all but “any of”, which no single field can hold


def test_a_check_that_is_not_registered_is_named() -> None:
    class Unregistered(Check):
        pass

    with pytest.raises(LookupError, match="no kind of check for Unregistered"):
        kind_of(Unregistered())


def test_a_folder_of_something_else_is_told_every_layout(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(SuiteError) as caught:
        open_suite(tmp_path)
    assert [loader.name for loader in LOADERS if loader.name not in str(caught.value)] == []
