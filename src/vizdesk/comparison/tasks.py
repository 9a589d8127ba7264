"""The tasks an image can be given to a model for: what each needs and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class TaskKind(Enum):
    """What is asked. The values are the names on the command line and in the JSON format."""

    CAPTION = "caption"
    READ_TEXT = "read-text"
    ASK = "ask"
    DETECT = "detect"
    CLASSIFY = "classify"
    COUNT = "count"
    STRUCTURED = "structured"


ALIASES: dict[str, TaskKind] = {
    "describe": TaskKind.CAPTION,
    "ocr": TaskKind.READ_TEXT,
    "read": TaskKind.READ_TEXT,
    "vqa": TaskKind.ASK,
    "prompt": TaskKind.ASK,
    "json": TaskKind.STRUCTURED,
}


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
    if key in ALIASES:
        return ALIASES[key]
    try:
        return TaskKind(key)
    except ValueError:
        known = ", ".join(kind.value for kind in TaskKind)
        raise ValueError(f"unknown task “{name}”; known tasks: {known}") from None


def missing(task: Task) -> str:
    """What the task still needs before it can run, as a sentence; empty when it is complete."""
    if task.kind is TaskKind.ASK and not (task.question.strip() or task.prompt):
        return "Write a question first."
    if task.kind is TaskKind.STRUCTURED and not task.fields and not task.prompt:
        return "Name at least one field to fill in."
    return ""
