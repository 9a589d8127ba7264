"""LabelMe's file; https://github.com/wkentaro/labelme."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.export.export_format import BoxFormat
from vizdesk.export.formats.annotations import pixels, rounded

# A file says which version of the program its form is of.
LABELME_VERSION = "5.5.0"


def labelme_text(comparison: Comparison, answer: Answer) -> str:
    """LabelMe's file; the image is named, not put into it."""
    image = comparison.image
    shapes: list[dict[str, Any]] = []
    for detection in answer.reading.detections:
        left, top, right, bottom = pixels(detection.box, image)
        shapes.append(
            {
                "label": detection.label,
                "points": [rounded(left, top), rounded(right, bottom)],
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


LABELME = BoxFormat(
    ending=".labelme.json",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: LabelMe"),
    hint=QT_TRANSLATE_NOOP("export formats", "One file for each model; save it beside the image."),
    text=labelme_text,
)
