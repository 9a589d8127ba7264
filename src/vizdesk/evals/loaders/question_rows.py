"""Rows with an image, a question and an answer, under the names that data sets give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vizdesk.common.messages import message, reason
from vizdesk.evals.checks import Check
from vizdesk.evals.loaders.assemble import PlacedItem, assemble, suite_name
from vizdesk.evals.loaders.expected_values import check_of_key
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.suite import EvalItem, Fault, Suite, SuiteError, task_for

IMAGE = (
    *("image", "image_path", "img", "img_path", "image_file", "image_name", "picture", "photo"),
    *("file_name", "filename", "file", "path", "images", "image_url", "filepath"),
)
QUESTION = ("question", "prompt", "query", "text", "instruction", "input", "problem")
ANSWER = (
    *("answer", "answers", "expected", "target", "ground_truth", "groundtruth", "gt", "gt_answer"),
    *("reference", "correct_answer", "label", "output", "solution", "key", "response"),
)
IDS = ("id", "question_id", "index", "qid", "uid", "sample_id")
CATEGORIES = ("category", "l2-category", "l2_category", "task", "subject", "type")
CHOICES = ("choices", "options", "candidates")
BASE64_STARTS = ("/9j/", "iVBOR", "R0lGOD", "UklGR")
"""How JPEG, PNG, GIF and WebP begin in base64."""
SHORTEST_IMAGE = 60
LETTERS = tuple("abcdefgh")
IMAGE_MARK = re.compile(r"<image>|<img>|\[image\]|<\|image\|>", re.IGNORECASE)
ASK_FOR_A_LETTER = "Answer with the letter of the right choice."


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question as it was read: an image as it is named, its words, accepted answers."""

    image: object
    question: str
    answers: tuple[str, ...]
    choices: tuple[str, ...] = ()
    id: str = ""
    category: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def question_file(
    context: LoaderContext,
    endings: tuple[str, ...],
    looks_like_questions: Callable[[LoaderContext, str], bool],
) -> str | None:
    """The one file of questions at the top of a folder, if any; several raise SuiteError."""
    files = [file for file in context.listed(endings) if "/" not in file]
    suites = [file for file in files if looks_like_questions(context, file)]
    if len(suites) > 1:
        what = message(
            "holds several files of questions ({names}): open one of them.",
            names=", ".join(suites[:5]),
        )
        raise SuiteError((Fault(context.folder.name, 0, what),))
    return suites[0] if suites else None


def rows_of(table: Mapping[str, Any]) -> Iterator[QuestionRow]:
    """The questions of one record of JSON or one row of a table; none where it is of no such kind.

    LLaVA's conversations, messages as chat APIs take them, inspect's input and target, and plain
    keys are understood.
    """
    keys = {str(key).strip().casefold(): value for key, value in table.items()}
    talk = keys.get("conversations") or keys.get("messages")
    if not isinstance(talk, list) and isinstance(keys.get("input"), list):
        talk = keys["input"]
    if isinstance(talk, list):
        yield from _of_talk(keys, talk)
        return
    image, question = _first(keys, IMAGE), _first(keys, QUESTION)
    if isinstance(image, list):
        image = image[0] if len(image) == 1 else None
    metadata = keys.get("metadata")
    if image is None and isinstance(metadata, Mapping):
        image = _first({str(key).casefold(): value for key, value in metadata.items()}, IMAGE)
    if image is None or not isinstance(question, str):
        return
    choices, letters = _choices(keys)
    hint = keys.get("hint")
    words = f"{hint.strip()}\n{question}" if isinstance(hint, str) and hint.strip() else question
    if letters:
        listed = "\n".join(f"{name}. {text}" for name, text in letters.items())
        words = f"{words.strip()}\n{listed}\n{ASK_FOR_A_LETTER}"
    yield QuestionRow(
        image,
        IMAGE_MARK.sub("", words).strip(),
        _texts(_first(keys, ANSWER)),
        tuple(letters) or choices,
        _word(_first(keys, IDS)),
        _word(_first(keys, CATEGORIES)),
    )


