"""Numbers: the one number a reply commits itself to."""

from __future__ import annotations

from fractions import Fraction

from vizdesk.analysis.typed_values import exact
from vizdesk.common.messages import Message, message, verbatim
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import answer_in, within_reason
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.comparison.parsing.numbers import read_numbers
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import json_number, table_number
from vizdesk.evals.checks import Number
from vizdesk.evals.scorers.line_verdict import verdict_of
from vizdesk.evals.verdicts import Verdict


def judge_number(check: Number, reply: FinalAnswer) -> Verdict:
    """The verdict on a number; two different ones are ambiguous, words count as numbers."""
    wanted, tolerance = exact(check.value), exact(check.tolerance)

    def right(read: str) -> bool:
        return abs(Fraction(read) - wanted) <= tolerance

    return verdict_of(
        answer_in(reply, read_numbers),
        within_reason(read_numbers, reply.whole),
        right,
        f"{check.value}",
        message("The reply holds no number."),
    )


def _rule(check: Number) -> Message:
    number = (
        message(
            "within {tolerance} of {value}", tolerance=f"{check.tolerance}", value=f"{check.value}"
        )
        if check.tolerance
        else verbatim(f"{check.value}")
    )
    return message(
        "hold one number, {number}; words such as “four” count as numbers", number=number
    )


NUMBER = CheckKind(
    name="number",
    check=Number,
    example=Number(4),
    meaning="one number, within the tolerance (0 if left out)",
    keys=(
        Key("value", from_table=table_number),
        Key("tolerance", required=False, from_table=table_number),
    ),
    read=lambda data: Number(
        json_number(data["value"]), json_number(data.get("tolerance", 0), "tolerance")
    ),
    write=lambda check: {"value": check.value, "tolerance": check.tolerance},
    rule=_rule,
    judge=lambda check, reply: judge_number(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a number"),
    option=FormOption("tolerance", QT_TRANSLATE_NOOP("check kinds", "Tolerance"), "0"),
)
