"""The sidebar: models of this machine and models behind an API, to be checked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vizdesk.catalog.needs import Need, NeedKind
from vizdesk.comparison.models import Model
from vizdesk.ui.model_row import ModelRow
from vizdesk.ui.theme import Tokens
from vizdesk.ui.widgets import button, label


class ModelList(QScrollArea):
    """Rows in two sections. A click on a row that needs a key asks for the key first."""

    toggled = Signal(str, bool)
    key_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    files_wanted = Signal()
    endpoint_wanted = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self.rows: dict[str, ModelRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(272)
        self.setAccessibleName(self.tr("Models"))

    def show_models(self, models: Sequence[Model], chosen: Sequence[str]) -> None:
        """Build the list anew, keeping what is known of each model's needs."""
        needs = {key: row.need for key, row in self.rows.items()}
        inside = QWidget()
        inside.setProperty("role", "list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 16, 10, 16)
        column.setSpacing(2)
        self.rows = {}
        local = [model for model in models if model.local]
        remote = [model for model in models if not model.local]
        add_files = button(self.tr("Add GGUF files…"), "plain")
        add_files.clicked.connect(self.files_wanted)
        add_endpoint = button(self.tr("Add an API model…"), "plain")
        add_endpoint.clicked.connect(self.endpoint_wanted)
        sections = (
            (self.tr("ON THIS MACHINE"), local, add_files),
            (self.tr("THROUGH AN API"), remote, add_endpoint),
        )
        for title, members, add in sections:
            heading = label(title, "section")
            heading.setContentsMargins(8, 8, 0, 4)
            column.addWidget(heading)
            for model in members:
                column.addWidget(self._row(model, model.id in chosen, needs.get(model.id)))
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)

    def _row(self, model: Model, chosen: bool, need: Need | None) -> ModelRow:
        row = ModelRow(model, self._tokens)
        row.setChecked(chosen)
        if need is not None:
            row.set_need(need)
        row.clicked.connect(lambda on, row=row: self._clicked(row, on))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(model.id, row.mapToGlobal(at))
        )
        self.rows[model.id] = row
        return row

    def _clicked(self, row: ModelRow, on: bool) -> None:
        self.toggled.emit(row.model.id, on)
        if on and row.need is not None and row.need.kind is NeedKind.KEY:
            self.key_wanted.emit(row.model.id)

    def show_need(self, model_id: str, need: Need) -> None:
        """Say what one model needs."""
        if model_id in self.rows:
            self.rows[model_id].set_need(need)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        for row in self.rows.values():
            row.set_tokens(tokens)
