"""Every reply gets the verdict a careful person would give it, strict and lenient apart."""

from __future__ import annotations

import pytest
from tests.evals import (
    verdict_cases,
    verdict_cases_counts,
    verdict_cases_names,
    verdict_cases_tempting,
)

from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import Check
from vizdesk.evals.scoring import judge
from vizdesk.evals.verdicts import VerdictState

CASES = (
    *verdict_cases.CASES,
    *verdict_cases_counts.CASES,
    *verdict_cases_counts.STRICTER,
    *verdict_cases_names.CASES,
    *verdict_cases_names.STRICTER,
    *verdict_cases_tempting.CASES,
)
STATES = {
    "S": VerdictState.RIGHT,
    "L": VerdictState.RIGHT,
    "W": VerdictState.WRONG,
    "A": VerdictState.AMBIGUOUS,
    "U": VerdictState.UNREADABLE,
    "R": VerdictState.REFUSED,
    "E": VerdictState.EMPTY,
}


@pytest.mark.parametrize(("check", "reply", "worth"), CASES)
def test_a_reply_is_worth_what_it_says(check: Check, reply: str, worth: str) -> None:
    verdict = judge(check, reply, Reading())
    assert (verdict.state, verdict.strict, verdict.lenient) == (
        STATES[worth],
        worth == "S",
        worth in "SL",
    ), verdict
    assert verdict.why.endswith(".")


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 1000
