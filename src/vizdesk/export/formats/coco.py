"""COCO's object detection format; https://cocodataset.org/#format-data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vizdesk.analysis.polygons import area
from vizdesk.common.strict_json import to_json
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Comparison,
    Detection,
    ImageRef,
    PointDetection,
    PolygonDetection,
)
from vizdesk.export.export_format import BoxFormat
from vizdesk.export.formats.annotations import (
    class_names,
    made_by,
    one_line,
    pixel,
    pixels,
    rounded,
)


def coco_text(comparison: Comparison, answer: Answer) -> str:
    """COCO's object detection form, one image; https://cocodataset.org/#format-data.

    A point is an object with one keypoint, an outline one with a polygon; a box has no polygon. A
    score the model gave is kept beside the annotation, as result files have it.
    """
    image, names = comparison.image, class_names(comparison)
    pointed = pointed_classes(comparison)
    annotations = []
    for number, detection in enumerate(answer.reading.all_detections, 1):
        name = one_line(detection.label)
        entry: dict[str, Any] = {
            "id": number,
            "image_id": 1,
            "category_id": names.index(name) + 1,
            "iscrowd": 0,
            **_place(detection, image),
        }
        if name in pointed and not isinstance(detection, PointDetection):
            # As COCO marks a person whose keypoints are not labelled.
            entry |= {"keypoints": [0, 0, 0], "num_keypoints": 0}
        if detection.score is not None:
            entry["score"] = detection.score
        annotations.append(entry)
    entry_of_image: dict[str, Any] = {"id": 1, "file_name": Path(image.path).name}
    if image.frames > 1:
        entry_of_image |= {"frame": image.frame + 1, "frames": image.frames}
    data: dict[str, Any] = {
        "info": {
            "description": made_by(comparison, answer),
            "date_created": comparison.created.isoformat(),
        },
        "images": [{**entry_of_image, "width": image.width, "height": image.height}],
        "annotations": annotations,
        "categories": [
            {"id": number, "name": name, **(KEYPOINTS if name in pointed else {})}
            for number, name in enumerate(names, 1)
        ],
    }
    return to_json(data, indent=2) + "\n"


KEYPOINTS: Mapping[str, Any] = {"keypoints": ["point"], "skeleton": []}
"""What a category has whose objects are pointed at: one keypoint."""


def pointed_classes(comparison: Comparison) -> frozenset[str]:
    """The classes that any model pointed at: every model's file has the same categories."""
    points = (point for answer in comparison.answers for point in answer.reading.points)
    return frozenset(one_line(point.label) for point in points)


def _place(detection: AnyDetection, image: ImageRef) -> dict[str, Any]:
    """Where it is, in pixels: `bbox` is left, top, width, height, `area` in square pixels."""
    match detection:
        case PointDetection(x=x, y=y):
            place = pixel(x, y, image)
            return {
                "bbox": [*place, 0, 0],
                "area": 0,
                "segmentation": [],
                "keypoints": [*place, VISIBLE],
                "num_keypoints": 1,
            }
        case PolygonDetection(vertices=vertices):
            ring = [(x * image.width, y * image.height) for x, y in vertices]
            left, top, right, bottom = pixels(detection.bounds, image)
            return {
                "bbox": rounded(left, top, right - left, bottom - top),
                "area": round(area(ring), 3),
                "segmentation": [rounded(*(value for vertex in ring for value in vertex))],
            }
        case Detection(box=box):
            left, top, right, bottom = pixels(box, image)
            return {
                "bbox": rounded(left, top, right - left, bottom - top),
                "area": round((right - left) * (bottom - top), 3),
                "segmentation": [],
            }


VISIBLE = 2
"""COCO's third figure of a keypoint: labelled and visible."""


COCO = BoxFormat(
    ending=".coco.json",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: COCO"),
    hint=QT_TRANSLATE_NOOP(
        "export formats",
        "One file for each model: boxes, points as keypoints, outlines as polygons, in pixels of "
        "the whole image.",
    ),
    text=coco_text,
)
