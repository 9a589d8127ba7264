"""Items put together: ids given, duplicates named, the digest taken, the suite made."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from vizdesk.common.messages import message, plural
from vizdesk.evals.loaders.loader_context import MOST_ITEMS, LoaderContext
from vizdesk.evals.registry import to_json
from vizdesk.evals.suite import EvalItem, Suite

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item and where it was written: file and line."""

    item: EvalItem
    file: str
    line: int


def assemble(
    context: LoaderContext,
    placed: Sequence[PlacedItem],
    *,
    name: str,
    title: str,
    categories: tuple[str, ...] = (),
    description: str = "",
    seed: str = "",
) -> Suite:
    """The suite of these items. Raises SuiteError with all faults gathered so far."""
    if context.missing:
        context.notes.append(
            plural(
                "{n} image is missing or damaged, and its prompts were left out: {names}.",
                "{n} images are missing or damaged, and their prompts were left out: {names}.",
                len(set(context.missing)),
                names=_some(context.missing),
            )
        )
    named = with_ids(placed)
    _name_duplicates(context, named)
    if not placed and not context.faults:
        context.fault(context.folder.name, 0, message("holds no item."))
    if len(placed) > MOST_ITEMS:
        context.fault(
            context.folder.name,
            0,
            message("holds more than {most} items.", most=MOST_ITEMS),
        )
    context.finish()
    items = tuple(entry.item for entry in named)
    used = categories or tuple(dict.fromkeys(item.category for item in items))
    return Suite(
        name,
        title,
        items,
        used,
        context.folder,
        description,
        digest_of(items),
        seed,
        tuple(context.notes),
    )


def _some(names: Sequence[str]) -> str:
    """The first of these names, each once."""
    known = list(dict.fromkeys(names))
    return ", ".join(known[:MOST_NAMED]) + (" …" if len(known) > MOST_NAMED else "")


def suite_name(folder: Path, fallback: str) -> str:
    """A folder's name as that of a suite."""
    name = folder.name.casefold().replace(" ", "-")
    return name if NAME.fullmatch(name) else fallback


def with_ids(placed: Sequence[PlacedItem]) -> list[PlacedItem]:
    """Every item with an id; those without are called after their image, and counted."""
    taken = {entry.item.id for entry in placed if entry.item.id}
    counts: dict[str, int] = {}
    named = []
    for entry in placed:
        if entry.item.id:
            named.append(entry)
            continue
        stem = PurePosixPath(entry.item.image).with_suffix("").as_posix()
        while True:
            counts[stem] = counts.get(stem, 0) + 1
            id_ = stem if counts[stem] == 1 else f"{stem}-{counts[stem]}"
            if id_ not in taken:
                break
        taken.add(id_)
        named.append(replace(entry, item=replace(entry.item, id=id_)))
    return named


def _name_duplicates(context: LoaderContext, placed: Sequence[PlacedItem]) -> None:
    ids: dict[str, int] = {}
    asked: dict[tuple[object, ...], int] = {}
    for entry in placed:
        item = entry.item
        if item.id in ids:
            context.fault(
                entry.file,
                entry.line,
                message(
                    "the id {id} is taken already by line {line}.",
                    id=repr(item.id),
                    line=ids[item.id],
                ),
            )
        ids.setdefault(item.id, entry.line)
        question = (item.image, item.frame, item.prompt, item.task)
        if question in asked:
            context.fault(
                entry.file,
                entry.line,
                message("asks the same of the same image as line {line}.", line=asked[question]),
            )
        asked.setdefault(question, entry.line)


def digest_of(items: Sequence[EvalItem]) -> str:
    """SHA-256 over ids, categories, images, prompts and checks: the same suite, the same digest.

    Title and description are left out: they change no answer.
    """
    digest = hashlib.sha256(b"vizdesk-suite/1\n")
    for item in items:
        check = None if item.check is None else to_json(item.check)
        task = [item.task.kind.value, *item.task.classes]
        content = [
            item.id,
            item.category,
            item.sha256,
            item.prompt,
            item.task.question,
            task,
            check,
            # Suites of single images keep the digest they had.
            *([item.frame] if item.frame else []),
        ]
        line = json.dumps(content, ensure_ascii=False, sort_keys=True)
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
