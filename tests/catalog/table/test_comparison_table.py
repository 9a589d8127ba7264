"""The comparison table: sorting, hiding, colour key, and the same content in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from vizdesk.analysis.intervals import wilson
from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.table.html import html
from vizdesk.catalog.table.rows import build_table
from vizdesk.catalog.table.table import (
    ComparisonTable,
    Grade,
    Section,
    TableCell,
    TableColumn,
    TableRow,
    arranged,
    sorted_by,
    without_equal_rows,
    without_unknown_rows,
)
from vizdesk.catalog.table.text import comma_separated, json_text, markdown, plain
from vizdesk.common import resources
from vizdesk.common.grades import grade
from vizdesk.common.messages import verbatim

IDS = ("gemma-3-4b", "gemma-4-26b-a4b", "gpt-5.5", "gpt-5.4-mini")


@pytest.fixture(scope="module")
def table() -> ComparisonTable:
    cards = load_catalogue(resources.folder()).cards
    return without_unknown_rows(build_table([cards[one] for one in IDS], "2026-11-21"))


def test_models_are_sorted_by_a_row_with_the_unknown_last(table: ComparisonTable) -> None:
    assert sorted_by(table, "output-price") == (*IDS[:2], "gpt-5.4-mini", "gpt-5.5")
    assert sorted_by(table, "overall", descending=True)[0] == "gpt-5.5"
    assert set(sorted_by(table, "median-input")[2:]) == {"gemma-3-4b", "gpt-5.4-mini"}
    assert sorted_by(table, "parameters")[:2] == ("gemma-3-4b", "gemma-4-26b-a4b")


def test_columns_move_with_all_their_cells(table: ComparisonTable) -> None:
    turned = arranged(table, IDS[::-1])
    assert [column.id for column in turned.columns] == list(IDS[::-1])
    for before, after in zip(table.rows, turned.rows, strict=True):
        assert after.cells == before.cells[::-1]


def test_rows_that_are_the_same_everywhere_can_be_hidden(table: ComparisonTable) -> None:
    left = without_equal_rows(table)
    keys = {row.key for row in left.rows}
    assert "modality" not in keys
    assert {"organisation", "output-price", "overall"} <= keys
    assert all(section.rows for section in left.sections)


@pytest.mark.parametrize(
    ("passed", "prompts", "expected"),
    [(75, 100, Grade.GOOD), (74, 100, Grade.FAIR), (40, 100, Grade.FAIR), (39, 100, Grade.WEAK)],
)
def test_the_colour_key_is_the_pages(passed: int, prompts: int, expected: Grade) -> None:
    assert grade(passed, prompts) is expected


def test_a_rate_tells_its_interval(table: ComparisonTable) -> None:
    cell = next(row for row in table.rows if row.key == "overall").cells[2]
    assert "52 of 67 passed · 95 % interval 66–86 %" in cell.tip
    low, high = wilson(0, 10)
    assert low == 0.0
    assert round(high, 3) == 0.278


def test_every_format_says_the_same(table: ComparisonTable) -> None:
    wanted = {(row.key, at): plain(cell) for row in table.rows for at, cell in enumerate(row.cells)}
    rows = list(csv.reader(io.StringIO(comma_separated(table))))
    assert rows[0] == ["Section", "Property", *(column.name for column in table.columns)]
    figures, ways = rows[1 : len(table.rows) + 1], rows[len(table.rows) + 1 :]
    assert [way[:2] for way in ways] == [
        ["Vision Evals", "Method"],
        ["vlm-exam", "Method"],
        ["Intelligence and speed", "Method"],
    ]
    assert {len(line) for line in rows} == {len(rows[0])}
    for row, line in zip(table.rows, figures, strict=True):
        shown = [wanted[row.key, at] for at in range(len(IDS))]
        assert line[2:] == ["" if one == "—" else one for one in shown]
    record = json.loads(json_text(table))
    for section in record["sections"]:
        for row in section["rows"]:
            texts = [cell["text"] if cell else "—" for cell in row["cells"]]
            assert texts == [wanted[row["key"], at] for at in range(len(IDS))]
            assert all(cell is None or "source" in cell for cell in row["cells"])


def test_markdown_is_a_table_of_one_width(table: ComparisonTable) -> None:
    lines = [line for line in markdown(table).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {len(IDS) + 2}


def test_html_is_one_file_without_scripts_and_without_addresses(table: ComparisonTable) -> None:
    text = html(table)
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Tags().feed(text)
    assert tags.count("td") == len(IDS) * len(table.rows)
    assert "script" not in tags
    assert "http" not in text


def test_what_a_card_says_cannot_break_a_format() -> None:
    cell = TableCell(verbatim('a|b <script>\n"x"'), tip=verbatim('"><img src=x>'), order=1)
    row = TableRow("k", verbatim("La|bel"), (cell,))
    table = ComparisonTable((TableColumn("m", "M<b>"),), (Section(verbatim(""), (row,)),))
    assert "<script>" not in html(table)
    assert "<img" not in html(table)
    assert "<script>" not in markdown(table)
    assert next(iter(csv.reader(io.StringIO(comma_separated(table).split("\r\n", 1)[1]))))[2] == (
        'a|b <script>\n"x"'
    )
