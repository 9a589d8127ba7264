"""Detections in the forms that annotation tools read: COCO, YOLO, LabelMe, Pascal VOC."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from vizdesk.comparison.types import Answer, Box, Comparison, ImageRef

# https://github.com/wkentaro/labelme: a file says which version of the program its form is of.
LABELME_VERSION = "5.5.0"
YOLO_NAMES = "classes.txt"


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def class_names(comparison: Comparison) -> tuple[str, ...]:
    """Every class of the comparison, the asked ones first: the same numbers for every model."""
    seen = [
        detection.label for answer in comparison.answers for detection in answer.reading.detections
    ]
    return tuple(dict.fromkeys(map(one_line, [*comparison.task.classes, *seen])))


def one_line(label: str) -> str:
    """A label without line ends: names stand one a line."""
    return " ".join(label.split())


def pixels(box: Box, image: ImageRef) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in pixels of the upright image."""
    return (
        box.x0 * image.width,
        box.y0 * image.height,
        box.x1 * image.width,
        box.y1 * image.height,
    )


def coco(comparison: Comparison, answer: Answer) -> str:
    """COCO's object detection form, one image; https://cocodataset.org/#format-data.

    A score the model gave is kept beside the annotation, as result files have it.
    """
    image, names = comparison.image, class_names(comparison)
    annotations = []
    for number, detection in enumerate(answer.reading.detections, 1):
        left, top, right, bottom = pixels(detection.box, image)
        entry: dict[str, Any] = {
            "id": number,
            "image_id": 1,
            "category_id": names.index(one_line(detection.label)) + 1,
            "bbox": _rounded(left, top, right - left, bottom - top),
            "area": round((right - left) * (bottom - top), 3),
            "iscrowd": 0,
            "segmentation": [_rounded(left, top, right, top, right, bottom, left, bottom)],
        }
        if detection.score is not None:
            entry["score"] = detection.score
        annotations.append(entry)
    entry_of_image = {"id": 1, "file_name": Path(image.path).name}
    data: dict[str, Any] = {
        "info": {
            "description": f"{answer.model.name}, asked by vizdesk {comparison.version}",
            "date_created": comparison.created.isoformat(),
        },
        "images": [{**entry_of_image, "width": image.width, "height": image.height}],
        "annotations": annotations,
        "categories": [{"id": at, "name": name} for at, name in enumerate(names, 1)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def yolo(comparison: Comparison, answer: Answer) -> str:
    """YOLO's label file: class, centre, size in 0..1; https://docs.ultralytics.com/datasets/detect.

    The numbers are those of `class_names`.
    """
    return yolo_lines(answer, class_names(comparison))


def yolo_lines(answer: Answer, names: Sequence[str]) -> str:
    """The same, with the numbers that `names` give; those belong beside it as `YOLO_NAMES`."""
    lines = []
    for detection in answer.reading.detections:
        box = detection.box
        centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        figures = (*centre, box.x1 - box.x0, box.y1 - box.y0)
        number = names.index(one_line(detection.label))
        lines.append(" ".join([str(number), *(f"{f:.6f}" for f in figures)]))
    return "".join(f"{line}\n" for line in lines)


def labelme(comparison: Comparison, answer: Answer) -> str:
    """LabelMe's file; the image is named, not put into it."""
    image = comparison.image
    shapes: list[dict[str, Any]] = []
    for detection in answer.reading.detections:
        left, top, right, bottom = pixels(detection.box, image)
        shapes.append(
            {
                "label": detection.label,
                "points": [_rounded(left, top), _rounded(right, bottom)],
                "group_id": None,
                "description": "" if detection.score is None else f"score {detection.score:g}",
                "shape_type": "rectangle",
                "flags": {},
                "mask": None,
            }
        )
    data: dict[str, Any] = {
        "version": LABELME_VERSION,
        "flags": {},
        "shapes": shapes,
        "imagePath": Path(image.path).name,
        "imageData": None,
        "imageHeight": image.height,
        "imageWidth": image.width,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def voc(comparison: Comparison, answer: Answer) -> str:
    """Pascal VOC's annotation; http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc.

    Whole pixels counted from 1, as its development kit has them.
    """
    image = comparison.image
    root = ElementTree.Element("annotation")
    _leaf(root, "folder", Path(image.path).parent.name)
    _leaf(root, "filename", Path(image.path).name)
    source = ElementTree.SubElement(root, "source")
    _leaf(source, "database", f"{answer.model.name}, asked by vizdesk {comparison.version}")
    size = ElementTree.SubElement(root, "size")
    for name, value in (("width", image.width), ("height", image.height), ("depth", 3)):
        _leaf(size, name, str(value))
    _leaf(root, "segmented", "0")
    for detection in answer.reading.detections:
        thing = ElementTree.SubElement(root, "object")
        _leaf(thing, "name", detection.label)
        for name, words in (("pose", "Unspecified"), ("truncated", "0"), ("difficult", "0")):
            _leaf(thing, name, words)
        left, top, right, bottom = pixels(detection.box, image)
        place = ElementTree.SubElement(thing, "bndbox")
        corners = (
            ("xmin", min(int(left) + 1, image.width)),
            ("ymin", min(int(top) + 1, image.height)),
            ("xmax", max(1, round(right))),
            ("ymax", max(1, round(bottom))),
        )
        for name, corner in corners:
            _leaf(place, name, str(corner))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _leaf(parent: ElementTree.Element, name: str, words: str) -> None:
    # What XML 1.0 cannot hold at all, a model may still have written.
    clean = _UNWRITABLE.sub("", words)
    ElementTree.SubElement(parent, name).text = clean


def _rounded(*values: float) -> Sequence[float]:
    return [round(value, 3) for value in values]
