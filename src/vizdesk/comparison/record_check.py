"""Whether JSON values have the shape of `vizdesk-comparison/1`: every type, range and count.

A record may come from a stranger's file. What passes here can be read, painted and written without
surprises; the rest is refused with a sentence that names the place (`answers[0].text`).
Schema: docs/vizdesk-comparison-1.schema.json.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime

from vizdesk.common.messages import Message, MessageError, message

Check = Callable[[object, str], None]
"""Looks at a value and its place. Raises RecordError."""

MOST_ANSWERS, MOST_DETECTIONS, MOST_NAMES = 1_000, 100_000, 10_000
DEEPEST = 64
"""Tables and lists in one another, of a structured answer."""
LARGEST_SIDE = 10_000_000  # pixels
MOST_FRAMES = 10_000_000
SLACK = 1.0
"""How far a place may lie outside the image, in its sides: earlier versions did not clamp all."""


class RecordError(MessageError, ValueError):
    """This is no comparison, or one of a format that is not known; says why."""


def check_comparison(record: object) -> None:
    """Look at a whole record but its answers' insides. Raises RecordError."""
    _COMPARISON(record, "")


def check_answer(record: object, place: str = "answer") -> None:
    """Look at one answer of a record. Raises RecordError."""
    _ANSWER(record, place)


# --- Kinds of values ------------------------------------------------------------------------------
def _wrong(place: str, wanted: Message) -> RecordError:
    return RecordError(
        message(
            "The comparison cannot be read: {place} must be {wanted}.", place=place, wanted=wanted
        )
    )


def _text(value: object, place: str) -> None:
    if not isinstance(value, str):
        raise _wrong(place, message("a text"))


def _path(value: object, place: str) -> None:
    """No system has files whose names hold a NUL; Python raises ValueError where it meets one."""
    if not isinstance(value, str) or "\0" in value:
        raise _wrong(place, message("a path"))


def _switch(value: object, place: str) -> None:
    if not isinstance(value, bool):
        raise _wrong(place, message("true or false"))


