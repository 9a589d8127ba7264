"""The prompts of a run as a list: filters, a mark for each model, and what was answered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

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
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.prompts import Filter, Prompt, PromptMark, listed
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


class PromptsModel(QAbstractTableModel):
    """Category, prompt, and a mark for each model."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self.shown: list[Prompt] = []
        self._models: tuple[str, ...] = ()
        self._often: Counter[str] = Counter()

    def show_prompts(self, shown: list[Prompt], models: tuple[str, ...]) -> None:
        """List these."""
        self.beginResetModel()
        self.shown, self._models = shown, models
        self._often = Counter(prompt.item.prompt for prompt in shown)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2 + len(self._models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        prompt = self.shown[index.row()]
        if index.column() < 2:
            words = (translate_message(category_words(prompt.item.category)), self._asked(prompt))
            if role == Qt.ItemDataRole.DisplayRole:
                return words[index.column()]
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(prompt.item.prompt or prompt.item.image_name)
            if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
                return QColor(self.tokens.muted)
            return None
        mark = prompt.marks[index.column() - 2]
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

    def _asked(self, prompt: Prompt) -> str:
        """The prompt; after its image's name where others ask the same."""
        item = prompt.item
        words, name = " ".join(item.prompt.split()), Path(item.image_name).name
        if not words:
            return name
        return f"{name} · {words}" if self._often[item.prompt] > 1 else words

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
        self._all: list[Prompt] = []
        self._plan: RunPlan | None = None
        self._several = True
        self._read: tuple[Prompt, Tokens] | None = None
        self.load: Load | None = None
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

    def show_prompts(self, plan: RunPlan, all_prompts: list[Prompt]) -> None:
        """Show a run's prompts; filters stay as they are where they can."""
        self._all = all_prompts
        if self._plan is None or self._plan.suite.categories != plan.suite.categories:
            self.category.blockSignals(True)
            self.category.clear()
            self.category.addItem(self.tr("All categories"), "")
            for name in plan.suite.categories:
                self.category.addItem(translate_message(category_words(name)), name)
            self.category.blockSignals(False)
        several = len(plan.suite.categories) > 1
        self.category.setVisible(several)
        self._several = several
        self._plan = plan
        self._list()

    def _list(self) -> None:
        if self._plan is None:
            return
        kept, scrolled = self.current(), self.table.verticalScrollBar().value()
        shown = listed(self._all, self.filter.currentData(), self.category.currentData() or "")
        self.shown.show_prompts(shown, tuple(model.name for model in self._plan.models))
        self.count.setText(self.tr("%n prompt(s)", "", len(shown)))
        self._size_columns(len(self._plan.models))
        self.marks.setText(self._legend(shown))
        at = next(
            (n for n, prompt in enumerate(shown) if kept and prompt.item.id == kept.item.id), 0
        )
        self.table.selectRow(at)
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
    def _legend(shown: list[Prompt]) -> str:
        """What the marks in the list mean, as far as they occur."""
        present = {mark for prompt in shown for mark in prompt.marks}
        marks = [(sign, mark) for mark, sign in MARKS.items() if sign and mark in present]
        return "   ".join(f"{sign} {translate_message(mark.value)}" for sign, mark in marks)

    def current(self) -> Prompt | None:
        """The prompt that is chosen."""
        row = self.table.currentIndex().row()
        return self.shown.shown[row] if 0 <= row < len(self.shown.shown) else None

    def _chosen(self, *_: object) -> None:
        prompt = self.current()
        self.open.setEnabled(prompt is not None)
        same = (prompt, self.shown.tokens) == self._read
        # A run at work is shown anew again and again: who reads an answer is not sent back up.
        if prompt is not None and self._plan is not None and not same:
            self._read = (prompt, self.shown.tokens)
            check = prompt.item.check
            words = rule(check) if check is not None else message("No key.")
            self.answers.show_prompt(prompt, words, self._plan)
            self._show_image(prompt, self._plan)

    def _show_image(self, prompt: Prompt, plan: RunPlan) -> None:
        def show(image: QImage | None) -> None:
            if isValid(self) and self.current() is prompt:
                self.answers.show_image(image)

        if self.load is not None:
            self.load(plan.suite.image_of(prompt.item), prompt.item, show)

    def _open(self) -> None:
        prompt = self.current()
        if prompt is not None:
            self.opened.emit(prompt)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.shown.tokens = self.answers.tokens = self.names.tokens = self.cells.tokens = tokens
        self.names.viewport().update()
        self.table.viewport().update()
        self._chosen()
