"""Edit distance, alignment, CER and WER are those of rapidfuzz, on seeded random texts."""

from __future__ import annotations

from math import inf

import pytest
from rapidfuzz.distance import Levenshtein
from tests.analysis.reference_cases import CASES, texts
from tests.counting import growth_of_seconds

from vizdesk.analysis import edit_distance as edit_distance_module
from vizdesk.analysis.edit_distance import alignment, edit_distance, error_rate

PAIRS = [*texts("ab ", 12, 3), *texts("abcdefgh \n", 90, 4), *texts("äé字\U0001f600x", 20, 5)]


def test_the_distance_is_that_of_rapidfuzz() -> None:
    assert len(PAIRS) == 3 * CASES
    for first, second in PAIRS:
        assert edit_distance(first, second) == Levenshtein.distance(first, second)


def test_the_distance_of_words_is_that_of_rapidfuzz() -> None:
    for first, second in PAIRS:
        words = first.split(), second.split()
        assert edit_distance(*words) == Levenshtein.distance(*words)


@pytest.mark.parametrize("narrow", [1, 2, 5, 40])
def test_a_band_around_the_diagonal_finds_the_same_distance_and_alignment(
    monkeypatch: pytest.MonkeyPatch, narrow: int
) -> None:
    whole = [alignment(first, second) for first, second in PAIRS]
    monkeypatch.setattr(edit_distance_module, "NARROW", narrow)
    for (first, second), pairs in zip(PAIRS, whole, strict=True):
        assert edit_distance(first, second) == Levenshtein.distance(first, second)
        assert alignment(first, second) == pairs


@pytest.mark.parametrize("most", [0, 1, 5, 200])
def test_more_than_the_limit_is_told_as_one_more(most: int) -> None:
    for first, second in PAIRS[:CASES]:
        expected = min(Levenshtein.distance(first, second), most + 1)
        assert edit_distance(first, second, most) == expected


def test_an_alignment_has_every_entry_once_and_no_edit_too_many() -> None:
    for first, second in PAIRS:
        pairs = alignment(first, second)
        assert [a for a, _ in pairs if a is not None] == list(range(len(first)))
        assert [b for _, b in pairs if b is not None] == list(range(len(second)))
        edits = sum(a is None or b is None or first[a] != second[b] for a, b in pairs)
        assert edits == Levenshtein.distance(first, second)


def test_rates_count_edits_against_the_reference() -> None:
    for reference, read in PAIRS:
        expected = Levenshtein.distance(reference, read) / len(reference)
        assert error_rate(reference, read) == pytest.approx(expected, abs=1e-12)
    assert error_rate("TOTAL 17.38", "TOTAL 17.88") == pytest.approx(1 / 11)
    assert error_rate(["TOTAL", "17.38"], ["TOTAL", "17.88"]) == 0.5
    assert error_rate("", "") == 0.0
    assert error_rate("", "a") == inf


def test_both_grow_with_the_product_of_the_lengths_in_machine_words() -> None:
    """Twice the text is at most four times the work: a table of the whole would be slower still."""

    def work(size: int) -> object:
        first, second = "ab cd ef " * size, "ab cx ef " * size
        return alignment(first.split(), second.split())

    assert growth_of_seconds(work, 100) < 4.0
