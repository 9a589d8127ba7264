"""Numbers: the one number a line of a reply commits itself to."""

from __future__ import annotations

import re
from fractions import Fraction

from vizdesk.common.messages import EMPTY, message
from vizdesk.comparison.parsing.answer_line import AnswerLine
from vizdesk.comparison.parsing.negation import affirmed, left_open
from vizdesk.comparison.parsing.numerals import Numeral, numerals, typed

# “at least 4” commits to no number; “about 4” commits to 4.
_LIMIT_ELSEWHERE = (
    r"über|unter|mindestens|wenigstens|höchstens|maximal|minimal|bis zu|knapp|fast"
    r"|(?:weniger|mehr) als"
    r"|au (?:moins|plus)|(?:moins|plus|presque|près) de|presque|jusqu['’]à"
    r"|(?:al|por lo) menos|como (?:máximo|mucho|mínimo)|(?:menos|más|mais|cerca) de|casi|hasta"
    r"|almeno|al (?:massimo|minimo)|(?:meno|più) di|quasi|fino a"
    r"|(?:pelo|ao) menos|no (?:máximo|mínimo)|quase|até"
    r"|minstens|hoogstens|(?:minder|meer) dan|bijna|tot wel|не (?:менее|более)|(?:менее|более)"
)
_LIMIT_IN_SIGNS = (
    r"至少|起码|最少|至多|最多|不到|不足|不超过|不超過|超过|超過|多于|少于|接近|将近"
    r"|少なくとも|최소|최대"
)
_LIMIT_BEHIND_SIGNS = (
    r"[个個人名位只台辆]?\s*+(?:以上|以下|以内|以內|未満|未满)|多(?=[个個人名只辆])|명\s*이상"
)
BOUND_BEFORE = re.compile(
    r"(?:\bat (?:least|most)|\b(?:more|less|fewer|greater|larger|smaller|higher|lower|other) than"
    r"|\b(?:over|under|above|below|beyond|exceed(?:s|ing)?|up to|as (?:many|much|few) as|almost"
    r"|nearly|close to|minimum(?: of)?|maximum(?: of)?|min|max|twice|double|triple|half of"
    r"|between|from|plus or minus|square root of|times|a few|several|a couple(?: of)?|dozens of"
    rf"|{_LIMIT_ELSEWHERE})|[<>≤≥±∓√~]=?|\bsome|{_LIMIT_IN_SIGNS})\s*\Z",
    re.IGNORECASE,
)
BOUND_AFTER = re.compile(
    r"\s*+(?:\+|or (?:more|fewer|less|greater|above|below)|and (?:more|above|up)|(?:at )?(?:least"
    r"|most)\b|±|[<>≤≥]|to the power|squared|cubed|times\b|twice\b|-\s?ish"
    rf"|{_LIMIT_BEHIND_SIGNS})",
    re.IGNORECASE,
)
ENUMERATED = re.compile(
    r"^[ \t]*(?:(?=\d)|step[ \t]+(?=\d+[.):]))(\d{1,3})(?:[.)]|(?<=step \d):|(?<=step \d\d):)[ \t]+"
    r"(?=[^\W\d_])",
    re.MULTILINE | re.IGNORECASE,
)
_PARTED = r"[^\s,;:.–—(]\s*[,;:.–—(]\s*(?:and\s+)?"
_ALTOGETHER = r"\b(?:in total|in all|altogether)"
# “3 here and 2 there, so 5 in total”: what is drawn together at the end is the answer.
DRAWN_TOGETHER = re.compile(
    rf".*{_PARTED}(?P<said>(?:(?:so|thus|therefore|hence)\b(?=.*(?:{_ALTOGETHER}|\btotal)\b)"
    r"|(?:for|giving|making|which makes|that makes) (?:an? |the )?total of\b)[^,;:]*)\Z",
    re.IGNORECASE | re.DOTALL,
)
# “3 here, 2 there. Total: 5”: without “so” the figures before it must add up to it.
ADDED_UP = re.compile(
    rf"(?P<parts>.*(?={_PARTED}).)\s*[,;:.–—(]\s*(?:and\s+)?"
    r"(?P<said>(?:the\s+|a\s+)?(?:grand\s+)?total\b[^,;]*"
    rf"|(?:that is\s+|that's\s+)?[^,;:.]*{_ALTOGETHER}[.!)]*)\Z",
    re.IGNORECASE | re.DOTALL,
)
APPROXIMATE = re.compile(r"[~≈]\s*\Z")
EQUATION = re.compile(r"[^=]*(?<![<>!=≠])=(?!=)([^=]+)\Z")
# “There are 5 in total: 3 here and 2 there.”
TOLD_APART = re.compile(
    rf"(?P<said>[^,;:.–—(]*(?:{_ALTOGETHER}|\ba total of\b)[^,;:.–—(]*)[,;:–—(](?P<parts>.*)",
    re.IGNORECASE | re.DOTALL,
)
# Where a sum is drawn together in one line; looking through more would only cost time.
LONGEST_SUM = 400
AROUND_A_BARE_ONE = re.compile(r"[\s.,;:!()\[\]=]*")


