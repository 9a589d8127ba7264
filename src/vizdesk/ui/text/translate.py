"""A finished sentence of a room without Qt, said in the window's language.

Those rooms write plain English: it goes into the history, exports, the log and the command line.
Here a sentence is recognised by the template it was made from, its parts are taken out, and the
translated template is filled with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from PySide6.QtCore import QCoreApplication

from vizdesk.catalog.table.table import ComparisonTable
from vizdesk.common.messages import Message, fill, verbatim
from vizdesk.ui.text.messages import answers, engines, evals, files, needs, table

CONTEXT = "messages"
TEMPLATES = (
    *needs.TEMPLATES,
    *table.TEMPLATES,
    *answers.TEMPLATES,
    *engines.TEMPLATES,
    *files.TEMPLATES,
    *evals.TEMPLATES,
)
_PLACE = re.compile(r"\{(\w+)\}")
_NEXT = re.compile(r"(?<=[.?!:])\s+|\n")


def translate_message(text: str) -> str:
    """`text` in the window's language: a message by its template, other sentences as recognised."""
    if isinstance(text, Message):
        return _translated_message(text)
    if QCoreApplication.translate(CONTEXT, TEMPLATES[0]) == TEMPLATES[0]:
        return text  # the window speaks English
    whole = _translated(text)
    return whole if whole is not None else "".join(_pieces(text))


def _translated_message(message: Message) -> str:
    arguments = {
        name: _translated_message(value) if isinstance(value, Message) else value
        for name, value in message.arguments.items()
    }
    many = message.templates[-1]
    count = int(arguments.get("n", -1)) if len(message.templates) == 2 else -1
    template = QCoreApplication.translate(CONTEXT, many, None, count)
    if template == many and count == 1:
        template = message.templates[0]  # not translated, and English has a singular
    return fill(template, arguments)


def translated_table(table: ComparisonTable) -> ComparisonTable:
    """The comparison table with its own words in the window's language; names stay."""
    sections = tuple(
        replace(
            section,
            title=_translated_value(section.title),
            note=_translated_value(section.note),
            rows=tuple(
                replace(
                    row,
                    label=_translated_value(row.label),
                    note=_translated_value(row.note),
                    cells=tuple(
                        replace(cell, text=_translated_value(cell.text)) for cell in row.cells
                    ),
                )
                for row in section.rows
            ),
        )
        for section in table.sections
    )
    columns = tuple(
        replace(column, need=_translated_value(column.need)) for column in table.columns
    )
    return replace(table, columns=columns, sections=sections)


def _translated_value(message: Message) -> Message:
    return verbatim(translate_message(message))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = _longest(text, at)
        if found is not None:
            end, words = found
            yield words
        else:
            following = _NEXT.search(text, at)
            end = following.start() if following else len(text)
            yield text[at:end]
        gap = _NEXT.match(text, end)
        stop = gap.end() if gap else end
        yield text[end:stop]
        at = stop


def _longest(text: str, at: int) -> tuple[int, str] | None:
    """Where the longest run of known words from `at` ends, and those words translated."""
    breaks = [one.start() for one in _NEXT.finditer(text, at)]
    for end in (len(text), *reversed(breaks)):
        words = _translated(text[at:end])
        if words is not None:
            return end, words
    return None


def _translated(text: str) -> str | None:
    if text in _exact():
        return QCoreApplication.translate(CONTEXT, text)
    if not any(letter.isalpha() for letter in text):
        return None
    for template, pattern in _patterns().items():
        found = pattern.fullmatch(text)
        if found:
            # A part may be a sentence's piece of its own: “{name} takes {need}; {free}.”
            parts = {name: _translated(part) or part for name, part in found.groupdict().items()}
            words = QCoreApplication.translate(CONTEXT, template)
            return _filled(words, parts)
    return None


def _filled(template: str, parts: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: parts.get(place[1], ""), template)


@cache
def _exact() -> frozenset[str]:
    return frozenset(template for template in TEMPLATES if not _PLACE.search(template))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Templates as patterns, those with the most words of their own first."""
    templates = (template for template in TEMPLATES if _PLACE.search(template))
    ordered = sorted(templates, key=lambda one: len(_PLACE.sub("", one)), reverse=True)
    return {one: _pattern(one) for one in ordered}


def _pattern(template: str) -> re.Pattern[str]:
    # A part never runs over the end of a sentence: what follows is a sentence of its own.
    parts = _PLACE.split(template)
    words = [
        re.escape(part) if at % 2 == 0 else rf"(?P<{part}>(?:(?![.?!]\s).)*?)"
        for at, part in enumerate(parts)
    ]
    return re.compile("".join(words))
