"""The window's side of the history: what is kept, listed, reopened and deleted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vizdesk.comparison.nouns import Comparison
from vizdesk.ui.history_recorder import HistoryRecorder
from vizdesk.ui.notice import Offer, Say
from vizdesk.ui.session import OpenPicture, Session
from vizdesk.ui.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.history.entries import Entry, Wanted
    from vizdesk.ui.history_page import HistoryPage

Found = tuple["list[Entry]", int, int, "list[str]"]


class HistoryDesk(QObject):
    """`reopened` when a comparison is shown again. The file is read in threads only."""

    reopened = Signal()

    def __init__(self, window: QWidget, session: Session, say: Say) -> None:
        super().__init__(window)
        self._session, self._say = session, say
        self._history = session.desk.history
        self.page: HistoryPage | None = None
        self.recorder: HistoryRecorder | None = None
        if self._history is not None:
            self.recorder = HistoryRecorder(session, self._history, session.desk.version)
            self.recorder.kept.connect(self._kept)
            self.recorder.failed.connect(self._failed)

    def shown(self, tokens: Tokens) -> QWidget:
        """The side as it is to be shown: built when it is first wanted, and up to date."""
        from vizdesk.ui.history_page import HistoryPage

        if self.page is None:
            self.page = HistoryPage(tokens)
            self.page.wanted.connect(self.look)
            self.page.opened.connect(self.open)
            self.page.deleted.connect(self.delete)
            self.page.pinned.connect(self.pin)
        self.page.ask()
        return self.page

    def look(self, wanted: Wanted) -> None:
        """Find what is wanted."""
        history = self._history
        if history is None:
            return

        def work() -> Found:
            store = history()
            return store.entries(wanted), store.count(wanted), store.size(), store.models()

        self._session.background.call(work, self._show)

    def _show(self, found: Found | None, error: BaseException | None) -> None:
        if self.page is None:
            return
        if found is None:
            self._failed(str(error))
            return
        entries, count, size, models = found
        self.page.show_entries(entries, count, size)
        self.page.show_models(models)

    def _kept(self) -> None:
        if self.page is not None and self.page.isVisible():
            self.page.ask()

    def _failed(self, why: str) -> None:
        self._say(self.tr("The history could not be used: {why}").format(why=why))

    # --- Reopening ------------------------------------------------------------------------------
    def open(self, comparison_id: str) -> None:
        """Show a comparison as it was: picture, task, models, answers."""
        history = self._history
        if history is None:
            return

        def work() -> tuple[Comparison, OpenPicture]:
            from vizdesk.export.picture_levels import PictureLevels
            from vizdesk.pictures.opening import open_picture

            comparison = history().load(comparison_id)
            place = history().picture_file(comparison.picture)
            picture = open_picture(place)
            if str(place) != comparison.picture.path:
                # A copy is the picture that was compared, by whatever name it is kept.
                picture = replace(picture, ref=comparison.picture)
            return comparison, OpenPicture(picture, PictureLevels(picture.image))

        self._say(self.tr("Opening…"))
        self._session.background.call(work, self._opened)

    def _opened(
        self, found: tuple[Comparison, OpenPicture] | None, error: BaseException | None
    ) -> None:
        if found is None:
            self._say(str(error))
            return
        comparison, opened = found
        if opened.key != comparison.picture.sha256:
            words = self.tr("{path} was changed since; the answers are about the picture it was.")
            self._say(words.format(path=comparison.picture.path))
            return
        self._say("")
        if self.recorder is not None:
            self.recorder.adopt(comparison)
        self._session.reopen(opened, comparison)
        self.reopened.emit()

    # --- Deleting and pinning ---------------------------------------------------------------------
    def delete(self, comparison_id: str) -> None:
        """Take one out; it can be put back until the window is closed."""
        if self._history is None:
            return
        history = self._history
        undo = Offer(self.tr("Undo"), partial(self._put_back, comparison_id))
        work = lambda: history().delete(comparison_id)  # noqa: E731
        self._session.background.call(work, partial(self._done, self.tr("Deleted."), undo))

    def _put_back(self, comparison_id: str) -> None:
        if self._history is None:
            return
        history = self._history
        work = lambda: history().put_back(comparison_id)  # noqa: E731
        self._session.background.call(work, partial(self._done, "", None))

    def pin(self, comparison_id: str, pinned: bool) -> None:
        """Keep one when the oldest go, or no longer."""
        if self._history is None:
            return
        history = self._history
        work = lambda: history().pin(comparison_id, pinned)  # noqa: E731
        self._session.background.call(work, partial(self._done, "", None))

    def _done(
        self, words: str, offer: Offer | None, _: object, error: BaseException | None
    ) -> None:
        if error is not None:
            self._failed(str(error))
            return
        self._say(words, offer)
        if self.page is not None:
            self.page.ask()

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        if self.page is not None:
            self.page.set_tokens(tokens)

    def close(self) -> None:
        """Write what is not written yet, and let the file go."""
        if self.recorder is not None and self._history is not None:
            self.recorder.close()
