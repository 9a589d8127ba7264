"""The window's side of the history: what is kept, listed, reopened and deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QWidget

from vizdesk.comparison.types import Comparison
from vizdesk.images.file_patterns import IMAGES
from vizdesk.ui.core.session import Session
from vizdesk.ui.history.loss_question import LossQuestion
from vizdesk.ui.history.recorder import HistoryRecorder
from vizdesk.ui.history.reopen import Reopened, reopened
from vizdesk.ui.text.translate import error_sentence, notice_lines
from vizdesk.ui.widgets.status_line import Action, ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vizdesk.history.entries import Entry, HistoryQuery
    from vizdesk.history.store import History
    from vizdesk.ui.history.page import HistoryPage

VIEW_STATE_MS = 600
PAGE = 200  # entries that are listed at once


class ViewStateSource(Protocol):
    """How the comparison on the screen is looked at, as text to be kept with it."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted when it is looked at in another way."""

    def save(self) -> str:
        """How it is looked at now."""

    def restore(self, text: str) -> bool:
        """Have it looked at as it was saved; False where `text` is empty or of another version."""


@dataclass(frozen=True)
class QueryResult:
    """The newest entries of a query, how many fit it in all, and what the whole history holds."""

    entries: list[Entry]
    count: int
    size_bytes: int
    models: list[str]


class HistoryController(QObject):
    """`reopened` when a comparison is shown again. The file is read in threads only."""

    reopened = Signal()

    def __init__(self, window: QWidget, session: Session, say: ShowMessage) -> None:
        super().__init__(window)
        self._window = window
        self._session, self._say = session, say
        self._history = session.services.history.store
        self.page: HistoryPage | None = None
        self._view_state: ViewStateSource | None = None
        self._view_state_timer = QTimer(self)
        self.recorder = HistoryRecorder(session, self._history)
        self.recorder.kept.connect(self._kept)
        self.recorder.failed.connect(self._not_written)

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

    def watch(self, view_state: ViewStateSource) -> None:
        """Keep how a comparison is looked at, so that it is reopened just so."""
        self._view_state = view_state
        self._view_state_timer.setSingleShot(True)
        self._view_state_timer.setInterval(VIEW_STATE_MS)
        self._view_state_timer.timeout.connect(self._keep_view_state)
        view_state.changed.connect(self._view_state_timer.start)

    def _keep_view_state(self) -> None:
        current = self.recorder.current()
        if self._view_state is None or not current:
            return
        history, text = self._history, self._view_state.save()
        self._session.background.run(lambda: history().keep_view(current, text), self).success(
            lambda _: self._done("", None)
        ).failure(self._show_failure)

    def look(self, wanted: HistoryQuery) -> None:
        """Find what is wanted; not any more while the window closes, whatever was just typed."""
        history = self._history
        if self._session.background.closed:
            return
        most = max(PAGE, self.page.shown if self.page is not None else 0)

        def work() -> QueryResult:
            store = history()
            entries, count = store.entries(wanted, most), store.count(wanted)
            return QueryResult(entries, count, store.size(), store.models())

        self._session.background.run(work, self).success(self._show).failure(self._show_failure)

    def _show(self, result: QueryResult) -> None:
        self._say_notices()
        if self.page is not None:
            self.page.show_entries(result.entries, result.count, result.size_bytes)
            self.page.show_models(result.models)

    def look_further(self, wanted: HistoryQuery, skip: int) -> None:
        """Find what follows the `skip` newest of what is wanted."""
        history = self._history
        if self._session.background.closed:
            return

        def add(entries: list[Entry]) -> None:
            if self.page is not None:
                self.page.add_entries(wanted, entries)

        def failed(error: BaseException) -> None:
            add([])  # it may be asked for once more
            self._show_failure(error)

        self._session.background.run(lambda: history().entries(wanted, PAGE, skip), self).success(
            add
        ).failure(failed)

    def _say_notices(self) -> None:
        if notices := notice_lines(self._session.services.history.take_notices()):
            self._say(notices)

    def _kept(self) -> None:
        self._say_notices()
        if self.page is not None and self.page.isVisible():
            self.page.ask()

    def _show_failure(self, error: BaseException) -> None:
        self._failed(error_sentence(error))

    def _failed(self, why: str) -> None:
        self._say(self.tr("The history could not be used: {why}").format(why=why))

    def _not_written(self, why: str, waiting: int) -> None:
        words = self.tr(
            "%n comparison(s) wait to be written to the history, and are tried again: {why}",
            "",
            waiting,
        )
        self._say(words.format(why=why))

    # --- Reopening ------------------------------------------------------------------------------
    def open(self, comparison_id: str, place: Path | None = None) -> None:
        """Show a comparison as it was: image, task, models, answers.

        `place` is where its image is now, if that is known. Without the image its small copy
        stands in, and the image can be shown.
        """
        history = self._history
        self._say(self.tr("Opening…"))
        work = partial(reopened, history, self._session.pixels, comparison_id, place)
        self._session.background.run(work, self).success(
            partial(self._opened, comparison_id)
        ).failure(lambda error: self._say(error_sentence(error)))

    def _opened(self, comparison_id: str, kept: Reopened) -> None:
        comparison, opened = kept.comparison, kept.opened
        if kept.problem and opened is not None and self._session.has_whole(opened.key):
            kept = replace(kept, problem="")  # it is still open in this window
        find = Action(self.tr("Find the image…"), partial(self._find, comparison_id, comparison))
        self._say(kept.problem, find if kept.problem else None)
        self._say_notices()
        if opened is None:
            return
        self.recorder.adopt(comparison)
        self._session.reopen(opened, comparison)
        self.reopened.emit()
        self.restore_view(kept.view)

    def restore_view(self, view: str) -> None:
        """Have the comparison on the screen looked at as `view` says, which is kept with it."""
        if self._view_state is not None and self._view_state.restore(view):
            self._view_state_timer.stop()

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
            self.tr("Undo"), partial(self._mark, "", lambda store, key: store.put_back(key), ids)
        )
        words = self.tr("%n comparison(s) deleted.", "", len(ids))
        self._mark(words, lambda store, key: store.delete(key), ids, undo)

    def pin(self, ids: Sequence[str], pinned: bool) -> None:
        """Keep some when the oldest go, or no longer."""
        self._mark("", lambda store, key: store.pin(key, pinned), ids)

    def _mark(
        self,
        words: str,
        change: Callable[[History, str], None],
        ids: Sequence[str],
        undo: Action | None = None,
    ) -> None:
        history = self._history

        def work() -> None:
            store = history()
            for comparison_id in ids:
                change(store, comparison_id)

        self._session.background.run(work, self).success(lambda _: self._done(words, undo)).failure(
            self._show_failure
        )

    def _done(self, words: str, undo: Action | None) -> None:
        # A change of which nothing is said takes no other sentence away.
        if words:
            self._say(words, undo)
        if self.page is not None:
            self.page.ask()

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        if self.page is not None:
            self.page.set_tokens(tokens)

    # --- The end --------------------------------------------------------------------------------
    def keeps_from_closing(self, close_anyway: Callable[[], object]) -> bool:
        """Whether comparisons would be lost that cannot be written now; then a person is asked.

        `close_anyway` is called when they are to be lost, and when all is written meanwhile.
        """
        why = self.recorder.write_now()
        if not why:
            return False
        question = LossQuestion(self._window, self.recorder, close_anyway)
        question.show_waiting(why, self.recorder.waiting)
        question.open()
        return True

    def close(self) -> None:
        """Write what is not written yet, and let the file go."""
        self._view_state_timer.stop()
        self.recorder.close()
