"""What a program that looks at no image scores: one constant answer to every prompt."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import CharacterError, Check, Exact, Number, OneOf, Text, YesNoCheck
from vizdesk.evals.scoring import judge
from vizdesk.evals.suite import checks
from vizdesk.runs.plan import RunPlan, Shard
from vizdesk.runs.report.pass_rate import Rate, rate_of_counts

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


_Key = tuple[str, int | None, Shard | None]
_KEPT: OrderedDict[_Key, Baseline | None] = OrderedDict()
_MOST_KEPT = 8
_MOST_CHECKS = 20_000
"""So many checks that were judged are remembered: of a million items many have the same."""


def baseline_of(plan: RunPlan) -> Baseline | None:
    """The baseline of a plan's items, kept for suites of its digest: a page looks again and again.

    A digest covers all that could change it. Without one nothing is kept.
    """
    suite = plan.suite
    if not suite.digest:
        return constant_baseline(partial(checks, plan.items), suite.categories)
    key = suite.digest, plan.limit, plan.shard
    if key not in _KEPT:
        _KEPT[key] = constant_baseline(partial(checks, plan.items), suite.categories)
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return _KEPT[key]


def constant_baseline(
    keyed: Callable[[], Iterable[tuple[str, Check]]], categories: Sequence[str]
) -> Baseline | None:
    """The best of the usual constants and of the keys that occur most; None without checks.

    `keyed` gives category and check of each item; it is gone through twice, and not held.
    """
    candidates = _candidates(check for _, check in keyed())
    passed = {words: Counter[str]() for words in candidates}
    asked: Counter[str] = Counter()
    judged: dict[Check, Sequence[str]] = {}
    for category, check in keyed():
        asked[category] += 1
        if check not in judged:
            if len(judged) >= _MOST_CHECKS:
                judged.clear()
            judged[check] = [words for words in candidates if _passes(check, words)]
        for words in judged[check]:
            passed[words][category] += 1
    best = max(candidates, key=lambda words: passed[words].total())
    overall = rate_of_counts(passed[best].total(), asked.total())
    if overall is None:
        return None
    by_category = {name: rate_of_counts(passed[best][name], asked[name]) for name in categories}
    known = {name: rate for name, rate in by_category.items() if rate is not None}
    return Baseline(best, overall, known)


def _passes(check: Check, words: str) -> bool:
    if isinstance(check, Text | Exact | CharacterError) and len(check.value) > LONGEST_CONSTANT:
        return False
    return judge(check, words, Reading()).lenient


def _candidates(found: Iterable[Check]) -> list[str]:
    keys: Counter[str] = Counter()
    for check in found:
        if isinstance(check, Number | OneOf):
            keys[str(check.value)] += 1
        elif isinstance(check, YesNoCheck):
            keys["yes" if check.value else "no"] += 1
    frequent = [words for words, _ in keys.most_common(MOST_KEYS)]
    return list(dict.fromkeys((*ALWAYS, *frequent)))
