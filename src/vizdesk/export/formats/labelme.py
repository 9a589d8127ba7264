"""LabelMe's file; https://github.com/wkentaro/labelme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
from vizdesk.export.formats.annotations import pixel, pixels, rounded

# A file says which version of the program its form is of.
LABELME_VERSION = "5.5.0"


def labelme_text(comparison: Comparison, answer: Answer) -> str:
    """LabelMe's file; the image is named, not put into it."""
    image = comparison.image
    shapes = [
        {
            "label": detection.label,
            **_shape(detection, image),
            "group_id": None,
            "description": "" if detection.score is None else f"score {detection.score:g}",
            "flags": {},
            "mask": None,
        }
        for detection in answer.reading.all_detections
    ]
    data: dict[str, Any] = {
        "version": LABELME_VERSION,
        "flags": {},
        "shapes": shapes,
        "imagePath": Path(image.path).name,
        "imageData": None,
        "imageHeight": image.height,
        "imageWidth": image.width,
    }
    if image.frames > 1:
        data |= {"frame": image.frame + 1, "frames": image.frames}
    return to_json(data, indent=2) + "\n"


def _shape(detection: AnyDetection, image: ImageRef) -> dict[str, Any]:
    """Its kind in LabelMe's words, and its points in pixels: corners, vertices, or itself."""
    match detection:
        case PointDetection(x=x, y=y):
            return {"points": [pixel(x, y, image)], "shape_type": "point"}
        case PolygonDetection(vertices=vertices):
            ring = [pixel(x, y, image) for x, y in vertices]
            return {"points": ring, "shape_type": "polygon"}
        case Detection(box=box):
            left, top, right, bottom = pixels(box, image)
            corners = [[*rounded(left, top)], [*rounded(right, bottom)]]
            return {"points": corners, "shape_type": "rectangle"}


LABELME = BoxFormat(
    ending=".labelme.json",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: LabelMe"),
    hint=QT_TRANSLATE_NOOP("export formats", "One file for each model; save it beside the image."),
    text=labelme_text,
    beside_image=".json",
)
