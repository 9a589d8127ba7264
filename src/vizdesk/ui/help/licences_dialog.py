"""The licence texts of everything inside vizdesk, to read and to copy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from vizdesk.diagnostics.bill_of_materials import bill_of_materials
from vizdesk.diagnostics.licences import Component, collected_bill
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.basics import button, open_at
from vizdesk.ui.widgets.plain_text import set_tip


class LicencesDialog(QDialog):
    """A list of the components, and the text of the chosen one beside it."""

    def __init__(self, components: Sequence[Component], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._components = tuple(components)
        self.setWindowTitle(self.tr("Licence texts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Parts of vizdesk"))
        self.names.addItems([_line(component) for component in self._components])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Licence text"))
        self.names.currentRowChanged.connect(self._show)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.names)
        halves.addWidget(self.text)
        halves.setStretchFactor(1, 1)
        halves.setSizes([270, 590])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(halves, 1)
        column.addLayout(self._foot())
        self.names.setCurrentRow(0)
        self.names.setFocus()
        open_at(self, 880, 620)

    def _foot(self) -> QHBoxLayout:
        self.copy_button = button(self.tr("Copy text"))
        self.copy_button.clicked.connect(self.copy)
        self.bill_button = button(self.tr("Copy bill of materials"))
        set_tip(self.bill_button, _where_the_bill_is())
        self.bill_button.clicked.connect(self.copy_bill)
        close_button = button(self.tr("Close"))
        close_button.setDefault(True)
        close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.bill_button)
        row.addStretch(1)
        row.addWidget(close_button)
        return row

    def _show(self, row: int) -> None:
        component = self._components[row]
        head = "\n".join(filter(None, [_line(component), component.licence, component.source]))
        self.text.setPlainText(f"{head}\n\n{component.text}")
        self.copy_button.setText(self.tr("Copy text"))

    def copy(self) -> None:
        """Put the text that is shown into the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText(self.tr("Copied"))

    def copy_bill(self) -> None:
        """Put all parts with their versions and licences into the clipboard, as CycloneDX."""
        bill = bill_of_materials(self._components, datetime.now(UTC))
        QGuiApplication.clipboard().setText(json.dumps(bill, indent=1, ensure_ascii=False) + "\n")
        self.bill_button.setText(self.tr("Copied"))


def _line(component: Component) -> str:
    return f"{component.name} {component.version}".rstrip()


def _where_the_bill_is() -> str:
    """What the bill is and, in a package, its file."""
    path = collected_bill()
    words = tr("CycloneDX: every part with its version and licence, for scanners of licences.")
    return f"{words}\n{path}" if path is not None else words
