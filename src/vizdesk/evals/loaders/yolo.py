"""YOLO: data.yaml with the classes, a text file of boxes for each image.

https://docs.ultralytics.com/datasets/detect/
"""

from __future__ import annotations

import posixpath
import re

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.types import Box, Detection
from vizdesk.evals.loaders.annotated_images import (
    AnnotatedImage,
    Annotations,
    box_within,
    boxes_suite,
    split_of,
)
from vizdesk.evals.loaders.loader_context import IMAGES, LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import Suite, SuiteError

NAMES = re.compile(r"^names\s*:(?P<inline>.*)$", re.MULTILINE)
ENTRY = re.compile(r"\s+(?:-|(?P<number>\d+)\s*:)\s*(?P<name>.+?)\s*|-\s*(?P<flush>.+?)\s*")
QUOTED = re.compile(
    r"""\s*(?:(?P<number>\d+)\s*:)?\s*(?:'([^']*)'|"([^"]*)"|([^,'"]+))\s*(?:,|$)"""
)


def read_yolo(context: LoaderContext, file: str) -> Suite:
    """The images of the split to evaluate on; an image without a text file has no box."""
    return boxes_suite(context, yolo_annotations(context, file), "yolo")


def yolo_annotations(context: LoaderContext, file: str) -> Annotations:
    """The images of the split with their boxes. Raises SuiteError where there is no class."""
    names = classes_of(context.text(file))
    if not names:
        context.fault(file, 0, message("“names” lists no class."))
        context.finish()
    images = _split(context, posixpath.dirname(file))
    annotated = (
        AnnotatedImage(image, _boxes(context, labels_of(image), names), labels_of(image))
        for image in images
    )
    return Annotations(tuple(annotated), tuple(names.values()))


def classes_of(text: str) -> dict[int, str]:
    """The classes by number: “names” of data.yaml as a list or by number, in one line or several.

    Only this key of the file is read, in the forms that exports write; none else of YAML is.
    """
    match = NAMES.search(text)
    if match is None:
        return {}
    inline = match["inline"].split(" #")[0].strip()
    if inline:
        entries = QUOTED.finditer(inline.strip("[]{} "))
        found = [(entry["number"], next(w for w in entry.groups()[1:] if w)) for entry in entries]
    else:
        found = []
        for line in text[match.end() + 1 :].splitlines():
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            entry = ENTRY.fullmatch(line.split(" #")[0].rstrip())
            if entry is None:
                break
            found.append((entry["number"], entry["name"] or entry["flush"]))
    return {
        at if number_ is None else int(number_): name.strip().strip("'\"")
        for at, (number_, name) in enumerate(found)
    }


def _split(context: LoaderContext, below: str) -> list[str]:
    """The images of one split: those whose folders are named as the chosen one's."""
    images = [path for path in context.listed(IMAGES) if path.startswith(below)]
    folders = list(dict.fromkeys(posixpath.dirname(path) for path in images))
    if not folders:
        return []
    chosen = split_of(folders)
    if len(folders) > 1:
        context.notes.append(
            message(
                "Read from {file}; there are others: {others}.",
                file=chosen,
                others=", ".join(folder or "." for folder in folders if folder != chosen),
            )
        )
    return [path for path in images if posixpath.dirname(path) == chosen]


def labels_of(image: str) -> str:
    """Where an image's boxes are written: labels/ in place of the last images/, else beside it."""
    folder, name = posixpath.split(posixpath.splitext(image)[0] + ".txt")
    parts = folder.split("/")
    if "images" in parts:
        at = len(parts) - 1 - parts[::-1].index("images")
        parts[at] = "labels"
    return posixpath.join(*parts, name) if folder else name


def _boxes(context: LoaderContext, file: str, names: dict[int, str]) -> tuple[Detection, ...]:
    if not context.exists(file):
        return ()
    detections = []
    for line, row in enumerate(context.text(file).splitlines(), 1):
        if not row.strip():
            continue
        class_, *values = row.split()
        figures = [number(value) for value in values]
        box = _box([figure for figure in figures if figure is not None])
        if box is None or not class_.isdigit() or int(class_) not in names:
            context.fault(
                file,
                line,
                message("needs a class of “names” and a box (centre, width, height in 0..1)."),
            )
            continue
        detections.append(Detection(names[int(class_)], box))
    return tuple(detections)


def _box(values: list[float]) -> Box | None:
    if len(values) in (4, 5):  # the fifth is a score
        x, y, wide, high = values[:4]
        return box_within(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    if len(values) >= 6 and len(values) % 2 == 0:  # an outline
        across, down = values[::2], values[1::2]
        return box_within(min(across), min(down), max(across), max(down))
    return None


def _find(context: LoaderContext) -> str | None:
    files = [file for file in context.listed((".yaml", ".yml")) if file.count("/") < 2]
    return next((file for file in files if _looks(context, file)), None)


def _looks(context: LoaderContext, file: str) -> bool:
    if not file.lower().endswith((".yaml", ".yml")):
        return False
    try:
        text = context.text(file)
    except SuiteError:
        return False
    return NAMES.search(text) is not None and ("train" in text or "val" in text or "nc" in text)


YOLO = SuiteLoader(
    name="a YOLO folder with data.yaml",
    find=_find,
    reads=_looks,
    read=lambda context, file, prompt: read_yolo(context, file),
    source="https://docs.ultralytics.com/datasets/detect/",
    annotations=yolo_annotations,
)
