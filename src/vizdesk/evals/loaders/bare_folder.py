"""A folder of images without keys: one prompt for all, answers only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vizdesk.evals.loaders.assemble import PlacedItem, assemble
from vizdesk.evals.loaders.loader_context import IMAGES, MOST_ITEMS, LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.loaders.vizdesk_folder import NAME
from vizdesk.evals.suite import EvalItem, Suite, task_for


def read_images(context: LoaderContext, prompt: str) -> Suite:
    """Every image of the folder and of folders in it; without a prompt they are captioned."""
    task = task_for(prompt, None)
    placed = []
    for name in images_in(context.folder):
        image = context.image(name, name, 0)
        if image is not None:
            # The ending tells a.jpg from a.png.
            sha256 = context.hashes[image]
            item = EvalItem(image, "All", image, prompt, None, task, sha256)
            placed.append(PlacedItem(item, name, 0))
    name = context.folder.name.casefold().replace(" ", "-")
    name = name if NAME.fullmatch(name) else "pictures"
    return assemble(context, placed, name=name, title=context.folder.name)


def images_in(folder: Path) -> list[str]:
    """The images below `folder`, sorted, relative to it; hidden and linked folders left out."""
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    seen = 0
    for root, folders, files in os.walk(folder):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        for name in files:
            if Path(name).suffix.lower() in IMAGES and not name.startswith("."):
                yield (Path(root) / name).relative_to(folder).as_posix()
                seen += 1
                if seen > MOST_ITEMS:
                    return


BARE_FOLDER = SuiteLoader(
    name="images",
    find=lambda context: "" if images_in(context.folder) else None,
    reads=lambda context, file: False,
    read=lambda context, file, prompt: read_images(context, prompt),
    source="any folder of images: one prompt for all, answers only",
)
