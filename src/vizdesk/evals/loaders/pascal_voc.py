"""Pascal VOC: an XML file for each image, in Annotations/ or beside it.

http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html
"""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree

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

BEGINS = "<annotation"


def read_voc(context: LoaderContext, file: str) -> Suite:
    """The files in the folder of `file` (or below the suite's folder) as a suite."""
    return boxes_suite(context, voc_annotations(context), "pascal-voc")


def voc_annotations(context: LoaderContext) -> Annotations:
    """The images of every such file below the folder."""
    files = [name for name in context.listed((".xml",)) if _looks(context, name)]
    annotated = (entry for name in files if (entry := _annotated(context, name)) is not None)
    return Annotations(tuple(annotated))


def _annotated(context: LoaderContext, file: str) -> AnnotatedImage | None:
    text = context.text(file)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        context.fault(file, 0, message("has a document type: it is not read."))
        return None
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        context.fault(file, error.position[0], message("is no XML."))
        return None
    size = pixel_size(number(root.findtext("size/width")), number(root.findtext("size/height")))
    if size is None:
        context.fault(file, 0, message("needs the image's width and height in pixels."))
        return None
    detections = []
    for at, entry in enumerate(root.iter("object"), 1):
        label = (entry.findtext("name") or "").strip()
        corners = [number(entry.findtext(f"bndbox/{key}")) for key in CORNERS]
        x0, y0, x1, y1 = corners
        box = None
        if x0 is not None and y0 is not None and x1 is not None and y1 is not None:
            box = box_within(x0 / size[0], y0 / size[1], x1 / size[0], y1 / size[1])
        if not label or box is None:
            context.fault(file, 0, message("object {at} needs a name and a box.", at=at))
            continue
        detections.append(Detection(label, box))
    name = (root.findtext("filename") or "").strip()
    return AnnotatedImage(name or posixpath.basename(file), tuple(detections), file, size=size)


CORNERS = ("xmin", "ymin", "xmax", "ymax")


def _looks(context: LoaderContext, file: str) -> bool:
    try:
        return BEGINS in context.text(file)[:4096]
    except SuiteError:
        return False


PASCAL_VOC = SuiteLoader(
    name="Pascal VOC files",
    find=lambda context: next(
        (file for file in context.listed((".xml",)) if _looks(context, file)), None
    ),
    reads=lambda context, file: file.lower().endswith(".xml"),
    read=lambda context, file, prompt: read_voc(context, file),
    source="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html",
    annotations=lambda context, file: voc_annotations(context),
)
