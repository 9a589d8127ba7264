"""What tables say of a detection: whether it is a box, a point or an outline, and where it is."""

from __future__ import annotations

from collections.abc import Iterable

from vizdesk.comparison.types import AnyDetection, Box, Detection, PointDetection


def kind_of(detection: AnyDetection) -> str:
    """ "box", "point", or "outline" with the number of its vertices."""
    if isinstance(detection, Detection):
        return "box"
    if isinstance(detection, PointDetection):
        return "point"
    return f"outline ({len(detection.vertices)})"


def place_of(detection: AnyDetection) -> tuple[float, ...]:
    """x and y of a point, else x0, y0, x1, y1 of the box or of the box around the outline; 0..1."""
    if isinstance(detection, PointDetection):
        return detection.x, detection.y
    box = bounds_of(detection)
    return box.x0, box.y0, box.x1, box.y1


def bounds_of(detection: AnyDetection) -> Box:
    """The upright box around it, in 0..1; without extent for a point."""
    if isinstance(detection, Detection):
        return detection.box
    if isinstance(detection, PointDetection):
        return Box(detection.x, detection.y, detection.x, detection.y)
    return detection.bounds


def only_boxes(detections: Iterable[AnyDetection]) -> bool:
    """Whether there are no points and no outlines, so that a table needs no column of kinds."""
    return all(isinstance(detection, Detection) for detection in detections)
