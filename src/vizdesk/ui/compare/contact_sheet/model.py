"""The rows of the contact sheet as Qt asks for them: words of each cell, for eyes and readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from vizdesk.analysis.contact_sheet import (
    SheetRow,
    class_counts,
    short_answer,
)
from vizdesk.analysis.contact_sheet_words import agreement_words
from vizdesk.common.label_text import shown_label
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.ui.compare.class_counts import usual_counts
from vizdesk.ui.text import labels
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
MOST_LOOKS = 4000
"""Cells whose words are kept after they were painted."""
TAIL = 60
"""Characters at the end of an answer that is being written."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A model: its number is that of its pane."""

    model_id: str
    number: int
    name: str
    local: bool

    @property
    def title(self) -> str:
        """Its number and name."""
        return f"{self.number} {self.name}"


class CountLook(NamedTuple):
    """So many of a class; `differs` where most other models found another number."""

    label: str
    figure: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CellLook:
    """What stands in a cell: the state where it is not simply done, and what the answer says.

    `tone` colours the state (good, busy, fair, weak, quiet). `counts` stand instead of `words`
    where the answer has objects. `differs`: it is against a clear majority.
    """

    state: str = ""
    tone: str = "quiet"
    words: str = ""
    counts: tuple[CountLook, ...] = ()
    differs: bool = False

    @property
    def text(self) -> str:
        """The whole cell in words."""
        counted = ", ".join(f"{shown_label(look.label)} {look.figure}" for look in self.counts)
        return " · ".join(part for part in (self.state, counted or self.words) if part)


class SheetModel(QAbstractTableModel):
    """A row an image: its name, a cell for each model, and how far they agree."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[SheetRow, ...] = ()
        self.columns: tuple[SheetColumn, ...] = ()
        self.kind = TaskKind.DETECT
        self.colours: Mapping[str, QColor] = {}
        self.as_text = False
        """Whether cells of objects hold the reply's words instead of image and counts."""
        self._places: dict[str, int] = {}
        self._usual: tuple[SheetRow | None, Mapping[str, int]] = (None, {})
        self._looks: dict[tuple[str, int], tuple[SheetRow, CellLook]] = {}

    @property
    def boxes(self) -> bool:
        """Whether cells show the image with what was found on it."""
        return spec_of(self.kind).output is TaskOutput.BOXES and not self.as_text

    def show(
        self, rows: Sequence[SheetRow], columns: Sequence[SheetColumn], kind: TaskKind
    ) -> None:
        """Show these rows, in this order."""
        self.beginResetModel()
        self.rows, self.columns, self.kind = tuple(rows), tuple(columns), kind
        self._places = {row.key: at for at, row in enumerate(self.rows)}
        self._looks.clear()
        self.endResetModel()

    def update_rows(self, changed: Mapping[str, SheetRow]) -> None:
        """Put other contents into rows that stay where they are."""
        rows, last = list(self.rows), self.columnCount() - 1
        places = sorted(self._places[key] for key in changed if key in self._places)
        for at in places:
            rows[at] = changed[rows[at].key]
        self.rows = tuple(rows)
        for at in places:
            self.dataChanged.emit(self.index(at, 0), self.index(at, last))

    def place_of(self, key: str) -> int:
        """The row of an image; -1 where it is not shown."""
        return self._places.get(key, -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 2

    def look(self, at: int, column: int) -> CellLook:
        """What stands in a model's cell (columns from 1); kept, since cells are painted often."""
        row = self.rows[at]
        kept = self._looks.get((row.key, column))
        if kept is not None and kept[0] is row:
            return kept[1]
        if len(self._looks) > MOST_LOOKS:
            self._looks.clear()
        look = self._look(row, column)
        self._looks[row.key, column] = (row, look)
        return look

    def _look(self, row: SheetRow, column: int) -> CellLook:
        answer = row.answers[column - 1]
        if answer is None:
            return CellLook(tr("Not run"))
        agreement = row.agreement
        differs = agreement is not None and answer.model.id in agreement.differing
        state, tone = labels.state(answer)
        match answer.state:
            case AnswerState.DONE:
                plain = tone in ("good", "quiet")
                return CellLook(
                    "" if plain else state,
                    tone,
                    short_answer(answer, self.kind),
                    () if self.as_text else self._counts(row, answer),
                    differs,
                )
            case AnswerState.FAILED if answer.failure is not None:
                return CellLook(state, tone, translated(answer.failure.what))
            case AnswerState.RUNNING:
                tail = " ".join(answer.text[-TAIL:].split())
                cut = len(answer.text) > TAIL
                return CellLook(state, tone, f"…{tail}" if cut else tail)
            case _:
                return CellLook(state, tone)

    def _counts(self, row: SheetRow, answer: Answer) -> tuple[CountLook, ...]:
        if spec_of(self.kind).output is not TaskOutput.BOXES:
            return ()
        found = dict(class_counts(answer))
        usual = self._usual_of(row)
        named = [label for label in self.colours if found.get(label) or usual.get(label)]
        named += [label for label in found if label not in self.colours]
        return tuple(
            CountLook(
                label,
                str(found[label]) if found.get(label) else "–",
                label in usual and usual[label] != found.get(label, 0),
            )
            for label in named
        )

    def _usual_of(self, row: SheetRow) -> Mapping[str, int]:
        """How many of each class most models found; kept, since each cell of a row asks."""
        if self._usual[0] is not row:
            done = [
                answer.reading.all_detections
                for answer in row.answers
                if answer is not None and answer.state is AnswerState.DONE
            ]
            self._usual = row, usual_counts(done) if len(done) > 2 else {}
        return self._usual[1]

    def agreement_words(self, at: int) -> str:
        """How far the answers of a row agree."""
        return translated(agreement_words(self.rows[at]))

    def words(self, at: int, column: int) -> str:
        """What stands in a cell, in words."""
        if column == 0:
            return self.rows[at].name
        if column == len(self.columns) + 1:
            return self.agreement_words(at)
        return self.look(at, column).text

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        at, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(at, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.words(at, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(at, column)
        return None

    def _spoken(self, at: int, column: int) -> str:
        words = self.words(at, column)
        if column == 0:
            return words
        title = self.headerData(column, Qt.Orientation.Horizontal)
        spoken = f"{self.rows[at].name}, {title}: {words}"
        if 0 < column <= len(self.columns) and self.look(at, column).differs:
            spoken += ", " + tr("differs from most")
        return spoken

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is not Qt.Orientation.Horizontal or role not in shown:
            return None
        if section == 0:
            return tr("Image")
        if section > len(self.columns):
            return tr("Agreement")
        column = self.columns[section - 1]
        return plain_tip(column.title) if role == Qt.ItemDataRole.ToolTipRole else column.title

    def tsv(self, rows: Sequence[int]) -> str:
        """These rows as tab-separated values under the names of the columns."""
        every = range(self.columnCount())
        heads = [self.headerData(at, Qt.Orientation.Horizontal) for at in every]
        lines = [heads, *([self.words(at, column) for column in every] for at in rows)]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
