"""Reading values out of JSON that a server sent, whatever its shape."""

from __future__ import annotations

from math import isfinite

# Above these a figure is an overflow or a joke, and not one question's bill.
_MOST_COUNTED, _MOST_USD = 10**12, 1e6


def at(value: object, *path: str) -> object:
    """The value at `path` in nested JSON objects, or None where a server sent another shape."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def whole(value: object) -> int | None:
    """A count from 0, be it written 1000, 1000.0 or "1000"; None for anything that is none.

    True, −1, 0.5, NaN, Infinity and figures of more than twelve digits are no counts.
    """
    amount = _number(value)
    if amount is None or amount != int(amount) or amount > _MOST_COUNTED:
        return None
    return int(amount)


def usd(value: object) -> float | None:
    """US dollars from 0, be they a number or a text; None for anything that is no amount."""
    amount = _number(value)
    return None if amount is None or amount > _MOST_USD else amount


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = float(value)
    except (ValueError, OverflowError):
        return None
    return amount if isfinite(amount) and amount >= 0 else None
