"""Structured: a JSON object with the fields that were named."""

from __future__ import annotations

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.task_specs.task_spec import (
    TaskInput,
    TaskOutput,
    TaskSpec,
    UnreadReply,
)
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading


def _missing(task: Task) -> Message:
    written = task.fields or task.prompt
    return EMPTY if written else message("Name at least one field to fill in.")


def _parse(reply: UnreadReply) -> Reading:
    # Only when a reply is there: the window is visible before its parsers are imported.
    from vizdesk.comparison.parsing.structures import read_structure

    return read_structure(reply.text, reply.task)


STRUCTURED = TaskSpec(
    kind=TaskKind.STRUCTURED,
    title=QT_TRANSLATE_NOOP("tasks", "Extract"),
    input=TaskInput.FIELDS,
    output=TaskOutput.OBJECT,
    input_hint=QT_TRANSLATE_NOOP("task inputs", "field: what it is; another field: what it is"),
    missing=_missing,
    format_key="structured-format",
    parse=_parse,
    samples=(Task(TaskKind.STRUCTURED, fields=(("total", "the sum to pay"), ("date", ""))),),
)
