"""Tables as TOML text, for the few kinds of values that vizdesk writes.

Specification: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Scalar = str | bool | int | float
TomlValue = Scalar | Sequence["TomlValue"] | Mapping[str, "TomlValue"]


def toml_table(name: str, table: Mapping[str, TomlValue]) -> str:
    """One entry of the array of tables `name`. Tables inside are written on one line."""
    lines = [f"{key} = {_value(value)}" for key, value in table.items()]
    return "\n".join([f"[[{name}]]", *lines]) + "\n"


def _value(value: TomlValue) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, str):
        # JSON's escapes are TOML's too; but JSON lets DEL through, which TOML does not.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "[" + ", ".join(_value(one) for one in value) + "]"
