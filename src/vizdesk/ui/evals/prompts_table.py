"""The prompts of a run as a list: filters, a mark for each model, and what was answered."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from vizdesk.common.messages import message
from vizdesk.evals.registry import rule
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.prompts import Filter, Listing, Prompt, PromptMark, PromptTable
from vizdesk.runs.report.table import category_words
from vizdesk.ui.evals.answers_panel import AnswersPanel
from vizdesk.ui.evals.image_loader import Load
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.flat_table import TALL_HEAD, UPRIGHT_HEAD, FlatHeader, PaddedCells
from vizdesk.ui.widgets.plain_text import plain_tip
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
MARKS = {
    PromptMark.RIGHT: "✓",
    PromptMark.WRONG: "✗",
    PromptMark.MIXED: "±",
    PromptMark.UNREADABLE: "?",
    PromptMark.REFUSED: "⊘",
    PromptMark.FAILED: "!",
    PromptMark.UNASKED: "",
    PromptMark.UNKEYED: "•",
}

# Pixels; of a mark's column where names lie, or stand, and up to how many models they lie.
CATEGORY, LEAST, WIDE, NARROW, MOST_LYING = 178, 116, 98, 36, 4


PAGE, MOST_PAGES = 200, 20
"""So many prompts are read at once, and so many pages of them are held."""
_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.ForegroundRole,
)
Value = TypeVar("Value")


class InBackground(Protocol):
    """Does work that reads files away from the Qt thread, and hands its result back in it."""

    def __call__(self, work: Callable[[], Value], show: Callable[[Value], None]) -> None: ...


def at_once(work: Callable[[], Value], show: Callable[[Value], None]) -> None:
    """Do it here and now."""
    show(work())


@dataclass(frozen=True, slots=True)
class ListedItem:
    """The words of a row."""

    category: str
    asked: str
    tip: str


def _listed(items: Sequence[EvalItem]) -> list[ListedItem]:
    """What is said of these: the prompt, after its image's name where others ask the same."""
    often = Counter(item.prompt for item in items)
    rows = []
    for item in items:
        words, name = " ".join(item.prompt.split()), Path(item.image_name).name
        asked = (f"{name} · {words}" if often[item.prompt] > 1 else words) if words else name
        category = translate_message(category_words(item.category))
        rows.append(ListedItem(category, asked, item.prompt or item.image_name))
    return rows


