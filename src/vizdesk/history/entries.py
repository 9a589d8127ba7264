"""What the list of the history shows of a comparison, and what it can be asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from vizdesk.comparison.nouns import Answer, Comparison


@dataclass(frozen=True, slots=True)
class Entry:
    """One comparison in the list; `opening` are the first words of its first answer."""

    id: str
    created: datetime
    task: str
    path: str
    sha256: str
    models: tuple[str, ...]
    opening: str
    thumbnail: bytes | None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: words that must all occur, a task's name, a model's name, days (ISO dates)."""

    words: str = ""
    task: str = ""
    model: str = ""
    since: str = ""
    until: str = ""


OPENING = 120


def opening_of(answer: Answer) -> str:
    """The first words of an answer, on one line; what was seen where there are no words."""
    if answer.reading.detections:
        counts: dict[str, int] = {}
        for one in answer.reading.detections:
            counts[one.label] = counts.get(one.label, 0) + 1
        words = ", ".join(f"{name} × {n}" if n > 1 else name for name, n in counts.items())
    elif answer.reading.labels:
        words = ", ".join(one.label for one in answer.reading.labels)
    elif answer.failure is not None:
        words = answer.failure.what
    else:
        words = " ".join(answer.text.split())
    return words if len(words) <= OPENING else f"{words[: OPENING - 1]}…"


def words_of(comparison: Comparison) -> str:
    """Everything a search may look for: file, task, question, classes, models, answers, labels."""
    task = comparison.task
    parts = [
        re.sub(r"[/\\]", " ", comparison.picture.path),
        task.kind.value,
        task.question,
        task.prompt or "",
        *task.classes,
        *(key for key, _ in task.fields),
    ]
    for answer in comparison.answers:
        parts += [answer.model.name, answer.model.id, answer.text]
        parts += [one.label for one in answer.reading.detections]
        parts += [one.label for one in answer.reading.labels]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def match_words(words: str) -> str:
    """A person's words as an FTS5 query: all of them, each as a beginning of a word."""
    found = re.findall(r"\w+", words)
    return " ".join(f'"{one}"*' for one in found)
