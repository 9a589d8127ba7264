"""What an answer must be: one frozen value for each kind of check."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from typing import Any

from vizdesk.common.label_text import normalised_label
from vizdesk.common.messages import message, reason
from vizdesk.common.strict_json import is_finite_number
from vizdesk.comparison.types import Detection
from vizdesk.evals.errors import CheckError
from vizdesk.evals.regex_limits import danger

# Longer keys are no short answers; comparing them costs the product of both lengths.
LONGEST_KEY = 5_000
CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class Check:
    """What an answer must be; `evals.registry` knows how each kind is written and judged."""


@dataclass(frozen=True, slots=True)
class Number(Check):
    """The one number of the answer is within `tolerance` of `value` (both in the same unit)."""

    value: int | float
    tolerance: int | float = 0

    def __post_init__(self) -> None:
        _require(is_finite_number(self.value), message("“value” must be a finite number"))
        _require(
            is_finite_number(self.tolerance) and self.tolerance >= 0,
            message("“tolerance” must be 0 or more"),
        )


@dataclass(frozen=True, slots=True)
class YesNoCheck(Check):
    """The answer says yes (True) or no (False), and not both."""

    value: bool


@dataclass(frozen=True, slots=True)
class OneOf(Check):
    """The answer names `value` and no other of the `choices`."""

    value: str
    choices: tuple[str, ...]

    def __post_init__(self) -> None:
        folded = [normalised_label(choice) for choice in self.choices]
        _require(len(folded) >= 2, message("“choices” must name at least two"))
        _require(all(folded), message("“choices” must not hold an empty one"))
        _require(len(set(folded)) == len(folded), message("“choices” names one twice"))
        _require(
            normalised_label(self.value) in folded,
            message("“value” {value} is not one of “choices”", value=repr(self.value)),
        )


@dataclass(frozen=True, slots=True)
class SetOf(Check):
    """The answer lists exactly these, each once, in any order."""

    value: tuple[str, ...]

    def __post_init__(self) -> None:
        _listed(self.value)
        folded = {normalised_label(entry) for entry in self.value}
        _require(len(folded) == len(self.value), message("“value” of a set names one twice"))


@dataclass(frozen=True, slots=True)
class Ordered(Check):
    """The answer lists exactly these, in this order."""

    value: tuple[str, ...]

    def __post_init__(self) -> None:
        _listed(self.value)


@dataclass(frozen=True, slots=True)
class Date(Check):
    """The answer names this day and no other, in any usual way of writing it."""

    value: datetime.date


@dataclass(frozen=True, slots=True)
class Time(Check):
    """The answer names this time of day (H:MM), at most `tolerance` minutes off.

    `hours` is 24, or 12 for a clock's dial, which does not tell morning from evening.
    """

    value: str
    tolerance: int = 0
    hours: int = 24

    def __post_init__(self) -> None:
        clock = CLOCK.fullmatch(self.value)
        _require(clock, message("“value” must be a time as 10:54 or 22:54"))
        _require(self.hours in (12, 24), message("“hours” must be 12 or 24"))
        _require(
            0 <= self.tolerance < self.hours * 30, message("“tolerance” must be minutes, 0 or more")
        )

    @property
    def minutes(self) -> int:
        """Minutes since midnight, or since the hour that stands at the top of the dial."""
        hour, minute = self.value.split(":")
        return (int(hour) * 60 + int(minute)) % (self.hours * 60)


@dataclass(frozen=True, slots=True)
class Exact(Check):
    """The answer is this text, character for character; only space around it is forgiven."""

    value: str

    def __post_init__(self) -> None:
        _written(self.value)


@dataclass(frozen=True, slots=True)
class Text(Check):
    """The answer is this text; case, kinds of quotes and dashes, and spacing are forgiven."""

    value: str

    def __post_init__(self) -> None:
        _written(self.value)


@dataclass(frozen=True, slots=True)
class CharacterError(Check):
    """The answer is this text but for a share `at_most` of wrong characters (CER, 0..1)."""

    value: str
    at_most: float

    def __post_init__(self) -> None:
        _written(self.value)
        _require(0 <= self.at_most < 1, message("“at_most” must be from 0 to less than 1"))


@dataclass(frozen=True, slots=True)
class Pattern(Check):
    """The whole answer matches this regular expression, whatever its case."""

    value: str

    def __post_init__(self) -> None:
        _written(self.value)
        try:
            re.compile(self.value)
        except (re.error, RecursionError, OverflowError) as error:
            raise CheckError(
                message("“value” is no regular expression: {reason}", reason=reason(error))
            ) from None
        why = danger(self.value)
        _require(not why, message("“value” may take too long to match: {why}", why=why))


@dataclass(frozen=True, slots=True)
class Fields(Check):
    """The answer is a JSON object with these fields; numbers may be off by `tolerance`.

    `written` is the expected object as JSON (a text, so that the value is frozen).
    """

    written: str
    tolerance: int | float = 0

    def __post_init__(self) -> None:
        _require(
            isinstance(self.value, dict) and self.value, message("“value” must be a JSON object")
        )
        _require(
            is_finite_number(self.tolerance) and self.tolerance >= 0,
            message("“tolerance” must be 0 or more"),
        )

    @property
    def value(self) -> dict[str, Any]:
        """The expected object."""
        value: dict[str, Any] = json.loads(self.written)
        return value


@dataclass(frozen=True, slots=True)
class Boxes(Check):
    """F1 of the answer's boxes at `iou` reaches `f1` (both 0..1). No boxes: there is nothing.

    `classes` are what the model is asked for; those without a box here must not be found.
    """

    value: tuple[Detection, ...]
    f1: float = 0.8
    iou: float = 0.5
    classes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(0 < self.f1 <= 1, message("“f1” must be above 0 and at most 1"))
        _require(0 < self.iou <= 1, message("“iou” must be above 0 and at most 1"))
        _require(bool(self.value or self.classes), message("without boxes “classes” must be named"))

    @property
    def asked(self) -> tuple[str, ...]:
        """What the model is asked to find."""
        return self.classes or tuple(dict.fromkeys(entry.label for entry in self.value))


@dataclass(frozen=True, slots=True)
class AnyOf(Check):
    """One of these checks is passed."""

    checks: tuple[Check, ...] = field(default=())

    def __post_init__(self) -> None:
        _require(len(self.checks) >= 2, message("“checks” must hold at least two"))
        nested = any(isinstance(check, AnyOf | Boxes) for check in self.checks)
        _require(not nested, message("“checks” may hold neither “any_of” nor “boxes”"))


def _listed(value: tuple[str, ...]) -> None:
    _require(len(value) > 0, message("“value” must name at least one"))
    for text in value:
        _written(text)


def _written(value: str) -> None:
    _require(bool(value.strip()), message("“value” must not be empty"))
    _require(
        len(value) <= LONGEST_KEY,
        message("“value” is longer than {most} characters", most=LONGEST_KEY),
    )


def _require(fine: object, otherwise: str) -> None:
    if not fine:
        raise ValueError(otherwise)
