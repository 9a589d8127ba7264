"""Krippendorff's alpha is that of the package krippendorff, on seeded random ratings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.analysis.reference_cases import CASES, ratings

from vizdesk.analysis.agreement import interval_alpha, nominal_alpha

REFERENCES = Path(__file__).parent / "references" / "krippendorff.json"


def test_alpha_is_that_of_krippendorff() -> None:
    references = json.loads(REFERENCES.read_text(encoding="utf-8"))
    assert len(references) == CASES
    for units, expected in zip(ratings(), references, strict=True):
        for alpha, level in ((nominal_alpha, "nominal"), (interval_alpha, "interval")):
            if expected[level] is None:
                assert alpha(units) is None
            else:
                assert alpha(units) == pytest.approx(expected[level], abs=1e-9)


def test_the_example_of_krippendorffs_own_page() -> None:
    """Its section D, any metric, any number of observers, missing data: 0.743 and 0.849."""
    observers = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    columns = zip(*(line.split() for line in observers), strict=True)
    units = [[None if value == "." else int(value) for value in column] for column in columns]
    assert nominal_alpha(units) == pytest.approx(0.743, abs=5e-4)
    assert interval_alpha(units) == pytest.approx(0.849, abs=5e-4)


def test_alpha_is_not_defined_where_nothing_varies_or_nothing_pairs() -> None:
    assert nominal_alpha([]) is None
    assert nominal_alpha([["cat", None], [None, "dog"]]) is None
    assert nominal_alpha([["cat", "cat"], ["cat", "cat"]]) is None
    assert nominal_alpha([["cat", "cat"], ["dog", "dog"]]) == 1.0
