"""Evals for window and command line: suites by name or folder, runs begun, resumed, asked for."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import vizdesk
from vizdesk.common.messages import Message, message
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import Request
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, Comparison, SentImage
from vizdesk.evals.executors import LocalExecutor
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import Suite
from vizdesk.images.opening import open_image
from vizdesk.runs.answers import StoredAnswers
from vizdesk.runs.batches import RunBatches
from vizdesk.runs.jobs import JobMaker, judge_job
from vizdesk.runs.merging import MergedRun, merge
from vizdesk.runs.owners import RunOwners
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.progress import BatchCounts, RunProgress, Tally
from vizdesk.runs.records import RunState
from vizdesk.runs.report.failures import Failures, failures
from vizdesk.runs.report.pair_tests import ALL_PAIRS, PairChoice
from vizdesk.runs.report.prompts import Prompt, PromptTable
from vizdesk.runs.report.published import Published
from vizdesk.runs.report.results import Results, results_of
from vizdesk.runs.report.snapshot import (
    WORTH_KEEPING,
    results_again,
    results_record,
    snapshot_key,
)
from vizdesk.runs.report.text import heading
from vizdesk.runs.runner import Runner
from vizdesk.runs.schema import RunsError
from vizdesk.runs.serialization import UNREADABLE
from vizdesk.runs.store import RunStore
from vizdesk.services.user_suites import UserSuites
from vizdesk.suite_generator.registry import NAMES, plan_of
from vizdesk.suite_generator.suite_writer import Report, on_demand, suite_folder

Tell = Callable[[RunProgress], None]


@dataclass(frozen=True, slots=True)
class Drawable:
    """A suite that is drawn when it is first run: categories with their numbers of prompts."""

    name: str
    title: str
    description: str
    categories: tuple[tuple[str, int], ...]
    seed: int = 1

    @property
    def size(self) -> int:
        """How many prompts it will have."""
        return sum(count for _, count in self.categories)


@dataclass(frozen=True, slots=True)
class SuiteChoice:
    """A suite to choose: name or path, title, and whether vizdesk draws it by a seed."""

    name: str
    title: str
    drawn: bool = False


class RunOverview(NamedTuple):
    """One sentence on a run, what it has found so far, its prompts, failures, and how far it is.

    It took so many `seconds` to find out.
    """

    about: Message
    results: Results
    prompts: PromptTable
    failures: list[Failures]
    progress: RunProgress
    seconds: float


ProfileOf = Callable[[Model], Profile]
EstimateOf = Callable[[Request], Estimate | None]
PublishedOf = Callable[[Sequence[Model]], Sequence[Published]]
EstimateBefore = Callable[[Model, Task, tuple[int, int]], Estimate | None]


class EvalService:
    """What can be done with evals. Methods block on the disk, unless they are coroutines.

    `ask` asks one job, in lanes that leave the pace at servers to the run. `batches` are the Batch
    APIs of the servers that have one. `published` says what others have published of models, and
    `tell` hears that the file of runs was damaged, and what became of it.
    """

    def __init__(
        self,
        folder: Path,
        ask: Callable[[Job], AsyncIterator[Answer]],
        profile_of: ProfileOf,
        estimate: EstimateOf,
        estimate_before: EstimateBefore,
        batches: RunBatches,
        published: PublishedOf = lambda _: (),
        tell: Callable[[Message], None] = lambda _: None,
    ) -> None:
        self.batches = batches
        self._folder, self._ask, self._profile_of = folder, ask, profile_of
        self._estimate, self._estimate_before = estimate, estimate_before
        self._published = published
        self.store = RunStore(folder / "evals.sqlite3", tell)
        self._owners = RunOwners(folder / "eval-locks")

    @property
    def suites_folder(self) -> Path:
        """Where suites are drawn and a person's own are kept."""
        return self._folder / "suites"

    def not_drawn(self, name: str, seed: int = 1) -> Drawable | None:
        """What is known of a suite that is still to be drawn; None for any other."""
        if name not in NAMES or Path(name).exists():
            return None
        plan = plan_of(name)
        if (suite_folder(plan, seed, self._folder) / "suite.toml").is_file():
            return None
        counted = tuple((category.name, len(category.scenes)) for category in plan.categories)
        return Drawable(name, plan.title, plan.description, counted, seed)

    def suite(
        self,
        name: str,
        prompt: str = "",
        seed: int = 1,
        report: Report | None = None,
        *,
        skip_missing: bool = False,
    ) -> Suite:
        """A suite that vizdesk draws (drawn first if it is not there yet), or one at a path.

        `prompt` is for folders of images without keys. With `skip_missing` items whose image is
        missing or damaged are left out, and listed in the suite's notes. `report` hears how many
        images are drawn, of how many; what it raises ends the drawing. Raises SuiteError, OSError.
        """
        if name in NAMES and not Path(name).exists():
            return open_suite(on_demand(plan_of(name), seed, self._folder, report))
        own = self.suites_folder / name
        path = own if own.is_dir() and not Path(name).exists() else Path(name)
        unpacked = self._folder / "suite-images"
        return open_suite(path, prompt, skip_missing=skip_missing, unpacked=unpacked)

    def begin(self, plan: RunPlan, *, new: bool = False) -> tuple[str, bool]:
        """The run of this plan and whether it goes on: one that was not finished is taken up.

        It may then cost what this plan says, not what it was begun with. Raises RunsError where
        another vizdesk works on it.
        """
        if new:
            return self.store.begin(plan), False
        run, goes_on = self.store.begin_or_go_on(plan)
        if goes_on:
            with self._owners.hold(run):
                self.store.set_ceiling(run, plan.ceiling_usd)
        return run, goes_on

    def take_up(self, run: str, ceiling_usd: float | None = None) -> RunPlan:
        """The plan of a run that is to go on; with a ceiling, it may cost so much from now on.

        Raises RunsError where another vizdesk works on it.
        """
        with self._owners.hold(run):
            if ceiling_usd is not None:
                self.store.set_ceiling(run, ceiling_usd)
            return self.store.plan(run)

    def merge(self, paths: Sequence[Path], key_at: Callable[[str], str | None]) -> MergedRun:
        """Put the shares of one run together; see `runs.merging.merge`. Raises RunsError."""
        return merge(self.store, paths, key_at)

    def run_id(self, start: str) -> str:
        """The run whose id begins so. Raises RunsError when there is none or several."""
        ids = self.store.ids(start)
        if len(ids) == 1:
            return ids[0]
        if not ids:
            raise RunsError(
                message("There is no eval run {start}; see `vizdesk evals list`.", start=start)
            )
        raise RunsError(
            message(
                "{n} eval runs begin with {start}; write more of it.",
                n=len(ids),
                start=start,
            )
        )

    async def work(
        self,
        run: str,
        plan: RunPlan,
        tell: Tell,
        *,
        cancel: bool = False,
        executor: LocalExecutor | None = None,
    ) -> RunState:
        """Ask what is still to be asked; cancel to stop. See `Runner.work`.

        The run is owned meanwhile: raises RunsError where another vizdesk works on it.
        With `cancel`, the run's batches are ended at their servers, what they answered is kept, and
        nothing else is asked. Local models are asked by `executor`; None: here in turn.
        """
        kept = await asyncio.to_thread(self.store.plan, run)
        plan = replace(plan, order=kept.order)
        maker = JobMaker(plan.suite, self._profile_of, self._estimate)
        runner = Runner(
            plan=plan,
            run=run,
            store=self.store,
            ask=self._ask,
            make_job=maker,
            tell=tell,
            expected_usd=await asyncio.to_thread(self.assumed_usd, plan),
            estimate_of=self.estimate_of(self.batched(plan)),
            batches=self.batches,
            cancel=cancel,
            make_judge_job=lambda judge, prompt: judge_job(
                judge, prompt, self._profile_of, self._estimate
            ),
            executor=executor,
        )
        with self._owners.hold(run):
            return await runner.work()

    def delete(self, run: str, *, leave_batch: bool = False) -> None:
        """Forget a run, its answers, and what is kept of its batches. Raises OSError, RunsError.

        A batch that is at work at its server could never be fetched or ended again: such a run
        is kept unless `leave_batch`, and so is one that a vizdesk works on.
        """
        away = 0 if leave_batch else self.batches.under_way(run)
        if away:
            raise RunsError(
                message(
                    "A batch of {n} questions of this run is at its server. "
                    "Fetch or cancel it first.",
                    n=away,
                )
            )
        with self._owners.hold(run):
            self.store.delete(run)
            self.batches.forget(run)

    def batched(self, plan: RunPlan) -> frozenset[str]:
        """The ids of the plan's models that are asked through a Batch API."""
        if not plan.batch:
            return frozenset()
        return frozenset(model.id for model in plan.models if self.batches.takes(model))

    def expected_usd(
        self, plan: RunPlan, batched: Collection[str] | None = None
    ) -> dict[str, float]:
        """About what one question costs at each remote model, before anything was asked.

        `batched` are the models asked through a Batch API; None: look it up.
        """
        batched = self.batched(plan) if batched is None else batched
        return self.expected_of(plan.models, [item.task for item in plan.items[:5]], batched)

    def assumed_usd(self, plan: RunPlan) -> dict[str, float]:
        """What a question is taken to cost where its server does not tell: see `expected_usd`.

        Also for the judge, and for models with a price whose vendor's way of counting images is
        not known (see `Estimate.assumed_usd`).
        """
        batched, tasks = self.batched(plan), [item.task for item in plan.items[:5]]
        judges = () if plan.judge is None else (plan.judge,)
        return self.expected_of((*judges, *plan.models), tasks, batched, assume=True)

    def estimate_of(self, batched: Collection[str]) -> Callable[[Answer], float | None]:
        """What an answer is estimated at in US dollars, by the image and words it was sent."""

        def estimate(answer: Answer) -> float | None:
            sent, model = answer.sent, answer.model
            if sent is None:
                return None
            image = SentImage(b"", sent.media_type, sent.width, sent.height)
            asked = self._estimate(Request(model, sent.prompt, image))
            if asked is None or asked.assumed_usd is None:
                return None
            factor = self.batches.price_factor(model) if model.id in batched else 1.0
            return asked.assumed_usd * factor

        return estimate

    def expected_of(
        self,
        models: Sequence[Model],
        tasks: Sequence[Task],
        batched: Collection[str] = (),
        *,
        assume: bool = False,
    ) -> dict[str, float]:
        """The same of some questions like `tasks`, such as those of a suite not drawn yet."""
        costs = {}
        for model in models:
            cost = self._expected(model, tasks, assume)
            if cost is not None:
                factor = self.batches.price_factor(model) if model.id in batched else 1.0
                costs[model.id] = cost * factor
        return costs

    def _expected(self, model: Model, tasks: Sequence[Task], assume: bool) -> float | None:
        if not isinstance(model.source, Endpoint):
            return None
        size = (1000, 1000)
        estimates = [self._estimate_before(model, task, size) for task in tasks]
        known = [estimate for estimate in estimates if estimate is not None]
        costs = [estimate.assumed_usd if assume else estimate.cost_usd for estimate in known]
        told = [cost for cost in costs if cost is not None]
        return sum(told) / len(told) if told else None

    def results(self, run: str, choice: PairChoice | None = None) -> Results:
        """What a run has found so far, the chosen pairs compared. Raises RunsError.

        Its answers' figures are added up; no reply is read. Of a large run the results are kept
        until an answer changes.
        """
        return self._results_in(self.store, run, choice or ALL_PAIRS)

    def _results_in(
        self, store: RunStore, run: str, choice: PairChoice, *, keeps: bool = True
    ) -> Results:
        plan = store.plan(run)
        published = self._published(plan.models)
        answers, changes = store.changes(run)
        key = snapshot_key(changes, choice)
        kept = store.snapshot(run, key)
        if kept is not None:
            with suppress(*UNREADABLE):
                return results_again(kept, plan, published, choice)
        found = results_of(plan, store.figures(run), published, choice)
        if keeps and answers >= WORTH_KEEPING:
            store.keep_snapshot(run, key, results_record(found))
        return found

    @contextmanager
    def one_reading(
        self, run: str, choice: PairChoice | None = None
    ) -> Iterator[tuple[Results, StoredAnswers]]:
        """Results and answers of one moment, though more come: what is counted is what is listed.

        Raises RunsError.
        """
        self.store.changes(run)  # makes the figures where there are none: below nothing is written
        with self.store.at_this_moment() as frozen:
            results = self._results_in(frozen, run, choice or ALL_PAIRS, keeps=False)
            yield results, StoredAnswers(frozen, run)

    def answers(self, run: str) -> StoredAnswers:
        """The answers of a run, read as they are looked at."""
        return StoredAnswers(self.store, run)

    def suites(self) -> list[SuiteChoice]:
        """The suites on offer: those vizdesk draws, and those in the suites folder."""
        drawn = [SuiteChoice(name, plan_of(name).title, drawn=True) for name in NAMES]
        own = UserSuites(self.suites_folder)
        mine = [SuiteChoice(str(own.folder / name), title) for name, title in own.titles()]
        return [*drawn, *mine]

    def created(self, run: str) -> datetime:
        """When a run was begun. Raises RunsError."""
        for entry in self.store.entries():
            if entry.id == run:
                return entry.created
        raise RunsError(message("There is no eval run {run}.", run=run[:8]))

    def run_overview(self, run: str, choice: PairChoice | None = None) -> RunOverview:
        """A run as a page shows it, the chosen pairs compared. Raises RunsError."""
        began = time.monotonic()
        run_results, answers = self.results(run, choice), self.answers(run)
        plan = run_results.plan
        state = next(entry.state for entry in self.store.entries() if entry.id == run)
        tally = Tally(
            run_results.plan,
            self.assumed_usd(run_results.plan),
            estimate_of=self.estimate_of(self.batched(run_results.plan)),
        )
        tally.take_sums(self.store.sums(run), answers.in_order)
        under_way = self.batches.under_way(run)
        batches = [BatchCounts(0, under_way)] if under_way else []
        about = heading(run_results.plan, self.created(run))
        progress = replace(tally.progress(state, "", batches), stops=self.store.stops(run))
        prompts = PromptTable(plan, run_results.marks, answers)
        reasons = failures(plan, answers.failed())
        seconds = time.monotonic() - began
        return RunOverview(about, run_results, prompts, reasons, progress, seconds)

    def comparison(self, run: str, prompt: Prompt) -> tuple[Comparison, Path]:
        """A prompt with the last answer of each model, as a comparison; and its image's file.

        Raises RunsError when no model has answered it yet.
        """
        last = [answers[-1] for answers in prompt.answers.values() if answers]
        if not last:
            raise RunsError(message("No model has answered this prompt yet."))
        plan = self.store.plan(run)
        path = plan.suite.image_of(prompt.item)
        image = open_image(path, frame=prompt.item.frame).ref
        comparison = Comparison(
            id=uuid.uuid5(uuid.NAMESPACE_OID, f"{run} {prompt.item.id}").hex,
            created=last[-1].began,
            version=vizdesk.__version__,
            image=image,
            task=prompt.item.task,
            answers=tuple(record.answer for record in last),
        )
        return comparison, path

    def close(self) -> None:
        """Let the file of the runs go."""
        self.store.close()
