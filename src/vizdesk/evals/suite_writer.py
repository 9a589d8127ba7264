"""A person's own suite: begun, and added to, whole or not at all, with a copy of each image."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer
from vizdesk.common.messages import message
from vizdesk.common.regular_files import read_regular
from vizdesk.common.strict_json import to_json as strict_json
from vizdesk.evals.checks import Check
from vizdesk.evals.errors import CheckError
from vizdesk.evals.loaders.assemble import NAME
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.vizdesk_folder import FORMAT, HEAD, read_own
from vizdesk.evals.registry import to_json
from vizdesk.evals.suite import EvalItem, Fault, SuiteError

ITEMS = "items.jsonl"
IMAGES = "pictures"


def suite_name(title: str) -> str:
    """The name of a folder for a suite called `title`: “My Labels!” → my-labels."""
    words = "".join(
        character if character.isascii() and character.isalnum() else " "
        for character in title.casefold()
    )
    return "-".join(words.split())[:64].strip("-") or "suite"


def begin_suite(folder: Path, title: str, description: str = "") -> None:
    """Make `folder` a suite that has no items yet; it is called as its folder is.

    Its categories are those its items will have. Raises ValueError for a name that no suite may
    have (see `suite_name`), FileExistsError, OSError.
    """
    if not NAME.fullmatch(folder.name):
        raise CheckError(
            message(
                "“{name}” must be of a-z, 0-9, “.”, “_”, “-”, at most 64 long.", name=folder.name
            )
        )
    if (folder / HEAD).exists():
        raise FileExistsError(f"{folder} is a suite already.")
    head = {
        "format": FORMAT,
        "name": folder.name,
        "title": title.strip(),
        "description": description.strip(),
        "items": ITEMS,
    }
    write_whole(folder / ITEMS, "")
    write_whole(
        folder / HEAD, "".join(f"{key} = {_quoted(value)}\n" for key, value in head.items())
    )


@dataclass(frozen=True, slots=True)
class NewItem:
    """A question about an image, with its check; `frame` is the page or frame, from 0."""

    image: Path
    prompt: str
    check: Check | None
    category: str = ""
    note: str = ""
    frame: int = 0


def append_item(folder: Path, item: NewItem) -> EvalItem:
    """Add a question to the suite in `folder`; see `append_items`."""
    return append_items(folder, [item])[0]


def append_items(folder: Path, items: Iterable[NewItem]) -> tuple[EvalItem, ...]:
    """Add questions to the suite in `folder`; the files of their images are copied there.

    The old list or the new one is there, whatever happens; copies nobody asks about may stay.
    The list is read and written once, however many there are.
    Raises SuiteError when the suite cannot be read or asks one of them already, OSError, and what
    `items` raises.
    """
    place = folder / ITEMS
    if not place.exists():
        raise SuiteError(
            (Fault(ITEMS, 0, message("is missing: only suites made here can be added to.")),)
        )
    lines = [_line(item, folder) for item in items]
    with only_writer(place):
        context = LoaderContext(folder)
        before = context.text(ITEMS)
        after = before if not before or before.endswith("\n") else before + "\n"
        # Read as it will be, before it is: a suite is never left where it cannot be opened from.
        context.drafts[ITEMS] = after + "".join(f"{line}\n" for line in lines)
        suite = read_own(context)
        write_whole(place, context.drafts[ITEMS])
    return tuple(suite.items[len(suite.items) - len(lines) :])


def _line(item: NewItem, folder: Path) -> str:
    """A line of the list; the image's file is copied first."""
    row: dict[str, object] = {"category": item.category, "picture": _copied(item.image, folder)}
    row |= {"prompt": item.prompt, "note": item.note}
    if item.frame:
        row["frame"] = item.frame + 1
    if item.check is not None:
        row["check"] = to_json(item.check)
    return strict_json({key: value for key, value in row.items() if value})


def _copied(image: Path, folder: Path) -> str:
    """The image's copy in the suite, named by its content, so that one file is kept once."""
    digest = hashlib.sha256(read_regular(image)).hexdigest()
    name = f"{IMAGES}/{digest[:16]}{image.suffix.lower()}"
    place = folder / name
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    number, half = tempfile.mkstemp(prefix=".new-", dir=place.parent)
    os.close(number)
    try:
        shutil.copyfile(image, half)
        os.replace(half, place)
    except BaseException:
        os.unlink(half)
        raise
    return name


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's too; but JSON lets DEL through, which TOML does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
