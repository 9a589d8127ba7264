"""Caption: what is in the image, in a sentence or in detail."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskOption, TaskOutput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind

CAPTION = TaskSpec(
    kind=TaskKind.CAPTION,
    title=QT_TRANSLATE_NOOP("tasks", "Caption"),
    input=TaskInput.NOTHING,
    output=TaskOutput.PROSE,
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Describe the image"),
    option=TaskOption("detailed", QT_TRANSLATE_NOOP("task inputs", "Detailed")),
    prompt_key=lambda task: "caption-detailed" if task.detailed else "caption",
    samples=(Task(TaskKind.CAPTION), Task(TaskKind.CAPTION, detailed=True)),
)
