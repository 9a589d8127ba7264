"""What a table or a published set expects → a check: by the kind named, or by its looks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from vizdesk.evals.check_serialization import KEYS, from_json
from vizdesk.evals.checks import Check, Fields, Number, Text, YesNoCheck
from vizdesk.evals.scorers.numbers import read_numbers

OPTIONS = ("tolerance", "hours", "choices", "at_most", "f1", "iou", "classes")
NUMBERS = ("tolerance", "hours", "at_most", "f1", "iou")
LISTS = ("choices", "classes")
LEADING_ZERO = re.compile(r"0\d")


def check_of(kind: str, expected: object, options: Mapping[str, object]) -> Check:
    """The check called `kind` for an expected value as a table has it. Raises ValueError.

    Lists are written with “;” between (or “,” where there is none), numbers with a decimal point.
    """
    kind = kind.strip().casefold()
    if kind not in KEYS:
        raise ValueError(f"unknown kind of check {kind!r}; known kinds: {', '.join(KEYS)}")
    made: dict[str, Any] = {"kind": kind}
    made["checks" if kind == "any_of" else "value"] = _value(kind, expected)
    for key, value in options.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if isinstance(value, str) and key in NUMBERS:
            value = _number(value, key)
        elif isinstance(value, str) and key in LISTS:
            value = _list(value)
        made[key] = value
    return from_json(made)


def _value(kind: str, expected: object) -> object:
    if not isinstance(expected, str):
        return expected
    match kind:
        case "number":
            return _number(expected, "expected")
        case "set" | "ordered":
            return _list(expected)
        case "json" | "boxes" | "any_of":
            try:
                return json.loads(expected)
            except (ValueError, RecursionError):
                raise ValueError(f"“expected” must be JSON for a check “{kind}”") from None
        case _:
            return expected


def _number(text: str, key: str) -> int | float:
    text = text.strip()
    try:
        return int(text) if re.fullmatch(r"[+-]?[0-9]{1,300}", text) else float(text)
    except ValueError:
        raise ValueError(f"“{key}” must be a number such as 4 or 3.5, not {text[:40]!r}") from None


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.split(";" if ";" in text else ",") if word.strip()]


def by_its_looks(expected: str) -> Check:
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
