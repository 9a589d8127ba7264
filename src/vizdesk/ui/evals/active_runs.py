"""The eval runs that are at work now: begun, stopped, and how far each is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.ui.core.task_runner import Operation, TaskRunner

if TYPE_CHECKING:
    from vizdesk.runs.plan import RunPlan
    from vizdesk.runs.progress import RunProgress
    from vizdesk.runs.records import RunState
    from vizdesk.services.evals import EvalService


class LatestProgress:
    """How far each run is, from the thread that works to the one that shows: the newest alone.

    A run of thousands of answers a minute never has more than one of them waiting to be shown.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[str, RunProgress] = {}

    def put(self, run: str, progress: RunProgress) -> bool:
        """Note it; whether it has to be announced: none was waiting."""
        with self._lock:
            first = run not in self._waiting
            self._waiting[run] = progress
        return first

    def take(self, run: str) -> RunProgress:
        """The newest, which then waits no more. Raises KeyError."""
        with self._lock:
            return self._waiting.pop(run)


class ActiveRuns(QObject):
    """Runs are named by their ids. What is answered is kept, however a run ends."""

    begun = Signal(str)
    progressed = Signal(str, object)
    """The id of a run, and its RunProgress."""
    failed = Signal(object)
    """The exception that ended a run."""
    ended = Signal(str)
    """However it ended; after `failed`."""

    def __init__(
        self, background: TaskRunner, evals: Callable[[], EvalService], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background, self._evals = background, evals
        self._operations: dict[str, Operation[RunState]] = {}
        self._progress: dict[str, RunProgress] = {}
        self._told = LatestProgress()

    def __contains__(self, run: str) -> bool:
        return run in self._operations

    @property
    def busy(self) -> bool:
        """Whether any run is at work."""
        return bool(self._operations)

    def latest(self, run: str) -> RunProgress | None:
        """How far a run is that is at work; None where that is not told yet, or it is not."""
        return self._progress.get(run) if run in self else None

    def begin(self, run: str, plan: RunPlan, *, cancel: bool = False) -> None:
        """Ask what is still to be asked, unless that is being done.

        With `cancel` the run's batch is ended at its server instead, and what it answered is kept.
        """
        if run in self:
            return

        def tell(progress: RunProgress) -> None:
            if self._told.put(run, progress):
                self._background.post(partial(self._note, run))

        work = self._evals().work(run, plan, tell, cancel=cancel)
        ended = partial(self._end, run)
        operation = self._background.run(work, self).success(lambda _: ended())
        self._operations[run] = operation.stopped(ended).failure(ended)
        self.begun.emit(run)

    def _note(self, run: str) -> None:
        progress = self._progress[run] = self._told.take(run)
        self.progressed.emit(run, progress)

    def _end(self, run: str, error: BaseException | None = None) -> None:
        del self._operations[run]
        if error is not None:
            self.failed.emit(error)
        self.ended.emit(run)

    def stop(self, run: str) -> None:
        """Stop a run, if it is at work."""
        if run in self:
            self._operations[run].cancel()

    def stop_all(self) -> None:
        """Stop every run."""
        for operation in self._operations.values():
            operation.cancel()
