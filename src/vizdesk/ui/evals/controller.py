"""The window's side of evals: suites read, runs begun, stopped, resumed, judged, saved."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from vizdesk.ui.core.session import OpenImage, Session
from vizdesk.ui.core.task_runner import StoppedError
from vizdesk.ui.evals.suite_loader import SuiteLoader
from vizdesk.ui.widgets.status_line import Action, ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from vizdesk.comparison.types import Comparison
    from vizdesk.evals.suite import Suite
    from vizdesk.evals.verdicts import PersonVerdict
    from vizdesk.runs.plan import RunPlan
    from vizdesk.runs.progress import RunProgress
    from vizdesk.runs.records import EvalRecord, RunState
    from vizdesk.runs.report.prompts import Prompt
    from vizdesk.runs.report.results import Results
    from vizdesk.runs.store import RunEntry
    from vizdesk.services.evals import EvalService, SuiteChoice
    from vizdesk.ui.evals.page import EvalsPage
    from vizdesk.ui.evals.run_form import RunRequest

    OpenRouterModel = tuple[list[SuiteChoice], list[RunEntry], list[str], list[str]]

T = TypeVar("T")

# Reckoning intervals of thousands of answers takes a moment: not after each of them.
LOOK_MS = 1_500


class EvalsController(QObject):
    """`reopened` when a prompt is shown on its image. Files are read in threads only."""

    reopened = Signal()

    def __init__(self, window: QWidget, session: Session, say: ShowMessage) -> None:
        super().__init__(window)
        self._session, self._say = session, say
        self.page: EvalsPage | None = None
        self.current = ""
        self._working: dict[str, Future[RunState]] = {}
        self._progress: dict[str, RunProgress] = {}
        self._suites = SuiteLoader(session.background, session.services.evals)
        self._shown: tuple[Results, list[EvalRecord]] | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._read_run)

    @property
    def _evals(self) -> EvalService:
        return self._session.services.evals()

    @property
    def busy(self) -> bool:
        """Whether any run is at work."""
        return bool(self._working)

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
            page.view.stopped.connect(lambda: self._stop(self.current))
            page.view.cancelled.connect(lambda: self._resume(self.current, cancel=True))
            page.view.deleted.connect(self._delete)
            page.view.exported.connect(self._export)
            page.view.list.opened.connect(self._open)
            page.view.list.judged.connect(self._judge)
            page.view.list.load = image_loader(self._session.background)
        self.refresh()
        return self.page

    def refresh(self) -> None:
        """Bring the lists up to date."""
        if self.page is None:
            return
        services, session = self._session.services, self._session
        models = list(session.models)

        def work() -> OpenRouterModel:
            needs = [services.models.requirement(model) for model in models]
            words = ["" if need.ready else need.kind.value for need in needs]
            batched = [one.id for one in models if self._evals.batches.takes(one)]
            return self._evals.suites(), self._evals.store.entries(), words, batched

        def done(found: OpenRouterModel | None, error: BaseException | None) -> None:
            if found is None or self.page is None:
                self._failed(error)
                return
            suites, entries, needs, batched = found
            self.page.show_runs(entries, self.current)
            self.page.form.show_suites(suites)
            ready = sorted(zip(models, needs, strict=True), key=lambda one: bool(one[1]))
            self.page.form.show_models(ready, session.chosen, batched)
            if not entries and not self.current:
                self.page.show_new()

        self._call(work, done)

    def _call(
        self, work: Callable[[], T], done: Callable[[T | None, BaseException | None], None]
    ) -> None:
        # A run that ends because the window closes has nobody left to tell.
        if not self._session.background.closed:
            self._session.background.call(work, done)

    def _failed(self, error: BaseException | None) -> None:
        if error is not None:
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

            def done(suite: Suite | None, error: BaseException | None) -> None:
                if suite is not None:
                    self._begin_with(wanted, suite)
                    return
                if not isinstance(error, StoppedError):
                    self._failed(error)
                self._weigh()

            self._suites.draw(self.page.form, wanted.suite, done)

    def _begin_with(self, wanted: RunRequest, suite: Suite) -> None:
        plan = self._plan(wanted, suite)

        def done(found: tuple[str, bool] | None, error: BaseException | None) -> None:
            if found is None:
                self._failed(error)
                return
            run, goes_on = found
            if goes_on:
                self._say(self.tr("This was begun before: going on where it stopped."))
            self.current = run
            self._work(run, plan)
            self.refresh()

        self._call(lambda: self._evals.begin(plan), done)

    # --- At work --------------------------------------------------------------------------------
    def _work(self, run: str, plan: RunPlan, *, cancel: bool = False) -> None:
        if run in self._working:
            return
        background = self._session.background

        def tell(progress: RunProgress) -> None:
            background.post(lambda: self._told(run, progress))

        def done(_: object, error: BaseException | None) -> None:
            self._working.pop(run, None)
            if error is not None and not isinstance(error, StoppedError):
                self._failed(error)
            self._read_run()
            self.refresh()

        self._working[run] = background.start(
            self._evals.work(run, plan, tell, cancel=cancel), done
        )
        self._read_run()

    def _told(self, run: str, progress: RunProgress) -> None:
        self._progress[run] = progress
        if self.page is not None:
            self.page.show_far(run, progress.done)
        if run == self.current and self.page is not None and self.page.isVisible():
            self.page.view.show_progress(progress, run in self._working)
            if not self._look.isActive():
                self._look.start()

    def _resume(self, run: str, *, cancel: bool = False) -> None:
        def done(plan: RunPlan | None, error: BaseException | None) -> None:
            if plan is None:
                self._failed(error)
            else:
                self._work(run, plan, cancel=cancel)

        self._call(lambda: self._evals.store.plan(run), done)

    def _stop(self, run: str) -> None:
        future = self._working.get(run)
        if future is not None:
            future.cancel()

    def stop(self) -> None:
        """Stop every run; what is answered is kept."""
        self._suites.stop()
        for run in list(self._working):
            self._stop(run)

    # --- Looking at one -------------------------------------------------------------------------
    def _choose(self, run: str) -> None:
        self.current = run
        self._read_run()

    def _read_run(self) -> None:
        run = self.current
        if not run or self.page is None:
            return

        def work() -> tuple[str, Results, list[EvalRecord], RunProgress]:
            return self._evals.seen(run)

        def done(
            found: tuple[str, Results, list[EvalRecord], RunProgress] | None,
            error: BaseException | None,
        ) -> None:
            if found is None or self.page is None or run != self.current:
                self._failed(error)
                return
            about, results, recorded, progress = found
            self._shown = results, recorded
            self.page.pages.setCurrentWidget(self.page.view)
            self.page.view.show_results(results.plan.suite.title, about, results, recorded)
            working = run in self._working
            latest = self._progress.get(run, progress) if working else progress
            self.page.view.show_progress(latest, working)

        self._call(work, done)

    def _open(self, prompt: Prompt) -> None:
        """Show a prompt's image with every model's answer side by side."""
        run = self.current

        def work() -> tuple[Comparison, OpenImage]:
            from vizdesk.images.opening import open_image
            from vizdesk.painting.image_pyramid import ImagePyramid

            comparison, path = self._evals.comparison(run, prompt)
            image = open_image(path)
            return comparison, OpenImage(image, ImagePyramid(image.pixels))

        def done(found: tuple[Comparison, OpenImage] | None, error: BaseException | None) -> None:
            if found is None:
                self._say(str(error))
                return
            comparison, opened = found
            self._session.reopen(opened, comparison)
            self.reopened.emit()

        self._call(work, done)

    def _judge(self, one: EvalRecord, person: PersonVerdict | None) -> None:
        run = self.current
        store = self._evals.store
        work = lambda: store.set_verdict(run, one.cell, judge=one.judge, person=person)  # noqa: E731
        self._call(work, lambda _, error: self._after(error))

    def _after(self, error: BaseException | None) -> None:
        self._failed(error)
        self._read_run()

    # --- Saving and deleting --------------------------------------------------------------------
    def _export(self) -> None:
        if self._shown is None or self.page is None:
            return
        results, recorded = self._shown
        settings, run = self._session.window_state, self.current
        folder = Path(str(settings.value("export folder", "") or Path.home()))
        proposal = str(folder / f"{results.plan.suite.name}-results.md")
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

            write_results(path, results, recorded, self._evals.created(run))

        saved = self.tr("Saved {path}.").format(path=path)
        self._call(work, lambda _, error: self._say(saved if error is None else str(error)))

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
        work = lambda: self._evals.delete(run)  # noqa: E731
        self._call(work, lambda _, error: self._after_delete(error))

    def _after_delete(self, error: BaseException | None) -> None:
        self._failed(error)
        self.refresh()

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        if self.page is not None:
            self.page.set_tokens(tokens)
