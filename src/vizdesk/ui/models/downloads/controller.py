"""Downloads while the window is open: begun, paused, resumed, cancelled, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.models.model_parser import image_sizes, size_of
from vizdesk.common.file_lock import LockedError
from vizdesk.common.offline import OfflineError
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.speed import DownloadProgress
from vizdesk.ui.core.first_paint import after_first_paint
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import Operation
from vizdesk.ui.models.list.add_remove import ModelAddRemove
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.basics import offer_details
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.downloads.pair import Listed
    from vizdesk.ui.models.downloads.dialog import DownloadDialog

AFTER_FIRST_PAINT_MS = 400


class DownloadState(Enum):
    """Where a download is."""

    LISTING = "listing"
    RUNNING = "running"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True)
class Fetching:
    """One download; `key` is the model's id, or the repository's file. `why` says a failure."""

    key: str
    name: str
    pair: HubPair
    state: DownloadState
    progress: DownloadProgress
    why: str = ""
    what: Listed | None = None


class DownloadsController(QObject):
    """`changed` when anything of `items` did; `ready` when a model's files are all there."""

    changed = Signal()
    ready = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, adding: ModelAddRemove, say: ShowMessage
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._adding, self._say = window, session, adding, say
        self.items: dict[str, Fetching] = {}
        self._operations: dict[str, Operation[tuple[Path, ...]]] = {}
        self._pairs: Mapping[str, HubPair] = session.services.downloads.pairs
        self._folder = session.services.downloads.models_folder
        after_first_paint(window, AFTER_FIRST_PAINT_MS, self, self._look_for_begun)

    # --- Beginning ------------------------------------------------------------------------
    def choose(self, model_id: str = "", link: str = "") -> None:
        """Show the dialog: for a model of the catalogue, or to look for any other.

        A `link` that was dropped or pasted is looked at; words that may be one wait in the field.
        """
        from vizdesk.downloads.hub_link import is_address
        from vizdesk.ui.models.downloads.dialog import DownloadDialog

        pair = self._pairs.get(model_id)
        name = self._session.model(model_id).name if pair is not None else ""
        dialog = DownloadDialog(
            self._session.services.models, self._session.background, name, pair, self._window
        )
        offer_details(dialog.facts, self._session.services.diagnostics.details)
        dialog.accepted.connect(lambda: self._chosen(dialog, model_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if link:
            dialog.field.setText(link)
            if is_address(link):
                dialog.look()

    def _chosen(self, dialog: DownloadDialog, model_id: str) -> None:
        if dialog.what is not None:
            key = model_id or self._key_of(dialog.what.pair)
            self.start(key, dialog.name, dialog.what.pair, dialog.what)

    def _key_of(self, pair: HubPair) -> str:
        """The catalogue's model that these files are, else the name of the first of them."""
        first = (pair.weights[0].repo, pair.weights[0].path)
        for key, listed in self._pairs.items():
            if (listed.weights[0].repo, listed.weights[0].path) == first:
                return key
        return "/".join(first)

    def start(self, key: str, name: str, pair: HubPair, what: Listed | None = None) -> None:
        """Fetch a pair, or what is missing of it."""
        if key in self._operations:
            return
        there = DownloadProgress(
            self.items[key].progress.done if key in self.items else 0, pair.size
        )
        self._put(Fetching(key, name, pair, DownloadState.LISTING, there, what=what))
        operation = self._session.background.run(self._fetch(key, pair, what), self)
        operation.finished(lambda: self._operations.pop(key)).success(partial(self._done, key))
        operation.stopped(partial(self._paused, key)).failure(partial(self._failed, key))
        self._operations[key] = operation

    async def _fetch(self, key: str, pair: HubPair, what: Listed | None) -> tuple[Path, ...]:
        import asyncio

        from vizdesk.downloads.pair import fetch_pair, listed

        hub = await asyncio.to_thread(self._session.services.downloads.hub)
        what = what or await listed(hub, pair)
        post = self._session.background.post

        def tell(progress: DownloadProgress) -> None:
            post(partial(self._note, key, progress))

        return await fetch_pair(hub, what, self._folder, tell)

    # --- What one can do ------------------------------------------------------------------
    def pause(self, key: str) -> None:
        """Stop fetching; what is there stays."""
        if key in self._operations:
            self._operations[key].cancel()

    def pause_all(self) -> None:
        """Stop fetching anything."""
        for key in list(self._operations):
            self.pause(key)

    def resume(self, key: str) -> None:
        """Go on where it stopped."""
        item = self.items[key]
        self.start(key, item.name, item.pair, item.what)

    def put_away(self, key: str) -> None:
        """Take it off the list; files stay, whole or not."""
        self.pause(key)
        self.items.pop(key, None)
        self.changed.emit()

    def discard(self, key: str) -> None:
        """Stop it and delete what was fetched of files that are not whole."""
        from vizdesk.downloads.pair import discard_pair

        item = self.items[key]
        self.put_away(key)
        work = partial(discard_pair, item.pair, self._folder)
        # The transfer lets its lock go when it has ended.
        QTimer.singleShot(
            150,
            self,
            lambda: self._session.background.run(work, self).failure(self._not_discarded),
        )

    def _not_discarded(self, error: BaseException) -> None:
        if isinstance(error, LockedError):
            self._say(self.tr("The part is still in use; it was kept."))
        else:
            self._say(self.tr("The part could not be deleted: {why}").format(why=error))

    # --- What happens -----------------------------------------------------------------------
    def _note(self, key: str, progress: DownloadProgress) -> None:
        if key in self._operations and key in self.items:
            self._put(replace(self.items[key], state=DownloadState.RUNNING, progress=progress))

    def _done(self, key: str, paths: tuple[Path, ...]) -> None:
        if key in self.items:
            item = self.items[key]
            size = item.pair.size or item.progress.done
            self._put(
                replace(item, state=DownloadState.DONE, progress=DownloadProgress(size, size))
            )
            self._take_in(item, paths)

    def _paused(self, key: str) -> None:
        if key in self.items:
            self._put(replace(self.items[key], state=DownloadState.PAUSED))

    def _failed(self, key: str, error: BaseException) -> None:
        if key in self.items:
            expected = isinstance(error, (DownloadError, OfflineError))
            words = error_sentence(error) if expected else f"{type(error).__name__}: {error}"
            self._put(replace(self.items[key], state=DownloadState.FAILED, why=words))

    def _take_in(self, item: Fetching, paths: tuple[Path, ...]) -> None:
        models = {model.id: model for model in self._session.models}
        if item.key in models:
            model = models[item.key]
            sizes = image_sizes(model.source)
            self._session.change_model(
                replace(
                    model,
                    size_bytes=size_of(model.source),
                    image_side=sizes.side,
                    image_edge=sizes.edge,
                )
            )
            self._say(self.tr("{name} is here and can be asked.").format(name=item.name))
        else:
            self._adding.take(paths)
        self.ready.emit(item.key)

    def _put(self, item: Fetching) -> None:
        self.items[item.key] = item
        self.changed.emit()

    # --- What an earlier run left -------------------------------------------------------------
    def _look_for_begun(self) -> None:
        if self._session.background.closed:
            return

        def work() -> dict[str, int]:
            from vizdesk.downloads.pair import begun, bytes_there

            keys = begun(self._pairs, self._folder)
            return {key: bytes_there(self._pairs[key], self._folder) for key in keys}

        self._session.background.run(work, self).success(self._show_begun).failure(
            self._show_not_looked_up
        )

    def _show_not_looked_up(self, error: BaseException) -> None:
        self._say(self.tr("Unfinished downloads could not be looked up: {why}").format(why=error))

    def _show_begun(self, bytes_by_key: dict[str, int]) -> None:
        for key, there in bytes_by_key.items():
            pair = self._pairs[key]
            name = self._session.model(key).name
            self._put(
                Fetching(key, name, pair, DownloadState.PAUSED, DownloadProgress(there, pair.size))
            )
