"""Images with annotated boxes → a suite: one question for the boxes of each image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.common.messages import message, plural
from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.checks import Boxes
from vizdesk.evals.loaders.assemble import PlacedItem, assemble, suite_name
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.suite import EvalItem, Suite, task_for

CATEGORY = "Object Detection"


@dataclass(frozen=True, slots=True)
class AnnotatedImage:
    """An image as its annotations name it, its boxes, and where they were written.

    `size` is its width and height in pixels, where the file says so. `areas` are the areas of the
    outlines in square pixels, one for each of `detections` (None: not said); `crowds` are regions
    of many, which are no single boxes.
    """

    image: object
    detections: tuple[Detection, ...]
    file: str
    line: int = 0
    size: tuple[float, float] | None = None
    areas: tuple[float | None, ...] = ()
    crowds: tuple[Detection, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """All annotated images of a folder, and their classes in their order, where it has one."""

    images: tuple[AnnotatedImage, ...]
    classes: tuple[str, ...] = ()


def boxes_suite(context: LoaderContext, annotations: Annotations, fallback: str) -> Suite:
    """The suite; every annotated class is asked of every image.

    Asking only for the classes an image shows would give away that they are there. Annotations of
    one image that stands in several entries are put together. `fallback` names the suite where the
    folder's name cannot. Raises SuiteError.
    """
    annotated = annotations.images
    found: dict[str, list[AnnotatedImage]] = {}
    for entry in annotated:
        image = context.image(entry.image, entry.file, entry.line, anywhere=True)
        if image is not None:
            found.setdefault(image, []).append(entry)
    used = {detection.label for entry in annotated for detection in entry.detections}
    classes = tuple(
        name for name in dict.fromkeys((*annotations.classes, *sorted(used))) if name in used
    )
    if not classes and not context.faults:
        context.fault(context.folder.name, 0, message("holds no annotation with a box."))
    twice = sum(len(entries) > 1 for entries in found.values())
    if twice:
        context.notes.append(
            plural(
                "{n} image stands in several entries; their boxes were put together.",
                "{n} images stand in several entries each; their boxes were put together.",
                twice,
            )
        )
    placed = []
    for image, entries in found.items():
        boxes = tuple(detection for entry in entries for detection in entry.detections)
        if classes:
            check = Boxes(boxes, classes=classes)
            sha256 = context.hashes[image]
            item = EvalItem("", CATEGORY, image, "", check, task_for("", check), sha256)
            placed.append(PlacedItem(item, entries[0].file, entries[0].line))
    name = suite_name(context.folder, fallback)
    return assemble(context, placed, name=name, title=context.folder.name)


def box_within(x0: float, y0: float, x1: float, y1: float) -> Box | None:
    """The part of the box (0..1, any order of corners) that lies in the image; None: nothing."""
    left, right = sorted((x0, x1))
    top, bottom = sorted((y0, y1))
    left, top, right, bottom = max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def split_of(files: Sequence[str]) -> str:
    """Of the files of several splits the one to evaluate on: test, else validation, else first."""
    for names in (("test",), ("val", "valid", "validation", "dev")):
        for file in files:
            words = file.casefold().replace("\\", "/").replace("_", "/").replace(".", "/")
            parts = [part.rstrip("0123456789") for part in words.split("/")]
            if any(name in parts for name in names):
                return file
    return files[0]


def pixel_size(wide: float | None, high: float | None) -> tuple[float, float] | None:
    """Width and height where both are known and at least 1."""
    if wide is None or high is None or wide < 1 or high < 1:
        return None
    return wide, high
