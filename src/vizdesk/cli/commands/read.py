"""`vizdesk read`: saved replies, read without asking a model; a file, or one JSON object a line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from vizdesk.cli.report import print_json, print_reading
from vizdesk.common.messages import Message, MessageError, message
from vizdesk.comparison.parsing.family_guess import guess_family
from vizdesk.comparison.parsing.reply import read as read_reply
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.serialization import reading_record
from vizdesk.comparison.task_specs.registry import TASKS, spec_of
from vizdesk.comparison.tasks import Task, TaskKind, task_kind
from vizdesk.comparison.types import Reading
from vizdesk.images.opening import open_image
from vizdesk.images.resize_rules import sent_size

OK, SOME_FAILED = 0, 1
Parser = TypeVar("Parser", bound=ArgumentParser)
Profiles = Mapping[str, Profile]
MOST_PIXELS = 1_000_000


class BadLineError(MessageError):
    """A line (or the options) that no reply can be read by; a sentence."""


@dataclass(frozen=True, slots=True)
class SavedReply:
    """A reply with what is needed to read it; sizes in pixels, `sent` None: as the family does.

    `family` empty: guessed.
    """

    reply: str
    task: Task
    family: str
    size: tuple[int, int]
    sent: tuple[int, int] | None = None


def add_read(commands: _SubParsersAction[Parser]) -> None:
    """Put `read` into the command line's grammar."""
    parser = commands.add_parser("read", help="read saved replies without asking a model")
    parser.add_argument("reply", nargs="?", metavar="REPLY", help="a text file; - for stdin")
    parser.add_argument("--jsonl", metavar="FILE", help="one reply a line, as JSON; - for stdin")
    parser.add_argument("--image", type=Path, metavar="FILE", help="the image that was asked about")
    names = ", ".join(spec.kind.value for spec in TASKS)
    parser.add_argument("--task", default=TaskKind.DETECT.value, metavar="NAME", help=names)
    parser.add_argument("--family", default="", metavar="ID", help="a profile (default: guessed)")
    parser.add_argument("--classes", default="", metavar="A,B", help="what was asked for")
    parser.add_argument("--many", action="store_true", help="several classes may be true")
    parser.add_argument(
        "--field", action="append", default=[], metavar="KEY", help="of a structured answer"
    )


def read(options: Namespace, profiles: Profiles) -> int:
    """Read what the options name; returns the exit status. Raises OSError."""
    try:
        if options.jsonl is not None:
            return _read_lines(options.jsonl, profiles)
        return _read_file(options, profiles)
    except MessageError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return SOME_FAILED


def reading_of(saved: SavedReply, profiles: Profiles) -> tuple[Reading, tuple[Message, ...]]:
    """What the reply says, and what was assumed to read it. Raises BadLineError."""
    assumed: tuple[Message, ...] = ()
    family = saved.family
    if not family:
        guess = guess_family(saved.reply)
        family, assumed = guess.family, (guess.said,)
    profile = profiles.get(family)
    if profile is None:
        names = ", ".join(sorted(profiles))
        raise BadLineError(
            message("“{family}” is no family; known are {known}.", family=family, known=names)
        )
    sent = saved.sent or sent_size(saved.size, profile.image)
    reading = read_reply(
        saved.task, profile, saved.reply, sent=sent, original=saved.size, final=True
    )
    return reading, assumed


# --- One file -------------------------------------------------------------------------------------


def _read_file(options: Namespace, profiles: Profiles) -> int:
    if options.reply is None:
        raise BadLineError(message("Name a file with a reply, or --jsonl FILE."))
    text = _text_of(options.reply)
    task = _task(
        options.task,
        [name.strip() for name in options.classes.split(",") if name.strip()],
        options.many,
        [field.partition("=")[0].strip() for field in options.field],
    )
    if options.image is None and spec_of(task.kind).reads_boxes:
        raise BadLineError(message("Name the image with --image: boxes are placed on it."))
    ref = open_image(options.image).ref if options.image else None
    size = (ref.width, ref.height) if ref else (1000, 1000)
    reading, assumed = reading_of(SavedReply(text, task, options.family, size), profiles)
    print_reading(text, reading, (*assumed, *reading.problems), size)
    return OK


