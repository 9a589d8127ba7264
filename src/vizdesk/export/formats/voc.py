"""Pascal VOC's annotation; http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc."""

from __future__ import annotations

from math import ceil, floor
from pathlib import Path
from xml.etree import ElementTree

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.common.xml_text import xml_text
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.export.export_format import BoxFormat
from vizdesk.export.formats.annotations import made_by, pixels


def voc_text(comparison: Comparison, answer: Answer) -> str:
    """Pascal VOC's annotation; http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc.

    Whole pixels counted from 1, as its development kit has them: all that a box touches, and at
    least two a side, as many readers take the difference of its sides for its size.
    """
    image = comparison.image
    root = ElementTree.Element("annotation")
    _leaf(root, "folder", Path(image.path).parent.name)
    _leaf(root, "filename", Path(image.path).name)
    if image.frames > 1:
        _leaf(root, "frame", str(image.frame + 1))
    source = ElementTree.SubElement(root, "source")
    _leaf(source, "database", made_by(comparison, answer))
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
        (xmin, xmax), (ymin, ymax) = (
            _side(left, right, image.width),
            _side(top, bottom, image.height),
        )
        corners = (("xmin", xmin), ("ymin", ymin), ("xmax", xmax), ("ymax", ymax))
        for name, corner in corners:
            _leaf(place, name, str(corner))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _leaf(parent: ElementTree.Element, name: str, words: str) -> None:
    # What XML 1.0 cannot hold at all, a model may still have written.
    ElementTree.SubElement(parent, name).text = xml_text(words)


def _side(start: float, end: float, size: int) -> tuple[int, int]:
    """The first and last pixel, counted from 1 to `size`, of what reaches from `start` to `end`."""
    first = min(max(floor(start + ROUNDING), 0), size - 1) + 1
    last = min(max(ceil(end - ROUNDING), first + 1), size)
    return min(first, max(1, last - 1)), last


ROUNDING = 1e-6
"""Pixels by which a side may miss its place when it is multiplied out of 0..1."""


VOC = BoxFormat(
    ending=".xml",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: Pascal VOC"),
    hint=QT_TRANSLATE_NOOP(
        "export formats", "One file for each model: boxes alone, in whole pixels counted from 1."
    ),
    text=voc_text,
    held=lambda reading: reading.detections,
)
