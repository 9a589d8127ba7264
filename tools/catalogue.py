"""`make catalogue`: compiles the model cards, and counts what they know for docs/catalogue.md."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vizdesk.catalog.cards.catalogue import compile_catalogue, load_catalogue
from vizdesk.catalog.cards.compiled import FOLDER
from vizdesk.catalog.table.rows import build_table

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
DAY = "2026-12-01"
"""The day on which prices are looked at, so that counting again gives the same."""
COUNTED = (
    *("released", "context", "parameters", "licence", "input-price", "output-price"),
    *("caption", "classify", "detect", "read-text", "ask"),
)
"""The rows over which unknown cells may be at most 15 %."""


def write_compiled() -> None:
    """Write the files that a start reads."""
    folder = RESOURCES / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in compile_catalogue(RESOURCES).items():
        (folder / name).write_text(text, encoding="utf-8")


def known_cells() -> Mapping[str, tuple[str, int, int]]:
    """For each row of the table of all shipped cards: its label, known cells, all cells."""
    table = build_table(list(load_catalogue(RESOURCES).cards.values()), DAY)
    return {
        row.key: (str(row.label), sum(cell.known for cell in row.cells), len(row.cells))
        for row in table.rows
    }


def unknown_share() -> float:
    """The share of unknown cells in the rows of COUNTED, in 0..1."""
    cells = known_cells()
    known = sum(cells[key][1] for key in COUNTED)
    return 1 - known / sum(cells[key][2] for key in COUNTED)


if __name__ == "__main__":
    from tools.docs_tables import main

    write_compiled()
    main()