def _choices(keys: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Choices listed as texts; and those in columns A, B, C… by their letter."""
    letters = {
        letter.upper(): str(keys[letter]).strip()
        for letter in LETTERS
        if isinstance(keys.get(letter), str | int | float) and str(keys[letter]).strip()
    }
    listed = _first(keys, CHOICES)
    texts = tuple(map(str, listed)) if isinstance(listed, list) else ()
    return texts if len(texts) > 1 else (), letters if len(letters) > 1 else {}


def _of_talk(keys: Mapping[str, Any], talk: Sequence[Any]) -> Iterator[QuestionRow]:
    """Each question with the reply to it; without a reply the record's own answer is the key."""
    image, asked = _first(keys, IMAGE), ""
    id_, category = _word(_first(keys, IDS)), _word(_first(keys, CATEGORIES))
    pairs: list[tuple[str, tuple[str, ...]]] = []
    for turn in talk:
        if not isinstance(turn, Mapping):
            continue
        role = str(turn.get("role") or turn.get("from") or "").casefold()
        text, shown = _content(turn.get("content", turn.get("value")))
        image = shown if shown is not None else image
        if role in ("user", "human"):
            asked = IMAGE_MARK.sub("", text).strip()
        elif role in ("assistant", "gpt", "model") and asked:
            pairs.append((asked, _texts(text)))
            asked = ""
    if asked:
        pairs.append((asked, _texts(_first(keys, ANSWER))))
    if isinstance(image, list):
        image = image[0] if len(image) == 1 else None
    for at, (question, answers) in enumerate(pairs):
        # Several questions of one record have its id once.
        yield QuestionRow(image, question, answers, id="" if at else id_, category=category)


def _content(content: object) -> tuple[str, object]:
    """The words of a message and the image it shows, None for none."""
    if isinstance(content, str):
        return content, None
    words, image = [], None
    for part in content if isinstance(content, list) else ():
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, Mapping):
            shown = part.get("image_url", part.get("image"))
            url = shown.get("url") if isinstance(shown, Mapping) else shown
            image = url if isinstance(url, str) else image
            text = part.get("text")
            words += [text] if isinstance(text, str) else []
    return "\n".join(words), image


def _first(keys: Mapping[str, Any], names: Sequence[str]) -> Any:  # noqa: ANN401 - any JSON value
    found = (keys[name] for name in names if keys.get(name) not in (None, "", []))
    return next(found, None)


def _texts(value: object) -> tuple[str, ...]:
    """Accepted answers: one, or several of a list."""
    values = value if isinstance(value, list) else [value]
    words = (_word(each) for each in values)
    return tuple(dict.fromkeys(word for word in words if word))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value).strip()
    return ""


def questions_suite(
    context: LoaderContext, rows: Sequence[tuple[str, int, QuestionRow]], fallback: str
) -> Suite:
    """The rows (with file and line) as a suite. Raises SuiteError with every fault."""
    title, name = context.folder.name, suite_name(context.folder, fallback)
    placed = [
        PlacedItem(item, file, line)
        for file, line, row in rows
        if (item := _item(context, file, line, row)) is not None
    ]
    return assemble(context, placed, name=name, title=title)


def holds_image(text: str) -> bool:
    """Whether this is an image itself, in base64 (with or without “data:” before it)."""
    return text.startswith(("data:image/", *BASE64_STARTS)) and len(text) > SHORTEST_IMAGE


def _item(context: LoaderContext, file: str, line: int, row: QuestionRow) -> EvalItem | None:
    held = isinstance(row.image, str) and holds_image(row.image)
    if held:
        image = context.held_image(str(row.image), file, line)
    else:
        image = context.image(row.image, file, line, anywhere=True)
    check: Check | None = None
    if row.answers:
        try:
            check = check_of_key(row.answers, row.choices, row.question)
        except ValueError as error:
            context.fault(file, line, message("{reason}.", reason=reason(error)))
            return None
    if image is None:
        return None
    task = task_for(row.question, check)
    sha256 = context.hashes[image]
    return EvalItem(row.id, row.category or "All", image, row.question, check, task, sha256)