def _anything(value: object, place: str) -> None:
    """JSON of any kind, as deep as it can be written again."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _wrong(place, message("at most {n} levels deep", n=DEEPEST))
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]


def _number(least: float = -math.inf, most: float = math.inf) -> Check:
    def check(value: object, place: str) -> None:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        # An integer may be larger than any float.
        if not good or not abs(value) <= 1e300 or not least <= value <= most:  # type: ignore[arg-type, operator]
            raise _wrong(place, message("a number"))

    return check


def _no_container(value: object, place: str) -> None:
    """Earlier versions kept what a server had sent for money and tokens: it is unknown on reading.

    See `serialization.cost_from_record`.
    """
    if isinstance(value, Mapping | list):
        raise _wrong(place, message("a number"))


def _whole(least: int = 0, most: int = 1 << 62) -> Check:
    def check(value: object, place: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _wrong(place, message("a whole number"))

    return check


def _or_null(check: Check) -> Check:
    return lambda value, place: None if value is None else check(value, place)


def _both(first: Check, second: Check) -> Check:
    def check_both(value: object, place: str) -> None:
        first(value, place)
        second(value, place)

    return check_both


def _list(check: Check, most: int) -> Check:
    def check_list(value: object, place: str) -> None:
        if not isinstance(value, list | tuple):
            raise _wrong(place, message("a list"))
        if len(value) > most:
            raise _wrong(place, message("a list of at most {n} entries", n=most))
        for at, entry in enumerate(value):
            check(entry, f"{place}[{at}]")

    return check_list


def _table(entries: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """A table with all these entries; others are let be."""

    def check_table(value: object, place: str) -> None:
        if not isinstance(value, Mapping):
            raise _wrong(place or "it", message("a table"))
        prefix = f"{place}." if place else ""
        for key, check in entries.items():
            if key not in value:
                raise RecordError(
                    message(
                        "The comparison cannot be read: {place} is missing.", place=prefix + key
                    )
                )
            check(value[key], prefix + key)
        for key, check in (optional or {}).items():
            if key in value:
                check(value[key], prefix + key)

    return check_table


def _table_of(check: Check, most: int) -> Check:
    def check_table(value: object, place: str) -> None:
        if not isinstance(value, Mapping):
            raise _wrong(place, message("a table"))
        if len(value) > most:
            raise _wrong(place, message("a table of at most {n} entries", n=most))
        for key, entry in value.items():
            check(entry, f"{place}.{key}")

    return check_table


# --- The shape ------------------------------------------------------------------------------------
def _moment(value: object, place: str) -> None:
    _text(value, place)
    try:
        made = datetime.fromisoformat(str(value))
        made.astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise _wrong(place, message("a date with a time")) from error


def _box(value: object, place: str) -> None:
    _list(_PLACE, 4)(value, place)
    if not isinstance(value, list | tuple) or len(value) != 4:
        raise _wrong(place, message("four numbers"))


def _point(value: object, place: str) -> None:
    _list(_PLACE, 2)(value, place)
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise _wrong(place, message("two numbers"))


def _outline(value: object, place: str) -> None:
    _list(_point, MOST_DETECTIONS)(value, place)
    if not value:
        raise _wrong(place, message("a list of vertices"))


_PLACE = _number(-SLACK, 1 + SLACK)
_SCORE = _or_null(_number())
_FIGURE = _or_null(_number())
_COUNT = _or_null(_whole())
_NAMES = _list(_text, MOST_NAMES)

_SETUP = _table(
    {
        "profile": _text,
        "organisation": _text,
        "description": _text,
        "quantisation": _text,
        "card": _text,
        "size_bytes": _COUNT,
        "picture_side": _COUNT,
        "picture_edge": _COUNT,
        "tasks": _or_null(_NAMES),
        "sampling": _both(_anything, _table({"providers": _NAMES})),
        "price": _or_null(_both(_anything, _table({"tiers": _list(_table({}), MOST_NAMES)}))),
    },
    {
        "weights": _text,
        "projector": _or_null(_text),
        "base_url": _text,
        "slug": _text,
        "key": _or_null(_text),
        "source": _text,
        "chat_template": _text,
    },
)

_ANSWER = _table(
    {
        "model": _text,
        "name": _text,
        "engine": _text,
        "setup": _SETUP,
        "state": _text,
        "phase": _text,
        "text": _text,
        "thinking": _text,
        "detections": _list(
            _table({"label": _text, "box": _box, "score": _SCORE}), MOST_DETECTIONS
        ),
        "labels": _list(_table({"label": _text, "score": _SCORE}), MOST_DETECTIONS),
        "value": _anything,
        "problems": _NAMES,
        "notices": _NAMES,
        "usage": _table_of(_no_container, 20),
        "timing": _table_of(_FIGURE, 20),
        "cost_usd": _no_container,
        "finish_reason": _or_null(_text),
        "failure": _or_null(_table({"what": _text, "todo": _text, "details": _text})),
        "sent": _or_null(
            _table(
                {
                    "width": _whole(0, LARGEST_SIDE),
                    "height": _whole(0, LARGEST_SIDE),
                    "prompt": _text,
                    "sampling": _both(_anything, _table({})),
                },
                {"media_type": _text, "image_bytes": _or_null(_whole())},
            )
        ),
    },
    {
        # Versions before points and outlines were read have neither.
        "points": _list(
            _table({"label": _text, "point": _point, "score": _SCORE}), MOST_DETECTIONS
        ),
        "polygons": _list(
            _table({"label": _text, "polygon": _outline, "score": _SCORE}), MOST_DETECTIONS
        ),
        "served": _text,
        "device": _text,
        "messages": _anything,
    },
)

_COMPARISON = _table(
    {
        "id": _text,
        "created": _moment,
        "version": _text,
        "picture": _table(
            {
                "path": _path,
                "sha256": _text,
                "width": _whole(1, LARGEST_SIDE),
                "height": _whole(1, LARGEST_SIDE),
            },
            {"frame": _whole(1, MOST_FRAMES), "frames": _whole(1, MOST_FRAMES)},
        ),
        "task": _table(
            {
                "name": _text,
                "classes": _NAMES,
                "question": _text,
                "own_prompt": _or_null(_text),
                "detailed": _switch,
                "many": _switch,
                "fields": _table_of(_text, MOST_NAMES),
            }
        ),
        "answers": _list(lambda value, place: check_answer(value, place), MOST_ANSWERS),
    },
    {
        "class_colours": _table_of(_text, MOST_DETECTIONS),
        "judgements": _table_of(_table({"vote": _or_null(_text), "note": _text}), MOST_ANSWERS),
    },
)
