"""Before a download: what there is, how large, under which licence; and the button that begins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.common.formatting import byte_size, number
from vizdesk.downloads.choices import Choice
from vizdesk.downloads.disk_space import free_bytes
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub import HubListing, hub_endpoint
from vizdesk.downloads.hub_link import HubLink, read_link
from vizdesk.downloads.machine_fit import MachineRoom
from vizdesk.downloads.offers import Offers, offers_of
from vizdesk.downloads.pair import Listed, listed
from vizdesk.services.models import ModelService
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.downloads.offers_table import OffersTable
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.basics import button, label, open_at, restyle
from vizdesk.ui.widgets.plain_text import set_tip

ROLE = Qt.ItemDataRole.UserRole


class DownloadDialog(QDialog):
    """For `pair` of the catalogue, or with a field to look for any repository.

    `what` is what was chosen, with `name`, after it was accepted.
    """

    def __init__(
        self,
        models: ModelService,
        background: TaskRunner,
        name: str,
        pair: HubPair | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._models, self._downloads, self._background = models, models.downloads, background
        self.name, self.what = name, None if pair is None else Listed(pair, {})
        self._offers: Offers | None = None
        self._link: HubLink | None = None
        title = (
            self.tr("Download {name}").format(name=name) if name else self.tr("Download a model")
        )
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        self._make_fields()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.begin = buttons.addButton(self.tr("Download"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.begin.setProperty("role", "primary")
        self.begin.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons, searching=pair is None)
        self.search.clicked.connect(self.look)
        self.field.returnPressed.connect(self.look)
        self.repositories.currentItemChanged.connect(self._repository_chosen)
        self.choices.currentItemChanged.connect(self._choice_chosen)
        self.projector.activated.connect(self._projector_chosen)
        if pair is not None:
            self._look_up_pair(pair)

    def _make_fields(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(
            self.tr("Words, a link to Hugging Face, or OWNER/NAME:QUANTISATION")
        )
        self.field.setAccessibleName(self.tr("Search Hugging Face"))
        self.search = button(self.tr("Search"))
        self.search.setDefault(False)
        self.repositories = QListWidget()
        self.repositories.setProperty("role", "sheet")
        self.repositories.setAccessibleName(self.tr("Repositories"))
        self.repositories.setMinimumHeight(180)
        self.repositories.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.repositories.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.choices = OffersTable()
        self.projector = QComboBox()
        self.projector.setAccessibleName(self.tr("Projector"))
        self.projector_row = QWidget()
        self.facts = label("")
        self.facts.setWordWrap(True)
        self.caution = label("", tone="weak")
        self.caution.setWordWrap(True)
        self.caution.hide()
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self, buttons: QDialogButtonBox, *, searching: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        if searching:
            row = QHBoxLayout()
            row.addWidget(self.field, 1)
            row.addWidget(self.search)
            column.addLayout(row)
            lists = QHBoxLayout()
            lists.setSpacing(12)
            lists.addWidget(self.repositories, 2)
            lists.addWidget(self.choices, 3)
            column.addLayout(lists, 1)
            projectors = QHBoxLayout(self.projector_row)
            projectors.setContentsMargins(0, 0, 0, 0)
            projectors.addWidget(label(self.tr("Projector"), "muted"))
            projectors.addWidget(self.projector, 1)
            self.projector_row.hide()
            column.addWidget(self.projector_row)
            open_at(self, 980, 580)
        column.addWidget(self.facts)
        column.addWidget(self.caution)
        column.addWidget(buttons)
        if searching:
            self._say(self.tr("Nothing is asked before you press Search."))

    def _say(self, words: str, tone: str = "") -> None:
        self.caution.hide()
        self.facts.setText(words)
        restyle(self.facts, "tone", tone)

    # --- A model of the catalogue -----------------------------------------------------------
    def _look_up_pair(self, pair: HubPair) -> None:
        self._say(self.tr("Asking the hub about {repo}…").format(repo=pair.weights[0].repo))

        async def work() -> Listed:
            import asyncio

            return await listed(await asyncio.to_thread(self._downloads.hub), pair)

        self._background.run(work(), self).success(self._show_listed).failure(self._show_failure)

    def _show_failure(self, error: BaseException) -> None:
        self._say(error_sentence(error), "weak")

    # --- Any repository -----------------------------------------------------------------------
    def look_for(self, words: str) -> None:
        """Look for these words, or at the repository they name."""
        self.field.setText(words)
        self.look()

    def look(self) -> None:
        """Search for the words, or look at the repository they name."""
        words = self.field.text().strip()
        if not words:
            return
        self._clear()
        try:
            self._link = read_link(words, hub_endpoint())
        except DownloadError as error:
            self._show_failure(error)
            return
        self._say(self.tr("Asking the hub…"))
        if self._link is not None:
            self._show_found((HubListing(self._link.repo, 0, False),))
            self.repositories.setCurrentRow(0)
            return

        async def work() -> tuple[HubListing, ...]:
            import asyncio

            return await (await asyncio.to_thread(self._downloads.hub)).search(words)

        self._background.run(work(), self).success(self._show_found).failure(self._show_failure)

    def _clear(self) -> None:
        self.repositories.clear()
        self._clear_choices()

    def _clear_choices(self) -> None:
        self.choices.clear()
        self.projector_row.hide()
        self.begin.setEnabled(False)

    def _show_found(self, repositories: Sequence[HubListing]) -> None:
        for repository in repositories:
            facts = [
                self.tr("{n} downloads").format(n=number(repository.downloads))
                if repository.downloads
                else "",
                repository.licence,
                self.tr("terms to accept") if repository.gated else "",
            ]
            said = " · ".join(filter(None, facts))
            item = QListWidgetItem(f"{repository.repo}\n{said}" if said else repository.repo)
            set_tip(item, item.text())
            item.setData(ROLE, repository.repo)
            self.repositories.addItem(item)
        nothing = self.tr("Nothing was found by these words.")
        self._say(self.tr("Choose a repository.") if repositories else nothing)

    def _repository_chosen(self, item: QListWidgetItem | None) -> None:
        self._clear_choices()
        if item is None:
            return
        repo = str(item.data(ROLE))
        link = self._link if self._link and self._link.repo == repo else HubLink(repo)
        self._say(self.tr("Asking the hub about {repo}…").format(repo=repo))
        profiles = self._models.profiles.profiles

        async def work() -> tuple[Offers, MachineRoom]:
            import asyncio

            hub = await asyncio.to_thread(self._downloads.hub)
            room = await asyncio.to_thread(self._models.machine_room)
            return await offers_of(hub, link, profiles, room), room

        self._background.run(work(), self).success(partial(self._show_offers, item)).failure(
            self._show_failure
        )

    def _show_offers(self, asked: QListWidgetItem, found: tuple[Offers, MachineRoom]) -> None:
        if not isValid(asked) or self.repositories.currentItem() is not asked:
            return  # another one was chosen meanwhile
        self._offers, room = found
        repo = self._offers.repository.repo
        nothing = self.tr("There are no GGUF files in {repo}.").format(repo=repo)
        some = self._offers.offers
        self._say(self.tr("Choose which one to download.") if some else nothing)
        self.choices.show_offers(self._offers, room.memory)

    def _choice_chosen(self) -> None:
        choice = self.choices.choice
        self.projector_row.setVisible(choice is not None and len(choice.projectors) > 1)
        if choice is None:
            return
        self.projector.clear()
        if not choice.clear:
            self.projector.addItem(self.tr("Choose its projector…"), None)
        for file in choice.projectors:
            size = f" · {byte_size(file.size)}" if file.size else ""
            self.projector.addItem(f"{file.path}{size}", file)
        self.name = choice.name
        self._show_choice(choice)

    def _projector_chosen(self, at: int) -> None:
        choice, projector = self.choices.choice, self.projector.itemData(at)
        if choice is not None:
            self._show_choice(choice.with_projector(projector) if projector else choice)

    def _show_choice(self, choice: Choice) -> None:
        if self._offers is None:
            return
        self._show_listed(self._offers.listed(choice))
        if choice.pair.projector is None:
            self.caution.setText(
                self.tr(
                    "There is no projector in this repository: alone it reads text only. The one "
                    "of the model it was made from may fit."
                )
            )
            self.caution.show()
        elif not choice.clear:
            self.begin.setEnabled(False)
            self._say(
                self.tr(
                    "Several projectors fit this model, and neither headers nor names tell which "
                    "was published with it. Choose one."
                )
            )

    # --- Both -------------------------------------------------------------------------------
    def _show_listed(self, what: Listed) -> None:
        self.what = what
        lines = [
            f"{file.path} · {byte_size(file.size) if file.size else '?'}"
            for file in what.pair.files
        ]
        licence = what.licence or self.tr("not said")
        lines.append(self.tr("Licence: {licence}").format(licence=licence))
        if what.gated:
            lines.append(self.tr("Only for people who accepted its terms, with a token."))
        free = byte_size(free_bytes(self._downloads.models_folder))
        total = byte_size(what.pair.size) if what.pair.size else "?"
        lines.append(
            self.tr("{total} in all; {free} are free on the disk of {folder}").format(
                total=total, free=free, folder=self._downloads.models_folder
            )
        )
        self._say("\n".join(lines))
        self.begin.setEnabled(True)
