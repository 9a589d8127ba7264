"""The comparison table: models as columns, facts as rows, every cell with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vizdesk.common.formatting import UNKNOWN
from vizdesk.common.grades import Grade
from vizdesk.common.messages import EMPTY, Message, verbatim
from vizdesk.comparison.tasks import TaskKind

NOT_KNOWN = verbatim(UNKNOWN)


@dataclass(frozen=True, slots=True)
class TableCell:
    """One fact of one model, as it is shown.

    `detail` is said more quietly beside `text` (“52/67”); `tip` says source, date and notes;
    `order` is what rows are sorted by (None: not known, always last); `tries` is the task that a
    click opens; `differs` whether sources disagree.
    """

    text: Message = NOT_KNOWN
    detail: str = ""
    tip: Message = EMPTY
    order: float | str | None = None
    grade: Grade | None = None
    tries: TaskKind | None = None
    differs: bool = False

    @property
    def known(self) -> bool:
        """Whether anything is said at all."""
        return self.text != UNKNOWN


@dataclass(frozen=True, slots=True)
class TableRow:
    """One property of all models; `note` is said more quietly beside the label."""

    key: str
    label: Message
    cells: tuple[TableCell, ...]
    note: Message = EMPTY

    @property
    def equal(self) -> bool:
        """Whether all models show the same."""
        return len({(cell.text, cell.detail) for cell in self.cells}) < 2


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; the first has none. `tip` says how its figures were made."""

    title: Message
    rows: tuple[TableRow, ...]
    note: Message = EMPTY
    tip: Message = EMPTY


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One model: its card's id and name, and in a few words what it still needs."""

    id: str
    name: str
    need: Message = EMPTY


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Columns, sections of rows, and sentences that belong under or over the table."""

    columns: tuple[TableColumn, ...]
    sections: tuple[Section, ...]
    sentence: Message = EMPTY

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """All rows, without their headings."""
        return tuple(row for section in self.sections for row in section.rows)


def without_equal_rows(table: ComparisonTable) -> ComparisonTable:
    """Only the rows in which models differ; sections left empty go too."""
    if len(table.columns) < 2:
        return table
    return _rows(table, lambda row: not row.equal)


def without_unknown_rows(table: ComparisonTable) -> ComparisonTable:
    """Only the rows in which something is known of any model."""
    return _rows(table, lambda row: any(cell.known for cell in row.cells))


def sorted_by(table: ComparisonTable, key: str, *, descending: bool = False) -> tuple[str, ...]:
    """The ids of the columns in the order of row `key`; unknown last. Raises KeyError."""
    rows: Mapping[str, TableRow] = {row.key: row for row in table.rows}
    pairs = list(zip(table.columns, rows[key].cells, strict=True))
    known = [pair for pair in pairs if pair[1].order is not None]
    unknown = [pair for pair in pairs if pair[1].order is None]
    known.sort(key=_order, reverse=descending)
    return tuple(column.id for column, _ in [*known, *unknown])


def arranged(table: ComparisonTable, ids: Sequence[str]) -> ComparisonTable:
    """The same table with its columns in the order of `ids`."""
    at = [
        next(i for i, column in enumerate(table.columns) if column.id == wanted) for wanted in ids
    ]
    sections = tuple(
        replace(
            section,
            rows=tuple(replace(row, cells=tuple(row.cells[i] for i in at)) for row in section.rows),
        )
        for section in table.sections
    )
    return replace(table, columns=tuple(table.columns[i] for i in at), sections=sections)


def _order(pair: tuple[TableColumn, TableCell]) -> tuple[int, float, str]:
    # A column of numbers in which one cell is words still has an order.
    order = pair[1].order
    return (0, float(order), "") if isinstance(order, int | float) else (1, 0.0, str(order).lower())


def _rows(table: ComparisonTable, keep: Callable[[TableRow], bool]) -> ComparisonTable:
    sections = []
    for section in table.sections:
        rows = tuple(row for row in section.rows if keep(row))
        if rows:
            sections.append(replace(section, rows=rows))
    return replace(table, sections=tuple(sections))
