"""About vizdesk: which versions these are, and under which licences its parts may be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.diagnostics.licences import Component
from vizdesk.diagnostics.versions import in_lines
from vizdesk.services.devices import ComputeDevice
from vizdesk.ui.help.licences_dialog import LicencesDialog
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import button, label, open_at, read_by_keys, rule


class AboutDialog(QDialog):
    """`versions` as (name, version) in their order; they can be copied as lines."""

    def __init__(
        self, versions: Mapping[str, str], icons: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions = dict(versions)
        self._components: Sequence[Component] = ()
        self.setWindowTitle(self.tr("About vizdesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._head(icons))
        column.addWidget(rule())
        column.addWidget(self._tables(), 1)
        column.addLayout(self._foot())
        self.close_button.setFocus()
        wide = max(460, self.sizeHint().width())  # buttons of longer languages
        self.setMinimumWidth(wide)
        open_at(self, wide, 540)

    def _head(self, icons: Path) -> QHBoxLayout:
        image = label()
        icon = QIcon(str(icons / "vizdesk.svg"))
        image.setPixmap(icon.pixmap(QSize(56, 56), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(label("vizdesk", "heading"))
        sentence = label(
            self.tr("Compares vision models side by side, on this machine and through their APIs."),
            "muted",
        )
        sentence.setWordWrap(True)
        words.addWidget(sentence)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(image)
        row.addLayout(words, 1)
        return row

    def _tables(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(16)
        self._devices = label(self.tr("GPU: being looked for…"))
        self._devices.setWordWrap(True)
        self._devices.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addLayout(self._table(self.tr("VERSIONS"), self._versions.items()))
        column.addWidget(label(self.tr("GPU"), "section"))
        column.addWidget(self._devices)
        self._licences = QVBoxLayout()
        column.addLayout(self._licences)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        read_by_keys(area, self.windowTitle())
        area.setWidget(inside)
        return area

    def _table(self, title: str, lines: Iterable[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 110)
        grid.addWidget(label(title, "section"), 0, 0, 1, 2)
        for at, (name, words) in enumerate(lines, 1):
            grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            value = label(words)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, at, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        self.copy_button = button(self.tr("Copy versions"))
        self.copy_button.clicked.connect(self.copy)
        self.licences_button = button(self.tr("Licence texts…"))
        self.licences_button.setEnabled(False)
        self.licences_button.clicked.connect(self.show_licence_texts)
        self.close_button = button(self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_button)
        row.addWidget(self.licences_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    def show_devices(self, devices: Sequence[ComputeDevice]) -> None:
        """Show the GPUs of this machine, and whether they are used; they are copied too."""
        lines = [f"{device.words}: {translated(device.state)}" for device in devices]
        self._devices.setText("\n".join(lines) or self.tr("None: the processor computes."))
        self._versions["GPU"] = (
            ", ".join(f"{device.words}: {device.state}" for device in devices) or "none"
        )

    def show_components(self, components: Sequence[Component]) -> None:
        """Show what is inside by licence; their texts can be read from now on."""
        self._components = components
        names: dict[str, list[str]] = {}
        for component in components:
            licence = component.licence or self.tr("see its text")
            names.setdefault(licence, []).append(component.name)
        rows = [(licence, ", ".join(parts)) for licence, parts in sorted(names.items())]
        self._licences.addLayout(self._table(self.tr("LICENCES"), rows))
        self.licences_button.setEnabled(True)

    def show_licence_texts(self) -> None:
        """Open the licence texts of all components."""
        LicencesDialog(self._components, self).open()

    def copy(self) -> None:
        """Put all versions into the clipboard, one a line."""
        QGuiApplication.clipboard().setText(in_lines(self._versions) + "\n")
        self.copy_button.setText(self.tr("Copied"))