class PromptsModel(QAbstractTableModel):
    """Category, prompt, and a mark for each model.

    Items are read a page at a time, when they come into view, `in_background`.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self.numbers: Sequence[int] = ()
        self.in_background: InBackground = at_once
        self._table: PromptTable | None = None
        self._models: tuple[str, ...] = ()
        self._pages: OrderedDict[int, list[ListedItem]] = OrderedDict()
        self._wanted: set[int] = set()
        self._shown = 0

    def show_prompts(self, table: PromptTable, numbers: Sequence[int], *, again: bool) -> None:
        """List the prompts of these numbers; `again`: of the run that is shown."""
        names = tuple(model.name for model in table.plan.models)
        if again and names == self._models and numbers == self.numbers:
            # A run at work: other marks on the same prompts, which stay where they are.
            self._table = table
            self._tell(0, len(numbers) - 1)
            return
        self.beginResetModel()
        self._table, self.numbers, self._models = table, numbers, names
        self._pages.clear()
        self._wanted.clear()
        self._shown += 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2 + len(self._models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.column() < 2:
            return self._words(index, role)
        assert self._table is not None
        mark = self._table.marks_of(self.numbers[index.row()])[index.column() - 2]
        if role == Qt.ItemDataRole.DisplayRole:
            return MARKS[mark]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return translate_message(mark.value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            t = self.tokens
            tone = {PromptMark.RIGHT: t.good, PromptMark.WRONG: t.weak, PromptMark.FAILED: t.weak}
            return QColor(tone.get(mark, t.fair))
        return None

    def _words(self, index: Index, role: int) -> object:
        """Category and prompt."""
        if role not in _WORDS:
            return None
        listed = self._listed(index.row())
        if listed is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return listed.asked if index.column() else listed.category
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(listed.tip)
        return None if index.column() else QColor(self.tokens.muted)

    def _listed(self, row: int) -> ListedItem | None:
        """The words of a row; None while they are being read."""
        page = row // PAGE
        if page not in self._pages and page not in self._wanted and self._table is not None:
            self._wanted.add(page)
            numbers = self.numbers[page * PAGE : (page + 1) * PAGE]
            read = partial(self._table.items, numbers)
            self.in_background(read, partial(self._put, self._shown, page))
        listed = self._pages.get(page)
        return None if listed is None else listed[row % PAGE]

    def _put(self, shown: int, page: int, items: list[EvalItem]) -> None:
        if shown != self._shown:
            return
        self._wanted.discard(page)
        self._pages[page] = _listed(items)
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        self._tell(page * PAGE, min(len(self.numbers), (page + 1) * PAGE) - 1)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            changed = self.index(first, 0), self.index(last, self.columnCount() - 1)
            self.dataChanged.emit(*changed)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        words = (self.tr("Category"), self.tr("Prompt"), *self._models)[section]
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words


class PromptList(QWidget):
    """`opened` names a prompt to be seen on its image; `judged` a person's word on an answer."""

    opened = Signal(object)
    judged = Signal(object, object)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._table: PromptTable | None = None
        self._again = False
        self._prompt: tuple[int, Prompt] | None = None
        self._chosen_number = -1
        self._several = True
        self._read: tuple[Prompt, Tokens] | None = None
        self.load: Load | None = None
        self._in_background: InBackground = at_once
        self.filter = QComboBox()
        self.filter.setAccessibleName(self.tr("Which prompts"))
        for wanted, words in self._filters().items():
            self.filter.addItem(words, wanted)
        self.category = QComboBox()
        self.category.setAccessibleName(self.tr("Category"))
        for box in (self.filter, self.category):
            # As wide as its words where there is room, and no hindrance where there is not.
            box.setMinimumWidth(96)
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.count = ElidedLabel("", "muted")
        self.open = button(self.tr("Open on its image"))
        self.open.setEnabled(False)
        self.shown = PromptsModel(tokens)
        self.table = QTableView()
        self.table.setModel(self.shown)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setAccessibleName(self.tr("Prompts"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cells = PaddedCells(tokens, self.table)
        self.table.setItemDelegate(self.cells)
        self.names = FlatHeader(Qt.Orientation.Horizontal, tokens, self.table, 2)
        self.names.setMinimumSectionSize(NARROW)
        self.table.setHorizontalHeader(self.names)
        self.table.setProperty("role", "pane")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setMinimumHeight(200)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.marks = label("", "muted")
        self.marks.setWordWrap(True)
        self.table.viewport().installEventFilter(self)
        self.answers = AnswersPanel(tokens)
        self._lay_out()
        self.filter.currentIndexChanged.connect(self._list)
        self.category.currentIndexChanged.connect(self._list)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.doubleClicked.connect(lambda _: self._open())
        self.table.activated.connect(lambda _: self._open())
        self.open.clicked.connect(self._open)
        self.answers.judged.connect(self.judged)

    def _filters(self) -> dict[Filter, str]:
        return {
            Filter.ALL: self.tr("All prompts"),
            Filter.WRONG: self.tr("Not right by some"),
            Filter.DIFFERENT: self.tr("Models differ"),
            Filter.ALL_WRONG: self.tr("Right by none"),
            Filter.FAILED: self.tr("No answer came"),
        }

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.filter)
        above.addWidget(self.category)
        above.addWidget(self.count)
        above.addStretch(1)
        above.addWidget(self.open)
        both = QHBoxLayout()
        both.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.table, 1)
        left.addWidget(self.marks)
        both.addLayout(left, 5)
        both.addWidget(self.answers, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addLayout(both, 1)

    @property
    def _plan(self) -> RunPlan | None:
        return None if self._table is None else self._table.plan

    def read_in(self, in_background: InBackground) -> None:
        """Have files read there."""
        self._in_background = self.shown.in_background = in_background

    def show_prompts(self, table: PromptTable) -> None:
        """Show a run's prompts; filters stay as they are where they can."""
        before, suite = self._plan, table.plan.suite
        self._again = self._table is not None and self._table.answers == table.answers
        if not self._again:
            self._prompt, self._chosen_number = None, -1
        if before is None or before.suite.categories != suite.categories:
            self.category.blockSignals(True)
            self.category.clear()
            self.category.addItem(self.tr("All categories"), "")
            for name in suite.categories:
                self.category.addItem(translate_message(category_words(name)), name)
            self.category.blockSignals(False)
        self._several = len(suite.categories) > 1
        self.category.setVisible(self._several)
        self._table = table
        self._list()

    def _list(self) -> None:
        table = self._table
        if table is None:
            return
        wanted, category = self.filter.currentData(), self.category.currentData() or ""
        find = partial(table.listing, wanted, category)
        self._in_background(find, partial(self._show_listing, table, (wanted, category)))

    def _show_listing(
        self, table: PromptTable, asked: tuple[Filter, str], listing: Listing
    ) -> None:
        shown = self.filter.currentData(), self.category.currentData() or ""
        if not isValid(self) or table is not self._table or asked != shown:
            return
        kept, scrolled = self._chosen_number, self.table.verticalScrollBar().value()
        self.shown.show_prompts(table, listing.numbers, again=self._again)
        self.count.setText(self.tr("%n prompt(s)", "", len(listing.numbers)))
        self._size_columns(len(table.plan.models))
        self.marks.setText(self._legend(listing.marks))
        at = bisect_left(listing.numbers, kept)
        there = at < len(listing.numbers) and listing.numbers[at] == kept
        self.table.selectRow(at if there else 0)
        self.table.verticalScrollBar().setValue(scrolled)
        self._chosen()

    def _size_columns(self, models: int) -> None:
        """Names of a few models lie above their marks, those of many stand."""
        upright = models > MOST_LYING
        self.names.upright = upright
        self.names.setFixedHeight(UPRIGHT_HEAD if upright else TALL_HEAD)
        self.names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        each = NARROW if upright else WIDE
        for column in range(2, 2 + models):
            self.table.setColumnWidth(column, each)
        self.table.setColumnWidth(0, CATEGORY)
        # Where there is little room the categories are left to the filter above.
        room = self.table.viewport().width() - models * each
        with_category = self._several and room - CATEGORY >= LEAST
        self.table.setColumnHidden(0, not with_category)
        self.table.setColumnWidth(1, max(LEAST, room - CATEGORY * with_category))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self._plan is not None:
            self._size_columns(len(self._plan.models))
        return super().eventFilter(watched, event)

    @staticmethod
    def _legend(present: frozenset[PromptMark]) -> str:
        """What the marks in the list mean, as far as they occur."""
        marks = [(sign, mark) for mark, sign in MARKS.items() if sign and mark in present]
        return "   ".join(f"{sign} {translate_message(mark.value)}" for sign, mark in marks)

    def current(self) -> Prompt | None:
        """The prompt that is chosen; None also while it is being read."""
        if self._prompt is None or self._prompt[0] != self._number():
            return None
        return self._prompt[1]

    def _number(self) -> int:
        """The number of the prompt that is chosen, -1 for none."""
        row = self.table.currentIndex().row()
        return self.shown.numbers[row] if 0 <= row < len(self.shown.numbers) else -1

    def _chosen(self, *_: object) -> None:
        table, number = self._table, self._number()
        self._chosen_number = number
        self.open.setEnabled(self.current() is not None)
        if table is not None and number >= 0:
            self._in_background(
                partial(table.prompt, number), partial(self._show_prompt, table, number)
            )

    def _show_prompt(self, table: PromptTable, number: int, prompt: Prompt) -> None:
        if not isValid(self) or table is not self._table or number != self._number():
            return
        self._prompt = number, prompt
        self.open.setEnabled(True)
        same = (prompt, self.shown.tokens) == self._read
        # A run at work is shown anew again and again: who reads an answer is not sent back up.
        if not same:
            self._read = (prompt, self.shown.tokens)
            check = prompt.item.check
            words = rule(check) if check is not None else message("No key.")
            self.answers.show_prompt(prompt, words, table.plan)
            self._show_image(prompt, table.plan)

    def _show_image(self, prompt: Prompt, plan: RunPlan) -> None:
        def show(image: QImage | None) -> None:
            if isValid(self) and self.current() is prompt:
                self.answers.show_image(image)

        if self.load is not None:
            self.load(plan.suite.image_of(prompt.item), prompt.item, show)

    def _open(self) -> None:
        """Open the prompt as it stands now: more may be answered than when it was shown."""
        table, number = self._table, self._number()
        if table is not None and number >= 0:
            self._in_background(partial(table.prompt, number), self.opened.emit)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.shown.tokens = self.answers.tokens = self.names.tokens = self.cells.tokens = tokens
        self.names.viewport().update()
        self.table.viewport().update()
        self._chosen()
