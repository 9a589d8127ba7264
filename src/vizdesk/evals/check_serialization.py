"""Checks to and from JSON: `{"kind": "number", "value": 4, "tolerance": 0}`."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from typing import Any

from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.checks import (
    AnyOf,
    Boxes,
    CharacterError,
    Check,
    Date,
    Exact,
    Fields,
    Number,
    OneOf,
    Ordered,
    Pattern,
    SetOf,
    Text,
    Time,
    YesNoCheck,
)

KEYS: dict[str, tuple[str, ...]] = {
    "number": ("value", "tolerance"),
    "yes_no": ("value",),
    "one_of": ("value", "choices"),
    "set": ("value",),
    "ordered": ("value",),
    "date": ("value",),
    "time": ("value", "tolerance", "hours"),
    "exact": ("value",),
    "text": ("value",),
    "cer": ("value", "at_most"),
    "regex": ("value",),
    "json": ("value", "tolerance"),
    "boxes": ("value", "f1", "iou", "classes"),
    "any_of": ("checks",),
}
# A float holds no larger number, and nobody counts so far.
MOST_BITS = 1000
OPTIONAL = {"tolerance", "hours", "f1", "iou", "classes"}


def from_json(data: object) -> Check:
    """The check that `data` says. Raises ValueError saying which key is wrong, and what it needs.

    Every kind and its keys are listed in docs/evals.md.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"a check must be an object with “kind”, not {_shown(data)}")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KEYS:
        known = ", ".join(KEYS)
        raise ValueError(f"unknown kind of check {_shown(kind)}; known kinds: {known}")
    try:
        _check_keys(data, KEYS[kind])
        return _MAKERS[kind](data)
    except ValueError as error:
        raise ValueError(f"check “{kind}”: {error}") from None


def _check_keys(data: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key != "kind" and key not in known:
            raise ValueError(f"unknown key {_shown(key)}; known keys: {', '.join(known)}")
    for key in known:
        if key not in data and key not in OPTIONAL:
            raise ValueError(f"“{key}” is missing")


def _number(value: object, key: str = "value") -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"“{key}” must be a number, not {_shown(value)}")
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise ValueError(f"“{key}” has too many digits")
    return value


def _whole(value: object, key: str) -> int:
    number = _number(value, key)
    if number != int(number):
        raise ValueError(f"“{key}” must be a whole number, not {_shown(value)}")
    return int(number)


def _text(value: object, key: str = "value") -> str:
    if not isinstance(value, str):
        raise ValueError(f"“{key}” must be a text, not {_shown(value)}")
    return value


def _texts(value: object, key: str = "value") -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"“{key}” must be a list of texts, not {_shown(value)}")
    # Numbers in a list are meant as they are written: [3, 1, 2].
    return tuple(
        str(one) if isinstance(one, int) and not isinstance(one, bool) else _text(one, key)
        for one in value
    )


def _yes_no(data: Mapping[str, Any]) -> YesNoCheck:
    value = data["value"]
    if isinstance(value, str):
        value = {"yes": True, "no": False}.get(value.strip().casefold(), value)
    if not isinstance(value, bool):
        raise ValueError(f"“value” must be true, false, “yes” or “no”, not {_shown(value)}")
    return YesNoCheck(value)


def _date(data: Mapping[str, Any]) -> Date:
    text = _text(data["value"])
    try:
        return Date(datetime.date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"“value” must be a day as 2026-11-21, not {_shown(text)}") from None


def _fields(data: Mapping[str, Any]) -> Fields:
    value = data["value"]
    if not isinstance(value, Mapping):
        raise ValueError(f"“value” must be an object, not {_shown(value)}")
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    except (ValueError, RecursionError, TypeError):
        raise ValueError("“value” holds something that JSON has no word for") from None
    return Fields(written, _number(data.get("tolerance", 0), "tolerance"))


def _boxes(data: Mapping[str, Any]) -> Boxes:
    value = data["value"]
    if not isinstance(value, list | tuple):
        raise ValueError(f"“value” must be a list of boxes, not {_shown(value)}")
    return Boxes(
        tuple(_detection(one) for one in value),
        float(_number(data.get("f1", 0.8), "f1")),
        float(_number(data.get("iou", 0.5), "iou")),
        _texts(data.get("classes", ()), "classes"),
    )


