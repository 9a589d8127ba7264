"""Keeps what the session does in the history, as it happens, without ever holding it up."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

import vizdesk
from vizdesk.common.messages import plural
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Comparison
from vizdesk.painting.image_pyramid import to_image
from vizdesk.ui.core.asked_answers import AskedAnswer
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.text.translate import error_sentence

if TYPE_CHECKING:
    from vizdesk.history.store import History

LATEST_MS, MOST_MS = 700, 3_000
LEAST_PAUSE = 10
"""After a writing, nothing is written in between for so many times what it took the processor."""
AGAIN_MS = 5000


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A comparison to be written. `opened`: its image, until all that is kept of it is made."""

    comparison: Comparison
    opened: OpenImage | None = None


class HistoryRecorder(QObject):
    """One comparison for each image and task, until a model is asked the same once more.

    States in between are written at most every 0.7 s, longer replies less often (they are written
    whole: the work stays in proportion to the text), the last one of an answer at once; what is
    being written when vizdesk is killed loses the words of that time and no more. What cannot be
    written (a full disk) waits, and is tried again every 5 s and with the next answer; it waits
    without its pixels, and keeps no other comparison from being written.
    """

    kept = Signal()
    failed = Signal(str, int)
    """Why nothing could be written, and how many comparisons wait for it."""

    def __init__(self, session: Session, history: Callable[[], History]) -> None:
        super().__init__(session)
        self._session, self._history = session, history
        self._open: dict[tuple[str, TaskKind], Comparison] = {}
        self._asked: dict[str, set[str]] = {}
        self._pending: dict[str, _Waiting] = {}
        self._thumbnails: dict[str, bytes] = {}  # of those that wait to be written
        self._drawn: set[str] = set()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._trouble = ""
        self._coming = False
        self._took_s = 0.0  # of processor time, by the last writing
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._write)
        session.answer_kept.connect(self._note)
        session.judgements.changed.connect(self._judged)

    def adopt(self, comparison: Comparison) -> None:
        """Go on with a comparison that was reopened: models asked now join it."""
        key = (comparison.image.key, comparison.task.kind)
        self._open[key] = comparison
        self._asked[comparison.id] = {answer.model.id for answer in comparison.answers}

    def rejoin(self, image_key: str, kind: TaskKind) -> None:
        """Have models whose answer was cut off answer in the comparison that was reopened.

        Asked again after a crash, each image would have two comparisons of the same question.
        """
        comparison = self._open.get((image_key, kind))
        if comparison is not None:
            cut_off = {
                answer.model.id
                for answer in comparison.answers
                if answer.state is AnswerState.STOPPED
            }
            self._asked[comparison.id] -= cut_off

    def ids_of(self, image_key: str) -> tuple[str, ...]:
        """The ids of the comparisons of an image, in the order in which they were begun."""
        open_ones = [kept for (key, _), kept in self._open.items() if key == image_key]
        return tuple(kept.id for kept in sorted(open_ones, key=lambda kept: kept.created))

    def current(self) -> str:
        """The id of the comparison that is on the screen; empty when nothing is kept of it."""
        opened = self._session.current
        if opened is None:
            return ""
        comparison = self._open.get((opened.key, self._session.task.kind))
        return "" if comparison is None else comparison.id

    def _note(self, opened: OpenImage | None, asked: AskedAnswer) -> None:
        if opened is None or not opened.whole:
            return
        key, answer = (opened.key, asked.task.kind), asked.answer
        comparison = self._open.get(key)
        again = answer.state is AnswerState.QUEUED and self._has_answered(comparison, answer)
        if comparison is None or comparison.task != asked.task or again:
            comparison = self._begun(opened, asked, comparison)
        self._asked[comparison.id].add(answer.model.id)
        comparison = _with(comparison, answer)
        if answer.state.final:
            colours = self._session.colours_of(comparison.task, comparison.answers)
            comparison = replace(comparison, class_colours=colours)
        comparison = self._with_judgements(opened.key, comparison)
        self._open[key] = comparison
        with self._lock:
            self._pending[comparison.id] = _Waiting(comparison, opened)
        if answer.state is AnswerState.RUNNING:
            if not self._clock.isActive():
                self._clock.start(pause_ms(self._took_s))
        else:
            self._write()

    def _judged(self, image_key: str, kind: TaskKind) -> None:
        """A person voted or wrote a note: the comparison is kept with it."""
        comparison = self._open.get((image_key, kind))
        if comparison is None:
            return
        comparison = self._with_judgements(image_key, comparison)
        self._open[image_key, kind] = comparison
        with self._lock:
            waiting = self._pending.get(comparison.id)
            opened = waiting.opened if waiting is not None else None
            self._pending[comparison.id] = _Waiting(comparison, opened)
        self._write()

    def _with_judgements(self, image_key: str, comparison: Comparison) -> Comparison:
        ids = tuple(answer.model.id for answer in comparison.answers)
        record = self._session.judgements.record(image_key, comparison.task.kind, ids)
        return replace(comparison, judgements=record)

    def _has_answered(self, comparison: Comparison | None, answer: Answer) -> bool:
        """Whether a model asked in this comparison is through with it."""
        if comparison is None or answer.model.id not in self._asked[comparison.id]:
            return False
        before = {kept.model.id: kept for kept in comparison.answers}
        return before[answer.model.id].state.final

    def _begun(
        self, opened: OpenImage, asked: AskedAnswer, before: Comparison | None
    ) -> Comparison:
        """A new comparison; the answers of other models to the very same task come along."""
        same = before is not None and before.task == asked.task
        others = before.answers if before is not None and same else ()
        made = Comparison(
            id=uuid.uuid4().hex,
            created=asked.at,
            version=vizdesk.__version__,
            image=opened.image.ref,
            task=asked.task,
            answers=tuple(other for other in others if other.state.final),
        )
        self._asked[made.id] = set()
        return made

    @property
    def waiting(self) -> int:
        """How many comparisons are not written as they are now."""
        with self._lock:
            return len(self._pending)

    def _write(self) -> None:
        background: TaskRunner = self._session.background
        with self._lock:
            # A writing that has not begun takes along what came since: of eight models that end
            # together, eight times eight answers were written.
            is_coming, self._coming = self._coming, True
        if not background.closed and not is_coming:
            background.run(self._drain, self).success(self._written).failure(self._not_written)

    def _written(self, _: None) -> None:
        self._trouble = ""
        self.kept.emit()

    def _not_written(self, error: BaseException) -> None:
        """Try again later; say why once, and again when more wait."""
        if not self._clock.isActive():
            self._clock.start(AGAIN_MS)
        why, waiting = error_sentence(error), self.waiting
        trouble = f"{waiting} {why}"
        if trouble != self._trouble:
            self._trouble = trouble
            self.failed.emit(why, waiting)

    def _drain(self) -> None:
        """Write all that waits. Raises what kept the first from being written.

        Where that is the disk or a lock, no other is tried: each might wait for seconds.
        """
        import sqlite3  # the window is visible before it is needed

        # One writer at a time, so that of two states the newer one is written last; the Qt thread
        # waits for neither of them.
        begin = time.thread_time()
        with self._writing:
            with self._lock:
                keys, self._coming = tuple(self._pending), False
            errors: list[Exception] = []
            for key in keys:
                try:
                    waiting = self._draw(key)
                    if not any(isinstance(e, OSError | sqlite3.OperationalError) for e in errors):
                        self._keep(waiting)
                except Exception as error:  # noqa: BLE001 - raised when the others are written
                    errors.append(error)
        self._took_s = time.thread_time() - begin
        if errors:
            raise errors[0]

    def _draw(self, key: str) -> _Waiting:
        """Make the thumbnail, once, and let the pixels go unless a whole copy is still to be kept.

        A comparison that was written before needs neither.
        """
        with self._lock:
            waiting = self._pending[key]
        opened = None if key in self._drawn else waiting.opened
        if opened is not None and key not in self._thumbnails:
            from vizdesk.history.thumbnails import LONGEST, thumbnail

            # Of the copy that is always there: its pixels may have been let go.
            self._thumbnails[key] = thumbnail(to_image(opened.levels.thumbnail(LONGEST)))
        keeps_images = self._session.services.history.keeps_images
        drawn = replace(waiting, opened=opened if keeps_images else None)
        with self._lock:
            if self._pending[key] is waiting:
                self._pending[key] = drawn
        return drawn

    def _keep(self, waiting: _Waiting) -> None:
        """Write a comparison, which waits until it is written; a newer state of it waits on."""
        key = waiting.comparison.id
        line_of = self._session.services.agreement.line  # what the bar has computed already
        self._history().keep(waiting.comparison, self._thumbnails.get(key), line_of)
        if waiting.opened is not None:
            self._session.services.history.keep_image(waiting.opened.image)
        self._drawn.add(key)
        self._thumbnails.pop(key, None)
        with self._lock:
            if self._pending[key] is waiting:
                del self._pending[key]

    def write_now(self) -> str:
        """Write all that waits, on this thread: milliseconds. Returns why some of it waits on."""
        if not self.waiting:
            return ""
        try:
            self._drain()
        except Exception as error:  # noqa: BLE001 - returned, and said as that of a thread is
            self._not_written(error)
            return error_sentence(error)
        self._written(None)
        return ""

    def close(self) -> None:
        """Write what is not written yet: milliseconds. What is lost is told at the next start."""
        self._clock.stop()
        if not self.waiting:
            return
        try:
            self._drain()
        except Exception as error:  # noqa: BLE001 - the window closes all the same
            self._session.services.history.notices.append(
                plural(
                    "A comparison could not be written to the history and is lost: {why}",
                    "{n} comparisons could not be written to the history and are lost: {why}",
                    self.waiting,
                    why=error_sentence(error),
                )
            )


def _with(comparison: Comparison, answer: Answer) -> Comparison:
    answers = {kept.model.id: kept for kept in comparison.answers}
    answers[answer.model.id] = answer
    return replace(comparison, answers=tuple(answers.values()))


def pause_ms(took_s: float) -> int:
    """How long states in between wait, after a writing that took so many seconds of processor."""
    return round(min(max(LATEST_MS, took_s * 1000 * LEAST_PAUSE), MOST_MS))
