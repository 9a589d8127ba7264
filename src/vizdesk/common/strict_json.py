"""JSON text that every reader takes, and foreign JSON text read within bounds.

Written are no NaN, no bare line separators, no half characters.

RFC 8259 has no NaN and no Infinity, which Python writes; a line of JSON Lines must be one line for
readers that also end lines at U+0085, U+2028 and U+2029 (`str.splitlines`, JavaScript before
ES2019); a terminal obeys the controls from U+0080 to U+009F; a character cut into halves (half of
an emoji, a file name that is no UTF-8) is no UTF-8.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Mapping
from typing import Any, TypeGuard

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
DEEPEST = 100
"""Lists and objects in one another that are read: a tenth of Python's own limit on recursion."""


def from_json(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON value
    """The value of a foreign JSON text; null stands for NaN and Infinity, which are no JSON.

    Raises ValueError, also for one nested deeper than DEEPEST: whoever walks it may recurse.
    """
    try:
        value = json.loads(text, parse_constant=lambda _name: None)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return value
    raise ValueError("it is nested too deep")


def to_json(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """`value` as JSON; figures that are not finite become null. Reads back to the same text.

    `ascii_only`: every other character is escaped, for a terminal that cannot write it.
    """
    text = json.dumps(finite(value), ensure_ascii=ascii_only, allow_nan=False, indent=indent)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def is_finite_number(value: object) -> TypeGuard[int | float]:
    """Whether `value` is a number that a float can hold: no bool, NaN, infinity or 10**400."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= sys.float_info.max  # exact for whole numbers; False for NaN


def finite(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The same value with null for every figure that is NaN or infinite."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [finite(inner) for inner in value]
    return value
