"""Agreement of structured answers: fields × models, equal by what the values mean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from vizdesk.analysis.typed_values import TypedValue, ValueKind, typed_value

DEEPEST = 8
"""Tables within tables that become rows of their own; deeper ones are compared as a whole."""


class CellState(Enum):
    """What one model's value is, held against the majority."""

    EQUAL = "equal"
    OTHER_FORM = "other form"  # the same after normalising: 23/11/2026 and 2026-11-23
    OTHER_TYPE = "other type"  # the same value as another JSON type: "17.38" and 17.38
    DIFFERS = "differs"
    NULL = "null"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FieldCell:
    """One model's value of a field; `value` None for null and missing alike, see `state`."""

    value: Any
    state: CellState


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. `majority` is the value that most gave, None where nobody gave one.

    `votes` are those for it; `clear`: more than half of all models. `kind` is what it was read as.
    """

    path: str
    cells: tuple[FieldCell, ...]
    majority: Any
    votes: int
    kind: ValueKind

    @property
    def clear(self) -> bool:
        """Whether more than half of the models say it."""
        return 2 * self.votes > len(self.cells)

    @property
    def agrees(self) -> bool:
        """Whether all models say the same, in whatever form."""
        return self.votes == len(self.cells)


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Fields × models, in the order in which the fields were asked for."""

    rows: tuple[FieldRow, ...]

    @property
    def all_agree(self) -> int:
        """Fields for which all models say the same."""
        return sum(row.agrees for row in self.rows)

    @property
    def without_majority(self) -> int:
        """Fields for which no value has more than half of the models."""
        return sum(not row.clear for row in self.rows)

    @property
    def missing(self) -> int:
        """Values that are missing or null."""
        lost = (CellState.MISSING, CellState.NULL)
        return sum(cell.state in lost for row in self.rows for cell in row.cells)


def agree_on_fields(
    answers: Sequence[Mapping[str, Any]], asked: Sequence[str] = ()
) -> FieldAgreement:
    """Compare objects; `asked` are the fields that were asked for, which come first."""
    flat = [dict(_flattened(answer)) for answer in answers]
    paths = dict.fromkeys(asked)
    for own in flat:
        paths.update(dict.fromkeys(own))
    # A field that was asked for and came as a table is there as its rows.
    parents = {path for path in asked if any(_below(other, path) for other in paths)}
    return FieldAgreement(tuple(_row(path, flat) for path in paths if path not in parents))


def _below(path: str, parent: str) -> bool:
    return path.startswith(f"{parent}.")


def _flattened(
    answer: Mapping[str, Any], prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, Any]]:
    for key, value in answer.items():
        path = f"{prefix}{key}"
        if isinstance(value, Mapping) and value and depth < DEEPEST:
            yield from _flattened(value, f"{path}.", depth + 1)
        else:
            yield path, value


_MISSING = object()


def _row(path: str, answers: Sequence[Mapping[str, Any]]) -> FieldRow:
    values = [answer.get(path, _MISSING) for answer in answers]
    typed = [None if value is _MISSING or value is None else typed_value(value) for value in values]
    typed = [None if t is not None and t.kind is ValueKind.NULL else t for t in typed]
    votes = Counter(value for value in typed if value is not None)
    if not votes:
        cells = tuple(_cell(value, None, None, None) for value in values)
        return FieldRow(path, cells, None, 0, ValueKind.NULL)
    most = max(votes.values())
    leading = min(
        (value for value, count in votes.items() if count == most),
        key=lambda value: (value.kind.value, value.key, value.unit),
    )
    written = _usual([value for value, own in zip(values, typed, strict=True) if own == leading])
    cells = tuple(
        _cell(value, own, leading, written) for value, own in zip(values, typed, strict=True)
    )
    return FieldRow(path, cells, written, most, leading.kind)


def _usual(values: Sequence[Any]) -> Any:  # noqa: ANN401 - any JSON value
    """The form most gave, of equally many one that is no text, then the first in order."""
    written = [_written(value) for value in values]
    counts = Counter(written)
    key = min(counts, key=lambda text: (-counts[text], text.startswith('"'), text))
    return values[written.index(key)]


def _cell(
    value: object, typed: TypedValue | None, leading: TypedValue | None, written: object
) -> FieldCell:
    if value is _MISSING:
        return FieldCell(None, CellState.MISSING)
    if typed is None:
        return FieldCell(value, CellState.NULL)
    if typed != leading:
        return FieldCell(value, CellState.DIFFERS)
    if _written(value) == _written(written):
        return FieldCell(value, CellState.EQUAL)
    other_type = isinstance(value, str) != isinstance(written, str)
    return FieldCell(value, CellState.OTHER_TYPE if other_type else CellState.OTHER_FORM)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
