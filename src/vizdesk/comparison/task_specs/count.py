"""Count: how many objects, or how many of the classes, as one whole number."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.task_specs.task_spec import (
    TaskInput,
    TaskOutput,
    TaskSpec,
    UnreadReply,
)
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading


def _parse(reply: UnreadReply) -> Reading:
    # Only when a reply is there: the window is visible before its parsers are imported.
    from vizdesk.comparison.parsing.counts import read_count

    return read_count(reply.text, reply.task.classes)


COUNT = TaskSpec(
    kind=TaskKind.COUNT,
    title=QT_TRANSLATE_NOOP("tasks", "Count"),
    input=TaskInput.CLASSES,
    output=TaskOutput.NUMBER,
    input_title=QT_TRANSLATE_NOOP("task inputs", "Classes"),
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Add what to count… leave empty for all"),
    prompt_key=lambda task: "count-thing" if task.classes else "count",
    parse=_parse,
    samples=(Task(TaskKind.COUNT), Task(TaskKind.COUNT, classes=("cat",))),
)
