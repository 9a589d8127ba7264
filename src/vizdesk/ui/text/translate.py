"""Messages of rooms without Qt, in the window's language (docs/decisions/0001)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from vizdesk.common.messages import Message, MessageError, fill, verbatim

if TYPE_CHECKING:
    from vizdesk.catalog.table.table import ComparisonTable

CONTEXT = "messages"
TASK_TITLES = "tasks"
"""The context of the titles of tasks, which stand in messages as arguments."""


def translate_message(message: Message) -> str:
    """`message` in the window's language, the messages among its arguments too.

    A template that has no translation stays English.
    """
    arguments = {
        name: translate_message(value) if isinstance(value, Message) else value
        for name, value in message.arguments.items()
    }
    template = message.templates[-1]
    if len(message.templates) == 1:
        words = QCoreApplication.translate(CONTEXT, template)
        if words == template and not arguments:
            words = QCoreApplication.translate(TASK_TITLES, template)
        return fill(words, arguments)
    count = int(arguments["n"])
    translated = QCoreApplication.translate(CONTEXT, template, None, count)
    if translated == template and count == 1:
        translated = message.templates[0]
    return fill(translated, arguments)


def translated(words: str) -> str:
    """`words` for the screen: a message translated, other words as they are (they are already)."""
    return translate_message(words) if isinstance(words, Message) else words


def notice_lines(notices: Iterable[str]) -> str:
    """Each translated, one a line."""
    return "\n".join(map(translated, notices))


def error_sentence(error: BaseException) -> str:
    """What an error says, in the window's language where it is one of our own."""
    return translate_message(error.message) if isinstance(error, MessageError) else str(error)


def translated_table(table: ComparisonTable) -> ComparisonTable:
    """The comparison table with its own words in the window's language; names stay."""
    sections = tuple(
        replace(
            section,
            title=_translated(section.title),
            note=_translated(section.note),
            tip=_translated(section.tip),
            rows=tuple(
                replace(
                    row,
                    label=_translated(row.label),
                    note=_translated(row.note),
                    cells=tuple(replace(cell, text=_translated(cell.text)) for cell in row.cells),
                )
                for row in section.rows
            ),
        )
        for section in table.sections
    )
    columns = tuple(replace(column, need=_translated(column.need)) for column in table.columns)
    return replace(table, columns=columns, sections=sections)


def _translated(message: Message) -> Message:
    return verbatim(translate_message(message))
