"""An eval run's results as a file, in the form its name asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import vizdesk
from vizdesk.runs.recorded import Recorded
from vizdesk.runs.results import Results
from vizdesk.runs.results_text import as_json, comma_separated, markdown
from vizdesk.whole_files import write_whole

FORMS = (".md", ".csv", ".json", ".html", ".png")


class EvalExportError(Exception):
    """The results cannot be written so; what happened, and what to do."""


def write_results(
    path: Path, found: Results, recorded: Sequence[Recorded], created: datetime
) -> None:
    """Write the results to `path`. PNG needs a QGuiApplication. Raises EvalExportError, OSError."""
    form = path.suffix.lower()
    if form == ".md":
        write_whole(path, markdown(found, created))
    elif form == ".csv":
        write_whole(path, comma_separated(found.plan, recorded))
    elif form == ".json":
        write_whole(path, as_json(found, recorded, created, vizdesk.__version__))
    else:
        known = ", ".join(FORMS)
        raise EvalExportError(
            f"{path.name} does not say which form to write; it may end in {known}."
        )
