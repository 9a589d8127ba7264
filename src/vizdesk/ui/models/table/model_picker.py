"""Which models the table compares: a chip each, or one button for all, and a field to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QWidget

from vizdesk.ui.widgets.basics import button
from vizdesk.ui.widgets.flow_layout import FlowLayout


class ModelPicker(QWidget):
    """`changed` says the ids of the cards, in the order they were added."""

    changed = Signal(list)

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = dict(names)
        self._ids: list[str] = []
        self._chips: list[QWidget] = []
        self.field = QLineEdit()
        self.field.setProperty("role", "quiet")
        self.field.setPlaceholderText(self.tr("add a model…"))
        self.field.setAccessibleName(self.tr("Add a model to the table"))
        self.field.setFixedWidth(220)
        self._folded = False
        self.all = button("", tip=self.tr("Which models are compared; choose one to take it out"))
        self.all.setMenu(QMenu(self))
        self._flow = FlowLayout([self.field])
        self.all.setParent(self._flow)
        self.all.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._flow)
        completer = QCompleter(sorted(self._names.values()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.field.setCompleter(completer)
        # Queued: the completer writes its words into the field after this signal.
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.field.returnPressed.connect(lambda: self._take(self.field.text()))

    @property
    def ids(self) -> list[str]:
        """The cards compared, in the order they were added."""
        return list(self._ids)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these as chips, without saying that anything changed."""
        self._ids = [card_id for card_id in ids if card_id in self._names]
        before, self._chips = self._chips, [self._chip(card_id) for card_id in self._ids]
        self._list_all()
        self._place()
        for chip in before:
            chip.deleteLater()

    def fold(self, folded: bool) -> None:
        """Show one button in place of the chips: where there is little height for lines of them."""
        if folded != self._folded:
            self._folded = folded
            self._place()

    def _place(self) -> None:
        folded = self._folded and len(self._chips) > 1
        shown = [self.all] if folded else self._chips
        for chip in self._chips:
            chip.setVisible(not folded)
        self.all.setVisible(folded)
        self._flow.set_widgets([*shown, self.field])

    def _list_all(self) -> None:
        self.all.setText(self.tr("%n model(s)", "", len(self._ids)))
        menu = self.all.menu()
        menu.clear()
        for card_id in self._ids:
            words = self.tr("Take {name} out").format(name=self._names[card_id])
            menu.addAction(words.replace("&", "&&"), partial(self.remove, card_id))

    def add(self, card_id: str) -> None:
        """Put one more in, at the end."""
        if card_id not in self._ids:
            self._set([*self._ids, card_id])

    def remove(self, card_id: str) -> None:
        """Take one out."""
        self._set([kept_id for kept_id in self._ids if kept_id != card_id])

    def _chip(self, card_id: str) -> QWidget:
        name = self._names[card_id]
        chip = button(f"{name}  ×", "chip", self.tr("Take {name} out").format(name=name))
        chip.clicked.connect(lambda: self.remove(card_id))
        return chip

    def _take(self, words: str) -> None:
        matching = [
            card_id
            for card_id, name in self._names.items()
            if name.lower() == words.strip().lower()
        ]
        if matching:
            self.field.clear()
            self._set([*self._ids, *(card_id for card_id in matching if card_id not in self._ids)])

    def _set(self, ids: list[str]) -> None:
        if ids != self._ids:
            self.show_ids(ids)
            self.changed.emit(self.ids)
