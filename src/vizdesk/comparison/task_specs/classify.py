"""Classify: the class of the whole image, or all that are true of it."""

from __future__ import annotations

from typing import Any

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.task_specs.task_spec import (
    TaskInput,
    TaskOption,
    TaskOutput,
    TaskSpec,
    UnreadReply,
    object_schema,
)
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading


def _prompt_key(task: Task) -> str:
    if not task.classes:
        return "classify-free"
    return "classify-many" if task.many else "classify"


def _schema(task: Task, profile: Profile) -> dict[str, Any] | None:
    if not task.classes:
        return None
    label = {"type": "string", "enum": list(task.classes)}
    if task.many:
        return object_schema({"predicted_classes": {"type": "array", "items": label}})
    return object_schema({"class_name": label})


def _parse(reply: UnreadReply) -> Reading:
    # Only when a reply is there: the window is visible before its parsers are imported.
    from vizdesk.comparison.parsing.classes import read_classes

    return read_classes(reply.text, reply.task)


CLASSIFY = TaskSpec(
    kind=TaskKind.CLASSIFY,
    title=QT_TRANSLATE_NOOP("tasks", "Classify"),
    input=TaskInput.CLASSES,
    output=TaskOutput.LABELS,
    input_title=QT_TRANSLATE_NOOP("task inputs", "Labels"),
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Add label… leave empty for any"),
    option=TaskOption("many", QT_TRANSLATE_NOOP("task inputs", "Multi-label")),
    prompt_key=_prompt_key,
    format_key="classify-format",
    schema=_schema,
    parse=_parse,
    samples=(
        Task(TaskKind.CLASSIFY),
        Task(TaskKind.CLASSIFY, classes=("cat", "dog")),
        Task(TaskKind.CLASSIFY, classes=("cat", "dog"), many=True),
    ),
)
