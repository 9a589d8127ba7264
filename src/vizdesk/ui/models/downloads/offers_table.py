"""The models of a repository, one line each: quantisation, size, licence, whether it fits here."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from vizdesk.catalog.insights.requirements import Room
from vizdesk.common.formatting import byte_size
from vizdesk.downloads.choices import Choice
from vizdesk.downloads.machine_fit import FitKind, MachineFit
from vizdesk.downloads.offers import Offer, Offers
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.plain_text import plain_tip

ROLE = Qt.ItemDataRole.UserRole
QUIET = Qt.ItemDataRole.UserRole + 1
NAME, SIZE, LICENCE, FIT = range(4)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
UNFIT = frozenset({FitKind.TOO_LARGE, FitKind.NO_DISK, FitKind.TEXT_ONLY})


class _QuietLines(QStyledItemDelegate):
    """Lines of what does not fit are muted, in the colours the theme has at that moment."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(QUIET):
            muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.Text, muted)


class OffersTable(QTreeWidget):
    """What can be downloaded of one repository, the smallest first; `choice` is the chosen line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Files"))
        self.setItemDelegate(_QuietLines(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(180)
        self.setProperty("role", "choices")
        self._title(None)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(70)
        for column, wide in ((SIZE, 80), (LICENCE, 110)):
            self.setColumnWidth(column, wide)

    def _title(self, memory: Room | None) -> None:
        fit = self.tr("This machine")
        if memory is not None:
            free = byte_size(memory.size)
            limited = self.tr("This machine ({free} allowed)")
            fit = (limited if memory.limited else self.tr("This machine ({free} free)")).format(
                free=free
            )
        self.setHeaderLabels([self.tr("Quantisation"), self.tr("Size"), self.tr("Licence"), fit])

    def show_offers(self, offers: Offers, memory: Room | None) -> None:
        """List these; where a link named one of them, it is chosen, else nothing is."""
        self.clear()
        self._title(memory)
        labels = Counter(offer.choice.quantisation for offer in offers.offers)
        licence = offers.repository.licence or self.tr("not said")
        for offer in offers.offers:
            alone = labels[offer.choice.quantisation] == 1
            self.addTopLevelItem(self._item(offer, licence, alone=alone))
        named = [at for at, offer in enumerate(offers.offers) if offer.meant]
        if len(named) == 1 and len(offers.offers) > 1:
            self.setCurrentItem(self.itemFromIndex(self.model().index(named[0], NAME)))

    def _item(self, offer: Offer, licence: str, *, alone: bool) -> QTreeWidgetItem:
        choice = offer.choice
        label = choice.quantisation if alone and choice.quantisation else choice.name
        size = byte_size(choice.pair.size) if choice.pair.size else "?"
        item = QTreeWidgetItem([label, size, licence, self._fit_words(offer.fit)])
        item.setData(NAME, ROLE, choice)
        item.setToolTip(0, plain_tip(f"{choice.name}\n{translate_message(offer.fit.words)}"))
        item.setTextAlignment(SIZE, RIGHT)
        for column in range(4):
            item.setData(column, QUIET, offer.fit.kind in UNFIT)
        return item

    def _fit_words(self, fit: MachineFit) -> str:
        need = byte_size(fit.need) if fit.need is not None else "?"
        return {
            FitKind.FITS: self.tr("✓ fits · {need}"),
            FitKind.CLOSE: self.tr("≈ close · {need}"),
            FitKind.TOO_LARGE: self.tr("✕ too large · {need}"),
            FitKind.NO_DISK: self.tr("✕ no room on the disk"),
            FitKind.TEXT_ONLY: self.tr("✕ no projector: text only"),
            FitKind.UNKNOWN: "?" if fit.need is None else need,
        }[fit.kind].format(need=need)

    @property
    def choice(self) -> Choice | None:
        """The line that is chosen."""
        item = self.currentItem()
        choice = item.data(NAME, ROLE) if item is not None else None
        return choice if isinstance(choice, Choice) else None
