"""Models that are on this disk already, program by program, to be taken into the list."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from vizdesk.catalog.models.disk_search import DiskModel, DiskSearchResult, SearchStoppedError
from vizdesk.catalog.models.model_parser import files_of
from vizdesk.catalog.models.model_spec import with_projector
from vizdesk.catalog.models.user_models import free_id, same_source, user_model_id
from vizdesk.common.formatting import byte_size
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label, offer_details, open_at
from vizdesk.ui.widgets.plain_text import plain_tip

ROLE = Qt.ItemDataRole.UserRole
PROJECTOR, STATE = 3, 4
ROW_HEIGHT = 34  # pixels: a list to choose from stands in some
SETTING = "model folders"
MOST_PROBLEMS = 6


class DiskSearchDialog(QDialog):
    """Looks as soon as it is opened; `chosen` are the models to keep, after it was accepted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = threading.Event()
        self.chosen: list[Model] = []
        self.setWindowTitle(self.tr("Models on this disk"))
        open_at(self, 940, 560)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(
            [self.tr("Model"), self.tr("Size"), self.tr("Family"), self.tr("Projector"), ""]
        )
        self.tree.setAccessibleName(self.tr("Models on this disk"))
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.setProperty("role", "choices")
        self.tree.itemChanged.connect(self._count)
        self.words = label("", "muted")
        offer_details(self.words, session.services.diagnostics.details)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder = button(self.tr("Look in a folder…"))
        self.folder.clicked.connect(self._ask_for_folder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("role", "primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: self._stop.set())
        foot = QHBoxLayout()
        foot.addWidget(self.folder)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.tree, 1)
        column.addWidget(self.words)
        column.addLayout(foot)
        self.look()

    # --- Looking ----------------------------------------------------------------------------
    @property
    def folders(self) -> list[Path]:
        """The folders a person chose to look into, remembered."""
        kept = str(self._session.window_state.value(SETTING, ""))
        return [Path(word) for word in kept.split("\n") if word]

    def look(self) -> None:
        """Look anew, in the background; closing the dialog ends it."""
        self._stop.set()
        stop = self._stop = threading.Event()
        self.tree.clear()
        self._count()
        self.words.setText(self.tr("Looking…"))
        background = self._session.background

        def tell(files: int, folder: Path) -> None:
            if stop.is_set() or background.closed:
                raise SearchStoppedError
            if files % 25 == 0:
                background.post(partial(self._show_progress, stop, files, folder))

        work = partial(self._session.services.models.find_on_disk, self.folders, tell)
        background.run(work, self).success(partial(self._show, stop)).failure(
            partial(self._show_failure, stop)
        )

    def _show_progress(self, stop: threading.Event, files: int, folder: Path) -> None:
        if isValid(self) and not stop.is_set():
            words = self.tr("Looking… {n} files so far, in {folder}")
            self.words.setText(words.format(n=files, folder=folder))

    def _show_failure(self, stop: threading.Event, error: BaseException) -> None:
        if not stop.is_set():
            self.words.setText(self.tr("Looking failed: {why}").format(why=error))

    def _show(self, stop: threading.Event, result: DiskSearchResult) -> None:
        if not stop.is_set():
            self._fill(result.models)
            self.words.setText(self._summary(result))
            self._count()

    def _summary(self, result: DiskSearchResult) -> str:
        lines = []
        if not result.models:
            lines.append(
                self.tr(
                    "No models that see images were found. Looked into the folders of Hugging "
                    "Face, LM Studio, llama.cpp, Jan and Ollama."
                )
            )
        if result.text_only:
            words = self.tr("{n} text-only models were left out.")
            lines.append(words.format(n=result.text_only))
        lines += map(translate_message, result.problems[:MOST_PROBLEMS])
        if len(result.problems) > MOST_PROBLEMS:
            more = len(result.problems) - MOST_PROBLEMS
            lines.append(self.tr("… and {n} more such files.").format(n=more))
        return "\n".join(lines)

    # --- What is shown ------------------------------------------------------------------------
    def _fill(self, models: Sequence[DiskModel]) -> None:
        self.tree.blockSignals(True)
        groups: dict[str, QTreeWidgetItem] = {}
        for disk_model in models:
            program = disk_model.program.value
            group = groups.get(program)
            if group is None:
                group = groups[program] = QTreeWidgetItem([program])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = group.font(0)
                font.setWeight(font.Weight.DemiBold)
                group.setFont(0, font)
                self.tree.addTopLevelItem(group)
            item = self._item(disk_model)
            group.addChild(item)
            if len(disk_model.projectors) > 1 and not item.isDisabled():
                self.tree.setItemWidget(item, PROJECTOR, self._projectors(disk_model, item))
        self.tree.expandAll()
        for column, wide in enumerate((270, 70, 180, 240)):
            self.tree.setColumnWidth(column, wide)
        self.tree.blockSignals(False)

    def _item(self, disk_model: DiskModel) -> QTreeWidgetItem:
        model = disk_model.model
        quantisation = f" · {model.quantisation}" if model.quantisation else ""
        family = self._session.services.profiles.profiles[model.profile].name
        size = byte_size(model.size_bytes or 0)
        name = f"{model.name}{quantisation}"
        item = QTreeWidgetItem([name, size, family, _projector_name(model)])
        item.setSizeHint(PROJECTOR, QSize(0, ROW_HEIGHT))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, plain_tip("\n".join(str(path) for path in files_of(model.source))))
        item.setData(0, ROLE, model)
        item.setData(PROJECTOR, ROLE, disk_model.projectors[0])
        if any(same_source(listed.source, model.source) for listed in self._session.models):
            item.setText(STATE, self.tr("in the list"))
            item.setDisabled(True)
            return item
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(
            0, Qt.CheckState.Checked if disk_model.clear else Qt.CheckState.Unchecked
        )
        return item

    def _projectors(self, disk_model: DiskModel, item: QTreeWidgetItem) -> QComboBox:
        """The projectors that may be a model's; one of which nothing tells has to be chosen."""
        box = QComboBox()
        box.setProperty("role", "cell")
        box.setAccessibleName(self.tr("Projector of {name}").format(name=disk_model.model.name))
        if not disk_model.clear:
            item.setData(PROJECTOR, ROLE, None)
            box.addItem(self.tr("Choose its projector…"), None)
        for path in disk_model.projectors:
            box.addItem(path.name, path)

        def chosen(at: int) -> None:
            path = box.itemData(at)
            item.setData(PROJECTOR, ROLE, path)
            item.setCheckState(0, Qt.CheckState.Checked if path else Qt.CheckState.Unchecked)

        box.activated.connect(chosen)
        return box

    def _checked(self) -> list[tuple[Model, Path]]:
        """The models that are checked, each with the projector that was chosen for it."""
        checked = []
        for at in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(at)
            for row in range(group.childCount() if group is not None else 0):
                item = group.child(row) if group is not None else None
                if item is None or item.checkState(0) is not Qt.CheckState.Checked:
                    continue
                if isinstance(projector := item.data(PROJECTOR, ROLE), Path):
                    checked.append((item.data(0, ROLE), projector))
        return checked

    def _count(self) -> None:
        number = len(self._checked())
        self.add.setText(self.tr("Add {n}").format(n=number) if number else self.tr("Add"))
        self.add.setEnabled(number > 0)

    # --- What one can do ----------------------------------------------------------------------
    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Look for models in"))
        if name:
            self.look_in(Path(name))

    def look_in(self, folder: Path) -> None:
        """Remember a folder, and look anew."""
        kept = dict.fromkeys([*self.folders, folder])
        self._session.window_state.setValue(SETTING, "\n".join(str(path) for path in kept))
        self.look()

    def _accept(self) -> None:
        profiles = self._session.services.profiles.profiles
        checked = self._checked()

        def work() -> list[Model]:
            return [_paired(model, projector, profiles) for model, projector in checked]

        self.add.setEnabled(False)
        self._session.background.run(work, self).success(self._accept_models).failure(
            partial(self._show_failure, self._stop)
        )

    def _accept_models(self, chosen: Sequence[Model]) -> None:
        models = list(self._session.models)
        for model in chosen:
            named = replace(model, id=free_id(user_model_id(model), models))
            models.append(named)
            self.chosen.append(named)
        self.accept()


def _projector_name(model: Model) -> str:
    source = model.source
    return source.projector.name if isinstance(source, GgufPair) and source.projector else ""


def _paired(model: Model, projector: Path, profiles: Mapping[str, Profile]) -> Model:
    """`model` with the projector that was chosen; reads headers only where it is another."""
    source = model.source
    if isinstance(source, GgufPair) and source.projector == projector:
        return model
    return with_projector(model, projector, profiles)
