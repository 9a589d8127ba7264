"""The comparison table as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vizdesk.catalog.table.table import ComparisonTable, TableCell, TableRow
from vizdesk.common.csv_text import csv_text
from vizdesk.common.strict_json import to_json


def plain(cell: TableCell) -> str:
    """A cell in one line: 60% (9/15); what is only a link in the window becomes a word."""
    text = "yes" if cell.tries is not None and cell.text == "Try" else cell.text
    return f"{text} ({cell.detail})" if cell.detail else text


def markdown(table: ComparisonTable) -> str:
    """A GitHub-flavoured Markdown table; what sources say differently stands under it."""
    names = [column.name for column in table.columns]
    lines = [_line(["Property", *names]), _line(["---"] * (len(names) + 1))]
    remarks: list[str] = []
    for section in table.sections:
        if section.title:
            title = f"**{_escaped(section.title)}**"
            note = f" {_escaped(section.note)}" if section.note else ""
            lines.append(_line([title + note, *[""] * len(names)]))
        for row in section.rows:
            cells = [_marked(cell, row, at, table, remarks) for at, cell in enumerate(row.cells)]
            lines.append(_line([_escaped(_label(row)), *cells]))
    before = [table.sentence, ""] if table.sentence else []
    after = ["", *(f"{at}. {remark}" for at, remark in enumerate(remarks, 1))] if remarks else []
    for title, method in methods(table):
        after += ["", f"**{_escaped(title)}.** {_escaped(method)}"]
    return "\n".join([*before, *lines, *after]) + "\n"


def methods(table: ComparisonTable) -> list[tuple[str, str]]:
    """How published figures were made, by the heading they stand under: every copy says it."""
    return [(section.title, section.tip) for section in table.sections if section.tip]


def comma_separated(table: ComparisonTable) -> str:
    """CSV after RFC 4180: section, property, one column for each model; unknown is empty."""
    rows = [["Section", "Property", *(column.name for column in table.columns)]]
    for section in table.sections:
        for row in section.rows:
            cells = [plain(cell) if cell.known else "" for cell in row.cells]
            rows.append([section.title, _label(row), *cells])
    blank = [""] * (len(table.columns) - 1)
    rows += [[title, "Method", method, *blank] for title, method in methods(table)]
    return csv_text(rows)


def json_text(table: ComparisonTable) -> str:
    """Everything, with sources; unknown is null."""
    record = {
        "format": "vizdesk-table/1",
        "models": [{"id": column.id, "name": column.name} for column in table.columns],
        "sentence": table.sentence or None,
        "sections": [
            {
                "title": section.title or None,
                "note": section.note or None,
                "method": section.tip or None,
                "rows": [_record(row) for row in section.rows],
            }
            for section in table.sections
        ],
    }
    return to_json(record, indent=2) + "\n"


def _record(row: TableRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": _label(row),
        "cells": [_cell_record(cell) for cell in row.cells],
    }


def _cell_record(cell: TableCell) -> dict[str, Any] | None:
    if not cell.known:
        return None
    record: dict[str, Any] = {"text": plain(cell), "value": cell.order, "source": cell.tip}
    if cell.grade is not None:
        record["grade"] = cell.grade.value
    if cell.differs:
        record["sources_differ"] = True
    return record


def _marked(
    cell: TableCell, row: TableRow, at: int, table: ComparisonTable, remarks: list[str]
) -> str:
    words = _escaped(plain(cell))
    if not cell.differs:
        return words
    remarks.append(f"{row.label}, {table.columns[at].name}: " + _one_line(cell.tip))
    return f"{words} [{len(remarks)}]"


def _one_line(tip: str) -> str:
    lead, *rest = tip.split("\n")
    return _escaped(f"{lead} " + "; ".join(rest))


def _label(row: TableRow) -> str:
    return f"{row.label} ({row.note})" if row.note else row.label


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(words: str) -> str:
    # https://github.github.com/gfm/#tables-extension-: only the bar ends a cell.
    return words.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


WRITERS: Mapping[str, Callable[[ComparisonTable], str]] = {
    "markdown": markdown,
    "csv": comma_separated,
    "json": json_text,
}
