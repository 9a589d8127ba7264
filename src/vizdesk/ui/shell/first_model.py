"""A first real model: what this machine can take, fetched at one click, and then asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.catalog.insights.requirements import Requirement
from vizdesk.downloads.wording import progress_words
from vizdesk.ui.compare.model_offer_card import ModelOfferCard, Transfer
from vizdesk.ui.core.session import Session
from vizdesk.ui.models.downloads.controller import DownloadsController, DownloadState, Fetching
from vizdesk.ui.models.downloads.panel import DownloadsPanel, ask_to_cancel
from vizdesk.ui.settings.offline_controller import OfflineController
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.downloads.first_offer import FirstOffers

DEMO = "demo"
GOING = (DownloadState.LISTING, DownloadState.RUNNING)


class FirstModelController(QObject):
    """Fills the welcome's card. `changed` when it got known whether there is a real model.

    `try_with` opens an image and asks these models about it. What the card shows of a download is
    left out of the panel at the foot of the window.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        card: ModelOfferCard,
        downloads: DownloadsController,
        panel: DownloadsPanel,
        offline: OfflineController,
        try_with: Callable[[Path, Sequence[str]], None],
        photo: Path,
        say: ShowMessage,
    ) -> None:
        super().__init__(card)
        self._session, self._card, self._say = session, card, say
        self._downloads, self._panel, self._offline = downloads, panel, offline
        self._try_with, self._photo = try_with, photo
        self._offers: FirstOffers | None = None
        self._awaited: set[str] = set()
        self.has_real_model = False
        card.download_wanted.connect(self.download)
        card.try_wanted.connect(self._try)
        card.turn_wanted.connect(self._turn)
        card.cancel_wanted.connect(lambda key: ask_to_cancel(card, downloads, key))
        downloads.changed.connect(self.refresh)
        downloads.ready.connect(self._ready)
        offline.changed.connect(lambda _: self._show())
        session.current_changed.connect(self.refresh)

    def note_needs(self, needs: Mapping[str, Requirement]) -> None:
        """The needs of all models are known: is there a real one that can be asked?"""
        profiles = {model.id: model.profile for model in self._session.models}
        before = self.has_real_model
        self.has_real_model = any(
            need.ready and profiles.get(key, DEMO) != DEMO for key, need in needs.items()
        )
        if before != self.has_real_model:
            self.changed.emit()
        self.look_up()

    def look_up(self) -> None:
        """Find out what fits this machine, off the Qt thread; only where the card is shown."""
        background = self._session.background
        if self._card.isHidden() or background.closed:
            return
        background.run(self._session.services.models.first_offers, self).success(
            self._known
        ).failure(self._not_known)

    def _known(self, offers: FirstOffers) -> None:
        self._offers = offers
        self._show()
        self.refresh()

    def _not_known(self, error: BaseException) -> None:
        words = self.tr("What fits this machine could not be found out: {why}")
        self._say(words.format(why=error))

    def _show(self) -> None:
        if self._offers is not None:
            self._card.show_offers(self._offers, self._offline.on)

    # --- The download ---------------------------------------------------------------------
    def download(self, model_id: str) -> None:
        """Fetch a model's files; when they are here, it is asked about the photo."""
        model = self._session.model(model_id)
        self._awaited.add(model_id)
        pair = self._session.services.downloads.pairs[model_id]
        self._downloads.start(model_id, model.name, pair)

    def _turn(self, model_id: str) -> None:
        item = self._downloads.items.get(model_id)
        if item is None:
            return
        if item.state in GOING:
            self._downloads.pause(model_id)
        else:
            self._awaited.add(model_id)
            self._downloads.resume(model_id)

    def refresh(self) -> None:
        """Show how far a download is, in the card or else in the panel."""
        item = self._item()
        shown = item is not None and self._card.isVisible()
        self._panel.leave_out({item.key} if item is not None and shown else set())
        self._card.show_transfer(None if item is None else _transfer(item))

    def _item(self) -> Fetching | None:
        if self._offers is None:
            return None
        ids = [offer.model_id for offer in (self._offers.first, self._offers.boxes) if offer]
        items = [self._downloads.items[key] for key in ids if key in self._downloads.items]
        under_way = [item for item in items if item.state is not DownloadState.DONE]
        return next(
            (item for item in under_way if item.state in GOING), next(iter(under_way), None)
        )

    # --- The first question -----------------------------------------------------------------
    def _ready(self, key: str) -> None:
        self.look_up()
        if key in self._awaited:
            self._awaited.discard(key)
            # Who opened an image meanwhile has begun something of their own.
            if self._session.current is None:
                self._try(key)

    def _try(self, model_id: str) -> None:
        self._try_with(self._photo, [model_id])


def _transfer(item: Fetching) -> Transfer:
    progress = item.progress
    how = translate_message(progress_words(progress))
    words = {
        DownloadState.LISTING: tr("asking the hub…"),
        DownloadState.PAUSED: tr("paused · {how}").format(how=how),
        DownloadState.FAILED: item.why,
    }.get(item.state, how)
    share = progress.done / progress.total if progress.total else None
    failed = item.state is DownloadState.FAILED
    return Transfer(item.key, words, share, item.state in GOING, failed)
