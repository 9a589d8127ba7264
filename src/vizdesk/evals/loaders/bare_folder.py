"""A folder of images without keys: one prompt for all, answers only."""

from __future__ import annotations

from vizdesk.evals.loaders.assemble import PlacedItem, assemble, suite_name
from vizdesk.evals.loaders.loader_context import IMAGES, LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import EvalItem, Suite, task_for


def read_images(context: LoaderContext, prompt: str) -> Suite:
    """Every image of the folder and of folders in it; without a prompt they are captioned."""
    task = task_for(prompt, None)
    placed = []
    for name in context.listed(IMAGES):
        image = context.image(name, name, 0)
        if image is not None:
            # The ending tells a.jpg from a.png.
            sha256 = context.hashes[image]
            item = EvalItem(image, "All", image, prompt, None, task, sha256)
            placed.append(PlacedItem(item, name, 0))
    name = suite_name(context.folder, "pictures")
    return assemble(context, placed, name=name, title=context.folder.name)


def _find(context: LoaderContext) -> str | None:
    return "" if context.listed(IMAGES) else None


BARE_FOLDER = SuiteLoader(
    name="images",
    find=_find,
    reads=lambda context, file: False,
    read=lambda context, file, prompt: read_images(context, prompt),
    source="any folder of images: one prompt for all, answers only",
)
