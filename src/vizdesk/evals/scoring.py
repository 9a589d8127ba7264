"""A check and a reply → a verdict, by fixed rules; never by looking for a text within a text."""

from __future__ import annotations

import re
from dataclasses import replace

from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import (
    AnyOf,
    Boxes,
    CharacterError,
    Check,
    Date,
    Exact,
    Fields,
    Number,
    OneOf,
    Ordered,
    Pattern,
    SetOf,
    Text,
    Time,
    YesNoCheck,
)
from vizdesk.evals.final_answer import FinalAnswer, final_answer
from vizdesk.evals.scorers.boxes import judge_boxes
from vizdesk.evals.scorers.choices import judge_one_of, judge_yes_no
from vizdesk.evals.scorers.dates import judge_date
from vizdesk.evals.scorers.fields import judge_fields
from vizdesk.evals.scorers.lists import judge_ordered, judge_set
from vizdesk.evals.scorers.numbers import judge_number
from vizdesk.evals.scorers.texts import judge_characters, judge_exact, judge_pattern, judge_text
from vizdesk.evals.scorers.times import judge_time
from vizdesk.evals.verdicts import Verdict, VerdictState

REFUSAL = re.compile(
    r"\A\W*(?:i'm sorry|sorry|i apologi[sz]e|unfortunately|as an ai"
    r"|i (?:cannot|can't|can not|am unable|am not able|won't|(?:do not|don't) (?:know|see|have))\b"
    r"|i'm (?:unable|not able)|(?:it is|it's) not possible|unable to|(?:cannot|can't|can not)\b"
    r"|please (?:provide|upload|attach|share)|no (?:image|picture|photo)\b"
    r"|there (?:is no|isn't an?|doesn't (?:seem|appear) to be an?y?n?) (?:image|picture|photo)"
    r"|(?:the|this|your) (?:image|picture|photo) (?:is|was|isn't|wasn't|seems) (?:too|not|un"
    r"|blurr|blank|missing|provided|attached|visible))",
    re.IGNORECASE,
)
# What says most about a reply that passes none of several checks.
TELLING = (
    VerdictState.RIGHT,
    VerdictState.AMBIGUOUS,
    VerdictState.WRONG,
    VerdictState.REFUSED,
    VerdictState.UNREADABLE,
    VerdictState.EMPTY,
)


def judge(check: Check, text: str, reading: Reading) -> Verdict:
    """The verdict of `check` on a finished reply. `text` is the raw reply, `reading` its boxes.

    Failed and stopped answers are not to be judged: they have said nothing. Never raises.
    """
    said = final_answer(text)
    if not said.whole and not (isinstance(check, Boxes) and reading.detections):
        return Verdict(False, False, "", "The reply is empty.", VerdictState.EMPTY)
    verdict = _by_kind(check, text, said, reading)
    if not verdict.lenient and REFUSAL.match(said.whole):
        why = "The model declined, or says that it cannot tell."
        return replace(verdict, state=VerdictState.REFUSED, why=why)
    return verdict


def _by_kind(check: Check, text: str, said: FinalAnswer, reading: Reading) -> Verdict:
    match check:
        case Number():
            return judge_number(check, said)
        case YesNoCheck():
            return judge_yes_no(check, said)
        case OneOf():
            return judge_one_of(check, said)
        case SetOf():
            return judge_set(check, said)
        case Ordered():
            return judge_ordered(check, said)
        case Date():
            return judge_date(check, said)
        case Time():
            return judge_time(check, said)
        case Exact():
            return judge_exact(check, text, said)
        case Text():
            return judge_text(check, said)
        case CharacterError():
            return judge_characters(check, text, said)
        case Pattern():
            return judge_pattern(check, said)
        case Fields():
            return judge_fields(check, text)
        case Boxes():
            return judge_boxes(check, reading)
        case AnyOf():
            return _any(check, text, said, reading)


def _any(check: AnyOf, text: str, said: FinalAnswer, reading: Reading) -> Verdict:
    verdicts = [_by_kind(one, text, said, reading) for one in check.checks]
    best = min(verdicts, key=lambda one: (not one.strict, TELLING.index(one.state)))
    return replace(best, lenient=any(verdict.lenient for verdict in verdicts))