def read_numbers(text: str) -> AnswerLine:
    """The numbers that `text` affirms, each value once; in doubt about limits and 10:15."""
    text = _without_enumeration(text)
    equation = EQUATION.fullmatch(text) if "\n" not in text else None
    if equation and numerals(equation.group(1)):
        inner = read_numbers(equation.group(1))
        return AnswerLine(inner.values, False, inner.doubt)
    together = _drawn_together(text) if "\n" not in text and len(text) <= LONGEST_SUM else ""
    if together:
        inner = read_numbers(together)
        return AnswerLine(inner.values, False, inner.doubt)
    text, all_of_them = typed(text), numerals(text)
    if any(numeral.value is None for numeral in all_of_them):
        return AnswerLine((), False, message("it holds figures that are no plain number"))
    affirmative = [numeral for numeral in all_of_them if affirmed(text, numeral.start, numeral.end)]
    if all_of_them and not affirmative:
        return AnswerLine((), False, message("its number is denied or asked for"))
    if any(left_open(text, numeral.start, numeral.end) for numeral in affirmative):
        return AnswerLine(_values(affirmative), False, message("it leaves the answer open"))
    if any(_bounded(text, numeral) for numeral in affirmative):
        return AnswerLine(_values(affirmative), False, message("it gives a limit, not a number"))
    return AnswerLine(_values(affirmative), _is_bare(text, affirmative), EMPTY)


def _drawn_together(text: str) -> str:
    """The end of the text where it says what its numbers come to; empty where it does not."""
    drawn = DRAWN_TOGETHER.fullmatch(text)
    if drawn and numerals(drawn.group("said")):
        return drawn.group("said")
    added = ADDED_UP.fullmatch(text) or TOLD_APART.fullmatch(text)
    if not added:
        return ""
    parts = [numeral.value for numeral in numerals(added.group("parts"))]
    total = [numeral.value for numeral in numerals(added.group("said"))]
    known = [part for part in parts if part is not None]
    adds_up = len(total) == 1 and len(known) == len(parts) > 1 and sum(known) == total[0]
    return added.group("said") if adds_up else ""


def _without_enumeration(text: str) -> str:
    """Without the figures of a list that counts 1., 2., 3. down its lines: they are no answers."""
    marks = list(ENUMERATED.finditer(text))
    if [int(mark.group(1)) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return text
    return ENUMERATED.sub("- ", text)


def _values(numbers: list[Numeral]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(written(numeral.value) for numeral in numbers if numeral.value is not None)
    )


def written(value: Fraction) -> str:
    """The number as a decimal where it has one, else as a fraction; `Fraction` reads it back."""
    places = next((n for n in range(7) if (value * 10**n).denominator == 1), None)
    if places is None or value.numerator.bit_length() > 200:
        return str(value)
    scaled = int(abs(value) * 10**places)
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _bounded(text: str, numeral: Numeral) -> bool:
    before = text[: numeral.start]
    if APPROXIMATE.search(before):
        before = APPROXIMATE.sub("", before)
    return bool(BOUND_BEFORE.search(before) or BOUND_AFTER.match(text, numeral.end))


def _is_bare(text: str, numbers: list[Numeral]) -> bool:
    if len(numbers) != 1:
        return False
    rest = text[: numbers[0].start] + text[numbers[0].end :]
    return AROUND_A_BARE_ONE.fullmatch(rest) is not None and "=" not in rest