def _text_of(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-8", "replace")


# --- One reply a line -----------------------------------------------------------------------------


def _read_lines(name: str, profiles: Profiles) -> int:
    good = True
    for number, line in _lines(name):
        record, well = _record_of_line(line, number, profiles)
        good &= well
        print_json(record, flush=name == "-")
    return OK if good else SOME_FAILED


def _lines(name: str) -> Iterator[tuple[int, str]]:
    if name == "-":
        yield from _numbered(sys.stdin.buffer)
        return
    with Path(name).open("rb") as file:
        yield from _numbered(file)


def _numbered(lines: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - a binary file
    for number, line in enumerate(lines, 1):
        text = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if text:
            yield number, text


def _record_of_line(line: str, number: int, profiles: Profiles) -> tuple[dict[str, Any], bool]:
    """The line to be written, and whether the reply could be read at all."""
    identity: Any = None
    try:
        data = json.loads(line)
        identity = data.get("id") if isinstance(data, dict) else None
        reading, assumed = reading_of(_saved(data), profiles)
        problems = [str(problem) for problem in (*assumed, *reading.problems)]
        return record_of(identity, reading, problems), True
    except (ValueError, MessageError, RecursionError) as error:
        why = f"Line {number}: {error}"
        print(f"vizdesk: {why}", file=sys.stderr)
        return record_of(identity, Reading(), [why]), False


def _saved(data: object) -> SavedReply:
    if not isinstance(data, dict):
        raise BadLineError(message("a line must be a JSON object"))
    reply = data.get("reply")
    if not isinstance(reply, str):
        raise BadLineError(message("“reply” must be a text"))
    fields = data.get("fields") or []
    task = _task(
        data.get("task", TaskKind.DETECT.value),
        _names(data, "classes"),
        bool(data.get("many")),
        list(fields) if isinstance(fields, dict) else _names(data, "fields"),
    )
    sent = data.get("sent")
    size = _size([data.get("width"), data.get("height")], "“width” and “height”")
    family = data.get("family") or ""
    if not isinstance(family, str):
        raise BadLineError(message("“family” must be a text"))
    return SavedReply(reply, task, family, size, None if sent is None else _size(sent, "“sent”"))


def _task(name: object, classes: list[str], many: bool, fields: list[str]) -> Task:
    try:
        kind = task_kind(str(name))
    except ValueError as error:
        raise BadLineError(message("{why}", why=str(error))) from None
    return Task(
        kind, classes=tuple(classes), many=many, fields=tuple((field, "") for field in fields)
    )


def _names(data: Mapping[str, Any], key: str) -> list[str]:
    names = data.get(key) or []
    if not isinstance(names, list):
        raise BadLineError(message("“{key}” must be a list of texts", key=key))
    flat = [name[0] if isinstance(name, list) and name else name for name in names]
    if not all(isinstance(name, str) for name in flat):
        raise BadLineError(message("“{key}” must be a list of texts", key=key))
    return flat


def _size(value: object, what: str) -> tuple[int, int]:
    if isinstance(value, list) and len(value) == 2:
        wide, high = value
        whole = type(wide) in (int, float) and type(high) in (int, float)
        if whole and 0 < wide <= MOST_PIXELS and 0 < high <= MOST_PIXELS:
            return max(1, round(wide)), max(1, round(high))
    raise BadLineError(message("{what} must be two numbers of pixels", what=what))


def record_of(identity: object, reading: Reading, problems: list[str]) -> dict[str, Any]:
    """What is written of one reply; places in 0..1 of the upright image."""
    return {"id": identity, **reading_record(reading), "problems": problems}
