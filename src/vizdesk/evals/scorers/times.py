"""Times of day: on a clock's dial or of a whole day, in any usual way of saying them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vizdesk.common.messages import Message, message, verbatim
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import AnswerLine, answer_in, within_reason
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.comparison.parsing.negation import affirmed, left_open
from vizdesk.comparison.parsing.number_words import UNITS, word_numbers
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import json_text, json_whole, table_number
from vizdesk.evals.checks import Time
from vizdesk.evals.scorers.line_verdict import verdict_of
from vizdesk.evals.verdicts import Verdict

_HALF = r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
_WORD = (
    rf"(?:(?:twenty|thirty|forty|fifty)(?:[ -](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS[1:])})"
)
_COUNT = rf"(?:\d{{1,2}}|{_WORD})"
FIGURES = re.compile(
    r"(?<![\w:.,/-])(?P<hour>\d{1,2})\s?(?:[:.]|h(?:rs?)?)\s?(?P<minute>\d{2})"
    rf"(?P<second>[:.]\d{{2}})?{_HALF}(?:\s*(?:o'clock|uhr)\b)?(?![\w:/%]|[.,]\d|-\d)",
    re.IGNORECASE,
)
FROM_THE_HOUR = re.compile(
    rf"(?<![\w:.,-])(?:(?P<minute>{_COUNT})(?:\s+minutes?)?|(?P<part>half|(?:a\s+)?quarter))"
    rf"\s+(?P<side>past|after|to|before|till)\s+(?P<hour>{_COUNT})(?:\s+o'clock\b)?{_HALF}(?![\w:]|[.,]\d)",
    re.IGNORECASE,
)
FULL_HOUR = re.compile(
    rf"(?<![\w:.,-])(?P<hour>{_COUNT})(?:\s+o'clock\b{_HALF}|\s*(?P<half2>[ap])\.?\s?m\b\.?)",
    re.IGNORECASE,
)
LIMIT_BEFORE = re.compile(
    r"\b(?:before|after|past|until|till|by|almost|nearly|close to|at (?:least|the latest)|from"
    r"|between|earlier than|later than)\s*\Z",
    re.IGNORECASE,
)
AROUND_A_BARE_ONE = re.compile(r"[\s.,!()]*")


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


def read_times(text: str, hours: int) -> AnswerLine:
    """The times that `text` affirms, as H:MM of a day or a dial with so many hours."""
    times = list(_times(text))
    reply = [match for match in times if affirmed(text, match[0], match[1])]
    if times and not reply:
        return AnswerLine((), False, message("its time is denied or asked for"))
    values = tuple(dict.fromkeys(written(minutes % (hours * 60)) for _, _, minutes, _ in reply))
    for start, end, _, _ in reply:
        if left_open(text, start, end):
            return AnswerLine(values, False, message("it leaves the answer open"))
        if LIMIT_BEFORE.search(text[:start]):
            return AnswerLine(values, False, message("it gives a limit, not a time"))
    bare = len(reply) == 1 and reply[0][3]
    rest = text[: reply[0][0]] + text[reply[0][1] :] if bare else ""
    return AnswerLine(values, bare and AROUND_A_BARE_ONE.fullmatch(rest) is not None)


def written(minutes: int) -> str:
    """Minutes since midnight as H:MM."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _minutes(value: str) -> int:
    hour, minute = value.split(":")
    return int(hour) * 60 + int(minute)


def _times(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """(start, end, minutes, whether it is hours and minutes and nothing more) of each time."""
    taken: list[tuple[int, int]] = []
    for form in (FIGURES, FROM_THE_HOUR, FULL_HOUR):
        for match in form.finditer(text):
            start, end = match.span()
            minutes = _moment(match.groupdict())
            if minutes is None or any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield start, end, minutes, not match.groupdict().get("second")


def _moment(parts: dict[str, str | None]) -> int | None:
    """Minutes since midnight; None where there is no such time."""
    hour = _count(parts["hour"])
    minute = _count(parts.get("minute"))
    if parts.get("part"):
        minute = 30 if (parts["part"] or "").lower() == "half" else 15
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if hour * 60 + minute > 24 * 60 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    before = (parts.get("side") or "").lower() in ("to", "before", "till")
    return (hour * 60 + (-minute if before else minute)) % (24 * 60)


def _count(reply: str | None) -> int:
    if reply is None:
        return 0
    if reply.isdigit():
        return int(reply)
    return int(next(values[0] for _, _, values in word_numbers(reply)))


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
