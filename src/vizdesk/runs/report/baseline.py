"""What a program that looks at no image scores: one constant answer to every prompt."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import CharacterError, Check, Exact, Number, OneOf, Text, YesNoCheck
from vizdesk.evals.scoring import judge
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.report.pass_rate import Rate, rate_of

ALWAYS = ("yes", "no", "0", "1", "2", "3", "4", "5")
MOST_KEYS = 12
LONGEST_CONSTANT = 80
"""Characters; no constant answer is a text that is longer."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The constant answer that passes most items, and what it scores."""

    words: str
    overall: Rate
    categories: Mapping[str, Rate]


_KEPT: OrderedDict[tuple[str, tuple[str, ...]], Baseline | None] = OrderedDict()
_MOST_KEPT = 8


def baseline_of(
    digest: str, items: Sequence[EvalItem], categories: Sequence[str]
) -> Baseline | None:
    """The same, kept for suites of this digest: while a run goes on it is looked at all the time.

    A digest covers all that could change it. Without one nothing is kept.
    """
    if not digest:
        return constant_baseline(items, categories)
    key = digest, tuple(item.id for item in items)
    if key not in _KEPT:
        _KEPT[key] = constant_baseline(items, categories)
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return _KEPT[key]


def constant_baseline(items: Sequence[EvalItem], categories: Sequence[str]) -> Baseline | None:
    """The best of the usual constants and of the keys that occur most; None without checks."""
    if not items:
        return None
    # Of twenty thousand items many have the same check, which is judged once.
    checks = {item.check for item in items if item.check is not None}
    passed = {}
    for words in _candidates(items):
        right = {check for check in checks if _passes(check, words)}
        passed[words] = [item.check in right for item in items]
    best = max(passed, key=lambda words: sum(passed[words]))
    verdicts = list(zip(items, passed[best], strict=True))
    by_category = {
        name: rate_of([right for item, right in verdicts if item.category == name])
        for name in categories
    }
    overall = rate_of(passed[best])
    assert overall is not None
    known = {name: rate for name, rate in by_category.items() if rate is not None}
    return Baseline(best, overall, known)


def _passes(check: Check, words: str) -> bool:
    if isinstance(check, Text | Exact | CharacterError) and len(check.value) > LONGEST_CONSTANT:
        return False
    return judge(check, words, Reading()).lenient


def _candidates(items: Sequence[EvalItem]) -> list[str]:
    keys: Counter[str] = Counter()
    for item in items:
        if isinstance(item.check, Number | OneOf):
            keys[str(item.check.value)] += 1
        elif isinstance(item.check, YesNoCheck):
            keys["yes" if item.check.value else "no"] += 1
    frequent = [words for words, _ in keys.most_common(MOST_KEYS)]
    return list(dict.fromkeys((*ALWAYS, *frequent)))
