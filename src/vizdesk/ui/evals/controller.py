"""The window's side of evals: suites read, runs begun, stopped, resumed, judged, saved."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from vizdesk.catalog.insights.readiness import requirement_words
from vizdesk.common.formatting import number
from vizdesk.common.messages import Message
from vizdesk.common.paths import home_folder
from vizdesk.ui.core.open_image import OpenImage, opened_image
from vizdesk.ui.core.session import Session
from vizdesk.ui.evals.active_runs import ActiveRuns
from vizdesk.ui.evals.suite_loader import SuiteLoader
from vizdesk.ui.text.translate import error_sentence, notice_lines
from vizdesk.ui.widgets.status_line import Action, ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.comparison.types import Comparison
    from vizdesk.evals.suite import Suite
    from vizdesk.evals.verdicts import PersonVerdict
    from vizdesk.runs.plan import RunPlan
    from vizdesk.runs.progress import RunProgress
    from vizdesk.runs.records import EvalRecord
    from vizdesk.runs.report.pair_tests import PairChoice
    from vizdesk.runs.report.prompts import Prompt
    from vizdesk.runs.report.results import Results
    from vizdesk.runs.store import RunEntry
    from vizdesk.services.evals import EvalService, RunOverview, SuiteChoice
    from vizdesk.ui.evals.page import EvalsPage
    from vizdesk.ui.evals.run_form import RunRequest

# Computing intervals of thousands of answers takes a moment: not after each of them.
READ_AGAIN_MS = 1_500
REST = 10.0
"""And not before so many times as long as it took: a large run is not slowed by being looked at."""
Value = TypeVar("Value")
NOTIFIED_AFTER_S = 60.0
"""A run that took longer than this says when it has ended, also to whoever looks elsewhere."""


@dataclass(frozen=True)
class Overview:
    """What there is to choose: suites, runs, what each model needs ("" for none), batch APIs."""

    suites: list[SuiteChoice]
    runs: list[RunEntry]
    needs: list[Message]
    batched: list[str]


class EvalsController(QObject):
    """`reopened` when a prompt is shown on its image. Files are read in threads only."""

    reopened = Signal()

    def __init__(self, window: QWidget, session: Session, say: ShowMessage) -> None:
        super().__init__(window)
        self._session, self._say = session, say
        self.page: EvalsPage | None = None
        self.current = ""
        self._pairs: PairChoice | None = None
        self._active = ActiveRuns(session.background, session.services.evals, self)
        self._begun: dict[str, float] = {}
        self._last: dict[str, RunProgress] = {}
        self._active.begun.connect(self._run_begun)
        self._active.progressed.connect(self._show_progress)
        self._active.failed.connect(self._show_failure)
        self._active.ended.connect(self._run_ended)
        self._suites = SuiteLoader(session.background, session.services.evals)
        self._shown: Results | None = None
        self._read_again = QTimer(self)
        self._read_again.setSingleShot(True)
        self._read_again.setInterval(READ_AGAIN_MS)
        self._read_again.timeout.connect(self._read_run)

    @property
    def _evals(self) -> EvalService:
        return self._session.services.evals()

    @property
    def busy(self) -> bool:
        """Whether any run is at work."""
        return self._active.busy

    def shown(self, tokens: Tokens) -> QWidget:
        """The side as it is to be shown: built when it is first wanted, and up to date."""
        from vizdesk.ui.evals.image_loader import image_loader
        from vizdesk.ui.evals.page import EvalsPage

        if self.page is None:
            page = self.page = EvalsPage(tokens)
            page.chosen.connect(self._choose)
            page.form.suite_wanted.connect(self._read_suite)
            page.form.changed.connect(self._weigh)
            page.form.begun.connect(self._begin)
            page.view.resumed.connect(lambda: self._resume(self.current))
            page.view.stopped.connect(lambda: self._active.stop(self.current))
            page.view.cancelled.connect(lambda: self._resume(self.current, cancel=True))
            page.view.deleted.connect(self._delete)
            page.view.exported.connect(self._export)
            page.view.compared.compared.connect(self._compare_pairs)
            page.view.list.opened.connect(self._open)
            page.view.list.judged.connect(self._judge)
            page.view.list.load = image_loader(self._session.background)
            page.view.list.read_in(self._in_background)
        self.refresh()
        return self.page

    def refresh(self) -> None:
        """Bring the lists up to date."""
        if self.page is None:
            return
        services, session = self._session.services, self._session
        models = [model for model in session.models if model.askable]

        def work() -> Overview:
            needs = [services.models.requirement(model) for model in models]
            words = [requirement_words(need.kind) for need in needs]
            batched = [model.id for model in models if self._evals.batches.takes(model)]
            return Overview(self._evals.suites(), self._evals.store.entries(), words, batched)

        def show(overview: Overview) -> None:
            self._say_notices()
            if self.page is None:
                return
            self.page.show_runs(overview.runs, self.current)
            for run, progress in self._last.items():  # further by now than when the list was read
                self.page.show_far(run, progress.done)
            self.page.form.show_suites(overview.suites)
            with_needs = zip(models, overview.needs, strict=True)
            ready_first = sorted(with_needs, key=lambda model_and_need: bool(model_and_need[1]))
            self.page.form.show_models(ready_first, session.chosen, overview.batched)
            if not overview.runs and not self.current:
                self.page.show_new()

        session.background.run(work, self).success(show).failure(self._show_failure)

    def _say_notices(self) -> None:
        if notices := notice_lines(self._session.services.history.take_notices()):
            self._say(notices)

    def _show_failure(self, error: BaseException) -> None:
        self._say(self.tr("The evals could not be used: {why}").format(why=error))

    # --- A new run ------------------------------------------------------------------------------
    def _read_suite(self, name: str, prompt: str, seed: int) -> None:
        if self.page is not None:
            self._suites.read(self.page.form, name, prompt, seed)

    def _plan(self, wanted: RunRequest, suite: Suite) -> RunPlan:
        from vizdesk.runs.plan import RunPlan

        models = tuple(self._session.model(model) for model in wanted.models)
        asked = wanted.repeats, wanted.limit, wanted.ceiling_usd, wanted.batch
        judge = self._session.model(wanted.judge) if wanted.judge else None
        return RunPlan(suite, models, *asked, judge)

    def _weigh(self) -> None:
        """Say how many questions the form asks for, and what they about cost."""
        if self.page is None:
            return
        wanted = self.page.form.wanted()
        if wanted is None:
            missing = self.tr("Choose a suite and at least one model.")
            self.page.form.show_facts(missing, False)
            return
        from vizdesk.evals.suite import Suite
        from vizdesk.ui.evals.run_form import TYPICAL, cost_words

        models = [self._session.model(model) for model in wanted.models]
        size, ready = wanted.suite.size, not self._suites.drawing
        tasks = TYPICAL
        if isinstance(wanted.suite, Suite):
            tasks = [item.task for item in self._plan(wanted, wanted.suite).items[:5]]
        each = min(size, wanted.limit or size) * wanted.repeats
        costs = self._evals.expected_of(models, tasks, self.page.form.batched())
        words = self.tr("%n question(s)", "", each * len(models))
        words += cost_words(models, costs, each, wanted.ceiling_usd)
        self.page.form.show_facts(words, ready)

    def _begin(self, wanted: RunRequest) -> None:
        from vizdesk.evals.suite import Suite

        if isinstance(wanted.suite, Suite):
            self._begin_with(wanted, wanted.suite)
        elif self.page is not None:

            def failed(error: BaseException) -> None:
                self._show_failure(error)
                self._weigh()

            drawing = self._suites.draw(self.page.form, wanted.suite).stopped(self._weigh)
            drawing.success(partial(self._begin_with, wanted)).failure(failed)

    def _begin_with(self, wanted: RunRequest, suite: Suite) -> None:
        plan = self._plan(wanted, suite)

        def begin(begun: tuple[str, bool]) -> None:
            run, goes_on = begun
            if goes_on:
                self._say(self.tr("This was begun before: going on where it stopped."))
            self.current, self._pairs = run, None
            self._active.begin(run, plan)
            self.refresh()

        self._session.background.run(lambda: self._evals.begin(plan), self).success(begin).failure(
            self._show_failure
        )

    # --- At work --------------------------------------------------------------------------------
    def _run_begun(self, run: str) -> None:
        self._begun[run] = time.monotonic()
        self._read_run()

    def _run_ended(self, run: str) -> None:
        """Show how it stands; after more than a minute people may look elsewhere: call them."""
        seconds = time.monotonic() - self._begun.pop(run, time.monotonic())
        progress = self._last.pop(run, None)
        if seconds > NOTIFIED_AFTER_S and progress is not None:
            QApplication.alert(self.parent())  # type: ignore[arg-type]
            answered = number(progress.done - progress.failed)
            self._say(
                self.tr("An eval run has ended: {answered} of {total} answered.").format(
                    answered=answered, total=number(progress.total)
                )
            )
        self._read_run()
        self.refresh()

    def _show_progress(self, run: str, progress: RunProgress) -> None:
        self._last[run] = progress
        if self.page is not None:
            self.page.show_far(run, progress.done)
        if run == self.current and self.page is not None and self.page.isVisible():
            self.page.view.show_progress(progress, run in self._active)
            if not self._read_again.isActive():
                self._read_again.start()

    def _resume(self, run: str, *, cancel: bool = False) -> None:
        def begin(plan: RunPlan) -> None:
            self._active.begin(run, plan, cancel=cancel)

        self._session.background.run(lambda: self._evals.take_up(run), self).success(begin).failure(
            self._show_failure
        )

    def stop(self) -> None:
        """Stop every run; what is answered is kept."""
        self._suites.stop()
        self._active.stop_all()

    # --- Looking at one -------------------------------------------------------------------------
    def _choose(self, run: str) -> None:
        self.current, self._pairs = run, None
        self._read_run()

    def _compare_pairs(self, choice: PairChoice) -> None:
        self._pairs = choice
        self._read_run()

    def _read_run(self) -> None:
        run = self.current
        if not run or self.page is None:
            return

        pairs = self._pairs

        def work() -> RunOverview:
            return self._evals.run_overview(run, pairs)

        def show(overview: RunOverview) -> None:
            if self.page is None or run != self.current:
                return
            self._shown = overview.results
            self._read_again.setInterval(max(READ_AGAIN_MS, int(REST * overview.seconds * 1_000)))
            self.page.pages.setCurrentWidget(self.page.view)
            title = overview.results.plan.suite.title
            view = self.page.view
            view.show_results(
                title, overview.about, overview.results, overview.prompts, overview.failures
            )
            view.show_progress(self._active.latest(run) or overview.progress, run in self._active)

        self._session.background.run(work, self).success(show).failure(self._show_failure)

    def _in_background(self, work: Callable[[], Value], show: Callable[[Value], None]) -> None:
        self._session.background.run(work, self).success(show).failure(self._show_failure)

    def _open(self, prompt: Prompt) -> None:
        """Show a prompt's image with every model's answer side by side."""
        run = self.current

        def work() -> tuple[Comparison, OpenImage]:
            from vizdesk.images.opening import open_image, pixels_again

            comparison, path = self._evals.comparison(run, prompt)
            image = open_image(path, frame=comparison.image.frame)
            again = partial(pixels_again, image.ref)
            return comparison, opened_image(image, self._session.pixels, again)

        def show(answered: tuple[Comparison, OpenImage]) -> None:
            comparison, opened = answered
            self._session.reopen(opened, comparison)
            self.reopened.emit()

        self._session.background.run(work, self).success(show).failure(
            lambda error: self._say(error_sentence(error))
        )

    def _judge(self, record: EvalRecord, person: PersonVerdict | None) -> None:
        run, store = self.current, self._evals.store

        def work() -> None:
            store.set_verdict(run, record.cell, judge=record.judge, person=person)

        self._session.background.run(work, self).failure(self._show_failure).finished(
            self._read_run
        )

    # --- Saving and deleting --------------------------------------------------------------------
    def _export(self) -> None:
        if self._shown is None or self.page is None:
            return
        pairs = self._pairs
        settings, run = self._session.window_state, self.current
        folder = Path(str(settings.value("export folder", "") or home_folder()))
        proposal = str(folder / f"{self._shown.plan.suite.name}-results.md")
        from vizdesk.export.eval_results import FILTERS, named

        name, form = QFileDialog.getSaveFileName(
            self.page, self.tr("Save the results"), proposal, FILTERS
        )
        if not name:
            return
        path = named(name, form)
        settings.setValue("export folder", str(path.parent))

        def work() -> None:
            from vizdesk.export.eval_results import write_results

            with self._evals.one_reading(run, pairs) as (now, answers):
                write_results(path, now, answers, self._evals.created(run))

        saved = self.tr("Saved {path}.").format(path=path)
        self._session.background.run(work, self).success(lambda _: self._say(saved)).failure(
            lambda error: self._say(error_sentence(error))
        )

    def _delete(self) -> None:
        """Forget the run after a sentence that offers to keep it."""
        run = self.current
        self.current = ""
        sure = QTimer(self)
        sure.setSingleShot(True)
        sure.timeout.connect(partial(self._delete_now, run))
        sure.start(10_000)
        if self.page is not None:
            for row in range(self.page.runs.count()):
                item = self.page.runs.item(row)
                item.setHidden(item.isHidden() or item == self.page.runs.currentItem())
            self.page.show_new()

        def undo() -> None:
            sure.stop()
            self.current = run
            self.refresh()
            self._read_run()

        self._say(self.tr("Deleted."), Action(self.tr("Undo"), undo))

    def _delete_now(self, run: str) -> None:
        self._session.background.run(lambda: self._evals.delete(run), self).failure(
            self._show_failure
        ).finished(self.refresh)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        if self.page is not None:
            self.page.set_tokens(tokens)
