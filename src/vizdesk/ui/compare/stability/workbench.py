"""Ties choices, run, grid and panel of the Stability layout to the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Model
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.types import Answer, AnswerState, AnyDetection, Detection
from vizdesk.painting.image_pyramid import ImagePyramid, small_copies
from vizdesk.services.image_runs import ImageRunProgress, RunEstimate
from vizdesk.services.stability import CellAnswer
from vizdesk.stability.perturbation import KINDS, ORIGINAL, Perturbation, allowed
from vizdesk.stability.perturbed_image import perturbed
from vizdesk.stability.plan import CellKey, StabilityPlan
from vizdesk.stability.report import (
    StabilityReport,
    missing_objects,
    report_record,
    stability_report,
)
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.stability.body import StabilityBody
from vizdesk.ui.compare.stability.cells import GridLook, GridRow
from vizdesk.ui.compare.stability.choices import (
    REPEATS,
    TEMPERATURES,
    StabilityChoices,
    read,
    written,
)
from vizdesk.ui.compare.stability.words import perturbation_words, places_words, row_figures
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import Operation
from vizdesk.ui.text.labels import seconds_left
from vizdesk.ui.text.run_estimate_words import cost_sentence, time_sentence
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.status_line import ShowMessage

KEY, FOLDER = "stability", "export folder"
PAUSE_MS = 200
"""Answers within so many milliseconds are reported together."""


class StabilityWorkbench(QObject):
    """One model and one image at a time. A run goes on while something else is looked at."""

    def __init__(
        self, session: Session, canvas: CompareView, say: ShowMessage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._say = session, say
        self.choices: StabilityChoices = read(str(session.window_state.value(KEY, "")))
        self.plan: StabilityPlan | None = None
        self._image: OpenImage | None = None
        self.answers: dict[CellKey, Answer] = {}
        self.report: StabilityReport | None = None
        self._estimate: RunEstimate | None = None
        self._levels: dict[tuple[str, str], ImagePyramid] = {}
        self._operation: Operation[None] | None = None
        self._asked: StabilityPlan | None = None
        self._progress: ImageRunProgress | None = None
        self._reporting = self._flipped = self._loaded = False
        self.body = StabilityBody(canvas.tokens)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._report_anew)
        self.body.run.clicked.connect(self.run)
        self.body.stop.clicked.connect(self.stop)
        self.body.export.clicked.connect(self._ask_where)
        self.body.grid.chosen.connect(self._show_cell)
        for part in (self.body.grid, self.body.panel):
            part.flipped.connect(self.flip)

    @property
    def running(self) -> bool:
        """Whether something is being asked."""
        return self._operation is not None

    # --- What is asked ------------------------------------------------------------------------
    def _model(self) -> Model | None:
        askable = [model for model in self._session.chosen_models if model.askable]
        own = [model for model in askable if model.id == self.choices.model]
        return next(iter(own or askable), None)

    def _why_not(self) -> str:
        current = self._session.current
        if current is None or not current.whole:
            return self.tr("The image is still being opened.")
        if self._model() is None:
            return self.tr("Check a model on the left: it is asked again and again.")
        return ""

    def choose(self, choices: StabilityChoices) -> None:
        """Take other choices, and remember them."""
        self.choices = choices
        self._session.window_state.setValue(KEY, written(choices))
        self.plan_anew()

    def plan_anew(self) -> None:
        """Show what is chosen for the current image: what was answered is read."""
        why, model, current = self._why_not(), self._model(), self._session.current
        self.body.show_nothing(why)
        self._show_choices()
        if why or model is None or current is None:
            self.plan = None
            self._show_state()
            return
        plan = self.choices.plan(current.key, self._session.task, model)
        if plan == self.plan:
            return
        self.plan, self._image = plan, current
        self.answers, self.report, self._estimate = {}, None, None
        self._loaded = False
        self.show()
        self._session.background.run(partial(self._read, plan, current), self).success(
            partial(self._take_read, plan)
        ).failure(lambda error: self._say(error_sentence(error)))
        self._make_levels()

    def _read(
        self, plan: StabilityPlan, opened: OpenImage
    ) -> tuple[dict[CellKey, Answer], RunEstimate]:
        service = self._session.services.stability()
        return service.answers(plan), service.estimate(plan, {opened.key: opened.image})

    def _take_read(
        self, plan: StabilityPlan, found: tuple[dict[CellKey, Answer], RunEstimate]
    ) -> None:
        if plan != self.plan:
            return
        answers, estimate = found
        self.answers = {**answers, **self.answers}
        own = self._session.asked.mean_seconds().get(plan.models[0].id)
        seconds = None if own is None else own * estimate.requests
        self._estimate = replace(estimate, seconds=seconds)
        self._loaded = True
        self._report_anew()
        self.show()

    def _make_levels(self) -> None:
        """Make the changed images that are not there yet, one after the other."""
        plan, opened = self.plan, self._image
        if plan is None or opened is None:
            return
        if any(key != opened.key for key, _ in self._levels):
            self._levels.clear()
        missing = [
            change for change in plan.perturbations if (opened.key, change.key) not in self._levels
        ]
        if not missing:
            return
        change = missing[0]

        def made() -> ImagePyramid:
            return small_copies(perturbed(opened.image, change).pixels.convert("RGB"))

        def take(levels: ImagePyramid) -> None:
            self._levels[opened.key, change.key] = levels
            self.show()
            self._make_levels()

        self._session.background.run(made, self).success(take).failure(
            lambda error: self._say(error_sentence(error))
        )

    # --- Asking -------------------------------------------------------------------------------
    def run(self) -> None:
        """Ask what is still open of the plan that is shown."""
        plan, opened = self.plan, self._image
        if plan is None or opened is None or self.running:
            return
        background = self._session.background
        self._asked, self._progress = plan, None
        events = self._session.services.stability().run(
            plan,
            {opened.key: opened.image},
            lambda progress: background.post(partial(self._moved, progress)),
        )
        self._operation = background.stream(events, self._take, self)
        self._operation.finished(self._ended).failure(
            lambda error: self._say(error_sentence(error))
        )
        self.show()

    def stop(self) -> None:
        """Ask nothing more; what was answered is kept."""
        if self._operation is not None:
            self._operation.cancel()

    def _moved(self, progress: ImageRunProgress) -> None:
        self._progress = progress
        self._show_state()

    def _take(self, each: CellAnswer) -> None:
        plan, asked = self.plan, self._asked
        if plan is None or asked is None or plan.fingerprint != asked.fingerprint:
            return  # something else is looked at
        if each.answer.state is AnswerState.STOPPED:
            self.answers.pop(each.cell, None)
        else:
            self.answers[each.cell] = each.answer
        if each.answer.state.final and not self._timer.isActive():
            self._timer.start()

    def _ended(self) -> None:
        self._operation = None
        plan, opened = self.plan, self._image
        self.answers = {cell: each for cell, each in self.answers.items() if each.state.final}
        if plan is not None and opened is not None:
            self._session.background.run(partial(self._read, plan, opened), self).success(
                partial(self._take_read, plan)
            ).failure(lambda error: self._say(error_sentence(error)))
        self.show()

    # --- The report ---------------------------------------------------------------------------
    def _report_anew(self) -> None:
        plan, opened = self.plan, self._image
        if self._reporting:
            self._timer.start()
            return
        if plan is None or opened is None:
            return
        own = set(plan.cells())
        answers = {
            cell: each for cell, each in self.answers.items() if each.state.final and cell in own
        }
        work = partial(stability_report, plan, answers, {opened.key: opened.image.ref})
        self._reporting = True
        self._session.background.run(work, self).finished(self._reported).success(
            partial(self._take_report, plan)
        ).failure(lambda error: self._say(error_sentence(error)))

    def _reported(self) -> None:
        self._reporting = False

    def _take_report(self, plan: StabilityPlan, report: StabilityReport) -> None:
        if plan == self.plan:
            self.report = report
            self.show()

    # --- What is shown ------------------------------------------------------------------------
    @property
    def _boxes(self) -> bool:
        return spec_of(self._session.task.kind).output is TaskOutput.BOXES

    @property
    def colours(self) -> Mapping[str, QColor]:
        """A colour for each class of all answers."""
        labels = [
            each.label for answer in self.answers.values() for each in answer.reading.all_detections
        ]
        return self._session.class_colours.of(dict.fromkeys([*self._session.task.classes, *labels]))

    def show(self) -> None:
        """Bring grid and panel up to date."""
        plan, body = self.plan, self.body
        if plan is None:
            return
        reference = None
        if self.report is not None and self._boxes:
            found = self.report.objects.get((plan.images[0], plan.models[0].id), ())
            reference = len(found)
        look = GridLook(self._boxes, self.colours, reference, self.running and plan == self._asked)
        body.panel.show_kind(boxes=self._boxes)
        body.grid.rows.show(
            [self._row(plan, change) for change in plan.perturbations], plan.repeats, look
        )
        body.grid.fit()
        if not body.grid.currentIndex().isValid() and plan.perturbations:
            body.grid.setCurrentIndex(body.grid.rows.index(0, 1))
        self._show_cell()
        self._show_state()

    def _row(self, plan: StabilityPlan, change: Perturbation) -> GridRow:
        image, model = plan.images[0], plan.models[0].id
        cells = (CellKey(image, model, change.key, 0, repeat) for repeat in range(plan.repeats))
        head, good = "", True
        figures: tuple[str, ...] = ()
        for row in self.report.rows if self.report is not None else ():
            if row.perturbation == change.key and not row.prompt and row.read:
                head, figures = row_figures(row)
                good = row.in_all is None or row.in_all == row.of
        small = places_words(change)
        if self._image is not None and not small:
            ref = self._image.image.ref
            small = "{} × {}".format(*change.size_of((ref.width, ref.height)))
        return GridRow(
            perturbation_words(change),
            small,
            tuple(self.answers.get(cell) for cell in cells),
            self._levels.get((image, change.key)),
            head,
            figures,
            good,
        )

    def _show_state(self) -> None:
        """What it costs before, how far it is meanwhile, what it was afterwards."""
        body, plan = self.body, self.plan
        to_ask = self._estimate.requests if self._estimate is not None else 0
        body.run.setVisible(not self.running)
        body.stop.setVisible(self.running)
        body.run.setEnabled(plan is not None and to_ask > 0)
        body.run.setText(self.tr("Run {n}").format(n=to_ask) if to_ask else self.tr("Run"))
        done = sum(each.state is AnswerState.DONE for each in self.answers.values())
        body.export.setEnabled(done > 0 and not self.running)
        progress = self._progress
        body.progress.setVisible(self.running)
        if self.running:
            body.progress.setRange(0, progress.requests if progress else 0)
            body.progress.setValue(progress.done + progress.dropped if progress else 0)
            body.words.setText(self._running_words(progress))
        else:
            body.words.setText(self._waiting_words(plan))

    def _running_words(self, progress: ImageRunProgress | None) -> str:
        if progress is None:
            return self.tr("Beginning…")
        words = self.tr("{n} of {all} done").format(n=progress.done, all=progress.requests)
        parts = [words]
        if progress.failed:
            parts.append(self.tr("{n} failed").format(n=progress.failed))
        if progress.left_s:
            parts.append(seconds_left(progress.left_s))
        return " · ".join([*parts, *map(translate_message, progress.stops[:1])])

    def _waiting_words(self, plan: StabilityPlan | None) -> str:
        if plan is None or not self._loaded or self._estimate is None:
            return ""
        failed = sum(each.state is AnswerState.FAILED for each in self.answers.values())
        words = []
        if self._estimate.requests:
            words += [cost_sentence(self._estimate), time_sentence(self._estimate)]
        else:
            words.append(self.tr("All {n} questions are answered.").format(n=plan.size))
        if failed:
            words.append(self.tr("{n} failed; Run asks them again.").format(n=failed))
        own = plan.models[0].sampling.temperature
        if (own if plan.temperature is None else plan.temperature) == 0:
            words.append(self.tr("At temperature 0 repeats differ only by the engine."))
        return " ".join(words)

    def _show_choices(self) -> None:
        body, choices, task = self.body, self.choices, self._session.task
        models = [model for model in self._session.chosen_models if model.askable]
        model = self._model()
        body.model.setText(model.name.replace("&", "&&") if model else self.tr("No model"))
        body.fill(
            body.model,
            [(each.name, each is model, True) for each in models],
            lambda at: self.choose(replace(self.choices, model=models[at].id)),
        )
        body.repeats.setText(self.tr("Repeats {n}").format(n=choices.repeats))
        body.fill(
            body.repeats,
            [(str(each), each == choices.repeats, True) for each in REPEATS],
            lambda at: self.choose(replace(self.choices, repeats=REPEATS[at])),
        )
        words = [self.tr("own") if each is None else f"{each:g}" for each in TEMPERATURES]
        at = TEMPERATURES.index(choices.temperature)
        body.temperature.setText(self.tr("Temperature {value}").format(value=words[at]))
        body.fill(
            body.temperature,
            [(each, number == at, True) for number, each in enumerate(words)],
            lambda number: self.choose(replace(self.choices, temperature=TEMPERATURES[number])),
        )
        names = list(KINDS)
        fair = [allowed(KINDS[name], task) for name in names]
        chosen = sum(name in choices.changes and ok for name, ok in zip(names, fair, strict=True))
        body.changes.setText(self.tr("Perturbations {n} of {all}").format(n=chosen, all=len(names)))
        body.fill(
            body.changes,
            [
                (perturbation_words(KINDS[name]), name in choices.changes and ok, ok)
                for name, ok in zip(names, fair, strict=True)
            ],
            lambda number: self.choose(
                replace(self.choices, changes=self.choices.toggled(names[number]))
            ),
        )

    # --- One cell and the reference -----------------------------------------------------------
    def flip(self, on: bool) -> None:
        """Show the reference for as long as Space is held."""
        self._flipped = on
        self._show_cell()

    def _show_cell(self) -> None:
        plan, panel, index = self.plan, self.body.panel, self.body.grid.currentIndex()
        if plan is None:
            return
        row = max(0, index.row())
        change = plan.perturbations[min(row, len(plan.perturbations) - 1)]
        repeat = min(max(0, index.column() - 1), plan.repeats - 1)
        cell = CellKey(plan.images[0], plan.models[0].id, change.key, 0, repeat)
        answer = self.answers.get(cell)
        place = self.tr("{variant}, repeat {n}")
        title = place.format(variant=perturbation_words(change), n=repeat + 1)
        which = self.tr("Reference") if self._flipped else ""
        panel.show_title(title, which, self._difference(plan, change, answer))
        key = (plan.images[0], plan.models[0].id)
        found = self.report.objects.get(key, ()) if self.report is not None else ()
        panel.show_found(found, self.colours)
        if not self._boxes:
            reference = self.report.references.get(key) if self.report is not None else None
            shown = reference if self._flipped else answer
            panel.show_words(shown, self._session.task.kind, self.colours)
            return
        shown_change = ORIGINAL if self._flipped else change
        detections: tuple[AnyDetection, ...] = ()
        if self._flipped:
            detections = tuple(Detection(each.label, each.box) for each in found)
        elif answer is not None:
            detections = answer.reading.all_detections
        levels = self._levels.get((plan.images[0], shown_change.key))
        panel.show_boxes(levels, detections, self.colours)

    def _difference(self, plan: StabilityPlan, change: Perturbation, answer: Answer | None) -> str:
        """What an answer lacks of the reference, in words."""
        if answer is None or self.report is None or self._image is None:
            return ""
        if answer.failure is not None:
            return translate_message(answer.failure.message)
        if not self._boxes or answer.state is not AnswerState.DONE:
            return ""
        found = self.report.objects.get((plan.images[0], plan.models[0].id), ())
        missing = missing_objects(answer, change, self._image.image.ref, found)
        if missing:
            return self.tr("Missing against the reference: {names}").format(
                names=", ".join(missing)
            )
        return self.tr("All of the reference is there.") if found else ""

    # --- Export -------------------------------------------------------------------------------
    def _ask_where(self) -> None:
        folder = str(self._session.window_state.value(FOLDER, ""))
        name, _ = QFileDialog.getSaveFileName(
            self.body,
            self.tr("Export the stability report"),
            str(Path(folder) / "stability.json"),
            "JSON (*.json)",
        )
        if name:
            self._session.window_state.setValue(FOLDER, str(Path(name).parent))
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all figures to `path` (vizdesk-stability/1), and say so."""
        report, opened = self.report, self._image
        if report is None or opened is None:
            return
        names = {opened.key: opened.image.ref.name}

        def work() -> None:
            write_whole(path, to_json(report_record(report, names), indent=2) + "\n")

        saved = self.tr("Saved {path}").format(path=path)
        self._session.background.run(work, self).success(lambda _: self._say(saved)).failure(
            lambda error: self._say(error_sentence(error))
        )
