"""A folder with suite.toml and its items in JSONL or CSV: vizdesk's own form of a suite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomli

from vizdesk.common.messages import EMPTY, joined, message, reason
from vizdesk.common.toml_files import parse_toml
from vizdesk.evals.checks import Check
from vizdesk.evals.errors import CheckError
from vizdesk.evals.loaders.assemble import NAME, PlacedItem, assemble
from vizdesk.evals.loaders.expected_values import OPTIONS, check_of
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.registry import from_json
from vizdesk.evals.suite import EvalItem, Fault, Suite, SuiteError, task_for

FORMAT = "vizdesk-suite/1"
HEAD = "suite.toml"
ITEMS = ("items.jsonl", "items.csv")
TEXTS = ("format", "name", "title", "description", "items")
# “version” and “licence” are for people; the suite's digest tells two versions apart.
KEYS = (*TEXTS, "categories", "seed", "version", "licence")
# “truth” is what a drawing program knows of its image; nothing is judged by it.
COLUMNS = (
    *("id", "category", "picture", "frame", "prompt", "expected", "check", "note", "truth"),
    *OPTIONS,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What suite.toml says."""

    name: str
    title: str
    description: str
    categories: tuple[str, ...]
    seed: str
    items: str


def read_own(context: LoaderContext) -> Suite:
    """The suite of the folder. Raises SuiteError with every fault."""
    head = _head(context)
    file = head.items or next((item for item in ITEMS if context.exists(item)), "")
    if not file or not context.exists(file):
        context.fault(
            HEAD, 0, message("the items ({names}) are missing.", names=file or " or ".join(ITEMS))
        )
        context.finish()
    rows = _csv(context, file) if file.lower().endswith(".csv") else context.json_lines(file)
    placed = [made for line, row in rows if (made := _placed(context, head, file, line, row))]
    return assemble(
        context,
        placed,
        name=head.name,
        title=head.title,
        categories=head.categories,
        description=head.description,
        seed=head.seed,
    )


def _head(context: LoaderContext) -> Head:
    text = context.text(HEAD)
    try:
        table = parse_toml(text)
    except tomli.TOMLDecodeError as error:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match.group(1)) if match else text.count("\n") + 1
        raise SuiteError(
            (Fault(HEAD, line, message("is no TOML: {reason}.", reason=reason(error))),)
        ) from None
    except ValueError as error:
        raise SuiteError(
            (Fault(HEAD, 0, message("is no TOML: {reason}.", reason=reason(error))),)
        ) from None

    def place(key: str) -> int:
        match = re.search(rf"^[ \t]*\"?{re.escape(key)}\"?[ \t]*=", text, re.MULTILINE)
        return text.count("\n", 0, match.start()) + 1 if match else 0

    for key in table:
        if key not in KEYS:
            allowed = ", ".join(KEYS)
            context.fault(
                HEAD,
                place(key),
                message(
                    "unknown key {key}; known keys: {allowed}.", key=repr(key), allowed=allowed
                ),
            )
    texts = {key: _text(context, table, key, place(key)) for key in TEXTS}
    if texts["format"] != FORMAT:
        context.fault(
            HEAD,
            place("format"),
            message(
                '“format” must be "{format}", not {value}.',
                format=FORMAT,
                value=repr(texts["format"]),
            ),
        )
    if not NAME.fullmatch(texts["name"]):
        context.fault(
            HEAD,
            place("name"),
            message("“name” must be of a-z, 0-9, “.”, “_” and “-”, at most 64 long."),
        )
    return Head(
        texts["name"],
        texts["title"] or texts["name"],
        texts["description"],
        _categories(context, table.get("categories", []), place("categories")),
        _seed(context, table.get("seed", ""), place("seed")),
        texts["items"],
    )


def _text(context: LoaderContext, table: Mapping[str, Any], key: str, line: int) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        context.fault(
            HEAD,
            line,
            message("“{key}” must be a text, not {value}.", key=key, value=str(value)[:40]),
        )
        return ""
    return value.strip()


