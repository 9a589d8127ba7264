"""An eval run's results as a file, in the form its name asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import vizdesk
from vizdesk.common.atomic_files import whole_file, write_whole
from vizdesk.export.html.eval_page import eval_page
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.text import as_json, comma_separated, heading, markdown

FORMS = (".md", ".csv", ".json", ".html", ".png")
FILTERS = "Markdown (*.md);;PNG (*.png);;HTML (*.html);;CSV (*.csv);;JSON (*.json)"


class EvalExportError(Exception):
    """The results cannot be written so; what happened, and what to do."""


def named(name: str, chosen: str) -> Path:
    """The file called `name`, in the form of its name or else of the `chosen` one of FILTERS."""
    if Path(name).suffix.lower() in FORMS:
        return Path(name)
    form = chosen.partition("(*")[2].rstrip(")")
    return Path(name + form) if form in FORMS else Path(name)


def write_results(
    path: Path, found: Results, recorded: Sequence[EvalRecord], created: datetime
) -> None:
    """Write the results to `path`. PNG needs a QGuiApplication. Raises EvalExportError, OSError."""
    form = path.suffix.lower()
    if form == ".md":
        write_whole(path, markdown(found, created))
    elif form == ".csv":
        write_whole(path, comma_separated(found.plan, recorded))
    elif form == ".json":
        write_whole(path, as_json(found, recorded, created, vizdesk.__version__))
    elif form == ".html":
        write_whole(path, eval_page(found, recorded, _under_the_title(found, created)))
    elif form == ".png":
        _write_png(path, found, _under_the_title(found, created))
    else:
        known = ", ".join(FORMS)
        raise EvalExportError(
            f"{path.name} does not say which form to write; it may end in {known}."
        )


def _under_the_title(found: Results, created: datetime) -> str:
    return heading(found.plan, created).removeprefix(f"{found.plan.suite.title}: ")


def _write_png(path: Path, found: Results, about: str) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    from vizdesk.export.sheet.eval_sheet import eval_image

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide's stub asks for bytes where Qt takes text.
    eval_image(found, about).save(buffer, "PNG")  # type: ignore[call-overload]
    with whole_file(path) as file:
        file.write(bytes(data.data()))
