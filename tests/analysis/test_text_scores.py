"""CER, WER and accuracy over many images."""

from __future__ import annotations

import pytest

from vizdesk.analysis.text_rules import TextRules
from vizdesk.analysis.text_scores import accuracy, score_texts, text_errors


def test_rates_are_edits_by_the_length_of_what_is_expected() -> None:
    errors = text_errors("Total 17.38", "total 17.88 EUR")
    assert (errors.character_edits, errors.characters) == (5, 11)
    assert (errors.word_edits, errors.words) == (2, 2)
    assert (errors.cer, errors.wer) == (5 / 11, 1.0)


def test_line_breaks_count_where_they_are_asked_for() -> None:
    assert text_errors("a\nb", "a b").character_edits == 0
    assert text_errors("a\nb", "a b", TextRules(spacing=False)).character_edits == 1


def test_over_images_sums_are_divided_not_rates_averaged() -> None:
    short, long = text_errors("ab", "xx"), text_errors("abcdefgh", "abcdefgh")
    score = score_texts([short, long])
    assert score.cer == 2 / 10
    assert score.wer == 1 / 2
    assert score.cer_interval == (0.0, 1.0)
    assert score_texts([]).cer is None


def test_accuracy_has_wilsons_interval() -> None:
    figures = accuracy([True] * 9 + [False])
    assert figures.share == 0.9
    assert figures.interval == (pytest.approx(0.5958, abs=1e-4), pytest.approx(0.9821, abs=1e-4))
    assert (accuracy([]).share, accuracy([]).interval) == (None, None)
