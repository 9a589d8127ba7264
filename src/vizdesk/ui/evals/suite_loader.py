"""The suites of the form for a new run: read when one is chosen, drawn when a run begins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from vizdesk.ui.core.task_runner import Operation, StoppedError, TaskRunner
from vizdesk.ui.text.translate import error_sentence

if TYPE_CHECKING:
    from vizdesk.evals.suite import Suite
    from vizdesk.services.evals import Drawable, EvalService
    from vizdesk.ui.evals.run_form import RunForm


class SuiteLoader:
    """Reads and draws in threads, and tells a form. `drawing` while a suite is being drawn."""

    def __init__(self, background: TaskRunner, evals: Callable[[], EvalService]) -> None:
        self._background, self._evals = background, evals
        self.drawing, self._enough = False, threading.Event()

    def read(self, form: RunForm, name: str, prompt: str, seed: int) -> None:
        """Show the form what the suite of this name or path holds, unless it wants another."""

        skip = name in form.without_missing

        def work() -> Suite | Drawable:
            evals = self._evals()
            drawable = evals.not_drawn(name, seed)
            return drawable or evals.suite(name, prompt, seed, skip_missing=skip)

        def show(suite: Suite | Drawable) -> None:
            if not form.waits_for(name, seed):
                return
            if isinstance(suite, Suite):
                form.show_suite(suite)
            else:
                form.show_drawable(suite)

        def failed(error: BaseException) -> None:
            if form.waits_for(name, seed):
                form.say_about(error_sentence(error), "weak")
                form.leave_out.setVisible(isinstance(error, SuiteError) and error.leavable)

        from vizdesk.evals.suite import Suite, SuiteError

        self._background.run(work, form).success(show).failure(failed)

    def draw(self, form: RunForm, wanted: Drawable) -> Operation[Suite]:
        """Draw a suite; half a minute for 67 images. Stopped by `stop`."""
        self._enough.clear()
        self.drawing = True

        def report(number: int, size: int) -> None:
            if self._enough.is_set():
                raise StoppedError
            self._background.post(lambda: form.show_drawing(number, size))

        def work() -> Suite:
            return self._evals().suite(wanted.name, seed=wanted.seed, report=report)

        def finished() -> None:
            self.drawing = False

        return self._background.run(work, form).finished(finished)

    def stop(self) -> None:
        """Draw no further image."""
        self._enough.set()
