"""“Save as suite…”: a name, and what will be in the suite and what will not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from vizdesk.evals.suite_writer import suite_name
from vizdesk.ui.widgets.basics import label, open_at, restyle


class SuiteDialog(QDialog):
    """`wanted(name)` when it is to be saved; `suites` are the folders of those there are."""

    wanted = Signal(str)

    def __init__(
        self, images: int, without: int, suites: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save truth as a suite"))
        self._suites = frozenset(suites)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the suite"))
        self.name.setPlaceholderText(self.tr("for example: Warehouse, March"))
        self.content = label(self.tr("%n image(s) with truth become prompts.", "", images))
        self.content.setWordWrap(True)
        self.left_out = label(self.tr("%n image(s) without truth are left out.", "", without))
        self.left_out.setWordWrap(True)
        self.left_out.setVisible(without > 0)
        self.problem = label("", "muted")
        self.problem.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, images)
        self.progress.setAccessibleName(self.tr("Images that are saved"))
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        self.buttons.accepted.connect(lambda: self.wanted.emit(self.name.text().strip()))
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._weigh)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Name"), "muted"))
        for widget in (self.name, self.content, self.left_out, self.problem, self.progress):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._weigh()
        open_at(self, 460, 240)

    def _weigh(self) -> None:
        name = self.name.text().strip()
        taken = bool(name) and suite_name(name) in self._suites
        words = self.tr("There is a suite of this name; choose another one.") if taken else ""
        self.show_problem(words)
        self.save.setEnabled(bool(name) and not taken)

    def show_problem(self, words: str) -> None:
        """Say what keeps it from being saved; nothing does where `words` are empty."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        restyle(self.problem, "tone", "weak" if words else "")

    def show_saving(self, saved: int | None) -> None:
        """Show how many images are saved; None: it is not being saved any more."""
        self.progress.setVisible(saved is not None)
        self.progress.setValue(saved or 0)
        self.name.setEnabled(saved is None)
        if saved is None:
            self._weigh()
        else:
            self.save.setEnabled(False)
