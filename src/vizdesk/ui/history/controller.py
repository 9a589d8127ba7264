"""The window's side of the history: what is kept, listed, reopened and deleted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from vizdesk.comparison.types import Comparison
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.image_loader import IMAGES
from vizdesk.ui.compare.view_state import from_text, put_back, state_of, to_text
from vizdesk.ui.core.session import Session
from vizdesk.ui.history.recorder import HistoryRecorder
from vizdesk.ui.history.reopen import Reopened, reopened
from vizdesk.ui.widgets.status_line import Action, ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vizdesk.history.entries import Entry, HistoryQuery
    from vizdesk.history.store import History
    from vizdesk.ui.history.page import HistoryPage

LOOKS_MS = 600
PAGE = 200  # entries that are listed at once

Found = tuple["list[Entry]", int, int, "list[str]"]


class HistoryController(QObject):
    """`reopened` when a comparison is shown again. The file is read in threads only."""

    reopened = Signal()

    def __init__(self, window: QWidget, session: Session, say: ShowMessage) -> None:
        super().__init__(window)
        self._window = window
        self._session, self._say = session, say
        self._history = session.services.history
        self.page: HistoryPage | None = None
        self._canvas: CompareView | None = None
        self._looks = QTimer(self)
        self.recorder: HistoryRecorder | None = None
        if self._history is not None:
            self.recorder = HistoryRecorder(session, self._history, session.services.version)
            self.recorder.kept.connect(self._kept)
            self.recorder.failed.connect(self._failed)

    def shown(self, tokens: Tokens) -> QWidget:
        """The side as it is to be shown: built when it is first wanted, and up to date."""
        from vizdesk.ui.history.page import HistoryPage

        if self.page is None:
            self.page = HistoryPage(tokens)
            self.page.wanted.connect(self.look)
            self.page.more.connect(self.look_further)
            self.page.opened.connect(self.open)
            self.page.deleted.connect(self.delete)
            self.page.pinned.connect(self.pin)
        self.page.ask()
        return self.page

    def watch(self, canvas: CompareView) -> None:
        """Keep how a comparison is looked at, so that it is reopened just so."""
        self._canvas = canvas
        self._looks.setSingleShot(True)
        self._looks.setInterval(LOOKS_MS)
        self._looks.timeout.connect(self._keep_looks)
        for changed in (canvas.camera.moved, canvas.hidden_changed, canvas.grid.placed):
            changed.connect(self._looks.start)

    def _keep_looks(self) -> None:
        current = self.recorder.current() if self.recorder is not None else ""
        if self._history is None or self._canvas is None or not current:
            return
        history, text = self._history, to_text(state_of(self._canvas))
        work = lambda: history().keep_view(current, text)  # noqa: E731
        self._session.background.call(work, partial(self._done, "", None))

    def look(self, wanted: HistoryQuery) -> None:
        """Find what is wanted; not any more while the window closes, whatever was just typed."""
        history = self._history
        if history is None or self._session.background.closed:
            return
        most = max(PAGE, self.page.shown if self.page is not None else 0)

        def work() -> Found:
            store = history()
            return store.entries(wanted, most), store.count(wanted), store.size(), store.models()

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

    def look_further(self, wanted: HistoryQuery, skip: int) -> None:
        """Find what follows the `skip` newest of what is wanted."""
        history = self._history
        if history is None or self._session.background.closed:
            return

        def done(found: list[Entry] | None, error: BaseException | None) -> None:
            if self.page is not None:
                self.page.add_entries(wanted, found or [])
            if error is not None:
                self._failed(str(error))

        self._session.background.call(lambda: history().entries(wanted, PAGE, skip), done)

    def _kept(self) -> None:
        if self.page is not None and self.page.isVisible():
            self.page.ask()

    def _failed(self, why: str) -> None:
        self._say(self.tr("The history could not be used: {why}").format(why=why))

    # --- Reopening ------------------------------------------------------------------------------
    def open(self, comparison_id: str, place: Path | None = None) -> None:
        """Show a comparison as it was: image, task, models, answers.

        `place` is where its image is now, if that is known. Without the image its small copy
        stands in, and the image can be shown.
        """
        history = self._history
        if history is None:
            return
        self._say(self.tr("Opening…"))
        work = partial(reopened, history, comparison_id, place)
        self._session.background.call(work, partial(self._opened, comparison_id))

    def _opened(
        self, comparison_id: str, found: Reopened | None, error: BaseException | None
    ) -> None:
        if found is None:
            self._say(str(error))
            return
        comparison, opened = found.comparison, found.opened
        if found.problem and opened is not None and self._session.has_whole(opened.key):
            found = replace(found, problem="")  # it is still open in this window
        find = Action(self.tr("Find the image…"), partial(self._find, comparison_id, comparison))
        self._say(found.problem, find if found.problem else None)
        if opened is None:
            return
        if self.recorder is not None:
            self.recorder.adopt(comparison)
        self._session.reopen(opened, comparison)
        self.reopened.emit()
        state = from_text(found.view)
        if self._canvas is not None and state is not None:
            put_back(self._canvas, state)
            self._looks.stop()

    def _find(self, comparison_id: str, comparison: Comparison) -> None:
        """Ask where the image is now."""
        before = Path(comparison.image.path)
        title = self.tr("Where is {name} now?").format(name=before.name)
        kinds = self.tr("Images ({endings})").format(endings=IMAGES)
        folder = next((str(parent) for parent in before.parents if parent.is_dir()), "")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if chosen:
            self.open(comparison_id, Path(chosen))

    # --- Deleting and pinning ---------------------------------------------------------------------
    def delete(self, ids: Sequence[str]) -> None:
        """Take some out; they can be put back until the window is closed."""
        undo = Action(
            self.tr("Undo"), partial(self._mark, "", lambda store, one: store.put_back(one), ids)
        )
        words = self.tr("%n comparison(s) deleted.", "", len(ids))
        self._mark(words, lambda store, one: store.delete(one), ids, offer=undo)

    def pin(self, ids: Sequence[str], pinned: bool) -> None:
        """Keep some when the oldest go, or no longer."""
        self._mark("", lambda store, one: store.pin(one, pinned), ids)

    def _mark(
        self,
        words: str,
        menu_action: Callable[[History, str], None],
        ids: Sequence[str],
        offer: Action | None = None,
    ) -> None:
        history = self._history
        if history is None:
            return

        def work() -> None:
            store = history()
            for one in ids:
                menu_action(store, one)

        self._session.background.call(work, partial(self._done, words, offer))

    def _done(
        self, words: str, offer: Action | None, _: object, error: BaseException | None
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
            self._looks.stop()
            self.recorder.close()
