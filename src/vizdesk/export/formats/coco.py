"""COCO's object detection format; https://cocodataset.org/#format-data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.export.export_format import BoxFormat
from vizdesk.export.formats.annotations import class_names, one_line, pixels, rounded


def coco_text(comparison: Comparison, answer: Answer) -> str:
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
            "bbox": rounded(left, top, right - left, bottom - top),
            "area": round((right - left) * (bottom - top), 3),
            "iscrowd": 0,
            "segmentation": [rounded(left, top, right, top, right, bottom, left, bottom)],
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
        "categories": [{"id": number, "name": name} for number, name in enumerate(names, 1)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


COCO = BoxFormat(
    ending=".coco.json",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: COCO"),
    hint=QT_TRANSLATE_NOOP(
        "export formats", "One file for each model, boxes in pixels of the whole image."
    ),
    text=coco_text,
)
