"""Values compared by what they mean: the same number, day, time, yes or no, or the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from vizdesk.comparison.parsing.answer_line import AnswerLine, Reader, answer_in
from vizdesk.comparison.parsing.dates import read_dates
from vizdesk.comparison.parsing.final_answer import FinalAnswer, final_answer
from vizdesk.comparison.parsing.folded_text import folded
from vizdesk.comparison.parsing.numbers import read_numbers, written
from vizdesk.comparison.parsing.times import read_times
from vizdesk.comparison.parsing.yes_no import read_yes_no

# “7.5 kg”, “$ 18.28”: a number with what it counts before or behind it, and nothing more.
QUANTITY = re.compile(
    r"(?P<before>[$£€¥₹]|EUR|USD|GBP|CHF)?\s*(?P<number>[-+−]?[\d.,' ]*\d)\s*"
    r"(?P<behind>%|°\s?[CFK]?|[^\W\d_]{1,12}\.?|[$£€¥₹¢])?",
    re.IGNORECASE,
)
CODE = re.compile(r"[-+−]?0\d")
CURRENCIES = {"$": "usd", "£": "gbp", "€": "eur", "₹": "inr"}
LONGEST_CODE = 40
LONGEST_VALUE = 200
"""Characters of a text that may be a value; a longer one is compared by its words."""


class ValueKind(Enum):
    """What a value was read as."""

    NUMBER = "number"
    YES_NO = "yes or no"
    DATE = "date"
    TIME = "time"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value as it is compared: two are the same where kind and `key` are.

    `unit` of a number is folded and part of the comparison: 7 kg is not 7 g.
    """

    kind: ValueKind
    key: str
    unit: str = ""


def exact(value: float) -> Fraction:
    """The decimal number that is written, not its binary neighbour."""
    return Fraction(repr(value))


def typed_text(text: str) -> TypedValue:
    """What a short text says: a day, a quantity, a time, yes or no, else its words.

    Only a text that is nothing but that value is read as one: “12 Station Road” stays words, and
    so do figures with a zero in front, which are codes. Spaces within codes do not matter.
    """
    text = text.strip()
    if len(text) <= LONGEST_VALUE:
        quantity = _quantity(text)
        for kind, line in (
            (ValueKind.DATE, read_dates(text)),
            (ValueKind.NUMBER, AnswerLine() if quantity else _number_alone(text)),
            (ValueKind.TIME, AnswerLine() if quantity else read_times(text, 24)),
            (ValueKind.YES_NO, read_yes_no(text)),
        ):
            if line.bare and line.one is not None:
                return TypedValue(kind, line.one)
        if quantity is not None:
            return quantity
    words = folded(text).rstrip(".")
    words = CURRENCIES.get(words, words)
    code = len(words) <= LONGEST_CODE and any(character.isdigit() for character in words)
    return TypedValue(ValueKind.TEXT, words.replace(" ", "") if code else words)


def _number_alone(text: str) -> AnswerLine:
    return AnswerLine() if CODE.match(text) else read_numbers(text)


def _quantity(text: str) -> TypedValue | None:
    """A number in figures with its unit; None where the text is anything else."""
    parts = QUANTITY.fullmatch(text)
    if parts is None or CODE.match(parts["number"]) or (parts["before"] and parts["behind"]):
        return None
    line = read_numbers(parts["number"].replace("−", "-"))
    if not line.bare or line.one is None:
        return None
    unit = folded(parts["before"] or parts["behind"] or "").rstrip(".")
    return TypedValue(ValueKind.NUMBER, line.one, CURRENCIES.get(unit, unit))


def typed_replies(replies: Sequence[str]) -> tuple[TypedValue, ...]:
    """What short replies to one question say, each read as the others are.

    Where a reply is nothing but a number (or a day, a time, yes or no), the others are read as
    numbers too: “4”, “There are 4 nuts.” and “four” are the same. Where none is, words are
    compared: a figure in a sentence need not be its answer.
    """
    answers = [final_answer(reply) for reply in replies]
    typed = [typed_text(answer.marked[0] if answer.marked else answer.whole) for answer in answers]
    kinds = Counter(value.kind for value in typed if value.kind in READERS)
    if not kinds:
        lines = [answer_in(answer, read_yes_no) for answer in answers]
        if not all(line.one for line in lines):
            return tuple(typed)
        kinds = Counter({ValueKind.YES_NO: 1})
    kind = max(kinds, key=lambda kind: (kinds[kind], kind.value))
    return tuple(
        value if value.kind is kind else _read_as(kind, answer) or value
        for value, answer in zip(typed, answers, strict=True)
    )


def _read_as(kind: ValueKind, answer: FinalAnswer) -> TypedValue | None:
    value = answer_in(answer, READERS[kind]).one
    return None if value is None else TypedValue(kind, value)


READERS: Mapping[ValueKind, Reader] = {
    ValueKind.NUMBER: read_numbers,
    ValueKind.YES_NO: read_yes_no,
    ValueKind.DATE: read_dates,
    ValueKind.TIME: lambda text: read_times(text, 24),
}


def typed_value(value: object) -> TypedValue:
    """What a JSON value says. Numbers, yes and no are the same as such texts; null as “null”.

    Lists and tables are the same where their entries are, those of a table in any order.
    """
    if value is None:
        return TypedValue(ValueKind.NULL, "")
    if isinstance(value, bool):
        return TypedValue(ValueKind.YES_NO, "yes" if value else "no")
    if isinstance(value, int | float):
        if value != value or abs(value) == float("inf"):
            return TypedValue(ValueKind.TEXT, repr(value))
        return TypedValue(ValueKind.NUMBER, written(exact(value)))
    if isinstance(value, str):
        if folded(value) in ("", "null", "none"):
            return TypedValue(ValueKind.NULL, "")
        return typed_text(value)
    if isinstance(value, Mapping):
        entries = sorted((folded(str(key)), _key(entry)) for key, entry in value.items())
        return TypedValue(ValueKind.TABLE, repr(entries))
    if isinstance(value, Sequence):
        return TypedValue(ValueKind.LIST, repr([_key(entry) for entry in value]))
    return TypedValue(ValueKind.TEXT, folded(str(value)))


def _key(value: object) -> tuple[str, str, str]:
    typed = typed_value(value)
    return typed.kind.value, typed.key, typed.unit


def equal_values(wanted: object, read: object, tolerance: Fraction, *, strict: bool) -> bool:
    """Whether `read` is the JSON value that was wanted, numbers off by `tolerance` at most.

    Texts are compared folded. Not `strict`: “12” and 12, “yes” and true, “” and null are the same.
    """
    if isinstance(wanted, bool) or wanted is None:
        if wanted is read:
            return True
        words = {True: ("yes", "true"), False: ("no", "false"), None: ("", "null", "none")}
        return not strict and isinstance(read, str) and folded(read) in words[wanted]
    if isinstance(wanted, int | float):
        number = _number(read, strict)
        return number is not None and abs(number - exact(wanted)) <= tolerance
    if isinstance(read, str):
        return folded(str(wanted)) == folded(read)
    # A key of “12” answered by 12: the same figure without its quotes.
    plain = isinstance(read, int) and not isinstance(read, bool)
    return not strict and plain and str(wanted) == str(read)


def _number(read: object, strict: bool) -> Fraction | None:
    if isinstance(read, bool):
        return None
    if isinstance(read, int | float):
        return exact(read) if read == read and abs(read) != float("inf") else None
    if strict or not isinstance(read, str):
        return None
    numbers = read_numbers(read)
    return Fraction(numbers.one) if numbers.bare and numbers.one is not None else None
