"""Every format a comparison can be exported to; a new one is a module and a line of `FORMATS`.

Window, command line, preview, clipboard and docs/exports.md read it here (CONTRIBUTING.md).
"""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.messages import message
from vizdesk.export.export_format import ExportError, ExportFormat
from vizdesk.export.formats.coco import COCO
from vizdesk.export.formats.csv import CSV
from vizdesk.export.formats.html import HTML
from vizdesk.export.formats.json import JSON
from vizdesk.export.formats.labelme import LABELME
from vizdesk.export.formats.markdown import MARKDOWN
from vizdesk.export.formats.pdf import PDF
from vizdesk.export.formats.png import PNG
from vizdesk.export.formats.svg import SVG
from vizdesk.export.formats.voc import VOC
from vizdesk.export.formats.yolo import YOLO

FORMATS: tuple[ExportFormat, ...] = (
    PNG,
    PDF,
    SVG,
    HTML,
    MARKDOWN,
    CSV,
    JSON,
    COCO,
    LABELME,
    VOC,
    YOLO,
)
"""In the order in which the window offers them; the first is offered first."""


def format_of(path: Path) -> ExportFormat:
    """The format a file's name asks for; the longest ending counts. Raises ExportError."""
    name = path.name.lower()
    endings = {
        ending: export_format
        for export_format in FORMATS
        for ending in (export_format.ending, *export_format.other_endings)
    }
    for ending in sorted(endings, key=len, reverse=True):
        if name.endswith(ending):
            return endings[ending]
    raise ExportError(
        message(
            "{name} does not say which form to write; its name may end in {endings}.",
            name=path.name,
            endings=known_endings(", "),
        )
    )


def known_endings(separator: str = " ") -> str:
    """The endings of all formats, for people."""
    return separator.join(export_format.ending for export_format in FORMATS)
