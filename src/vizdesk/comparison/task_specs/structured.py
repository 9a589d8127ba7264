"""Structured: a JSON object with the fields that were named."""

from __future__ import annotations

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.structures import read_structure
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskOutput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind


def _missing(task: Task) -> Message:
    written = task.fields or task.prompt
    return EMPTY if written else message("Name at least one field to fill in.")


STRUCTURED = TaskSpec(
    kind=TaskKind.STRUCTURED,
    title=QT_TRANSLATE_NOOP("tasks", "Structured"),
    input=TaskInput.FIELDS,
    output=TaskOutput.OBJECT,
    input_hint=QT_TRANSLATE_NOOP("task inputs", "field: what it is; another field: what it is"),
    missing=_missing,
    format_key="structured-format",
    parse=lambda reply: read_structure(reply.text, reply.task),
    samples=(Task(TaskKind.STRUCTURED, fields=(("total", "the sum to pay"), ("date", ""))),),
)
