"""LabelMe: a JSON file with shapes for each image, beside it.

https://github.com/wkentaro/labelme
"""

from __future__ import annotations

from collections.abc import Mapping

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.types import Detection
from vizdesk.evals.loaders.annotated_images import (
    AnnotatedImage,
    Annotations,
    box_within,
    boxes_suite,
    pixel_size,
)
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import Suite, SuiteError


def read_labelme(context: LoaderContext, file: str) -> Suite:
    """Every such file below the folder as a suite; outlines become the boxes around them."""
    return boxes_suite(context, labelme_annotations(context), "labelme")


def labelme_annotations(context: LoaderContext) -> Annotations:
    """The images of every such file below the folder."""
    files = [name for name in context.listed((".json",)) if _looks(context, name)]
    annotated = (entry for name in files if (entry := _annotated(context, name)) is not None)
    return Annotations(tuple(annotated))


def _annotated(context: LoaderContext, file: str) -> AnnotatedImage | None:
    data = context.json(file, constants=True)
    shapes = data.get("shapes") if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(shapes, list):
        context.fault(file, 0, message("needs the list “shapes”."))
        return None
    size = pixel_size(number(data.get("imageWidth")), number(data.get("imageHeight")))
    if size is None:
        context.fault(file, 0, message("needs the image's width and height in pixels."))
        return None
    detections = []
    for at, shape in enumerate(shapes, 1):
        detection = _detection(shape, size)
        if detection is None:
            context.fault(file, 0, message("object {at} needs a name and a box.", at=at))
        else:
            detections.append(detection)
    return AnnotatedImage(data.get("imagePath"), tuple(detections), file, size=size)


def _detection(shape: object, size: tuple[float, float]) -> Detection | None:
    label = shape.get("label") if isinstance(shape, Mapping) else None
    points = shape.get("points") if isinstance(shape, Mapping) else None
    if not isinstance(label, str) or not label.strip() or not isinstance(points, list):
        return None
    corners: list[tuple[float, float]] = []
    for point in points:
        pair = [number(value) for value in point] if isinstance(point, list) else []
        if len(pair) != 2 or pair[0] is None or pair[1] is None:
            return None
        corners.append((pair[0] / size[0], pair[1] / size[1]))
    if len(corners) < 2:
        return None
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = box_within(min(across), min(down), max(across), max(down))
    return None if box is None else Detection(label.strip(), box)


def _looks(context: LoaderContext, file: str) -> bool:
    try:
        text = context.text(file)
    except SuiteError:
        return False
    return '"shapes"' in text and '"imagePath"' in text


LABELME = SuiteLoader(
    name="LabelMe files",
    find=lambda context: next(
        (file for file in context.listed((".json",)) if _looks(context, file)), None
    ),
    reads=_looks,
    read=lambda context, file, prompt: read_labelme(context, file),
    source="https://github.com/wkentaro/labelme",
    annotations=lambda context, file: labelme_annotations(context),
)
