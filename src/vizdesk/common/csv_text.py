"""Rows as CSV (RFC 4180) that a spreadsheet may open: no cell of foreign words is a formula.

Spreadsheets take a cell that begins like a formula for one, also within quotes, also after blanks
and line breaks, and in East Asian settings also with full-width signs; `|` begins DDE calls in some
importers. An apostrophe in front makes it text: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

# White space, controls and marks of no width are passed over, as importers trim them away.
_FORMULA = re.compile(
    "(?:[\t\r\n]|[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
    "[=+\\-@|\uff1d\uff0b\uff0d\uff20\uff5c])"
)


class Figure(str):
    """A cell that is a figure of ours, not foreign words: it may begin with a minus."""

    __slots__ = ()


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV with CRLF at line ends; words of cells are guarded, figures are not."""
    return "".join(csv_lines(rows))


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same, each line with its CRLF as it is made."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def guarded(cell: object) -> object:
    """The cell with an apostrophe in front where a spreadsheet would calculate it."""
    if isinstance(cell, str) and not isinstance(cell, Figure) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell
