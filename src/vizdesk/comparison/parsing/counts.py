"""A number of things: digits, number words to ninety-nine, or JSON."""

from __future__ import annotations

import re

from vizdesk.comparison.parsing.json_recovery import values_in
from vizdesk.comparison.types import Reading

UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: value for value, word in enumerate(UNITS)}
WORDS |= {word: 20 + 10 * at for at, word in enumerate(TENS)}
WORDS |= {
    f"{ten}-{unit}": 20 + 10 * at + value
    for at, ten in enumerate(TENS)
    for value, unit in enumerate(UNITS[1:10], 1)
}
NUMBER = re.compile(r"(?<![\w.,-])-?\d{1,9}(?:[.,]\d+)?(?![\w])|[a-z]+(?:-[a-z]+)?", re.IGNORECASE)


def read_count(text: str) -> Reading:
    """The count as `value`; a problem when no number, or several different ones, are said."""
    found: list[int] = []
    text = _counted(text)
    for word in NUMBER.findall(text.lower().replace("no objects", "zero")):
        if word in WORDS:
            found.append(WORDS[word])
        elif word.lstrip("-").isdigit():
            found.append(int(word))
    different = list(dict.fromkeys(found))
    if len(different) == 1 and different[0] >= 0:
        return Reading(value=different[0])
    if not different:
        return Reading(problems=("The reply names no number.",))
    if len(different) == 1:
        return Reading(problems=(f"{different[0]} is no count.",))
    numbers = ", ".join(str(one) for one in different[:6])
    return Reading(problems=(f"The reply names several numbers: {numbers}.",))


def _counted(text: str) -> str:
    """What stands under "count" when the reply is JSON, else the reply: other keys have numbers."""
    values = values_in(text) if '"count"' in text else None
    only = values[0] if values and len(values) == 1 else None
    count = only.get("count") if isinstance(only, dict) else None
    return str(count) if isinstance(count, int | str) and not isinstance(count, bool) else text
