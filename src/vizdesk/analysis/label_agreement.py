"""Agreement of classes for the whole image: votes for the first class, or tick by tick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from vizdesk.analysis.class_names import class_key, usual_spelling
from vizdesk.comparison.types import Label


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One class: whether each model gives it, with which score (None: none given)."""

    label: str
    given: tuple[bool, ...]
    scores: tuple[float | None, ...]

    @property
    def support(self) -> int:
        """How many models give it."""
        return sum(self.given)


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """Classes × models, the most given first. `first` is each model's class with the best score.

    `winner` is the class that most put first, None where two lead alike; `votes` are its votes, or
    those of the leaders. `entropy` of the votes is 0 bits where all say the same.
    C. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948).
    """

    rows: tuple[LabelRow, ...]
    first: tuple[str, ...]
    winner: str | None
    votes: int
    entropy: float
    many: bool

    @property
    def models(self) -> int:
        """How many models were read."""
        return len(self.first)

    @property
    def labels_agree(self) -> int:
        """Classes that all models give, of those that any gives."""
        return sum(row.support == self.models for row in self.rows)


def agree_on_labels(
    labels: Sequence[Sequence[Label]], synonyms: Mapping[str, str], *, many: bool
) -> LabelAgreement:
    """Compare each model's classes; every model gives at least one. `many` may be true at once."""
    keyed = [{class_key(label.label, synonyms): label for label in own[::-1]} for own in labels]
    spellings: dict[str, list[str]] = {}
    for own in labels:
        for label in own:
            spellings.setdefault(class_key(label.label, synonyms), []).append(label.label)
    names = {key: usual_spelling(written) for key, written in spellings.items()}
    first = [class_key(_first(own).label, synonyms) for own in labels]
    votes = Counter(first)
    most = max(votes.values(), default=0)
    leaders = [key for key, count in votes.items() if count == most]
    rows = [
        LabelRow(
            names[key],
            tuple(key in own for own in keyed),
            tuple(own[key].score if key in own else None for own in keyed),
        )
        for key in names
    ]
    winner = leaders[0] if len(leaders) == 1 else None
    rows.sort(key=lambda row: (-row.support, row.label))
    return LabelAgreement(
        tuple(rows),
        tuple(names[key] for key in first),
        None if winner is None else names[winner],
        most,
        entropy(list(votes.values())),
        many,
    )


def entropy(votes: Sequence[int]) -> float:
    """Shannon's entropy of a count of votes, in bits."""
    total = sum(votes)
    return sum(-count / total * log2(count / total) for count in votes if count) if total else 0.0


def _first(labels: Sequence[Label]) -> Label:
    """The class with the best score; the first one where none has a score."""
    scored = [label for label in labels if label.score is not None]
    if not scored:
        return labels[0]
    return max(scored, key=lambda label: label.score or 0.0)
