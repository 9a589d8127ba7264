"""The numbers of a line with their exact values: digits in all usual forms, and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from vizdesk.comparison.parsing.foreign_numbers import foreign_numbers, says_nothing_elsewhere
from vizdesk.comparison.parsing.number_words import LARGE, word_numbers

VULGAR = re.compile(r"(?<=\d)[ ]?([¼½¾⅐-⅞])|([¼½¾⅐-⅞])")
SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹₀-₉]+")
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"
_INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
_SPACED = r"\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?"
_PLAIN = r"\d+(?:\.\d+|,\d+)?(?:[eE][+-]?\d{1,3}(?!\w))?|\.\d+"
_MONEY = r"(?:[$£€¥₹]|(?<![^\W\d_])(?:EUR|USD|GBP|CHF))"
NUMERAL = re.compile(
    rf"(?P<sign>(?:(?<![\w)])|(?<=[£€$])) ?[-−–+] ?|\b(?:minus|negative)\s+)?"
    rf"(?P<money>{_MONEY}\s?)?"
    rf"(?P<digits>{_INDIAN}|{_GROUPED}|{_SPACED}|{_PLAIN})"
    r"(?P<over>[ ]?[/⁄][ ]?\d+|[ ]\d+[/⁄]\d+)?"
    r"(?P<large>[ ](?:hundred|thousand|million|billion|dozen)s?\b)?",
    re.IGNORECASE,
)
DIGITS_GLUED_BEFORE = re.compile(r"[\w^.,:/⁄±]\Z")
# What makes a figure part of something else: 10:15, 3.5.1, 1/2/2026, 10^3, 4x4, R4, 4±1.
GLUED_AFTER = re.compile(r"[:/⁄^±×][\d(]|[.,]\d|\^|\d|[xX×]\s?\d|\s?[×x]\s?10\b|_\d")
UNIT = re.compile(
    r"\s?(?:%|‰|°\s?[CFK]?\b|°|[µμ]m|mm|cm|dm|km|m|in|ft|yd|mi|inch(?:es)?|feet|foot|met(?:re|er)s?"
    r"|px|pixels?|g|kg|mg|lb|lbs|oz|ml|mL|l|L|V|mV|kV|A|mA|W|kW|Hz|kHz|MHz|s|ms|min|h|hours?|hrs?"
    r"|minutes?|seconds?|degrees?|percent|pct|per cent|euros?|dollars?|pounds?|USD|EUR|GBP|CHF"
    r"|cents?|psi|bar|kPa|Pa|[$£€¥₹¢])(?![\w])"
)
# 4k and 4 M may be thousands and millions, or something else.
SHORT_LARGE = re.compile(r"\s?(?:[kKMT]|bn|Mio|mn)\b(?!/)")
# “no screws” is 0; “no image”, “no idea” and “no longer” count nothing.
_NOT_COUNTED = (
    r"(?:doubt|one|image|picture|photo(?:graph)?|attachment|file|idea|way|clue|information|answer"
    r"|longer|matter|more|less|fewer|wonder|other|need|problem|clear|visible)s?\b"
)
SPELT_NONE = re.compile(
    rf"\b(?:none|nothing)\b(?!\s+(?:of\b|(?:that )?i can (?:name|tell|say|count)\b))"
    rf"|\bno\s+(?=[a-z])(?!{_NOT_COUNTED})"
    rf"|(?:\bnot|n't)\s+(?:see\s+|find\s+)?any\b(?!\s+{_NOT_COUNTED})"
    r"|\bno[ -]one\b|\bnobody\b|\bnot a (?:single )?(?:soul|[a-z]+)\s+(?:is|can be)\b",
    re.I,
)
# “There isn't one.”, “Not a single one.”, “not even one”.
DENIED_ONE = re.compile(
    r"(?:\bnot|n't|n’t)\s+(?:even\s+)?(?:(?:a\s+)?single\b(?:\s+one\b)?|one\b)(?!\s+of\b)", re.I
)
WHOLE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `text[start:end]`, with its unit; `value` None where it is no plain number."""

    start: int
    end: int
    value: Fraction | None


def numerals(text: str) -> list[Numeral]:
    """Every number of the text, in order. Identifiers (R4, 3D, 2nd) are none."""
    text = typed(text)
    read = _without_denied_one(text, [*_digits(text), *_words(text)])
    if not read:
        read = [Numeral(*parts) for parts in foreign_numbers(text)]
    if not read:
        read = [Numeral(*none.span(), Fraction(0)) for none in SPELT_NONE.finditer(text)]
    if not read and (none := DENIED_ONE.search(text)):
        read = [Numeral(*none.span(), Fraction(0))]
    if not read and (none := says_nothing_elsewhere(text)):
        read = [Numeral(*none.span(), Fraction(0))]
    return sorted(read, key=lambda numeral: numeral.start)


