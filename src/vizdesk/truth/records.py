"""Truth in plain JSON values: `vizdesk-truth/1` of docs/truth.md, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from vizdesk.common.messages import MessageError, message
from vizdesk.comparison.types import (
    AnyDetection,
    Box,
    Detection,
    ImageRef,
    PointDetection,
    PolygonDetection,
)
from vizdesk.evals import registry
from vizdesk.evals.checks import Fields
from vizdesk.truth.image_truth import (
    ExpectedAnswer,
    ExpectedCount,
    ExpectedText,
    ImageTruth,
    Origin,
    TrueThing,
)

FORMAT = "vizdesk-truth/1"
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)


class TruthError(MessageError):
    """This is no truth that can be read or kept; says why."""


def truth_record(truth: ImageTruth) -> dict[str, Any]:
    """The truth as JSON values; what is not known is left out."""
    image = truth.image
    record: dict[str, Any] = {
        "format": FORMAT,
        "picture": {
            "path": image.path,
            "sha256": image.sha256,
            "width": image.width,
            "height": image.height,
            "frame": image.frame + 1,
            "frames": image.frames,
        },
        "changed": truth.changed.isoformat(),
    }
    if truth.objects is not None:
        record["objects"] = [_thing_record(thing) for thing in truth.objects]
    if truth.text is not None:
        record["text"] = {"text": truth.text.text, "line_breaks": truth.text.line_breaks}
    if truth.classes is not None:
        record["classes"] = list(truth.classes)
    if truth.fields is not None:
        record["fields"] = registry.to_json(truth.fields)
    record["answers"] = [
        {"question": answer.question, "check": registry.to_json(answer.check)}
        for answer in truth.answers
    ]
    record["counts"] = [
        {"classes": list(count.classes), "value": count.value} for count in truth.counts
    ]
    record["started_from"] = list(truth.started_from)
    return {key: value for key, value in record.items() if value != [] or key == "objects"}


def _thing_record(thing: TrueThing) -> dict[str, Any]:
    record: dict[str, Any] = {"label": thing.label, "origin": thing.origin.value}
    match thing.place:
        case Detection(box=box):
            record["box"] = [box.x0, box.y0, box.x1, box.y1]
        case PointDetection(x=x, y=y):
            record["point"] = [x, y]
        case PolygonDetection(vertices=vertices):
            record["polygon"] = [list(vertex) for vertex in vertices]
    if thing.source:
        record["source"] = thing.source
    if thing.crowd:
        record["crowd"] = True
    if thing.area_px is not None:
        record["area_px"] = thing.area_px
    return record


def truth_from_record(record: object) -> ImageTruth:
    """What `truth_record` made. Raises TruthError where it is none."""
    if not isinstance(record, Mapping) or record.get("format") != FORMAT:
        raise TruthError(message("This is no truth: “format” must be {format}.", format=FORMAT))
    try:
        return _truth(record)
    except TruthError:
        raise
    except _MALFORMED as error:
        raise TruthError(message("The truth is damaged: {why}.", why=str(error))) from error


def _truth(record: Mapping[str, Any]) -> ImageTruth:
    picture = record["picture"]
    image = ImageRef(
        _text(picture["path"]),
        _text(picture["sha256"]),
        _count(picture["width"]),
        _count(picture["height"]),
        _count(picture.get("frame", 1)) - 1,
        _count(picture.get("frames", 1)),
    )
    objects, text, classes = (record.get(key) for key in ("objects", "text", "classes"))
    changed = datetime.fromisoformat(record["changed"])
    return ImageTruth(
        image,
        None if objects is None else tuple(_thing(entry) for entry in objects),
        None if text is None else ExpectedText(_text(text["text"]), text["line_breaks"] is True),
        tuple(
            ExpectedAnswer(_text(entry["question"]), registry.from_json(entry["check"]))
            for entry in record.get("answers", ())
        ),
        None if classes is None else tuple(_text(name) for name in classes),
        tuple(
            ExpectedCount(tuple(_text(name) for name in entry["classes"]), _count(entry["value"]))
            for entry in record.get("counts", ())
        ),
        _fields(record.get("fields")),
        tuple(_text(name) for name in record.get("started_from", ())),
        changed if changed.tzinfo is not None else changed.replace(tzinfo=UTC),
    )


def _fields(record: object) -> Fields | None:
    if record is None:
        return None
    check = registry.from_json(record)
    if not isinstance(check, Fields):
        raise TruthError(message("The truth is damaged: {why}.", why="fields"))
    return check


def _thing(entry: Mapping[str, Any]) -> TrueThing:
    area = entry.get("area_px")
    return TrueThing(
        _place(entry),
        Origin(entry["origin"]),
        _text(entry.get("source", "")),
        entry.get("crowd") is True,
        None if area is None else _figure(area),
    )


def _place(entry: Mapping[str, Any]) -> AnyDetection:
    label = _text(entry["label"])
    if "point" in entry:
        x, y = (_share(value) for value in entry["point"])
        return PointDetection(label, x, y)
    if "polygon" in entry:
        vertices = tuple((_share(x), _share(y)) for x, y in entry["polygon"])
        if len(vertices) < 3:
            raise ValueError("an outline has at least three vertices")
        return PolygonDetection(label, vertices)
    x0, y0, x1, y1 = (_share(value) for value in entry["box"])
    if x0 > x1 or y0 > y1:
        raise ValueError("a box has its corners in order")
    return Detection(label, Box(x0, y0, x1, y1))


def _share(value: object) -> float:
    figure = _figure(value)
    if not 0 <= figure <= 1:
        raise ValueError(f"{figure} is not in 0..1")
    return figure


def _figure(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{str(value)[:40]!r} is no number")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{str(value)[:40]!r} is no count")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{str(value)[:40]!r} is no text")
    return value
