"""Before a download: what there is, how large, under which licence; and the button that begins."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.common.formatting import byte_size, number
from vizdesk.downloads.choices import Choice, choices_of
from vizdesk.downloads.hub import HubListing, Repository
from vizdesk.downloads.pair import Listed, listed
from vizdesk.services.downloads import DownloadService
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.basics import button, label, restyle
from vizdesk.ui.widgets.plain_text import set_tip

ROLE = Qt.ItemDataRole.UserRole


class DownloadDialog(QDialog):
    """For `pair` of the catalogue, or with a field to look for any repository.

    `what` is what was chosen, with `name`, after it was accepted.
    """

    def __init__(
        self,
        downloads: DownloadService,
        background: TaskRunner,
        name: str,
        pair: HubPair | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._downloads, self._background = downloads, background
        self.name, self.what = name, None if pair is None else Listed(pair, {})
        self._repository: Repository | None = None
        title = (
            self.tr("Download {name}").format(name=name) if name else self.tr("Download a model")
        )
        self.setWindowTitle(title)
        self.setMinimumWidth(640)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Words, or OWNER/NAME, on Hugging Face"))
        self.field.setAccessibleName(self.tr("Search Hugging Face"))
        self.search = button(self.tr("Search"))
        self.search.setDefault(False)
        self.repositories = self._list(self.tr("Repositories"))
        self.choices = self._list(self.tr("Files"))
        self.facts = label("")
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
        if pair is not None:
            self._look_up_pair(pair)

    def _list(self, name: str) -> QListWidget:
        choices = QListWidget()
        choices.setProperty("role", "choices")
        choices.setAccessibleName(name)
        choices.setMinimumHeight(180)
        return choices

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
            lists.addWidget(self.repositories, 1)
            lists.addWidget(self.choices, 1)
            column.addLayout(lists)
        column.addWidget(self.facts)
        column.addWidget(buttons)
        if searching:
            self._say(self.tr("Nothing is asked before you press Search."))

    def _say(self, words: str, tone: str = "") -> None:
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
    def look(self) -> None:
        """Search for the words, or look at the repository they name."""
        words = self.field.text().strip().removeprefix("https://huggingface.co/").strip("/")
        if not words:
            return
        self.repositories.clear()
        self.choices.clear()
        self._say(self.tr("Asking the hub…"))
        if words.count("/") == 1 and " " not in words:
            self._show_found((HubListing(words, 0, False),))
            self.repositories.setCurrentRow(0)
            return

        async def work() -> tuple[HubListing, ...]:
            import asyncio

            return await (await asyncio.to_thread(self._downloads.hub)).search(words)

        self._background.run(work(), self).success(self._show_found).failure(self._show_failure)

    def _show_found(self, repositories: Sequence[HubListing]) -> None:
        for repository in repositories:
            gate = self.tr(" · terms to accept") if repository.gated else ""
            times = ""
            if repository.downloads:
                times = self.tr(" · {n} downloads").format(n=number(repository.downloads))
            item = QListWidgetItem(f"{repository.repo}{times}{gate}")
            item.setData(ROLE, repository.repo)
            self.repositories.addItem(item)
        nothing = self.tr("Nothing was found by these words.")
        self._say(self.tr("Choose a repository.") if repositories else nothing)

    def _repository_chosen(self, item: QListWidgetItem | None) -> None:
        self.choices.clear()
        self.begin.setEnabled(False)
        if item is None:
            return
        repo = str(item.data(ROLE))
        self._say(self.tr("Asking the hub about {repo}…").format(repo=repo))

        async def work() -> Repository:
            import asyncio

            return await (await asyncio.to_thread(self._downloads.hub)).look_up(repo)

        self._background.run(work(), self).success(self._show_repository).failure(
            self._show_failure
        )

    def _show_repository(self, repository: Repository) -> None:
        self._repository = repository
        choices = choices_of(repository)
        for choice in choices:
            size = byte_size(choice.pair.size) if choice.pair.size else "?"
            alone = "" if choice.pair.projector else self.tr(" · no projector: text only")
            item = QListWidgetItem(f"{choice.quantisation or choice.name} · {size}{alone}")
            item.setData(ROLE, choice)
            set_tip(item, choice.name)
            self.choices.addItem(item)
        nothing = self.tr("There are no GGUF files in {repo}.").format(repo=repository.repo)
        self._say(self.tr("Choose which one to download.") if choices else nothing)

    def _choice_chosen(self, item: QListWidgetItem | None) -> None:
        choice = item.data(ROLE) if item is not None else None
        if not isinstance(choice, Choice) or self._repository is None:
            return
        repository = self._repository
        self.name = choice.name
        commits = {repository.repo: repository.commit}
        self._show_listed(Listed(choice.pair, commits, repository.licence, repository.gated))

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
        folder = _existing(self._downloads.models_folder)
        free = byte_size(shutil.disk_usage(folder).free)
        total = byte_size(what.pair.size) if what.pair.size else "?"
        lines.append(
            self.tr("{total} in all; {free} are free on the disk of {folder}").format(
                total=total, free=free, folder=self._downloads.models_folder
            )
        )
        self._say("\n".join(lines))
        self.begin.setEnabled(True)
        self.begin.setFocus()


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder
