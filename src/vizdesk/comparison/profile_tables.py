"""A profile as the tables of a TOML file: written out, compared with another, laid over another."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from vizdesk.common.open_enum import OpenEnum
from vizdesk.comparison.profiles import LIMITS, Profile, parse_profile

Tables = Mapping[str, Any]

# TOML has no null: these stand for None, and `parse_profile` takes them so.
_NOTHING = {**dict.fromkeys(LIMITS, 0), "system": ""}
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def to_tables(profile: Profile) -> dict[str, Any]:
    """Every key of the profile, as plain TOML values."""
    tables = _plain(profile)
    # The files of vizdesk 0.1 call an image a picture.
    tables["picture"] = tables.pop("image")
    if "image_first" in tables:
        tables["picture_first"] = tables.pop("image_first")
    tables["prompts"] = dict(profile.prompts)
    if profile.tasks is not None:
        tables["tasks"] = sorted(kind.value for kind in profile.tasks)
    return tables


def _plain(value: Any) -> dict[str, Any]:  # noqa: ANN401 - Profile or one of its parts
    made: dict[str, Any] = {}
    for declared in fields(value):
        part = getattr(value, declared.name)
        if declared.name in ("prompts", "tasks"):
            continue
        if isinstance(part, Enum | OpenEnum):
            made[declared.name] = part.value
        elif isinstance(part, tuple):
            made[declared.name] = list(part)
        elif hasattr(part, "__dataclass_fields__"):
            made[declared.name] = _plain(part)
        elif part is not None or declared.name in _NOTHING:
            made[declared.name] = _NOTHING[declared.name] if part is None else part
    return made


def changes(edited: Profile, shipped: Profile) -> dict[str, Any]:
    """What `edited` says otherwise than `shipped`; empty when nothing."""
    return _difference(to_tables(edited), to_tables(shipped))


def _difference(new: Tables, old: Tables) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in new.items():
        if isinstance(value, Mapping):
            inner = _difference(value, old.get(key, {}))
            made |= {key: inner} if inner else {}
        elif key not in old or value != old[key]:
            made[key] = value
    return made


def laid_over(shipped: Profile, tables: Tables) -> Profile:
    """`shipped` with what `tables` says otherwise. Raises ValueError naming the wrong key."""
    made = to_tables(shipped)
    for key, value in tables.items():
        both = isinstance(value, Mapping) and isinstance(made.get(key), Mapping)
        made[key] = {**made[key], **value} if both else value
    return parse_profile(made)


def toml_text(tables: Tables) -> str:
    """Tables of texts, numbers, truths and lists of these, one level deep, as TOML."""
    top = {key: value for key, value in tables.items() if not isinstance(value, Mapping)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in top.items()]
    for name, table in tables.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{_key(name)}]"]
            lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(declared) for declared in value) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for the one control character that JSON leaves as it is.
    # Half a surrogate pair is no text, and no file could hold it.
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007F")
