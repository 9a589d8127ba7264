"""About vizdesk: which versions these are, and under which licences its parts may be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

from vizdesk.diagnostics.versions import in_lines
from vizdesk.services.devices import ComputeDevice
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import button, label, open_at, read_by_keys, rule

# What is inside a package of vizdesk, by licence (SPDX, https://spdx.org/licenses/).
LICENCES = (
    ("Apache-2.0", "vizdesk, OpenAI client"),
    ("LGPL-3.0-only", "Qt, PySide6"),
    ("MIT", "llama.cpp, llama-cpp-python, keyring, pyqtgraph"),
    ("MIT-CMU", "Pillow"),
    ("BSD-3-Clause", "httpx"),
    ("OFL-1.1", "Inter, JetBrains Mono"),
    ("PSF-2.0", "Python"),
)


class AboutDialog(QDialog):
    """`versions` as (name, version) in their order; they can be copied as lines."""

    def __init__(
        self, versions: Mapping[str, str], icons: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions = dict(versions)
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
        self.setMinimumWidth(460)
        open_at(self, 460, 540)

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
        column.addLayout(self._table(self.tr("LICENCES"), LICENCES))
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        read_by_keys(area, self.windowTitle())
        area.setWidget(inside)
        return area

    def _table(self, title: str, lines: object) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 110)
        grid.addWidget(label(title, "section"), 0, 0, 1, 2)
        for at, (name, words) in enumerate(lines, 1):  # type: ignore[arg-type, var-annotated]
            grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            value = label(words)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, at, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        self.copy_button = button(self.tr("Copy versions"))
        self.copy_button.clicked.connect(self.copy)
        self.close_button = button(self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_button)
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

    def copy(self) -> None:
        """Put all versions into the clipboard, one a line."""
        QGuiApplication.clipboard().setText(in_lines(self._versions) + "\n")
        self.copy_button.setText(self.tr("Copied"))
