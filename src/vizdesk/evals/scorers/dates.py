"""Days: the one day a reply names."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import answer_in, within_reason
from vizdesk.comparison.parsing.dates import read_dates
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.evals.check_kind import CheckKind
from vizdesk.evals.check_values import json_text, shown
from vizdesk.evals.checks import Date
from vizdesk.evals.errors import CheckError
from vizdesk.evals.scorers.line_verdict import verdict_of
from vizdesk.evals.verdicts import Verdict

MONTH_NAMES = (
    message("January"),
    message("February"),
    message("March"),
    message("April"),
    message("May"),
    message("June"),
    message("July"),
    message("August"),
    message("September"),
    message("October"),
    message("November"),
    message("December"),
)


def judge_date(check: Date, reply: FinalAnswer) -> Verdict:
    """The verdict on a day; 03/04/2026 may be two days and is not taken."""
    wanted = check.value.isoformat()
    return verdict_of(
        answer_in(reply, read_dates),
        within_reason(read_dates, reply.whole),
        lambda value: value == wanted,
        wanted,
        message("The reply names no day with month and year."),
    )


def _read_date(data: Mapping[str, Any]) -> Date:
    text = json_text(data["value"])
    try:
        return Date(datetime.date.fromisoformat(text))
    except ValueError:
        raise CheckError(
            message("“value” must be a day as 2026-11-21, not {value}", value=shown(text))
        ) from None


def _rule(check: Date) -> Message:
    return message(
        "name one day, {day}, in any usual form",
        day=message(
            "{day} {month} {year}",
            day=check.value.day,
            month=MONTH_NAMES[check.value.month - 1],
            year=check.value.year,
        ),
    )


DATE = CheckKind(
    name="date",
    check=Date,
    example=Date(datetime.date(2026, 11, 21)),
    meaning="names this day",
    read=_read_date,
    write=lambda check: {"value": check.value.isoformat()},
    rule=_rule,
    judge=lambda check, reply: judge_date(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a date (2026-11-21)"),
)
