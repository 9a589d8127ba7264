"""Which models a run asks: those that are ready at once, the others behind a word, all by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.messages import Message
from vizdesk.comparison.models import Model
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip

ROLE = Qt.ItemDataRole.UserRole
NEED = Qt.ItemDataRole.UserRole + 1
LEAST = 84


class EvalModelPicker(QWidget):
    """`changed` when another set of models is checked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setProperty("role", "choices")
        self.list.setAccessibleName(self.tr("Models"))
        self.list.setMinimumHeight(LEAST)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a model"))
        self.search.setAccessibleName(self.tr("Find a model"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(240)
        self.more = button("", "link")
        self.more.setCheckable(True)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Models"), "strong"), 1)
        head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.search.textChanged.connect(lambda _: self._fold())
        self.more.toggled.connect(lambda _: self._fold())

    def show_models(self, models: Sequence[tuple[Model, Message]], chosen: Collection[str]) -> None:
        """Offer these models with what each still needs; those need not be chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        names = distinct_names([model for model, _ in models])
        for (model, need), named in zip(models, names, strict=True):
            words = " · ".join(
                part for part in (named.name, model.quantisation, translate_message(need)) if part
            )
            item = QListWidgetItem(words)
            item.setData(ROLE, model.id)
            item.setData(NEED, need)
            set_tip(item, model.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = model.id in chosen and not need
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if need:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._fold()

    def chosen(self) -> list[str]:
        """The ids of the checked models."""
        checked = Qt.CheckState.Checked
        return [str(item.data(ROLE)) for item in self._items() if item.checkState() is checked]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _fold(self) -> None:
        """Show what is looked for; without a word to look for, what can be asked now."""
        wanted = self.search.text().casefold().split()
        waiting = 0
        for item in self._items():
            words = f"{item.text()} {item.data(ROLE)}".casefold()
            matches = all(word in words for word in wanted)
            later = bool(item.data(NEED)) and not self.more.isChecked() and not wanted
            waiting += bool(item.data(NEED))
            item.setHidden(not matches or later)
        rows = sum(not item.isHidden() for item in self._items())
        # The word below stands close under the last model, not under an empty space.
        self.list.setMaximumHeight(max(LEAST, rows * self.list.sizeHintForRow(0) + 6))
        words = self.tr("%n more need a key or a download first", "", waiting)
        self.more.setText(self.tr("Hide them") if self.more.isChecked() else words)
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(bool(waiting) and not wanted)
