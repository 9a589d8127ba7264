"""Times of day: the one time a reply names."""

from __future__ import annotations

from vizdesk.common.messages import Message, message, verbatim
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import AnswerLine, answer_in, within_reason
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.comparison.parsing.times import read_times
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import json_text, json_whole, table_number
from vizdesk.evals.checks import Time
from vizdesk.evals.scorers.line_verdict import verdict_of
from vizdesk.evals.verdicts import Verdict


def judge_time(check: Time, reply: FinalAnswer) -> Verdict:
    """The verdict on a time of day; on a dial of twelve hours 22:54 is 10:54."""
    wanted, turn = check.minutes, check.hours * 60

    def read(text: str) -> AnswerLine:
        return read_times(text, check.hours)

    def right(value: str) -> bool:
        apart = abs(_minutes(value) - wanted) % turn
        return min(apart, turn - apart) <= check.tolerance

    return verdict_of(
        answer_in(reply, read),
        within_reason(read, reply.whole),
        right,
        check.value,
        message("The reply names no time of day."),
    )


def _minutes(value: str) -> int:
    hour, minute = value.split(":")
    return int(hour) * 60 + int(minute)


def _rule(check: Time) -> Message:
    time = verbatim(check.value)
    if check.tolerance:
        time = message("{time}, at most {minutes} min off", time=time, minutes=check.tolerance)
    if check.hours == 12:
        time = message("{time} (morning or evening alike)", time=time)
    return message("name one time of day, {time}", time=time)


TIME = CheckKind(
    name="time",
    check=Time,
    example=Time("10:54", tolerance=1, hours=12),
    meaning=(
        "names this time of day; `tolerance` in minutes (0), `hours` 24 or, for a dial, 12 (24)"
    ),
    keys=(
        Key("value"),
        Key("tolerance", required=False, from_table=table_number),
        Key("hours", required=False, from_table=table_number),
    ),
    read=lambda data: Time(
        json_text(data["value"]),
        json_whole(data.get("tolerance", 0), "tolerance"),
        json_whole(data.get("hours", 24), "hours"),
    ),
    write=lambda check: {
        "value": check.value,
        "tolerance": check.tolerance,
        "hours": check.hours,
    },
    rule=_rule,
    judge=lambda check, reply: judge_time(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a time of day (15:30)"),
    option=FormOption("tolerance", QT_TRANSLATE_NOOP("check kinds", "Minutes off at most"), "0"),
)
