"""COCO's object detection format; https://cocodataset.org/#format-data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    entry = CocoImage(comparison, answer, Path(comparison.image.path).name)
    return coco_data_set(
        (entry,), class_names(comparison), pointed_classes(comparison), made_by(comparison, answer)
    )


@dataclass(frozen=True, slots=True)
class CocoImage:
    """An image of a data set with what one model said of it, and its file's name there."""

    comparison: Comparison
    answer: Answer
    file_name: str


def coco_data_set(
    entries: Sequence[CocoImage],
    names: Sequence[str],
    pointed: frozenset[str],
    description: str,
) -> str:
    """The annotations of one model for several images, numbered from 1 over all of them.

    `names` are the categories in their order, and `pointed` those whose objects are points.
    """
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    numbers = {name: number for number, name in enumerate(names, 1)}
    for image_id, entry in enumerate(entries, 1):
        image = entry.comparison.image
        described: dict[str, Any] = {"id": image_id, "file_name": entry.file_name}
        if image.frames > 1:
            described |= {"frame": image.frame + 1, "frames": image.frames}
        images.append({**described, "width": image.width, "height": image.height})
        for detection in entry.answer.reading.all_detections:
            head = {"id": len(annotations) + 1, "image_id": image_id}
            annotations.append(head | _annotation(detection, image, numbers, pointed))
    data: dict[str, Any] = {
        "info": {
            "description": description,
            "date_created": max(entry.comparison.created for entry in entries).isoformat(),
        },
        "images": images,
        "annotations": annotations,
        "categories": [
            {"id": number, "name": name, **(KEYPOINTS if name in pointed else {})}
            for name, number in numbers.items()
        ],
    }
    return to_json(data, indent=2) + "\n"


def _annotation(
    detection: AnyDetection,
    image: ImageRef,
    numbers: Mapping[str, int],
    pointed: frozenset[str],
) -> dict[str, Any]:
    name = one_line(detection.label)
    entry: dict[str, Any] = {
        "category_id": numbers[name],
        "iscrowd": 0,
        **_place(detection, image),
    }
    if name in pointed and not isinstance(detection, PointDetection):
        # As COCO marks a person whose keypoints are not labelled.
        entry |= {"keypoints": [0, 0, 0], "num_keypoints": 0}
    if detection.score is not None:
        entry["score"] = detection.score
    return entry


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
