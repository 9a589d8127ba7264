"""A folder of pictures without keys: one prompt for all, answers only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vizdesk.evals.reading_suites.assembling import Placed, assemble
from vizdesk.evals.reading_suites.desk import MOST_ITEMS, PICTURES, ReadingDesk
from vizdesk.evals.reading_suites.own_folder import NAME
from vizdesk.evals.suite import Item, Suite, task_for


def read_pictures(desk: ReadingDesk, prompt: str) -> Suite:
    """Every picture of the folder and of folders in it; without a prompt they are captioned."""
    task = task_for(prompt, None)
    placed = []
    for name in pictures_in(desk.folder):
        picture = desk.picture(name, name, 0)
        if picture is not None:
            # The ending tells a.jpg from a.png.
            sha256 = desk.hashes[picture]
            item = Item(picture, "All", picture, prompt, None, task, sha256)
            placed.append(Placed(item, name, 0))
    name = desk.folder.name.casefold().replace(" ", "-")
    name = name if NAME.fullmatch(name) else "pictures"
    return assemble(desk, placed, name=name, title=desk.folder.name)


def pictures_in(folder: Path) -> list[str]:
    """The pictures below `folder`, sorted, relative to it; hidden and linked folders left out."""
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    seen = 0
    for root, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in files:
            if Path(name).suffix.lower() in PICTURES and not name.startswith("."):
                yield (Path(root) / name).relative_to(folder).as_posix()
                seen += 1
                if seen > MOST_ITEMS:
                    return
