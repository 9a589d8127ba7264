"""Values of checks as JSON and tables have them: numbers, texts, lists; errors name the key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from math import isfinite

from vizdesk.common.messages import message
from vizdesk.evals.errors import CheckError

# A float holds no larger number, and nobody counts so far.
MOST_BITS = 1000

FromTable = Callable[[str, str], object]
"""A cell's text and the name of its key → the key's JSON value; may raise ValueError."""


# --- JSON -----------------------------------------------------------------------------------------


def json_number(value: object, key: str = "value") -> int | float:
    """A number that is no bool. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CheckError(
            message("“{key}” must be a number, not {value}", key=key, value=shown(value))
        )
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise CheckError(message("“{key}” has too many digits", key=key))
    return value


def json_whole(value: object, key: str) -> int:
    """A whole number. Raises ValueError."""
    number = json_number(value, key)
    if not isfinite(number) or number != int(number):
        raise CheckError(
            message("“{key}” must be a whole number, not {value}", key=key, value=shown(value))
        )
    return int(number)


def json_text(value: object, key: str = "value") -> str:
    """A text. Raises ValueError."""
    if not isinstance(value, str):
        raise CheckError(
            message("“{key}” must be a text, not {value}", key=key, value=shown(value))
        )
    return value


def json_texts(value: object, key: str = "value") -> tuple[str, ...]:
    """A list of texts; whole numbers in it are meant as they are written: [3, 1, 2].

    Raises ValueError.
    """
    if not isinstance(value, list | tuple):
        raise CheckError(
            message("“{key}” must be a list of texts, not {value}", key=key, value=shown(value))
        )
    return tuple(
        str(entry)
        if isinstance(entry, int) and not isinstance(entry, bool)
        else json_text(entry, key)
        for entry in value
    )


def shown(value: object) -> str:
    """A foreign value in an error, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


# --- Cells of tables ------------------------------------------------------------------------------


def as_written(text: str, key: str) -> str:
    """The cell's text itself."""
    return text


def table_number(text: str, key: str) -> int | float:
    """A number with a decimal point. Raises ValueError."""
    text = text.strip()
    try:
        return int(text) if re.fullmatch(r"[+-]?[0-9]{1,300}", text) else float(text)
    except ValueError:
        raise CheckError(
            message(
                "“{key}” must be a number such as 4 or 3.5, not {value}",
                key=key,
                value=repr(text[:40]),
            )
        ) from None


def table_list(text: str, key: str) -> list[str]:
    """Texts with “;” between them, or “,” where there is none."""
    return [word.strip() for word in text.split(";" if ";" in text else ",") if word.strip()]


def table_json(kind: str) -> FromTable:
    """Reads a cell of JSON, for the kind of check of this name."""

    def read(text: str, key: str) -> object:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise CheckError(
                message("“{key}” must be JSON for a check “{kind}”", key=key, kind=kind)
            ) from None

    return read
