"""What a table or a published set expects → a check: by the kind named, or by its looks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.numbers import read_numbers
from vizdesk.evals.checks import Check, Fields, Number, Text, YesNoCheck
from vizdesk.evals.errors import CheckError
from vizdesk.evals.registry import CHECK_KINDS, from_json

LEADING_ZERO = re.compile(r"0\d")
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


def inferred_check(expected: str) -> Check:
    """The check of a key that came without a kind: a number, yes or no, an object, else a text.

    0101 is a text: as a number it would be 101.
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
    number = read_numbers(plain)
    digits = re.search(r"\d", plain)
    if number.bare and number.one is not None and digits and not LEADING_ZERO.match(plain):
        value_ = Fraction(number.one)
        if value_.denominator == 1:
            return Number(int(value_))
        if Fraction(repr(float(value_))) == value_:
            return Number(float(value_))
    return Text(expected)
