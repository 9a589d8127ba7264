"""The images, task, answers and models of the last time: kept while one works, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from vizdesk.ui.compare.task_form import TaskForm
from vizdesk.ui.compare.welcome import Welcome
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.history.controller import HistoryController
from vizdesk.ui.history.reopen import Restored, restored
from vizdesk.ui.shell.last_session import LastImage, LastSession, read, written
from vizdesk.ui.text.labels import age_words, task_name
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.status_line import ShowMessage

KEY = "last session"
SAVE_MS = 800
NAMED = 5  # images that could not be opened are named, up to so many
AUTOMATIC, OFFERED, NEVER = "reopen", "offer", "empty"


class ReopenController(QObject):
    """Writes down what is open a moment after it changed, so that a crash loses nothing of it.

    `done` when the last image of the last time is open again, or was told to be gone.
    """

    done = Signal()

    def __init__(
        self,
        session: Session,
        history: HistoryController,
        welcome: Welcome,
        form: TaskForm,
        banner: Banner,
        say: ShowMessage,
        refresh: Callable[[], None],
    ) -> None:
        super().__init__(welcome)
        self._session, self._history, self._welcome = session, history, welcome
        self._form, self._banner, self._say, self._refresh = form, banner, say, refresh
        self._last = read(str(session.window_state.value(KEY, "")))
        self._waiting: list[LastImage] = []
        # As they were when any was open: closed ones are let go with the next save.
        self._open: list[OpenImage] = []
        self._current: OpenImage | None = None
        self._target: OpenImage | None = None
        self._problems: list[str] = []
        self._chosen_before: list[str] = []
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SAVE_MS)
        self._clock.timeout.connect(self.save)
        for changed in (
            session.images_changed,
            session.current_changed,
            session.task_changed,
            session.models_changed,
            history.recorder.kept,
        ):
            changed.connect(self._changed)
        welcome.continue_wanted.connect(self.restore)
        self._offer()

    @property
    def _choice(self) -> str:
        return self._session.services.settings.preferences.now.reopen_last

    # --- Keeping --------------------------------------------------------------------------
    def _changed(self) -> None:
        images = self._session.images
        # Not begun anew: while forty images are asked about something changes all the time.
        if not self._clock.isActive():
            self._clock.start()
        if images:
            self._open, self._current = list(images), self._session.current
        elif self._open:
            self.save()  # what was closed just now can be continued at once
        self._offer()

    def save(self) -> None:
        """Write down what is open; what was open last stays where nothing is by now."""
        self._clock.stop()
        if self._waiting:
            return  # half of it would be all that is left after a crash
        state = self._session.window_state
        if self._choice == NEVER:
            self._last, self._open = None, []
            state.remove(KEY)
        elif self._open:
            self._last = self._as_it_is()
            state.setValue(KEY, written(self._last))
        if not self._session.images:
            self._open, self._current = [], None
        state.sync()

    def _as_it_is(self) -> LastSession:
        session, ids = self._session, self._history.recorder.ids_of
        return LastSession(
            images=tuple(LastImage(image.image.ref, ids(image.key)) for image in self._open),
            current=self._open.index(self._current) if self._current in self._open else 0,
            task=session.task,
            chosen=tuple(session.chosen),
            at=datetime.now().astimezone(),
            left_open=bool(session.images),
        )

    # --- Offering ---------------------------------------------------------------------------
    def _offer(self) -> None:
        """Offer the last images where nothing is open."""
        last = self._last
        nothing_open = not (self._session.images or self._waiting)
        if last is None or not nothing_open or self._choice == NEVER:
            self._welcome.offer_to_continue("", "")
            return
        first = last.images[last.current].ref.name
        rest = len(last.images) - 1
        more = self.tr(" and %n more", "", rest) if rest else ""
        when = translate_message(age_words(last.at, datetime.now().astimezone()))
        task = task_name(last.task.kind)
        words = self.tr("{image}{more} · {task} · {when}")
        self._welcome.offer_to_continue(
            self.tr("Continue with the last images"),
            words.format(image=first, more=more, task=task, when=when),
        )

    # --- Opening again ------------------------------------------------------------------------
    def begin(self) -> None:
        """At the start of vizdesk: open what was left open, if that is wanted."""
        if self._choice == AUTOMATIC and self._last is not None and self._last.left_open:
            self.restore()

    def restore(self) -> None:
        """Open the last images again, one after the other, with task, models and answers."""
        last, session = self._last, self._session
        if last is None or self._waiting or session.images:
            return
        self._waiting, self._problems, self._target = list(last.images), [], None
        self._chosen_before = list(session.chosen)
        words = self.tr("Opening %n image(s) again…", "", len(last.images))
        self._say(words, passing=True)
        session.set_task(last.task)
        self._form.show_task(last.task)
        self._offer()
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._finish()
            return
        image, session = self._waiting[0], self._session
        if session.background.closed:
            return
        work = partial(
            restored,
            session.services.history.store,
            session.pixels,
            image.ref,
            image.comparisons,
        )
        session.background.run(work, self).success(partial(self._restored, image)).failure(
            partial(self._not_restored, image)
        )

    def _restored(self, image: LastImage, kept: Restored) -> None:
        if kept.problem:
            self._problems.append(kept.problem)
        if kept.opened is not None:
            for comparison in kept.comparisons:
                self._history.recorder.adopt(comparison)
            self._session.restore_image(kept.opened, kept.comparisons)
            self._look_at(image, kept)
        self._waiting.pop(0)
        self._next()

    def _look_at(self, image: LastImage, kept: Restored) -> None:
        """Show the image that was looked at; nobody's own choice is taken back."""
        last, session, opened = self._last, self._session, kept.opened
        if last is None or opened is None or session.current is not self._target:
            return
        if session.current is None or image == last.images[last.current]:
            self._target = opened
            session.show_image(opened)
            self._history.restore_view(kept.view)

    def _not_restored(self, image: LastImage, error: BaseException) -> None:
        why, name = error_sentence(error), image.ref.name
        self._problems.append(
            why if name in why else self.tr("{name}: {why}").format(name=name, why=why)
        )
        self._waiting.pop(0)
        self._next()

    def _finish(self) -> None:
        last, session = self._last, self._session
        there = {model.id for model in session.models}
        if last is not None and session.chosen == self._chosen_before:
            session.chosen = [key for key in last.chosen if key in there]
            session.models_changed.emit()
        if not session.images:
            self._last = None  # nothing of it is left: it is said once
            session.window_state.remove(KEY)
        self._say("")
        self._tell(self._problems)
        self._offer()
        self._refresh()
        self._clock.start()
        self.done.emit()

    def _tell(self, problems: Sequence[str]) -> None:
        if not problems:
            return
        title = self.tr("%n image(s) of the last time are not as they were", "", len(problems))
        rest = len(problems) - NAMED
        more = [self.tr("… and %n more", "", rest)] if rest > 0 else []
        self._banner.say(title, "\n".join([*problems[:NAMED], *more]))
