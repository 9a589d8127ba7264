"""Quantities: a number with its unit, compared exactly across units of the same kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from vizdesk.common.messages import EMPTY, message
from vizdesk.comparison.parsing.answer_line import AnswerLine
from vizdesk.comparison.parsing.negation import affirmed, left_open
from vizdesk.comparison.parsing.numbers import read_numbers


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a kind (length, mass, a currency …): value × `factor` + `offset` of its base."""

    kind: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)


_INCH, _POUND = Fraction(254, 10_000), Fraction(45_359_237, 100_000_000)
_LISTED: dict[str, tuple[tuple[str, Fraction], ...]] = {
    "length": (
        ("mm millimeter millimeters millimetre millimetres", Fraction(1, 1000)),
        ("cm centimeter centimeters centimetre centimetres", Fraction(1, 100)),
        ("m meter meters metre metres", Fraction(1)),
        ("km kilometer kilometers kilometre kilometres", Fraction(1000)),
        ('in inch inches " ″', _INCH),
        ("ft foot feet", 12 * _INCH),
        ("yd yard yards", 36 * _INCH),
        ("mi mile miles", 63_360 * _INCH),
    ),
    "mass": (
        ("mg milligram milligrams", Fraction(1, 1_000_000)),
        ("g gram grams gramme grammes", Fraction(1, 1000)),
        ("kg kilo kilos kilogram kilograms", Fraction(1)),
        ("lb lbs pound pounds", _POUND),
        ("oz ounce ounces", _POUND / 16),
    ),
    "volume": (
        ("ml milliliter milliliters millilitre millilitres", Fraction(1, 1000)),
        ("cl centiliter centiliters centilitre centilitres", Fraction(1, 100)),
        ("l liter liters litre litres", Fraction(1)),
    ),
    "time": (
        ("ms millisecond milliseconds", Fraction(1, 1000)),
        ("s sec secs second seconds", Fraction(1)),
        ("min mins minute minutes", Fraction(60)),
        ("h hr hrs hour hours", Fraction(3600)),
    ),
    "speed": (
        ("km/h kmh kph", Fraction(5, 18)),
        ("m/s", Fraction(1)),
        ("mph", 63_360 * _INCH / 3600),
    ),
    "percent": (("% percent per-cent", Fraction(1)),),
    "dollar": (("$ usd us$ dollar dollars", Fraction(1)),),
    "euro": (("€ eur euro euros", Fraction(1)),),
    "sterling": (("£ gbp", Fraction(1)),),
    "yen": (("¥ jpy yen", Fraction(1)),),
    "franc": (("chf", Fraction(1)),),
    "rupee": (("₹ inr rupee rupees", Fraction(1)),),
    "volt": (("v volt volts", Fraction(1)), ("mv millivolt millivolts", Fraction(1, 1000))),
    "watt": (("w watt watts", Fraction(1)), ("kw kilowatt kilowatts", Fraction(1000))),
}
"""Spellings in lower case and the factor to the base unit, by kind; exact by definition."""


def _units() -> dict[str, Unit]:
    """Every unit by its spellings in lower case."""
    units = {
        spelling: Unit(kind, factor)
        for kind, group in _LISTED.items()
        for spellings, factor in group
        for spelling in spellings.split()
    }
    celsius = Unit("temperature")
    fahrenheit = Unit("temperature", Fraction(5, 9), Fraction(-160, 9))
    kelvin = Unit("temperature", Fraction(1), Fraction(-27_315, 100))
    for sign, name, unit in (("c", "celsius", celsius), ("f", "fahrenheit", fahrenheit)):
        for spelling in (f"°{sign}", f"° {sign}", name, f"degrees {name}", f"°{name}"):
            units[spelling] = unit
    units |= dict.fromkeys(("kelvin", "kelvins"), kelvin)
    return units


UNITS = _units()
_SIGNS = "|".join(re.escape(sign) for sign in ("US$", "$", "€", "£", "¥", "₹", "USD", "EUR", "GBP"))
_NAMES = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
QUANTITY = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>{_SIGNS})\s?)?(?P<number>[+\-−]?\d[\d,.]*(?<=\d)|[+\-−]?\.\d+)"
    rf"(?:[\s-]?(?P<unit>{_NAMES})(?![\w²³/]))?",
    re.IGNORECASE,
)
UNIT_WORD = re.compile(rf"(?<!\w)(?:{_NAMES})(?!\w)", re.IGNORECASE)
AROUND = re.compile(r"[\s.,;:!()\[\]]*")


def read_quantities(text: str) -> AnswerLine:
    """The different quantities that `text` affirms, as “kind value” with the base unit's value.

    Numbers without a unit are passed over where one has a unit; else they are told as “ value”.
    """
    found = list(_quantities(text))
    if not found and not UNIT_WORD.search(text):
        # “four”: in words, and with no unit anywhere.
        words = read_numbers(text)
        return AnswerLine(tuple(f" {value}" for value in words.values), words.bare, words.doubt)
    with_unit = [quantity for quantity in found if quantity[2]]
    values: list[str] = []
    denied, doubt, rest = False, EMPTY, text
    for start, end, kind, value in with_unit or found:
        rest = rest.replace(text[start:end], "", 1)
        if not affirmed(text, start, end):
            denied = True
        elif left_open(text, start, end):
            doubt = message("it leaves the answer open")
        else:
            values.append(f"{kind} {value}")
    if denied and not values:
        doubt = doubt or message("the quantity it names is denied or asked for")
    distinct = tuple(dict.fromkeys(values))
    return AnswerLine(distinct, len(distinct) == 1 and AROUND.fullmatch(rest) is not None, doubt)


def quantity_in(text: str) -> str | None:
    """The quantity that `text` is, and nothing else, as `read_quantities` tells it; None if none.

    A number without a unit is none.
    """
    read = read_quantities(text)
    return read.one if read.bare and read.one is not None and read.one[0] != " " else None


def _quantities(text: str) -> Iterator[tuple[int, int, str, Fraction]]:
    for match in QUANTITY.finditer(text):
        number = read_numbers(match["number"].replace("−", "-")).one
        name = match["sign"] or match["unit"] or ""
        if number is None or (match["sign"] and match["unit"]):
            continue
        unit = UNITS[name.casefold()] if name else Unit("")
        yield *match.span(), unit.kind, Fraction(number) * unit.factor + unit.offset
