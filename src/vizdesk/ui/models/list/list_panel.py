"""The sidebar: models that are included, served here, fit this machine, or are behind an API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.common import resources
from vizdesk.common.formatting import byte_size
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.ui.models.list.list_row import ModelRow
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.downloads.machine_fit import DownloadFit, MachineFits

KEY_WANTED = (RequirementKind.KEY, RequirementKind.CONSENT)
MISSING = (RequirementKind.FILES, RequirementKind.DOWNLOAD, RequirementKind.SHUT_DOWN)


class ListSection(Enum):
    """The sections of the list, in their order; those to download by how they fit this machine."""

    INCLUDED = "included"
    SERVED = "served on this machine"
    FITS = "fits"
    TOO_LARGE = "too large"
    UNKNOWN = "size not known"
    REMOTE = "remote"
    PASTED = "pasted"


# Rows of models that are not ready which are shown before somebody asks for all.
SHOWN_ANYWAY = {
    ListSection.FITS: 4,
    ListSection.TOO_LARGE: 1,
    ListSection.UNKNOWN: 0,
    ListSection.REMOTE: 3,
}


def is_absent(model: Model) -> bool:
    """Whether a model of the catalogue has yet to be downloaded."""
    return isinstance(model.source, GgufPair) and model.size_bytes is None and bool(model.card)


def section_of(
    model: Model, need: Requirement | None = None, download: DownloadFit | None = None
) -> ListSection:
    """Where a model stands, as far as its needs and the fit of its download are known."""
    if not model.askable:
        return ListSection.PASTED
    if not isinstance(model.source, GgufPair):
        # Nobody knows what a server on this machine takes of its memory.
        return ListSection.SERVED if model.local else ListSection.REMOTE
    if isinstance(model.source, GgufPair) and resources.folder() in model.source.weights.parents:
        return ListSection.INCLUDED
    if not is_absent(model):
        too_large = need is not None and need.kind is RequirementKind.MEMORY
        return ListSection.TOO_LARGE if too_large else ListSection.FITS
    if download is None or download.size is None:
        return ListSection.UNKNOWN
    return ListSection.TOO_LARGE if download.fit.refused else ListSection.FITS


class ModelList(QWidget):
    """Rows in sections, which a field filters. Long sections show what one can use, and the first.

    A click on a row that needs something first asks for it.
    """

    toggled = Signal(str, bool)
    key_wanted = Signal(str)
    files_wanted = Signal()
    endpoint_wanted = Signal()
    find_wanted = Signal()
    search_wanted = Signal()
    menu_wanted = Signal(str, QPoint)
    missing_chosen = Signal(str)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self.rows: dict[str, ModelRow] = {}
        self._models: list[Model] = []
        self._fits: MachineFits | None = None
        self._parts: dict[ListSection, list[str]] = {}
        self._headings: dict[ListSection, QWidget] = {}
        self.more: dict[ListSection, QPushButton] = {}
        self._open: set[ListSection] = set()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Models"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows have it
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a model"))
        self.search.setAccessibleName(self.tr("Find a model"))
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.textChanged.connect(self._fold)
        self.sets = button(self.tr("Sets"), "", self.tr("Saved sets of models"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(14, 12, 14, 0)
        top.setSpacing(6)
        top.addWidget(self.search, 1)
        top.addWidget(self.sets)
        column.addLayout(top)
        column.addWidget(self.area, 1)

    def show_models(self, models: Sequence[Model], chosen: Sequence[str]) -> None:
        """Build the list anew, keeping what is known of each model's needs."""
        self._models = list(models)
        needs = {key: row.need for key, row in self.rows.items()}
        sections = self._sections(needs)
        at = self.area.verticalScrollBar().value()
        inside = QWidget()
        inside.setProperty("role", "list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 16)
        column.setSpacing(2)
        self.rows, self._parts, self._headings, self.more = {}, {}, {}, {}
        for part, (title, buttons) in self._titles().items():
            members = self._in_order([model for model in models if sections[model.id] is part])
            heading = self._heading(title, part)
            self._headings[part] = heading
            self._parts[part] = [model.id for model in members]
            column.addWidget(heading)
            for model in members:
                column.addWidget(self._row(model, model.id in chosen, needs.get(model.id)))
            more = button("", "plain")
            more.clicked.connect(lambda _=False, part=part: self._turn(part))
            self.more[part] = more
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            for each in buttons:
                column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._fold()
        self.area.setWidget(inside)
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(at))

    def _titles(self) -> dict[ListSection, tuple[str, list[QPushButton]]]:
        def plain(words: str, wanted: SignalInstance) -> QPushButton:
            made = button(words, "plain")
            made.clicked.connect(lambda: wanted.emit())
            return made

        more = [
            plain(self.tr("Add GGUF files…"), self.files_wanted),
            plain(self.tr("Find on this disk…"), self.find_wanted),
            plain(self.tr("Search Hugging Face…"), self.search_wanted),
        ]
        endpoint = plain(self.tr("Add an API model…"), self.endpoint_wanted)
        return {
            ListSection.INCLUDED: (self.tr("INCLUDED"), []),
            ListSection.SERVED: (self.tr("SERVERS ON THIS MACHINE"), []),
            ListSection.FITS: (self.tr("FITS THIS MACHINE"), more),
            ListSection.TOO_LARGE: (self.tr("TOO LARGE FOR THIS MACHINE"), []),
            ListSection.UNKNOWN: (self.tr("SIZE NOT KNOWN"), []),
            ListSection.REMOTE: (self.tr("THROUGH AN API"), [endpoint]),
            ListSection.PASTED: (self.tr("PASTED"), []),
        }

    def _heading(self, title: str, part: ListSection) -> QWidget:
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(8, 8, 8, 4)
        row.addWidget(ElidedLabel(title, "section"), 1)
        memory = self._fits.room.memory if self._fits is not None else None
        if part is ListSection.FITS and memory is not None:
            words = self.tr("limit {size}") if memory.limited else self.tr("{size} free")
            row.addWidget(label(words.format(size=byte_size(memory.size)), "section"))
        return heading

    def _sections(self, needs: Mapping[str, Requirement | None]) -> dict[str, ListSection]:
        downloads = self._fits.downloads if self._fits is not None else {}
        return {
            model.id: section_of(model, needs.get(model.id), downloads.get(model.id))
            for model in self._models
        }

    def _in_order(self, models: Sequence[Model]) -> list[Model]:
        """As they came, but what is to be downloaded at the end, the smallest first."""
        downloads = self._fits.downloads if self._fits is not None else {}

        def place(model: Model) -> tuple[bool, int]:
            fit = downloads.get(model.id)
            absent = is_absent(model)
            return absent, (fit.size or 0) if absent and fit is not None else 0

        return sorted(models, key=place)

    def _turn(self, part: ListSection) -> None:
        self._open ^= {part}
        self._fold()

    def _fold(self) -> None:
        """Show the rows that match the field; without words in it those of use, and the first."""
        words = self.search.text().lower().split()
        for part, members in self._parts.items():
            usual = {key for at, key in enumerate(members) if self._of_use(key, at, part)}
            shown = usual
            if words:
                shown = {key for key in members if self.rows[key].matches(words)}
            elif part in self._open:
                shown = set(members)
            for key in members:
                self.rows[key].setVisible(key in shown)
            usual_part = part in (ListSection.FITS, ListSection.REMOTE)
            unsorted = part is ListSection.UNKNOWN and self._fits is None
            folds = len(usual) < len(members) and not (words or unsorted)
            self._headings[part].setVisible(bool(shown) or folds or (usual_part and not words))
            less, all_of = self.tr("Show fewer"), self.tr("Show all {n}").format(n=len(members))
            self.more[part].setText(less if part in self._open else all_of)
            self.more[part].setVisible(folds)

    def _of_use(self, key: str, at: int, part: ListSection) -> bool:
        row = self.rows[key]
        ready = row.need is not None and row.need.ready
        if is_absent(row.model) and self._fits is None:
            return row.isChecked()  # its place is known in a moment
        return (
            at < SHOWN_ANYWAY.get(part, 0)
            or part is ListSection.INCLUDED
            or not row.model.card
            or (row.model.local and not is_absent(row.model))
            or row.isChecked()
            or ready
        )

    def _row(self, model: Model, chosen: bool, need: Requirement | None) -> ModelRow:
        row = ModelRow(model, self._tokens)
        row.setChecked(chosen)
        if need is not None:
            row.set_need(need)
        if self._fits is not None and model.id in self._fits.downloads:
            row.set_download(self._fits.downloads[model.id])
        row.clicked.connect(lambda on, row=row: self._clicked(row, on))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(model.id, row.mapToGlobal(at))
        )
        self.rows[model.id] = row
        return row

    def _clicked(self, row: ModelRow, on: bool) -> None:
        self.toggled.emit(row.model.id, on)
        if on and row.need is not None and row.need.kind in KEY_WANTED:
            self.key_wanted.emit(row.model.id)
        if on and row.need is not None and row.need.kind in MISSING:
            self.missing_chosen.emit(row.model.id)

    def reveal(self, model_id: str) -> None:
        """Bring a row into sight and give it the focus."""

        def show() -> None:
            if model_id in self.rows:
                self.rows[model_id].setVisible(True)
                self.area.ensureWidgetVisible(self.rows[model_id], 0, 24)
                self.rows[model_id].setFocus()

        # A list that was built just now has no places yet.
        QTimer.singleShot(0, self, show)

    def show_needs(self, needs: Mapping[str, Requirement], fits: MachineFits | None = None) -> None:
        """Say what the models need and how they fit, and show those that are ready."""
        for key, need in needs.items():
            if key in self.rows:
                self.rows[key].set_need(need)
        if fits is None or fits == self._fits:
            self._regroup()
            return
        self._fits = fits
        for key, download in fits.downloads.items():
            if key in self.rows:
                self.rows[key].set_download(download)
        self._regroup(anew=True)

    def _regroup(self, *, anew: bool = False) -> None:
        """Put each row into its section; the list is built anew only where one moves."""
        sections = self._sections({key: row.need for key, row in self.rows.items()})
        before = {key: part for part, keys in self._parts.items() for key in keys}
        if anew or sections != before:
            focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
            self.show_models(self._models, [k for k, row in self.rows.items() if row.isChecked()])
            if focused:
                self.reveal(focused)
        else:
            self._fold()

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        for row in self.rows.values():
            row.set_tokens(tokens)
