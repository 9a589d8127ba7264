"""Days: in any usual way of writing them, where that way leaves no doubt which day is meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from vizdesk.common.messages import EMPTY, message
from vizdesk.comparison.parsing.answer_line import AnswerLine
from vizdesk.comparison.parsing.negation import affirmed, left_open

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_MONTH = (
    r"(?P<month>jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.(?=\s))?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?![\w/-])(?!\.\d)", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*)?",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}[\s-]+{_DAY},?[\s-]+{_YEAR}",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
        r"(?P<a>\d{1,2})(?P<stroke>[/-])(?P<b>\d{1,2})(?P=stroke)(?P<year>\d{4}|\d{2})",
    )
)
AROUND = re.compile(
    r"[\s.,()]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)?[\s.,()]*",
    re.IGNORECASE,
)
# “Best before”, “by” and “until” name the day that is asked for.
LIMIT_BEFORE = re.compile(
    r"(?:(?<!best )\bbefore|\bafter|\b(?:earlier|later|sooner) than)\s+(?:the\s+)?\Z", re.IGNORECASE
)
# POSIX: two digits up to 68 are of this century (strptime, %y).
TURN_OF_CENTURY = 69


def read_dates(text: str) -> AnswerLine:
    """The days that `text` affirms, as ISO dates."""
    days: list[str] = []
    rest, denied, doubt = text, False, EMPTY
    either: list[tuple[str, list[str]]] = []
    for start, end, possible in _days(text):
        rest = rest.replace(text[start:end], "", 1)
        if not affirmed(text, start, end):
            denied = True
        elif len(possible) > 1:
            either.append((text[start:end], possible))
        elif left_open(text, start, end):
            doubt = message("it leaves the answer open")
        elif LIMIT_BEFORE.search(text[:start]):
            doubt = message("it gives a limit, not a day")
        else:
            days += possible
    # 03/05/2025 leaves no doubt where the same day stands beside it in another form.
    for written, possible in either:
        if not set(possible) & set(days):
            doubt = message(
                "{written} may be {one} or {other}",
                written=written,
                one=possible[0],
                other=possible[1],
            )
    if denied and not days:
        doubt = doubt or message("its day is denied or asked for")
    bare = len(days) == 1 and AROUND.fullmatch(rest) is not None
    return AnswerLine(tuple(dict.fromkeys(days)), bare, doubt)


def _days(text: str) -> Iterator[tuple[int, int, list[str]]]:
    taken: list[tuple[int, int]] = []
    for form in FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            possible = list(dict.fromkeys(_possible(match)))
            if possible and not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield start, end, possible


def _possible(match: re.Match[str]) -> Iterator[str]:
    parts = match.groupdict()
    year = int(parts["year"].lstrip("'"))
    if len(parts["year"].lstrip("'")) == 2:
        year += 2000 if year < TURN_OF_CENTURY else 1900
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        orders = [(second, first), (first, second)]
    else:
        orders = [(_month(parts["month"]), int(parts["day"]))]
    for month, day in orders:
        try:
            yield datetime.date(year, month, day).isoformat()
        except ValueError:
            continue  # no such day in this order


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))
