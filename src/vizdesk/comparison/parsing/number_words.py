"""English number words → exact values: twelve, a dozen, two and a half, three quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: value for value, word in enumerate(UNITS)}
SMALL |= {word: 20 + 10 * at for at, word in enumerate(TENS)}
SMALL |= {"nought": 0, "nil": 0, "fourty": 40}
LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
NOTHING = ("none", "nothing")
PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}

_WORD = "|".join(sorted([*SMALL, *LARGE, "hundred", "dozen"], key=len, reverse=True))
# “one and two” are two numbers: “and” joins only after hundred and thousand.
SEQUENCE = re.compile(
    rf"(?<![\w-])(?:an?[ ]+(?=hundred|thousand|million|dozen))?(?:{_WORD})"
    rf"(?:(?:[ -]+|(?<=hundred)[ ]+and[ ]+|(?<=thousand)[ ]+and[ ]+)(?:{_WORD}))*(?![\w-])"
    r"(?P<part>[ ]+and[ ]+(?:an?|one|three)[ ]+(?:half|quarters?|third))?",
    re.IGNORECASE,
)
FRACTION = re.compile(
    rf"(?<![\w-])(?P<many>an?[ ]+|(?:{'|'.join(UNITS[1:10])})[ -]+)?(?P<part>{'|'.join(PARTS)})"
    r"(?![\w-])(?P<dozen>[ ]+a?[ ]*dozen)?",
    re.IGNORECASE,
)
# “The red one” is no number; “there is one”, “one screw”, “1: one” are.
PRONOUN_BEFORE = re.compile(
    r"\b(?:the|this|that|each|every|any|no|another|other|same|first|second|last|which|some"
    r"|red|blue|green|yellow|black|white|left|right|upper|lower|top|bottom|middle|big|small"
    r"|large|largest|smallest|whole|good|bad|broken|missing|wrong|correct)\s+\Z",
    re.IGNORECASE,
)


def word_numbers(text: str) -> Iterator[tuple[int, int, tuple[Fraction, ...]]]:
    """(start, end, values) of every number word; several values where the words make no one number.

    “twenty two” is 22; “three four” is 3 and 4.
    """
    taken: list[tuple[int, int]] = []
    for match in FRACTION.finditer(text):
        value = Fraction(_many(match.group("many")), PARTS[match.group("part").lower()])
        joined = re.search(r"(?:\w|\d)[ -]+and[ ]+\Z", text[: match.start()])
        if joined and match.group("many"):
            continue  # the part of a mixed number: read with it
        taken.append(match.span())
        yield *match.span(), (value * 12 if match.group("dozen") else value,)
    for match in SEQUENCE.finditer(text):
        start, end = match.span()
        if any(a < end and start < b for a, b in taken):
            continue
        words = re.findall(r"[a-z]+", match.group()[: _core(match)].lower())
        if words == ["one"] and PRONOUN_BEFORE.search(text[:start]):
            continue
        values = _values([word for word in words if word not in ("and", "a", "an")])
        if match.group("part") and len(values) == 1:
            values = (values[0] + _part(match.group("part")),)
        yield start, end, values


def _core(match: re.Match[str]) -> int:
    return (match.start("part") if match.group("part") else match.end()) - match.start()


def _part(words: str) -> Fraction:
    many, part = words.split()[1:]
    return Fraction(_many(many), PARTS[part.lower()])


def _many(word: str | None) -> int:
    plain = (word or "one").strip(" -").lower()
    return SMALL.get(plain, 1)


def _values(words: list[str]) -> tuple[Fraction, ...]:
    """The number the words make together, or each by itself where they make none."""
    total, current, last = 0, 0, 10**12
    previous = ""
    for word in words:
        if word in LARGE:
            if LARGE[word] >= last:
                return _apart(words)
            total, current, last = total + (current or 1) * LARGE[word], 0, LARGE[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "hundred":
            if current >= 100:
                return _apart(words)
            current = (current or 1) * 100
        elif not _fits(previous, SMALL[word]):
            return _apart(words)
        else:
            current += SMALL[word]
        previous = word
    return (Fraction(total + current),)


def _fits(previous: str, value: int) -> bool:
    """Whether a word for `value` may follow: after tens only units, after units nothing."""
    if previous in SMALL:
        return SMALL[previous] >= 20 and 0 < value < 10
    return previous != "dozen" and (value > 0 or not previous)


def _apart(words: list[str]) -> tuple[Fraction, ...]:
    return tuple(Fraction(SMALL[word]) for word in words if word in SMALL) or (Fraction(0),) * 2
