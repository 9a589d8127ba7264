"""The models of a server, to be checked; those that read images first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.server_models import ServerModel
from vizdesk.ui.widgets.basics import label, open_at
from vizdesk.ui.widgets.plain_text import elided_words, set_tip

NOTE = Qt.ItemDataRole.UserRole + 1


class ServerModelsDialog(QDialog):
    """`chosen` are the models that were checked; what is `there` already cannot be.

    A name that is written into the field and is in no list can be added too: some servers have no
    list, or keep models out of it.
    """

    def __init__(
        self,
        endpoint: KnownEndpoint,
        models: Sequence[ServerModel],
        there: set[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._there = there
        self.setWindowTitle(self.tr("Models of {name}").format(name=endpoint.name))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter, or write a model's name"))
        self.field.setAccessibleName(self.tr("Filter"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setProperty("role", "sheet")
        self.list.setAccessibleName(self.tr("Models"))
        self.list.setItemDelegate(_WithNote(self.list))
        self.list.setUniformItemSizes(True)
        self._items = [self._item(model) for model in models]
        self._written = self._item(ServerModel(""))
        self._written.setHidden(True)
        blind = sum(model.vision is False for model in models)
        self.all = QCheckBox(self.tr("Also models that read no images ({n})").format(n=blind))
        self.all.setVisible(blind > 0)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(lambda: self._filter())
        self.all.toggled.connect(lambda: self._filter())
        self.list.itemChanged.connect(lambda: self._count())
        self.list.itemActivated.connect(_turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.field, self.list, self.all, self.words, buttons):
            column.addWidget(widget)
        open_at(self, 620, 560)
        self.words.setText(self._explanation([model.vision for model in models]))
        self.words.setVisible(bool(self.words.text()))
        self._filter()

    def _explanation(self, visions: Sequence[bool | None]) -> str:
        seeing, silent = visions.count(True), visions.count(None)
        if not visions:
            return self.tr("This server lists no models. Write the name of one.")
        if silent and seeing:
            words = self.tr("The first {n} read images; of the others the server does not say.")
            return words.format(n=seeing)
        if silent:
            return self.tr("The server does not say which of these read images.")
        return ""

    def _item(self, model: ServerModel) -> QListWidgetItem:
        item = QListWidgetItem(model.title)
        item.setData(Qt.ItemDataRole.UserRole, model)
        there = model.slug in self._there
        note = model.slug if model.slug != model.title else ""
        item.setData(NOTE, self.tr("in the list") if there else note)
        set_tip(item, f"{model.slug}\n{self._reads(model)}")
        item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)
        if there:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)
        return item

    def _reads(self, model: ServerModel) -> str:
        return {
            True: self.tr("reads images"),
            False: self.tr("reads no images"),
            None: self.tr("The server does not say whether it reads images."),
        }[model.vision]

    def _filter(self) -> None:
        words = self.field.text().lower().split()
        exact = False
        for item in self._items:
            model = item.data(Qt.ItemDataRole.UserRole)
            text = f"{model.title} {model.slug}".lower()
            exact = exact or self.field.text().strip() == model.slug
            fits = all(word in text for word in words)
            checked = item.checkState() is Qt.CheckState.Checked
            blind = model.vision is False and not self.all.isChecked() and not checked
            item.setHidden(not fits or blind)
        self._show_written("" if exact else self.field.text().strip())
        self._count()

    def _show_written(self, slug: str) -> None:
        """Offer what was written as a model's name."""
        any_left = any(not item.isHidden() for item in self._items)
        shown = bool(slug) and not any_left
        self._written.setHidden(not shown)
        if shown:
            self._written.setText(slug)
            self._written.setData(Qt.ItemDataRole.UserRole, ServerModel(slug))
            self._written.setData(NOTE, self.tr("not in the server's list"))
        else:
            self._written.setCheckState(Qt.CheckState.Unchecked)

    def _count(self) -> None:
        number = len(self.chosen)
        self.add.setEnabled(number > 0)
        many = self.tr("Add {n} models").format(n=number)
        self.add.setText(many if number > 1 else self.tr("Add"))

    @property
    def chosen(self) -> list[ServerModel]:
        """What was checked, in the order of the list."""
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in [*self._items, self._written]
            if item.checkState() is Qt.CheckState.Checked
            and item.flags() & Qt.ItemFlag.ItemIsEnabled
        ]


def _turn(item: QListWidgetItem) -> None:
    """Enter and double click check a line, and a second time take the mark away."""
    if item.flags() & Qt.ItemFlag.ItemIsEnabled:
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


class _WithNote(QStyledItemDelegate):
    """A line with a muted note at its right end: the name a request uses."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        note = index.data(NOTE) or ""
        whole = QRect(option.rect)
        metrics = option.fontMetrics
        wide = min(metrics.horizontalAdvance(note), whole.width() // 2)
        option.rect = whole.adjusted(0, 0, -wide - 22 if note else 0, 0)
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        shown = elided_words(metrics, note, Qt.TextElideMode.ElideMiddle, wide)
        at = whole.adjusted(whole.width() - wide - 12, 0, -10, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.restore()
