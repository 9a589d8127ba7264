"""Ask: an open question, answered in words; boxes in the answer are drawn too."""

from __future__ import annotations

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskOutput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind


def _missing(task: Task) -> Message:
    written = task.question.strip() or task.prompt
    return EMPTY if written else message("Write a question first.")


ASK = TaskSpec(
    kind=TaskKind.ASK,
    title=QT_TRANSLATE_NOOP("tasks", "Ask"),
    input=TaskInput.QUESTION,
    output=TaskOutput.PROSE,
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Ask anything about the image…"),
    missing=_missing,
    samples=(Task(TaskKind.ASK, question="What is this?"),),
)
