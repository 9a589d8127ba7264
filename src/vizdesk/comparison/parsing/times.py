"""Times of day: on a clock's dial or of a whole day, in any usual way of saying them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.answer_line import AnswerLine
from vizdesk.comparison.parsing.negation import affirmed, left_open
from vizdesk.comparison.parsing.number_words import UNITS, word_numbers

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
