"""Puts what the last `make stress` found into docs/reliability.md."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path

from tests.stress.figures import Ending, Row, read_rows

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
_PLACE = re.compile(r"(<!-- make stress -->\n).*?(<!-- end of make stress -->)", re.DOTALL)
UNHELD = {Ending.FAILED: "**did not hold**", Ending.NOT_RUN: "**was not run**"}


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown, and how many of them held."""
    lines = ["| tried | held | took | test |", "| --- | --- | ---: | --- |"]
    for row in rows:
        module, _, name = row.test.partition("::")
        minutes, seconds = divmod(round(row.seconds), 60)
        took = f"{minutes}:{seconds:02}" if row.ending is not Ending.NOT_RUN else ""
        test = f"`{module}` {name.replace('_', ' ')}"
        held = UNHELD.get(row.ending, row.held)
        lines.append(f"| {_cell(row.tried)} | {_cell(held)} | {took} | {_cell(test)} |")
    held_rows = sum(row.ending is Ending.HELD for row in rows)
    minutes_run = sum(row.seconds for row in rows) / 60
    days = " and ".join(sorted({row.day for row in rows} - {""}))
    words = f"{held_rows} of {len(rows)} rows held; together {minutes_run:.0f} minutes of a worker"
    return "\n".join([*lines, "", f"{words} ({days})."])


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def with_table(page: str, words: str) -> str:
    """The page with this table between its marks. Raises ValueError where it has none."""
    if not _PLACE.search(page):
        raise ValueError("docs/reliability.md has no place for the figures of make stress")
    return _PLACE.sub(lambda place: f"{place[1]}{words}\n{place[2]}", page)


def whole_words(seconds: int, load: float) -> str:
    """How long all of it took at once, in seconds, and how busy the machine was before."""
    cores = os.cpu_count()
    return f" All of it at once took {seconds / 60:.0f} minutes on {cores} cores (load {load:.1f})."


def main() -> int:
    """1 where there is nothing to put in, or a row did not hold or was not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", type=int, metavar="SECONDS", help="how long all of it took")
    parser.add_argument("--load", type=float, default=0.0, help="of the machine before")
    options = parser.parse_args()
    rows = read_rows()
    if not rows:
        print("There are no figures: run `make stress` first.")
        return 1
    words = "" if options.whole is None else whole_words(options.whole, options.load)
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), table(rows) + words), "utf-8")
    print(table(rows) + words)
    return int(any(row.ending is not Ending.HELD for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
