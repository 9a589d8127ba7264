"""What a table or a published set expects → a check: by the kind named, or by its looks."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.numbers import read_numbers
from vizdesk.comparison.parsing.quantities import quantity_in
from vizdesk.evals.checks import AnyOf, Check, Fields, Number, OneOf, Text, YesNoCheck
from vizdesk.evals.errors import CheckError
from vizdesk.evals.registry import CHECK_KINDS, from_json

LEADING_ZERO = re.compile(r"0\d")
LETTER_KEY = re.compile(r"\(?(?P<letter>[A-Ha-h])[).:]?")
LISTED = re.compile(r"(?:^|\s)\(?(?P<letter>[A-H])[).:]\s+(?=\S)")
OPTIONS = tuple(dict.fromkeys(key.name for kind in CHECK_KINDS for key in kind.keys[1:]))
"""Columns of a table besides the expected value, of all kinds of checks."""


def check_of(name: str, expected: object, options: Mapping[str, object]) -> Check:
    """The check of the kind `name` for an expected value as a table has it. Raises ValueError.

    Lists are written with “;” between (or “,” where there is none), numbers with a decimal point.
    """
    name = name.strip().casefold()
    kind = next((kind for kind in CHECK_KINDS if kind.name == name), None)
    if kind is None:
        kinds = ", ".join(kind.name for kind in CHECK_KINDS)
        raise CheckError(
            message(
                "unknown kind of check {name}; known kinds: {kinds}", name=repr(name), kinds=kinds
            )
        )
    first = kind.keys[0]
    value = first.from_table(expected, "expected") if isinstance(expected, str) else expected
    made: dict[str, Any] = {"kind": name, first.name: value}
    readers = {key.name: key.from_table for every in CHECK_KINDS for key in every.keys[1:]}
    for key, option in options.items():
        if option is None or (isinstance(option, str) and not option.strip()):
            continue
        # A column that this kind does not have is refused by name when the check is read.
        made[key] = readers[key](option, key) if isinstance(option, str) else option
    return from_json(made)


def check_of_key(answers: Sequence[str], choices: Sequence[str] = (), prompt: str = "") -> Check:
    """The check of the answers that are accepted, of which one must be given. Raises ValueError.

    Choices that are given, or listed in the prompt (“A. …”, “B. …”), make it one of them.
    """
    checks = [_check_of_one(answer, tuple(choices) or listed_letters(prompt)) for answer in answers]
    alike = list(dict.fromkeys(checks))
    return alike[0] if len(alike) == 1 else AnyOf(tuple(alike))


def _check_of_one(answer: str, choices: tuple[str, ...]) -> Check:
    wanted = LETTER_KEY.fullmatch(answer.strip())
    letter = wanted["letter"].upper() if wanted else answer.strip()
    for key in (answer.strip(), letter):
        if len(choices) > 1 and key.casefold() in (choice.casefold() for choice in choices):
            value = next(choice for choice in choices if choice.casefold() == key.casefold())
            return OneOf(value, choices)
    return inferred_check(answer)


def listed_letters(prompt: str) -> tuple[str, ...]:
    """The letters before the choices that a prompt lists, from A on without a gap; else none."""
    letters = [match["letter"].upper() for match in LISTED.finditer(prompt)]
    expected = [chr(ord("A") + at) for at in range(len(letters))]
    return tuple(letters) if len(letters) > 1 and letters == expected else ()


def inferred_check(expected: str) -> Check:
    """The check of a key that came without a kind: a number, yes or no, an object, else a text.

    0101 is a text: as a number it would be 101. So is a number with a unit, which must match.
    """
    plain = expected.strip()
    if plain.casefold() in ("yes", "no"):
        return YesNoCheck(plain.casefold() == "yes")
    if plain.startswith("{"):
        try:
            value = json.loads(plain)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and value:
            return Fields(json.dumps(value, ensure_ascii=False, sort_keys=True))
    if quantity_in(plain):
        return Text(expected)
    number = read_numbers(plain)
    digits = re.search(r"\d", plain)
    if number.bare and number.one is not None and digits and not LEADING_ZERO.match(plain):
        value_ = Fraction(number.one)
        if abs(value_) > sys.float_info.max:
            return Text(expected)
        if value_.denominator == 1:
            return Number(int(value_))
        if Fraction(repr(float(value_))) == value_:
            return Number(float(value_))
    return Text(expected)
