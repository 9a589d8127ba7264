"""Detect: a bounding box for every object, or for every one of the classes."""

from __future__ import annotations

from typing import Any

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.profiles import BoxForm, BoxScale, Profile
from vizdesk.comparison.task_specs.task_spec import (
    TaskInput,
    TaskOutput,
    TaskSpec,
    UnreadReply,
    object_schema,
)
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading


def _schema(task: Task, profile: Profile) -> dict[str, Any] | None:
    """Boxes are arrays of four numbers, or four keys where the family writes them so."""
    boxes = profile.boxes
    if boxes.form is not BoxForm.JSON:
        return None
    number = {"type": "number" if boxes.scale is BoxScale.UNIT else "integer"}
    label: dict[str, Any] = {"type": "string"}
    if task.classes:
        label["enum"] = list(task.classes)
    place = (
        dict.fromkeys(boxes.flat_keys, number)
        if boxes.flat_keys
        else {boxes.box_keys[0]: {"type": "array", "items": number}}
    )
    entry = object_schema({**place, boxes.label_keys[0]: label})
    return object_schema({"detections": {"type": "array", "items": entry}})


def _parse(reply: UnreadReply) -> Reading:
    # Only when a reply is there: the window is visible before its parsers are imported.
    from vizdesk.comparison.parsing.detections import read_detections

    return read_detections(reply.text, reply.profile.boxes, reply.frame, reply.task.classes)


DETECT = TaskSpec(
    kind=TaskKind.DETECT,
    title=QT_TRANSLATE_NOOP("tasks", "Detect"),
    input=TaskInput.CLASSES,
    output=TaskOutput.BOXES,
    input_title=QT_TRANSLATE_NOOP("task inputs", "Classes"),
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Add class… leave empty for all"),
    prompt_key=lambda task: "detect-classes" if task.classes else "detect",
    format_key="detect-format",
    schema=_schema,
    parse=_parse,
    reads_boxes=True,
    samples=(Task(TaskKind.DETECT), Task(TaskKind.DETECT, classes=("cat", "dog"))),
)
