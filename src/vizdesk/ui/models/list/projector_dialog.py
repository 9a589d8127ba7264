"""Which projector belongs to weights, where several may and nothing tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.gguf.pairing import Gguf, precision_of
from vizdesk.catalog.models.file_recognition import ProjectorChoice
from vizdesk.common.formatting import byte_size
from vizdesk.ui.widgets.basics import label, open_at
from vizdesk.ui.widgets.plain_text import plain_tip


class ProjectorDialog(QDialog):
    """For `weights`, all of which the same projectors may belong to.

    `verb` is on the button. `pairs` are the weights with the projector that was chosen, after it
    was accepted.
    """

    def __init__(
        self,
        weights: Sequence[Gguf],
        choice: ProjectorChoice,
        parent: QWidget | None = None,
        verb: str = "",
    ) -> None:
        super().__init__(parent)
        self._weights, self._projectors = weights, choice.projectors
        self.setWindowTitle(self.tr("Choose the projector"))
        names = ", ".join(file.name for file in weights)
        self.question = label(
            self.tr("Which projector belongs to {names}?").format(names=names), "strong"
        )
        self.question.setWordWrap(True)
        self.why = label(
            self.tr(
                "A projector turns an image into what a model reads. These fit by their headers; "
                "the likeliest by where it lies and what it is called is first. The wrong one "
                "gives wrong answers, not an error."
            ),
            "muted",
        )
        self.why.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(
            [
                self.tr("Projector"),
                self.tr("Name in its header"),
                self.tr("Type"),
                self.tr("Precision"),
                self.tr("Size"),
            ]
        )
        self.list.setAccessibleName(self.tr("Projectors"))
        self.list.setRootIsDecorated(False)
        self.list.setProperty("role", "choices")
        self.list.addTopLevelItems([_item(projector) for projector in choice.projectors])
        for at, wide in enumerate((250, 150, 130, 80, 90)):
            self.list.setColumnWidth(at, wide)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton(verb or self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("role", "primary")
        self.add.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemSelectionChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda *_: self.accept())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.question, self.why, self.list, buttons):
            column.addWidget(widget)
        open_at(self, 760, 400)
        self.list.setFocus()

    def _chosen(self) -> None:
        self.add.setEnabled(bool(self.list.selectedItems()))

    @property
    def pairs(self) -> list[tuple[Path, Path]]:
        """Weights and projector of each model."""
        at = self.list.indexOfTopLevelItem(self.list.selectedItems()[0])
        return [(file.path, self._projectors[at].path) for file in self._weights]


def _item(projector: Gguf) -> QTreeWidgetItem:
    header = projector.header
    item = QTreeWidgetItem(
        [
            projector.name,
            header.name,
            header.projector_type,
            precision_of(projector),
            byte_size(header.size_bytes),
        ]
    )
    item.setToolTip(0, plain_tip(str(projector.path)))
    item.setTextAlignment(4, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
