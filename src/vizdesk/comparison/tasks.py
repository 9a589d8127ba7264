"""What is asked of an image: the kind of task, and the task with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from vizdesk.common.open_enum import OpenEnum


class TaskKind(OpenEnum):
    """What is asked. The values are the names on the command line and in the JSON format.

    `comparison.task_specs` says of each what it needs, how it is asked and what it gives; a
    further task defines its kind in its own module there.
    """

    __slots__ = ()
    CAPTION: ClassVar[TaskKind]
    READ_TEXT: ClassVar[TaskKind]
    ASK: ClassVar[TaskKind]
    DETECT: ClassVar[TaskKind]
    CLASSIFY: ClassVar[TaskKind]
    COUNT: ClassVar[TaskKind]
    STRUCTURED: ClassVar[TaskKind]


TaskKind.CAPTION = TaskKind.define("caption", "describe")
TaskKind.READ_TEXT = TaskKind.define("read-text", "ocr", "read")
TaskKind.ASK = TaskKind.define("ask", "vqa", "prompt")
TaskKind.DETECT = TaskKind.define("detect")
TaskKind.CLASSIFY = TaskKind.define("classify")
TaskKind.COUNT = TaskKind.define("count")
TaskKind.STRUCTURED = TaskKind.define("structured", "json")


@dataclass(frozen=True, slots=True)
class Task:
    """One question to every model.

    `classes` are what to detect, choose from or count (empty: all, free). `detailed` asks for a
    long caption. `many` lets several classes be true. `question` is the open question of ASK.
    `fields` are (key, description) pairs of a structured answer. `prompt`, when set, replaces the
    words of every model's profile; the profile's format sentence is still added where boxes or
    JSON must be read back.
    """

    kind: TaskKind
    classes: tuple[str, ...] = ()
    detailed: bool = False
    many: bool = False
    question: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    prompt: str | None = None


def task_kind(name: str) -> TaskKind:
    """The kind called `name` on the command line. Raises ValueError naming the known ones."""
    key = name.strip().lower().replace("_", "-").replace(" ", "-")
    try:
        return TaskKind.named(key)
    except ValueError:
        names = ", ".join(kind.value for kind in TaskKind)
        raise ValueError(f"unknown task “{name}”; known tasks: {names}") from None
