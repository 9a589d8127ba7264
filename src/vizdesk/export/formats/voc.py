"""Pascal VOC's annotation; http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.export.export_format import BoxFormat
from vizdesk.export.formats.annotations import made_by, pixels

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def voc_text(comparison: Comparison, answer: Answer) -> str:
    """Pascal VOC's annotation; http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc.

    Whole pixels counted from 1, as its development kit has them.
    """
    image = comparison.image
    root = ElementTree.Element("annotation")
    _leaf(root, "folder", Path(image.path).parent.name)
    _leaf(root, "filename", Path(image.path).name)
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


VOC = BoxFormat(
    ending=".xml",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: Pascal VOC"),
    hint=QT_TRANSLATE_NOOP(
        "export formats", "One file for each model: boxes alone, in whole pixels counted from 1."
    ),
    text=voc_text,
    held=lambda reading: reading.detections,
)
