"""Boxes: F1 at an IoU, over the detections that were read from the reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vizdesk.analysis.box_matching import f1, pairs
from vizdesk.common.messages import Message, message, plural, verbatim
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.types import Box, Detection, Reading
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import (
    json_number,
    json_text,
    json_texts,
    shown,
    table_json,
    table_list,
    table_number,
)
from vizdesk.evals.checks import Boxes
from vizdesk.evals.errors import CheckError
from vizdesk.evals.verdicts import Verdict, VerdictState

# More boxes than this are a model repeating itself; pairing them would only cost time.
MOST = 2_000


def judge_boxes(check: Boxes, reading: Reading) -> Verdict:
    """The verdict on boxes. Strict: the reply also had no problem when it was read."""
    boxes = reading.detections[:MOST]
    shown = f"{len(reading.detections)} box" + ("es" if len(reading.detections) != 1 else "")
    if not boxes and reading.problems:
        return Verdict(False, False, shown, verbatim(reading.problems[0]), VerdictState.UNREADABLE)
    paired = len(pairs(check.value, boxes, check.iou))
    score = f1(len(check.value), len(reading.detections), paired)
    right = score >= check.f1 - 1e-9
    why = message(
        "F1 {score} (at least {needed} is needed): {paired} of {all} found, {more} too many, at "
        "IoU {iou}.",
        score=f"{score:.2f}",
        needed=f"{check.f1:g}",
        paired=paired,
        all=len(check.value),
        more=len(reading.detections) - paired,
        iou=f"{check.iou:g}",
    )
    strict = right and not reading.problems
    if right and not strict:
        problem = verbatim(reading.problems[0])
        why = message("{why} Not strictly: {problem}", why=why, problem=problem)
    return Verdict(strict, right, shown, why, VerdictState.RIGHT if right else VerdictState.WRONG)


def _read_boxes(data: Mapping[str, Any]) -> Boxes:
    value = data["value"]
    if not isinstance(value, list | tuple):
        raise CheckError(
            message("“value” must be a list of boxes, not {value}", value=shown(value))
        )
    return Boxes(
        tuple(_detection(entry) for entry in value),
        float(json_number(data.get("f1", 0.8), "f1")),
        float(json_number(data.get("iou", 0.5), "iou")),
        json_texts(data.get("classes", ()), "classes"),
    )


def _detection(data: object) -> Detection:
    if not isinstance(data, Mapping) or set(data) != {"label", "box"}:
        raise CheckError(
            message("a box must be {label, box: [x0, y0, x1, y1]}, not {value}", value=shown(data))
        )
    label, corners = json_text(data["label"], "label"), data["box"]
    if not label.strip():
        raise CheckError(message("a box has an empty “label”"))
    if not isinstance(corners, list | tuple) or len(corners) != 4:
        raise CheckError(
            message("“box” must be four numbers in 0..1, not {value}", value=shown(corners))
        )
    x0, y0, x1, y1 = (float(json_number(corner, "box")) for corner in corners)
    if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
        raise CheckError(
            message(
                "“box” must be x0 < x1, y0 < y1 in 0..1 of the image, not {value}",
                value=shown(corners),
            )
        )
    return Detection(label.strip(), Box(x0, y0, x1, y1))


def _write_boxes(check: Boxes) -> dict[str, Any]:
    value = [
        {
            "label": detection.label,
            "box": [detection.box.x0, detection.box.y0, detection.box.x1, detection.box.y1],
        }
        for detection in check.value
    ]
    data = {"value": value, "f1": check.f1, "iou": check.iou}
    return {**data, "classes": list(check.classes)} if check.classes else data


def _rule(check: Boxes) -> Message:
    if not check.value:
        first, *rest = map(verbatim, check.asked)
        for name in rest:
            first = message("{name} or {other}", name=first, other=name)
        return message("find no {names}", names=first)
    return plural(
        "find the {n} box of {names}: F1 of at least {f1}, where a box counts from an overlap "
        "(IoU) of {iou}",
        "find the {n} boxes of {names}: F1 of at least {f1}, where a box counts from an overlap "
        "(IoU) of {iou}",
        len(check.value),
        names=", ".join(check.asked),
        f1=f"{check.f1:g}",
        iou=f"{check.iou:g}",
    )


BOXES = CheckKind(
    name="boxes",
    check=Boxes,
    example=Boxes((Detection("cat", Box(0.1, 0.2, 0.5, 0.6)),), classes=("cat", "dog")),
    meaning="F1 at this IoU; boxes are x0, y0, x1, y1 in 0..1 of the upright image",
    keys=(
        Key("value", from_table=table_json("boxes")),
        Key("f1", required=False, from_table=table_number),
        Key("iou", required=False, from_table=table_number),
        Key("classes", required=False, from_table=table_list),
    ),
    read=_read_boxes,
    write=_write_boxes,
    rule=_rule,
    judge=lambda check, reply: judge_boxes(check, reply.reading),
    judges_boxes=True,
    title=QT_TRANSLATE_NOOP("check kinds", "bounding boxes"),
    option=FormOption("f1", QT_TRANSLATE_NOOP("check kinds", "F1 at IoU 0.5 at least"), "0.8"),
)