def _detection(data: object) -> Detection:
    if not isinstance(data, Mapping) or set(data) != {"label", "box"}:
        raise ValueError(f"a box must be {{label, box: [x0, y0, x1, y1]}}, not {_shown(data)}")
    label, corners = _text(data["label"], "label"), data["box"]
    if not label.strip():
        raise ValueError("a box has an empty “label”")
    if not isinstance(corners, list | tuple) or len(corners) != 4:
        raise ValueError(f"“box” must be four numbers in 0..1, not {_shown(corners)}")
    x0, y0, x1, y1 = (float(_number(corner, "box")) for corner in corners)
    if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
        raise ValueError(
            f"“box” must be x0 < x1, y0 < y1 in 0..1 of the image, not {_shown(corners)}"
        )
    return Detection(label.strip(), Box(x0, y0, x1, y1))


def _any_of(data: Mapping[str, Any]) -> AnyOf:
    checks = data["checks"]
    if not isinstance(checks, list | tuple):
        raise ValueError(f"“checks” must be a list of checks, not {_shown(checks)}")
    if any(isinstance(check, Mapping) and check.get("kind") == "any_of" for check in checks):
        raise ValueError("“checks” may hold neither “any_of” nor “boxes”")
    return AnyOf(tuple(from_json(check) for check in checks))


_MAKERS: dict[str, Callable[[Mapping[str, Any]], Check]] = {
    "number": lambda data: Number(
        _number(data["value"]), _number(data.get("tolerance", 0), "tolerance")
    ),
    "yes_no": _yes_no,
    "one_of": lambda data: OneOf(_text(data["value"]), _texts(data["choices"], "choices")),
    "set": lambda data: SetOf(_texts(data["value"])),
    "ordered": lambda data: Ordered(_texts(data["value"])),
    "date": _date,
    "time": lambda data: Time(
        _text(data["value"]),
        _whole(data.get("tolerance", 0), "tolerance"),
        _whole(data.get("hours", 24), "hours"),
    ),
    "exact": lambda data: Exact(_text(data["value"])),
    "text": lambda data: Text(_text(data["value"])),
    "cer": lambda data: CharacterError(
        _text(data["value"]), float(_number(data["at_most"], "at_most"))
    ),
    "regex": lambda data: Pattern(_text(data["value"])),
    "json": _fields,
    "boxes": _boxes,
    "any_of": _any_of,
}


def to_json(check: Check) -> dict[str, Any]:
    """The JSON object of a check; `from_json` turned round."""
    match check:
        case Number():
            return {"kind": "number", "value": check.value, "tolerance": check.tolerance}
        case YesNoCheck():
            return {"kind": "yes_no", "value": check.value}
        case OneOf():
            return {"kind": "one_of", "value": check.value, "choices": list(check.choices)}
        case SetOf():
            return {"kind": "set", "value": list(check.value)}
        case Ordered():
            return {"kind": "ordered", "value": list(check.value)}
        case Date():
            return {"kind": "date", "value": check.value.isoformat()}
        case Time():
            return {
                "kind": "time",
                "value": check.value,
                "tolerance": check.tolerance,
                "hours": check.hours,
            }
        case Exact():
            return {"kind": "exact", "value": check.value}
        case Text():
            return {"kind": "text", "value": check.value}
        case CharacterError():
            return {"kind": "cer", "value": check.value, "at_most": check.at_most}
        case Pattern():
            return {"kind": "regex", "value": check.value}
        case Fields():
            return {"kind": "json", "value": check.value, "tolerance": check.tolerance}
        case Boxes():
            return _boxes_json(check)
        case AnyOf():
            return {"kind": "any_of", "checks": [to_json(one) for one in check.checks]}


def _boxes_json(check: Boxes) -> dict[str, Any]:
    value = [
        {"label": one.label, "box": [one.box.x0, one.box.y0, one.box.x1, one.box.y1]}
        for one in check.value
    ]
    data = {"kind": "boxes", "value": value, "f1": check.f1, "iou": check.iou}
    return {**data, "classes": list(check.classes)} if check.classes else data


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
