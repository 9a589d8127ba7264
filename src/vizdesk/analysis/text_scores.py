"""Texts and short answers held against what is right: CER, WER and accuracy over many images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.analysis.bootstrap import Interval, ratio_intervals
from vizdesk.analysis.edit_distance import edit_distance
from vizdesk.analysis.intervals import wilson
from vizdesk.analysis.text_rules import USUAL_RULES, TextRules


@dataclass(frozen=True, slots=True)
class TextErrors:
    """Edits in one text against the expected one, and how long that is."""

    character_edits: int
    characters: int
    word_edits: int
    words: int

    @property
    def cer(self) -> float | None:
        """Edits ÷ characters of the expected text; None where it is empty."""
        return self.character_edits / self.characters if self.characters else None

    @property
    def wer(self) -> float | None:
        """Edits ÷ words of the expected text; None where it is empty."""
        return self.word_edits / self.words if self.words else None


def text_errors(expected: str, read: str, rules: TextRules = USUAL_RULES) -> TextErrors:
    """Levenshtein's edits of `read` against `expected`, as `rules` compare them."""
    whole, said = rules.text(expected), rules.text(read)
    words = [word for _, word in rules.words(expected)]
    said_words = [word for _, word in rules.words(read)]
    return TextErrors(
        edit_distance(whole, said), len(whole), edit_distance(words, said_words), len(words)
    )


@dataclass(frozen=True, slots=True)
class TextScore:
    """CER and WER over all images: sums of edits ÷ sums of lengths, with 95 % intervals.

    None where no expected text has a character.
    """

    images: tuple[TextErrors, ...]
    cer: float | None
    wer: float | None
    cer_interval: Interval | None
    wer_interval: Interval | None


def score_texts(images: Sequence[TextErrors], *, seed: int = 0) -> TextScore:
    """One model over all images; intervals by bootstrap over images."""
    total = TextErrors(
        sum(each.character_edits for each in images),
        sum(each.characters for each in images),
        sum(each.word_edits for each in images),
        sum(each.words for each in images),
    )
    above = [[each.character_edits, each.word_edits] for each in images]
    below = [[each.characters, each.words] for each in images]
    cer, wer = ratio_intervals(above, below, seed=seed) or [None, None]
    return TextScore(tuple(images), total.cer, total.wer, cer, wer)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the answers are right; `interval` is Wilson's at 95 %."""

    right: int
    answers: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """0..1; None without answers."""
        return self.right / self.answers if self.answers else None


def accuracy(verdicts: Sequence[bool]) -> Accuracy:
    """The accuracy of answers that are each right or wrong."""
    right, answers = sum(verdicts), len(verdicts)
    return Accuracy(right, answers, wilson(right, answers) if answers else None)
