"""The tables of a TOML file → arguments of a dataclass, every key and type checked by name."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from vizdesk.common.messages import Message, MessageError, message, verbatim
from vizdesk.common.open_enum import OpenEnum


def arguments(kind: type[Any], table: object, place: str = "") -> dict[str, Any]:
    """What `kind(**…)` takes, from `table`; lists become tuples, names become enum members.

    `place` is the table's name for messages. Raises ValueError naming the key that is wrong.
    """
    if not isinstance(table, Mapping):
        raise ValueError(f"{place} must be a table, not {table!r}")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class can always be hashed
    made: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{place}.{key}" if place else key
        if key not in hints:
            raise ValueError(f"unknown key {name!r}")
        made[key] = _checked(hints[key], value, name)
    return made


def why_broken(error: Exception) -> Message:
    """Why a hand-written file cannot be read, as half a sentence without its full stop.

    What TOML's and our own checks of types say names keys of the file and stays as it is.
    """
    if isinstance(error, MessageError):
        return error.message
    if isinstance(error, KeyError):
        return message("{key} is missing", key=str(error))
    if isinstance(error, OSError):
        return verbatim(error.strerror or str(error))
    return verbatim(str(error).rstrip("."))


def broken_file(path: Path, error: Exception) -> Message:
    """The sentence for a hand-written file that cannot be read."""
    return message(
        "{path} cannot be read: {why}. Correct or delete it.",
        path=str(path),
        why=why_broken(error),
    )


@lru_cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _checked(hint: Any, value: object, name: str) -> Any:  # noqa: ANN401 - any TOML value
    kinds = get_args(hint) if get_origin(hint) in (types.UnionType, Union) else (hint,)
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, Enum | OpenEnum):
            return _member(kind, value, name)
        if get_origin(kind) is tuple and _all_text(value):
            return tuple(value)  # type: ignore[arg-type]
        if isinstance(kind, type) and _is(kind, value):
            return float(value) if kind is float else value  # type: ignore[arg-type]
    wanted = " or ".join(_WORDS[kind] for kind in kinds if kind in _WORDS) or "a list of texts"
    raise ValueError(f"{name} must be {wanted}, not {value!r}")


def _is(kind: type[Any], value: object) -> bool:
    # True is an int to Python, but no number to a person.
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)


def _member(kind: type[Enum] | type[OpenEnum], value: object, name: str) -> Enum | OpenEnum:
    for member in kind:
        if member.value == value:
            return member
    allowed = ", ".join(str(member.value) for member in kind)
    raise ValueError(f"{name} must be one of {allowed}, not {value!r}")


def _all_text(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value)


_WORDS: dict[Any, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
}