def _without_denied_one(text: str, all_numerals: list[Numeral]) -> list[Numeral]:
    """“There isn't one”, “not a single one” say 0, not 1."""
    denied = [match.span() for match in DENIED_ONE.finditer(text)]
    if not denied or any(numeral.value != 1 for numeral in all_numerals):
        return all_numerals
    apart = [
        numeral
        for numeral in all_numerals
        if not any(start <= numeral.start < end for start, end in denied)
    ]
    return apart if apart else [Numeral(*denied[0], Fraction(0))]


def typed(text: str) -> str:
    """The text in which `numerals` counts places: ASCII digits, fractions with a stroke."""
    text = SUPERSCRIPT.sub(lambda digits: "^" + unicodedata.normalize("NFKC", digits.group()), text)
    text = VULGAR.sub(
        lambda digits: (
            " " + unicodedata.normalize("NFKC", digits.group().strip()).replace("⁄", "/")
        ),
        text,
    )
    return "".join(
        str(unicodedata.decimal(digits)) if digits.isdecimal() and not digits.isascii() else digits
        for digits in text
    ).replace("−", "-")


def _digits(text: str) -> Iterator[Numeral]:
    at = 0
    while match := NUMERAL.search(text, at):
        start, end = match.span()
        digits = match.start("digits")
        at = end
        glued = DIGITS_GLUED_BEFORE.search(text[:start]) if start == digits else None
        if glued and _spelt_with_spaces(glued.group()):
            continue  # R4
        if (glued and not glued.group().isalpha()) or GLUED_AFTER.match(text, end):
            at = _past(text, end)
            yield Numeral(start, at, None)
            continue
        if SHORT_LARGE.match(text, end):
            at = _past(text, end)
            yield Numeral(start, at, None)
            continue
        unit = UNIT.match(text, end)
        if unit:
            end = unit.end()
        elif _spelt_with_spaces(text[end : end + 1]):
            at = _past(text, end)
            continue  # 4th, 3D
        yield Numeral(start, end, _value(match))


def _spelt_with_spaces(letter: str) -> bool:
    """Whether it is a letter of a script that puts spaces between words: R4 is one, 有4个 three."""
    return letter.isalpha() and unicodedata.category(letter) != "Lo"


def _past(text: str, end: int) -> int:
    rest = re.compile(r"[\w.,:/⁄^±×-]*").match(text, end)
    return max(end, rest.end() if rest else end)


def _words(text: str) -> Iterator[Numeral]:
    covered = [digits.span() for digits in NUMERAL.finditer(text)]
    for start, end, values in word_numbers(text):
        if any(a < end and start < b for a, b in covered):
            continue
        minus = re.search(r"\b(?:minus|negative)\s+\Z", text[:start], re.IGNORECASE)
        sign = -1 if minus else 1
        for value in values:
            yield Numeral(minus.start() if minus else start, end, sign * value)


def _value(match: re.Match[str]) -> Fraction | None:
    value = _plain(match.group("digits"))
    over = match.group("over")
    if value is None:
        return None
    if over:
        parts = [int(digits) for digits in re.findall(r"\d+", over) if len(digits) < WHOLE_LIMIT]
        if not parts or parts[-1] == 0:
            return None
        whole = len(parts) == 2
        value = value + Fraction(parts[0], parts[1]) if whole else value / parts[0]
    if match.group("large"):
        word = match.group("large").strip().lower().rstrip("s")
        value *= {"hundred": 100, "dozen": 12, **LARGE}[word]
    sign = (match.group("sign") or "").strip().lower()
    return -value if sign in ("-", "–", "minus", "negative") else value


def _plain(digits: str) -> Fraction | None:
    """Exactly what is written. A comma or point before groups of three separates thousands,

    a lone point is a decimal point, and a lone comma one too unless three digits follow it.
    """
    if len(digits) > WHOLE_LIMIT:
        return None
    body, _, exponent = digits.lower().partition("e")
    body = re.sub(r"[ '_]", "", body)
    commas, points = body.count(","), body.count(".")
    if commas and points:
        decimal = max(body.rfind(","), body.rfind("."))
        body = re.sub(r"[.,]", "", body[:decimal]) + "." + body[decimal + 1 :]
    elif points > 1:
        body = body.replace(".", "")
    elif commas > 1 or re.fullmatch(r"[1-9]\d{0,2},\d{3}", body):
        body = body.replace(",", "")
    else:
        body = body.replace(",", ".")
    return Fraction(f"0{body}") * Fraction(10) ** int(exponent or 0)
