"""CSV: a row for each thing an answer says."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.export.export_format import TextFormat
from vizdesk.export.text.csv_file import comma_separated

CSV = TextFormat(
    ending=".csv",
    title=QT_TRANSLATE_NOOP("export formats", "CSV table"),
    hint=QT_TRANSLATE_NOOP("export formats", "A row for each thing said."),
    text=lambda comparison, left_out: comma_separated(comparison),
)
