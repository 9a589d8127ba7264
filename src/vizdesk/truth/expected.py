"""What is expected of the tasks without objects, as words that a person writes, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from vizdesk.common.messages import MessageError, message
from vizdesk.comparison.parsing.final_answer import final_answer
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer
from vizdesk.evals.check_proposals import proposal
from vizdesk.evals.checks import Check, Fields
from vizdesk.evals.loaders.expected_values import check_of
from vizdesk.evals.registry import CHECK_KINDS, kind_of
from vizdesk.truth.image_truth import ExpectedCount, ExpectedText, ImageTruth

NO_CLASS = "–"
"""Written where none of the classes is right; nothing written says that it is not known."""
USUAL_KIND = "text"


class ExpectedError(MessageError, ValueError):
    """What was written is not what the task needs."""


@dataclass(frozen=True, slots=True)
class ExpectedWords:
    """`text` as it is written; empty: not known.

    `kind` and `option` are those of a question's check, `line_breaks` is whether line ends count.
    """

    text: str = ""
    kind: str = USUAL_KIND
    option: str = ""
    line_breaks: bool = False


def expected_words(truth: ImageTruth, task: Task) -> ExpectedWords:
    """What is known to be right of a task, as it is written."""
    match task.kind:
        case TaskKind.READ_TEXT if truth.text is not None:
            return ExpectedWords(truth.text.text, line_breaks=truth.text.line_breaks)
        case TaskKind.ASK if (check := truth.answer_to(question_of(task))) is not None:
            return _check_words(check)
        case TaskKind.CLASSIFY if truth.classes is not None:
            return ExpectedWords(", ".join(truth.classes) or NO_CLASS)
        case TaskKind.COUNT if (count := _count_of(truth, task)) is not None:
            return ExpectedWords(str(count))
        case TaskKind.STRUCTURED if truth.fields is not None:
            value = json.dumps(truth.fields.value, ensure_ascii=False, indent=2)
            return ExpectedWords(value)
    return ExpectedWords()


def with_expected(truth: ImageTruth, task: Task, words: ExpectedWords) -> ImageTruth:
    """The truth with what was written; empty words take it away. Raises ValueError."""
    text = words.text.strip()
    match task.kind:
        case TaskKind.READ_TEXT:
            known = ExpectedText(words.text, words.line_breaks) if text else None
            return replace(truth, text=known)
        case TaskKind.ASK:
            return _with_answer(truth, question_of(task), words, text)
        case TaskKind.CLASSIFY:
            return replace(truth, classes=_classes(text))
        case TaskKind.COUNT:
            return _with_count(truth, task, text)
        case TaskKind.STRUCTURED:
            return replace(truth, fields=_fields(text))
    return truth


def answer_words(task: Task, answer: Answer) -> ExpectedWords:
    """What a model answered, as it would be written."""
    match task.kind:
        case TaskKind.READ_TEXT:
            return ExpectedWords(final_answer(answer.text).whole)
        case TaskKind.CLASSIFY:
            labels = answer.reading.labels
            if not task.many and labels:
                best = max(labels, key=lambda label: -1.0 if label.score is None else label.score)
                labels = (best,)
            return ExpectedWords(", ".join(label.label for label in labels))
    proposed = proposal(task, answer)
    if task.kind is TaskKind.ASK:
        return ExpectedWords(proposed.expected, proposed.kind, proposed.choices)
    return ExpectedWords(proposed.expected)


def question_of(task: Task) -> str:
    """The question whose answer is known, as scores ask for it."""
    return task.prompt or task.question


def _check_words(check: Check) -> ExpectedWords:
    kind = kind_of(check)
    written = kind.write(check)
    option = "" if kind.option is None else _form_text(written.get(kind.option.key, ""))
    return ExpectedWords(_form_text(written.get(kind.keys[0].name, "")), kind.name, option)


def _form_text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return "; ".join(map(str, value))
        case Mapping():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _with_answer(truth: ImageTruth, question: str, words: ExpectedWords, text: str) -> ImageTruth:
    if not question.strip():
        raise ExpectedError(message("Write a question first."))
    if not text:
        wanted = " ".join(question.casefold().split())
        others = [
            answer
            for answer in truth.answers
            if " ".join(answer.question.casefold().split()) != wanted
        ]
        return replace(truth, answers=tuple(others))
    kind = next(kind for kind in CHECK_KINDS if kind.name == words.kind)
    options = {} if kind.option is None else {kind.option.key: words.option}
    return truth.with_answer(question, check_of(words.kind, kind.from_form(text), options))


def _classes(text: str) -> tuple[str, ...] | None:
    if not text:
        return None
    if text == NO_CLASS:
        return ()
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _count_of(truth: ImageTruth, task: Task) -> int | None:
    """What was said, not what was drawn."""
    return replace(truth, objects=None).count_of(task)


def _with_count(truth: ImageTruth, task: Task, text: str) -> ImageTruth:
    asked = {name.casefold() for name in task.classes}
    others = tuple(
        count for count in truth.counts if {name.casefold() for name in count.classes} != asked
    )
    if not text:
        return replace(truth, counts=others)
    if not text.isdecimal() or len(text) > 9:
        raise ExpectedError(message("Write a whole number, 0 or more."))
    return replace(truth, counts=(*others, ExpectedCount(task.classes, int(text))))


def _fields(text: str) -> Fields | None:
    if not text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ExpectedError(message("This is not JSON yet.")) from None
    if not isinstance(value, dict) or not value:
        raise ExpectedError(message("Write a JSON object with its fields."))
    return Fields(text)
