"""Count: how many objects, or how many of the classes, as one whole number."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.counts import read_count
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskOutput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind

COUNT = TaskSpec(
    kind=TaskKind.COUNT,
    title=QT_TRANSLATE_NOOP("tasks", "Count"),
    input=TaskInput.CLASSES,
    output=TaskOutput.NUMBER,
    input_title=QT_TRANSLATE_NOOP("task inputs", "Count"),
    input_hint=QT_TRANSLATE_NOOP("task inputs", "add what to count… (none: all)"),
    prompt_key=lambda task: "count-thing" if task.classes else "count",
    parse=lambda reply: read_count(reply.text),
    samples=(Task(TaskKind.COUNT), Task(TaskKind.COUNT, classes=("cat",))),
)
