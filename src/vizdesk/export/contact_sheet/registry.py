"""The forms a contact sheet is written in, by the ending of the file; and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vizdesk.common.atomic_files import target_problem, whole_files, write_whole
from vizdesk.common.messages import message
from vizdesk.common.surrogates import whole_text
from vizdesk.common.xml_text import xml_text
from vizdesk.export.contact_sheet.sheet_content import SheetContent
from vizdesk.export.export_format import ExportError, ExportFormat, Tell
from vizdesk.export.formats.csv import CSV
from vizdesk.export.formats.html import HTML
from vizdesk.export.formats.json import JSON
from vizdesk.export.formats.png import PNG
from vizdesk.export.writer import unwritable

MOST_ROWS = 250
"""Of one PNG: 15,000 pixels at 100 %. Further rows go into further files."""

WriteSheet = Callable[[Path, SheetContent, bool, Tell], tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """A form of the registry of formats, and what writes a contact sheet in it.

    `write(path, content, dark, tell)` returns the files made; `tell` hears the share done, 0..1.
    """

    form: ExportFormat
    write: WriteSheet


def _csv(path: Path, content: SheetContent, dark: bool, tell: Tell) -> tuple[Path, ...]:
    from vizdesk.export.contact_sheet.text_files import sheet_csv

    write_whole(path, whole_text(sheet_csv(content)))
    return (path,)


def _json(path: Path, content: SheetContent, dark: bool, tell: Tell) -> tuple[Path, ...]:
    from vizdesk.export.contact_sheet.text_files import sheet_json

    write_whole(path, whole_text(sheet_json(content)))
    return (path,)


def _html(path: Path, content: SheetContent, dark: bool, tell: Tell) -> tuple[Path, ...]:
    from vizdesk.export.contact_sheet.page import sheet_html

    write_whole(path, xml_text(sheet_html(content)))
    return (path,)


def _png(path: Path, content: SheetContent, dark: bool, tell: Tell) -> tuple[Path, ...]:
    from vizdesk.common import resources
    from vizdesk.export.contact_sheet.painted_sheet import PaintedSheet
    from vizdesk.export.sheet.png_stream import write_png
    from vizdesk.export.sheet.sheet_colors import DARK, LIGHT
    from vizdesk.painting.fonts import load_fonts

    load_fonts(resources.folder() / "fonts")
    rows = content.rows
    files = _parts_of(path, len(rows))
    # They take their places together: a sheet of which one part is old would be false.
    with whole_files() as opened:
        for number, target in enumerate(files):
            part = rows[number * MOST_ROWS : (number + 1) * MOST_ROWS]
            sheet = PaintedSheet(content, part, DARK if dark else LIGHT, 2.0)
            texts = {"Title": content.title, "Software": f"vizdesk {content.version}"}
            with opened(target) as file:
                wide, high = sheet.size
                write_png(file, wide, high, sheet.bands(tell), texts, dpi=192)
    return files


def _parts_of(path: Path, rows: int) -> tuple[Path, ...]:
    """The files of a PNG of so many rows."""
    further = range(2, (rows - 1) // MOST_ROWS + 2)
    return (path, *(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in further))


SHEET_FORMATS = (
    SheetFormat(PNG, _png),
    SheetFormat(HTML, _html),
    SheetFormat(CSV, _csv),
    SheetFormat(JSON, _json),
)
"""In the order in which the window offers them."""


def sheet_files(path: Path, rows: int) -> tuple[Path, ...]:
    """The files that a sheet of so many rows is written to."""
    return _parts_of(path, rows) if path.name.lower().endswith(PNG.ending) else (path,)


def write_contact_sheet(
    path: Path, content: SheetContent, *, dark: bool = False, tell: Tell = lambda share: None
) -> tuple[Path, ...]:
    """Write the sheet in the form that the name asks for; returns the files made.

    A PNG needs a QGuiApplication. Raises ExportError, MemoryError.
    """
    name = path.name.lower()
    for sheet_format in SHEET_FORMATS:
        form = sheet_format.form
        if name.endswith((form.ending, *form.other_endings)):
            break
    else:
        endings = ", ".join(each.form.ending for each in SHEET_FORMATS)
        raise ExportError(
            message(
                "{name} does not say which form to write; its name may end in {endings}.",
                name=path.name,
                endings=endings,
            )
        )
    if problem := target_problem(path):
        raise ExportError(problem)
    try:
        return sheet_format.write(path, content, dark, tell)
    except OSError as error:
        raise ExportError(unwritable(error.filename or path, error)) from error
