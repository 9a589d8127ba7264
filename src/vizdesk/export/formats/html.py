"""HTML: the comparison as one file for a browser, light or dark as its reader has it."""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.common.xml_text import xml_text
from vizdesk.export.export_format import MADE, ExportOptions, ImageFormat, ImageMaterial


def write_html(path: Path, material: ImageMaterial, options: ExportOptions) -> None:
    """Write the page. Raises OSError."""
    from vizdesk.export.html.page import html_page

    page = html_page(material.comparison, material.pixels, material.left_out, options.page)
    options.tell(MADE)
    write_whole(path, xml_text(page))


HTML = ImageFormat(
    ending=".html",
    other_endings=(".htm",),
    title=QT_TRANSLATE_NOOP("export formats", "HTML page"),
    hint=QT_TRANSLATE_NOOP(
        "export formats",
        "One file for any browser, without a network: images zoom together, "
        "boxes are tied to their rows.",
    ),
    write=write_html,
    has_theme=False,
)
