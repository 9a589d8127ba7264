"""Tables as TOML text, for the few kinds of values that vizdesk writes.

Specification: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

Scalar = str | bool | int | float | datetime | date | time
TomlValue = Scalar | Sequence["TomlValue"] | Mapping[str, "TomlValue"]


def toml_table(name: str, table: Mapping[str, TomlValue]) -> str:
    """One entry of the array of tables `name`. Tables inside are written on one line."""
    return f"[[{name}]]\n{toml_document(table)}"


def toml_document(table: Mapping[str, TomlValue]) -> str:
    """A whole document with these entries. Tables inside are written on one line."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in table.items())


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _value(name)


def _value(value: TomlValue) -> str:
    if isinstance(value, Mapping):
        return (
            "{ "
            + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items())
            + " }"
        )
    if isinstance(value, str):
        # JSON's escapes are TOML's too; but JSON lets DEL through, which TOML does not.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return "[" + ", ".join(_value(entry) for entry in value) + "]"
