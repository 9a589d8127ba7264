"""Markdown: answers whole, boxes and figures as tables."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.export.export_format import TextFormat
from vizdesk.export.text.markdown_file import markdown

MARKDOWN = TextFormat(
    ending=".md",
    title=QT_TRANSLATE_NOOP("export formats", "Markdown"),
    hint=QT_TRANSLATE_NOOP("export formats", "Answers and figures as text."),
    text=markdown,
    page=markdown,
)
