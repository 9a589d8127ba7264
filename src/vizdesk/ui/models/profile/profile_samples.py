"""Which task shows a prompt at work: the one that is to be asked, or an example."""

from __future__ import annotations

from vizdesk.comparison.prompts import prompt_key
from vizdesk.comparison.tasks import Task, TaskKind, missing

CLASSES = ("cat", "dog")
SAMPLES = (
    Task(TaskKind.CAPTION),
    Task(TaskKind.CAPTION, detailed=True),
    Task(TaskKind.READ_TEXT),
    Task(TaskKind.ASK, question="What is this?"),
    Task(TaskKind.DETECT),
    Task(TaskKind.DETECT, classes=CLASSES),
    Task(TaskKind.CLASSIFY),
    Task(TaskKind.CLASSIFY, classes=CLASSES),
    Task(TaskKind.CLASSIFY, classes=CLASSES, many=True),
    Task(TaskKind.COUNT),
    Task(TaskKind.COUNT, classes=("cat",)),
    Task(TaskKind.STRUCTURED, fields=(("total", "the sum to pay"), ("date", ""))),
)
# Sentences about the form are seen at work with the task they belong to.
AT_WORK = {"detect-format": "detect", "structured-format": "structured"}


def asked_with(key: str, task: Task | None) -> tuple[Task | None, bool]:
    """A task that uses the prompt `key`, and whether it is `task` itself; None where none does."""
    key = AT_WORK.get(key, key)
    if task is not None and prompt_key(task) == key and not missing(task):
        return task, True
    return next((sample for sample in SAMPLES if prompt_key(sample) == key), None), False
