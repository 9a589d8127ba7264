"""Read text: all text in the image, as it stands there."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskOutput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind

READ_TEXT = TaskSpec(
    kind=TaskKind.READ_TEXT,
    title=QT_TRANSLATE_NOOP("tasks", "OCR"),
    input=TaskInput.NOTHING,
    output=TaskOutput.TRANSCRIPT,
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Read all text in the image"),
    samples=(Task(TaskKind.READ_TEXT),),
)