def _categories(context: LoaderContext, value: object, line: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        context.fault(HEAD, line, message("“categories” must be a list of texts."))
        return ()
    if len(set(value)) < len(value):
        context.fault(HEAD, line, message("“categories” names one twice."))
    return tuple(value)


def _seed(context: LoaderContext, value: object, line: int) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        context.fault(HEAD, line, message("“seed” must be a whole number or a text."))
        return ""
    try:
        return str(value)
    except ValueError:  # Python writes no integers of more than 4300 digits
        context.fault(HEAD, line, message("“seed” is too long."))
        return ""


def _csv(context: LoaderContext, file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = context.csv_rows(file)
    header_line, header = next(rows, (1, []))
    columns = [cell.strip().casefold() for cell in header]
    twice = {column for column in columns if columns.count(column) > 1}
    lacking = [column for column in ("picture", "prompt") if column not in columns]
    if twice or lacking:
        context.fault(
            file,
            header_line,
            message("the header names {names} twice.", names=", ".join(sorted(twice)))
            if twice
            else message("the header lacks {names}.", names=", ".join(lacking)),
        )
        return
    for line, row in rows:
        if len(row) != len(columns):
            hint = message("Is a comma not in quotes?") if len(row) > len(columns) else EMPTY
            context.fault(
                file,
                line,
                joined(
                    (
                        message(
                            "has {fields} fields, the header {columns}.",
                            fields=len(row),
                            columns=len(columns),
                        ),
                        hint,
                    )
                ),
            )
            continue
        yield line, {key: item for key, item in zip(columns, row, strict=True) if item.strip()}


def _placed(
    context: LoaderContext, head: Head, file: str, line: int, row: Mapping[str, Any]
) -> PlacedItem | None:
    before = len(context.faults)
    for key in row:
        if key not in COLUMNS:
            context.fault(
                file,
                line,
                message("unknown {key}; known: {names}.", key=repr(key), names=", ".join(COLUMNS)),
            )
    texts = {key: _row_text(context, file, line, row, key) for key in TEXT_COLUMNS}
    category = texts["category"] or (head.categories[0] if len(head.categories) == 1 else "")
    if head.categories and category not in head.categories:
        categories = ", ".join(head.categories)
        context.fault(
            file,
            line,
            message(
                "unknown category {category}; known: {categories}.",
                category=repr(category),
                categories=categories,
            )
            if category
            else message("“category” is missing; known: {categories}.", categories=categories),
        )
    image = context.image(row.get("picture"), file, line)
    frame = _frame(context, file, line, row.get("frame", 1))
    check = _check(context, file, line, row)
    task = task_for(texts["prompt"], check)
    if not texts["prompt"].strip() and not task.classes:
        context.fault(file, line, message("“prompt” is missing."))
    if len(context.faults) > before or image is None:
        return None
    item = EvalItem(
        texts["id"],
        category or "All",
        image,
        texts["prompt"],
        check,
        task,
        context.hashes[image],
        texts["note"],
        frame,
    )
    return PlacedItem(item, file, line)


def _frame(context: LoaderContext, file: str, line: int, value: object) -> int:
    """The frame of the image, from 0; people count from 1."""
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()) or not 0 < len(text) < 9:
        context.fault(file, line, message("“frame” must be a whole number from 1."))
        return 0
    if int(text) < 1:
        context.fault(file, line, message("“frame” must be a whole number from 1."))
    return int(text) - 1


TEXT_COLUMNS = ("id", "category", "prompt", "note")


def _row_text(
    context: LoaderContext, file: str, line: int, row: Mapping[str, Any], key: str
) -> str:
    value = row.get(key, "")
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        value = str(value)
    if not isinstance(value, str):
        context.fault(
            file,
            line,
            message("“{key}” must be a text, not {value}.", key=key, value=str(value)[:40]),
        )
        return ""
    return value if key == "prompt" else value.strip()


def _check(context: LoaderContext, file: str, line: int, row: Mapping[str, Any]) -> Check | None:
    kind, expected = row.get("check"), row.get("expected")
    try:
        if isinstance(kind, Mapping):
            return from_json(kind)
        if kind is None and expected is None:
            return None
        if not isinstance(kind, str):
            raise CheckError(
                message("“check” must name a kind, or be an object with “kind” and “value”")
            )
        if kind.lstrip().startswith("{"):
            return from_json(context.json(file, kind))
        if expected is None:
            raise CheckError(message("“expected” is missing"))
        return check_of(kind, expected, {key: row[key] for key in OPTIONS if key in row})
    except SuiteError:
        context.fault(file, line, message("“check” is no JSON."))
    except (ValueError, OverflowError) as error:
        context.fault(file, line, message("{reason}.", reason=reason(error)))
    return None


VIZDESK_FOLDER = SuiteLoader(
    name="a folder with suite.toml",
    find=lambda context: HEAD if context.exists(HEAD) else None,
    reads=lambda context, file: file == HEAD or (file == "items.jsonl" and context.exists(HEAD)),
    read=lambda context, file, prompt: read_own(context),
    source="vizdesk",
)
