"""What the list of the history shows of a comparison, and what it can be asked for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vizdesk.common.messages import EMPTY, Message
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.types import Answer, Comparison, ImageRef


@dataclass(frozen=True, slots=True)
class Entry:
    """One comparison in the list; `opening` are the first words of its first good answer.

    `agreement` says how far its answers agree; empty where fewer than two were read.

    `asked` is what tells it from others of its task: the question, the classes or the fields.
    `image` is what its image is called: the file, and which frame where it has several.
    """

    id: str
    created: datetime
    task: str
    path: str
    sha256: str
    models: tuple[str, ...]
    opening: str
    thumbnail: bytes | None
    pinned: bool = False
    asked: str = ""
    image: str = ""
    agreement: Message = EMPTY


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """What to list: words that must all occur, a task's name, a model's name, days.

    `since` is the first day or moment in UTC (ISO), `until` the last day, or the moment after all.
    """

    words: str = ""
    task: str = ""
    model: str = ""
    since: str = ""
    until: str = ""


OPENING = 120


def opening_of(answer: Answer) -> str:
    """The first words of an answer, on one line; what was seen where there are no words."""
    if answer.reading.all_detections:
        counts = Counter(detection.label for detection in answer.reading.all_detections)
        words = ", ".join(f"{name} × {n}" if n > 1 else name for name, n in counts.items())
    elif answer.reading.labels:
        words = ", ".join(label.label for label in answer.reading.labels)
    elif answer.failure is not None:
        words = answer.failure.what
    elif isinstance(answer.reading.value, dict):
        words = ", ".join(
            f"{key}: {_plain(content)}" for key, content in answer.reading.value.items()
        )
    else:
        words = " ".join(re.sub(r"(^|\s)#{1,6}\s|\*\*|```\w*", " ", answer.text).split())
    words = " ".join(words.split())
    return words if len(words) <= OPENING else f"{words[: OPENING - 1]}…"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else to_json(value)


def asked_of(task: Mapping[str, Any]) -> str:
    """What tells a comparison from others of its task, of a task as it is recorded."""
    words = task.get("prompt") or task.get("question") or ""
    classes, fields = task.get("classes"), task.get("fields")
    names = classes if isinstance(classes, list) and classes else fields
    names = names if isinstance(names, list | dict) else ()  # else the record is damaged
    return " ".join(str(words).split()) or ", ".join(map(str, names))


def image_name(path: str, picture: Mapping[str, Any]) -> str:
    """What the image at `path` is called, by what its comparison's record says of its frame."""
    frame, frames = (picture.get(key, 1) for key in ("frame", "frames"))
    if not isinstance(frame, int) or not isinstance(frames, int):
        frame = frames = 1
    return ImageRef(path, "", 1, 1, frame - 1, frames).name


def words_of(comparison: Comparison) -> str:
    """Everything a search may look for: file, task, question, classes, models, answers, labels."""
    task = comparison.task
    parts = [
        re.sub(r"[/\\]", " ", comparison.image.path),
        comparison.image.name,
        task.kind.value,
        task.question,
        task.prompt or "",
        *task.classes,
        *(key for key, _ in task.fields),
    ]
    for answer in comparison.answers:
        parts += [answer.model.name, answer.model.id, answer.text]
        parts += [detection.label for detection in answer.reading.all_detections]
        parts += [label.label for label in answer.reading.labels]
    parts += [judgement.note for _, judgement in comparison.judgements]
    return "\n".join(dict.fromkeys(part for part in parts if part))


# Scripts that put no spaces between words: the index knows only whole runs of them.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def match_words(words: str) -> str:
    """A person's words as an FTS5 query: all of them, each as a beginning of a word.

    What stands in quotation marks must occur just so. The index takes words apart as it did when
    it was made, so nothing is left out here: marks above letters, signs between them.
    """
    found = []
    for phrase, word in _words_in(words):
        if not _UNSPACED.search(phrase or word):
            found.append(f'"{phrase}"' if phrase else f'"{word}"*')
    return " ".join(found)


def inner_words(words: str) -> tuple[str, ...]:
    """Those of a person's words that are looked for anywhere in the text, as LIKE patterns."""
    found = [phrase or word for phrase, word in _words_in(words)]
    escaped = (re.sub("[%_!]", r"!\g<0>", word) for word in found if _UNSPACED.search(word))
    return tuple(f"%{word}%" for word in escaped)


def _words_in(words: str) -> list[tuple[str, str]]:
    """(phrase, "") or ("", word), without those in which no letter or figure is."""
    plain = unicodedata.normalize("NFC", re.sub("[“”„«»]", '"', words)).replace("\0", "")
    pairs = re.findall(r'"([^"]+)"|([^\s"]+)', plain)
    return [pair for pair in pairs if any(character.isalnum() for character in "".join(pair))]
