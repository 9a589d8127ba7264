"""COCO's object detection form: a question for the boxes of every image.

https://cocodataset.org/#format-data
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import Message, message, plural
from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.loaders.annotated_images import (
    AnnotatedImage,
    Annotations,
    boxes_suite,
    split_of,
)
from vizdesk.evals.loaders.assemble import PlacedItem, assemble, suite_name
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import EvalItem, Suite, SuiteError

USUAL_NAMES = (
    *("_annotations.coco.json", "annotations.json", "annotations.coco.json"),
    *("result.json", "labels.json", "instances_default.json"),
)
"""As Roboflow, Label Studio, FiftyOne and CVAT call them."""
DEEPEST = 3
"""Folders below the suite's in which annotations are looked for."""
LISTS = ("images", "annotations", "categories")


@dataclass(frozen=True, slots=True)
class _CocoBox:
    """One annotation: its box, the area of its outline in square pixels, and iscrowd."""

    detection: Detection
    area: float | None
    crowd: bool


def read_coco(context: LoaderContext, file: str) -> Suite:
    """The annotated images as a suite; captions get answers but no verdict."""
    data = context.json(file, constants=True)
    if isinstance(data, Mapping) and _captioned(data):
        return _captions(context, file, data)
    annotations = _annotations(context, file, data)
    _note_crowds(context, sum(len(image.crowds) for image in annotations.images))
    if not any(image.detections for image in annotations.images) and not context.faults:
        context.fault(file, 0, message("holds no annotation with a box."))
        context.finish()
    return boxes_suite(context, annotations, "coco")


def coco_annotations(context: LoaderContext, file: str) -> Annotations:
    """The images with boxes, crowds and areas. Raises SuiteError where it is no such file."""
    return _annotations(context, file, context.json(file, constants=True))


def _annotations(context: LoaderContext, file: str, data: object) -> Annotations:
    if not isinstance(data, Mapping) or not all(isinstance(data.get(name), list) for name in LISTS):
        context.fault(
            file, 0, message("is no COCO file: it needs the lists images, annotations, categories.")
        )
        context.finish()
        return Annotations(())
    names = _names(context, file, data["categories"])
    sizes = _sizes(context, file, data["images"])
    boxes = _boxes(context, file, data["annotations"], names, sizes)
    annotated = (
        _annotated_image(entry, boxes.get(entry["id"], ()), sizes[entry["id"]], file, at)
        for at, entry in enumerate(data["images"], 1)
        if isinstance(entry, Mapping)
        and isinstance(entry.get("id"), int | str)
        and entry["id"] in sizes
    )
    return Annotations(tuple(annotated), tuple(names.values()))


def _annotated_image(
    entry: Mapping[str, Any],
    boxes: Sequence[_CocoBox],
    size: tuple[float, float],
    file: str,
    at: int,
) -> AnnotatedImage:
    single = [box for box in boxes if not box.crowd]
    return AnnotatedImage(
        entry.get("file_name"),
        tuple(box.detection for box in single),
        file,
        at,
        size,
        tuple(box.area for box in single),
        tuple(box.detection for box in boxes if box.crowd),
    )


def _captioned(data: Mapping[str, Any]) -> bool:
    """Whether its annotations are captions, without boxes."""
    entries = data.get("annotations")
    if not isinstance(entries, list) or not isinstance(data.get("images"), list):
        return False
    tables = [entry for entry in entries if isinstance(entry, Mapping)]
    return bool(tables) and all("caption" in entry and "bbox" not in entry for entry in tables)


def _captions(context: LoaderContext, file: str, data: Mapping[str, Any]) -> Suite:
    placed: dict[str, PlacedItem] = {}
    for at, entry in enumerate(data["images"], 1):
        name = entry.get("file_name") if isinstance(entry, Mapping) else None
        image = context.image(name, file, at, anywhere=True)
        if image is not None:
            task = Task(TaskKind.CAPTION)
            item = EvalItem("", "Captions", image, "", None, task, context.hashes[image])
            placed.setdefault(image, PlacedItem(item, file, at))
    context.notes.append(
        plural(
            "{n} caption gets an answer but no verdict.",
            "{n} captions get answers but no verdict.",
            len(placed),
        )
    )
    name = suite_name(context.folder, "captions")
    return assemble(context, list(placed.values()), name=name, title=context.folder.name)


def _names(context: LoaderContext, file: str, entries: list[Any]) -> dict[int | str, str]:
    names: dict[int | str, str] = {}
    for at, entry in enumerate(entries, 1):
        key = entry.get("id") if isinstance(entry, Mapping) else None
        name = entry.get("name") if isinstance(entry, Mapping) else None
        if not isinstance(key, int | str) or not isinstance(name, str) or not name.strip():
            context.fault(file, 0, message("category {at} needs an id and a name.", at=at))
        elif key in names:
            context.fault(
                file, 0, message("category {at}: the id {key} is taken already.", at=at, key=key)
            )
        else:
            names[key] = name.strip()
    return names


def _sizes(
    context: LoaderContext, file: str, entries: list[Any]
) -> dict[int | str, tuple[float, float]]:
    sizes: dict[int | str, tuple[float, float]] = {}
    for at, entry in enumerate(entries, 1):
        key = entry.get("id") if isinstance(entry, Mapping) else None
        if not isinstance(key, int | str):
            context.fault(file, 0, message("image {at} needs an id.", at=at))
            continue
        wide, high = number(entry.get("width")), number(entry.get("height"))
        if not wide or not high or wide < 1 or high < 1:
            context.fault(
                file, 0, message("image {at} needs its width and height in pixels.", at=at)
            )
        elif key in sizes:
            context.fault(
                file, 0, message("image {at}: the id {key} is taken already.", at=at, key=key)
            )
        else:
            sizes[key] = (wide, high)
    return sizes


def _boxes(
    context: LoaderContext,
    file: str,
    entries: list[Any],
    names: Mapping[int | str, str],
    sizes: Mapping[int | str, tuple[float, float]],
) -> dict[int | str, list[_CocoBox]]:
    """The boxes of each image; entries that cannot be used are faults, crowds a note."""
    boxes: dict[int | str, list[_CocoBox]] = {}
    unplaced = 0
    for at, entry in enumerate(entries, 1):
        placed = _annotation(at, entry, names, sizes)
        if isinstance(placed, Message):
            if isinstance(entry, Mapping) and entry.get("iscrowd") == 1:
                unplaced += 1
            else:
                context.fault(file, 0, placed)
            continue
        area = number(entry.get("area"))
        box = _CocoBox(placed[1], area, entry.get("iscrowd") == 1)
        boxes.setdefault(placed[0], []).append(box)
    _note_crowds(context, unplaced)
    return boxes


def _note_crowds(context: LoaderContext, crowds: int) -> None:
    if crowds:
        context.notes.append(
            plural(
                "{n} crowd (iscrowd) was left out: it is no single box.",
                "{n} crowds (iscrowd) were left out: they are no single boxes.",
                crowds,
            )
        )


def _annotation(
    at: int,
    entry: object,
    names: Mapping[int | str, str],
    sizes: Mapping[int | str, tuple[float, float]],
) -> tuple[int | str, Detection] | Message:
    """(image id, box) of the annotation number `at`, or what is wrong with it."""
    if not isinstance(entry, Mapping):
        return message("annotation {at} is no object.", at=at)
    image, name = entry.get("image_id"), entry.get("category_id")
    if not isinstance(image, int | str) or image not in sizes:
        return message(
            "annotation {at} is of no image that is listed (image_id {image}).",
            at=at,
            image=str(image),
        )
    if not isinstance(name, int | str) or name not in names:
        return message(
            "annotation {at} is of no category that is listed (category_id {name}).",
            at=at,
            name=str(name),
        )
    box = _box(entry.get("bbox"), sizes[image])
    if box is None:
        return message(
            "annotation {at}: “bbox” must be x, y, width, height in pixels of its image, "
            "not {value}.",
            at=at,
            value=str(entry.get("bbox"))[:60],
        )
    return image, Detection(names[name], box)


def _box(values: object, size: tuple[float, float]) -> Box | None:
    if not isinstance(values, list) or len(values) != 4:
        return None
    x, y, wide, high = (number(value) for value in values)
    if x is None or y is None or wide is None or high is None:
        return None
    x0, y0 = max(0.0, x / size[0]), max(0.0, y / size[1])
    x1, y1 = min(1.0, (x + wide) / size[0]), min(1.0, (y + high) / size[1])
    return Box(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _find(context: LoaderContext) -> str | None:
    """Its usual name here or in a folder below; else any file that is written as COCO is.

    Of several splits or kinds the one to evaluate on is read, and the others are named in a note.
    """
    files = [file for file in context.listed((".json",)) if file.count("/") < DEEPEST]
    usual = [file for file in files if posixpath.basename(file) in USUAL_NAMES]
    found = [file for file in usual or files if _looks(context, file)]
    if not found:
        return next((file for file in usual if "coco" in file or "/" not in file), None)
    kinds = [file for file in found if posixpath.basename(file).startswith("instances")]
    chosen = split_of(kinds or found)
    others = [file for file in found if file != chosen]
    if others:
        context.notes.append(
            message(
                "Read from {file}; there are others: {others}.",
                file=chosen,
                others=", ".join(others[:5]),
            )
        )
    return chosen


def _looks(context: LoaderContext, file: str) -> bool:
    """Whether a file has the two lists that every COCO file has; read as text, not parsed."""
    try:
        text = context.text(file)
    except SuiteError:
        return False
    return '"images"' in text and '"annotations"' in text


COCO = SuiteLoader(
    name="a COCO file",
    find=_find,
    reads=lambda context, file: file.lower().endswith(".json") and _looks(context, file),
    read=lambda context, file, prompt: read_coco(context, file),
    source="https://cocodataset.org/#format-data",
    annotations=coco_annotations,
)
