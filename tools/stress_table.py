"""Puts what the last `make stress` found into docs/reliability.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.stress.figures import Row, read_rows

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
_PLACE = re.compile(r"(<!-- make stress -->\n).*?(<!-- end of make stress -->)", re.DOTALL)
FAILED = "**did not hold**"


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    lines = ["| tried | held | took | test |", "| --- | --- | ---: | --- |"]
    for row in rows:
        module, _, name = row.test.partition("::")
        minutes, seconds = divmod(round(row.seconds), 60)
        took, test = f"{minutes}:{seconds:02}", f"`{module}` {name.replace('_', ' ')}"
        lines.append(
            f"| {_cell(row.tried)} | {_cell(row.held) or FAILED} | {took} | {_cell(test)} |"
        )
    held, total = sum(bool(row.held) for row in rows), sum(row.seconds for row in rows) / 60
    words = f"{held} of {len(rows)} rows held; together {total:.0f} minutes of one worker."
    return "\n".join([*lines, "", words])


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def with_table(page: str, rows: Sequence[Row]) -> str:
    """The page with these rows between its marks. Raises ValueError where it has none."""
    if not _PLACE.search(page):
        raise ValueError("docs/reliability.md has no place for the figures of make stress")
    return _PLACE.sub(lambda place: f"{place[1]}{table(rows)}\n{place[2]}", page)


def main() -> int:
    """1 where there is nothing to put in."""
    rows = read_rows()
    if not rows:
        print("There are no figures: run `make stress` first.")
        return 1
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), rows), "utf-8")
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
