"""COCO's object detection form: a question for the boxes of every image.

https://cocodataset.org/#format-data
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vizdesk.common.messages import Message, message, plural
from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.checks import Boxes
from vizdesk.evals.loaders.assemble import PlacedItem, assemble
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.loaders.vizdesk_folder import NAME
from vizdesk.evals.suite import EvalItem, Suite, task_for

CATEGORY = "Object Detection"
USUAL_NAMES = ("_annotations.coco.json", "annotations.json", "annotations.coco.json")
LISTS = ("images", "annotations", "categories")


def read_coco(context: LoaderContext, file: str) -> Suite:
    """The annotated images as a suite; every annotated class is asked of every image.

    Asking only for the classes an image shows would give away that they are there.
    """
    data = context.json(file)
    if not isinstance(data, Mapping) or not all(isinstance(data.get(name), list) for name in LISTS):
        context.fault(
            file, 0, message("is no COCO file: it needs the lists images, annotations, categories.")
        )
        context.finish()
    names = _names(context, file, data["categories"])
    sizes = _sizes(context, file, data["images"])
    boxes = _boxes(context, file, data["annotations"], names, sizes)
    used = {detection.label for several in boxes.values() for detection in several}
    classes = tuple(name for name in dict.fromkeys(names.values()) if name in used)
    if not classes and not context.faults:
        context.fault(file, 0, message("holds no annotation with a box."))
    placed = []
    for at, entry in enumerate(data["images"], 1):
        key = entry.get("id") if isinstance(entry, Mapping) else None
        if not isinstance(key, int | str) or key not in sizes:
            continue
        image = context.image(_place(context, entry.get("file_name")), file, 0)
        if image is not None and classes:
            check = Boxes(tuple(boxes.get(key, ())), classes=classes)
            sha256 = context.hashes[image]
            item = EvalItem("", CATEGORY, image, "", check, task_for("", check), sha256)
            placed.append(PlacedItem(item, file, at))
    name = context.folder.name.casefold().replace(" ", "-")
    name = name if NAME.fullmatch(name) else "coco"
    return assemble(context, placed, name=name, title=context.folder.name)


def _place(context: LoaderContext, name: object) -> object:
    """COCO names images without their folder; exports put them beside the file or in images/."""
    if isinstance(name, str) and not context.exists(name) and context.exists(f"images/{name}"):
        return f"images/{name}"
    return name


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
) -> dict[int | str, list[Detection]]:
    """The boxes of each image; entries that cannot be used are faults, crowds a note."""
    boxes: dict[int | str, list[Detection]] = {}
    crowds = 0
    for at, entry in enumerate(entries, 1):
        if isinstance(entry, Mapping) and entry.get("iscrowd") == 1:
            crowds += 1
            continue
        placed = _annotation(at, entry, names, sizes)
        if isinstance(placed, Message):
            context.fault(file, 0, placed)
        else:
            boxes.setdefault(placed[0], []).append(placed[1])
    if crowds:
        context.notes.append(
            plural(
                "{n} crowd (iscrowd) was left out: it is no single box.",
                "{n} crowds (iscrowd) were left out: they are no single boxes.",
                crowds,
            )
        )
    return boxes


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
    return next((name for name in USUAL_NAMES if context.exists(name)), None)


COCO = SuiteLoader(
    name="a COCO file",
    find=_find,
    reads=lambda context, file: file.lower().endswith(".json"),
    read=lambda context, file, prompt: read_coco(context, file),
    source="https://cocodataset.org/#format-data",
)
