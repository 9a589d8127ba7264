"""JSON: the whole comparison, which vizdesk opens again (docs/json.md)."""

from __future__ import annotations

from vizdesk.common.strict_json import to_json
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import TextFormat


def comparison_text(comparison: Comparison) -> str:
    """The record of docs/json.md, indented."""
    return to_json(to_record(comparison), indent=2) + "\n"


JSON = TextFormat(
    ending=".json",
    title=QT_TRANSLATE_NOOP("export formats", "JSON (full)"),
    hint=QT_TRANSLATE_NOOP("export formats", "vizdesk opens it again."),
    text=lambda comparison, left_out: comparison_text(comparison),
)
