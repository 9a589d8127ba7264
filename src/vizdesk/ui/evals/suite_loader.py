"""The suites of the form for a new run: read when one is chosen, drawn when a run begins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from vizdesk.ui.core.task_runner import StoppedError, TaskRunner

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

        def work() -> Suite | Drawable:
            evals = self._evals()
            return evals.not_drawn(name, seed) or evals.suite(name, prompt, seed)

        def done(found: Suite | Drawable | None, error: BaseException | None) -> None:
            if not form.waits_for(name, seed):
                return
            if found is None:
                form.say_about(str(error), "weak")
            elif isinstance(found, Suite):
                form.show_suite(found)
            else:
                form.show_drawable(found)

        from vizdesk.evals.suite import Suite

        if not self._background.closed:
            self._background.call(work, done)

    def draw(
        self,
        form: RunForm,
        wanted: Drawable,
        done: Callable[[Suite | None, BaseException | None], None],
    ) -> None:
        """Draw a suite; half a minute for 67 images. Ends with StoppedError after `stop`."""
        self._enough.clear()
        self.drawing = True

        def report(number: int, size: int) -> None:
            if self._enough.is_set():
                raise StoppedError
            self._background.post(lambda: form.show_drawing(number, size))

        def drawn(suite: Suite | None, error: BaseException | None) -> None:
            self.drawing = False
            done(suite, error)

        self._background.call(
            lambda: self._evals().suite(wanted.name, seed=wanted.seed, report=report), drawn
        )

    def stop(self) -> None:
        """Draw no further image."""
        self._enough.set()
