"""One run: how far it is, the table, what may be said of the models, charts, the prompts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import dollars, number
from vizdesk.common.messages import Message
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import RunState
from vizdesk.runs.report.failures import Failures
from vizdesk.runs.report.pairs import sentences
from vizdesk.runs.report.prompts import PromptTable
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.table import rated
from vizdesk.runs.report.text import how_to_read, published_words
from vizdesk.ui.evals.charts import EvalCharts
from vizdesk.ui.evals.prompts_table import PromptList
from vizdesk.ui.evals.results_table import ResultsTable, ScoreKey
from vizdesk.ui.text.labels import seconds_left
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.segmented_control import SegmentedControl
from vizdesk.ui.widgets.theme import Tokens

PROMPTS = 2  # the page of that name
ABOVE = 640  # pixels of height from where on the table leaves room for words
BESIDE = 860  # pixels of width from where on the pages' names stand beside the title
MOST_SENTENCES = 3
MOST_REASONS = 3  # why answers did not come


class RunView(QWidget):
    """Buttons ask: `resumed`, `stopped`, `cancelled` (the batch at its server), `exported`,

    `deleted`; the prompts ask through `list`.
    """

    resumed = Signal()
    stopped = Signal()
    cancelled = Signal()
    exported = Signal()
    deleted = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._seen: tuple[str, str] | None = None
        self._pair_sentences: list[str] = []
        self._failures: list[Failures] = []
        self._stopped_for: tuple[Message, ...] = ()
        self._low = False
        self.setProperty("role", "canvas")
        names = (self.tr("Results"), self.tr("Comparison"), self.tr("Prompts"))
        self.tabs = SegmentedControl(names, 0)
        self.tabs.setAccessibleName(self.tr("What to show"))
        self.title = ElidedLabel("", "heading")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.go = button(self.tr("Go on"), "primary")
        self.stop = button(self.tr("Stop"))
        self.cancel = button(self.tr("Cancel the batch"))
        set_tip(
            self.cancel, self.tr("End it at its server; what it has answered is kept and paid for.")
        )
        self.cancel.hide()
        self.export = button(self.tr("Save…"))
        self.delete = button(self.tr("Delete"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.state = label("", "muted")
        self.troubles = label("", "", "weak")
        self.troubles.setWordWrap(True)
        self.troubles.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stops = label("", "", "fair")
        self.stops.setWordWrap(True)
        self.stops.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.partial = label("", "", "fair")
        self.partial.setWordWrap(True)
        self.partial.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = ResultsTable(tokens)
        self.sentences = label("")
        self.sentences.setWordWrap(True)
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notes = label("", "muted")
        self.notes.setWordWrap(True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.key = ScoreKey()
        self.explain = button(self.tr("How to read this"), "link")
        self.explain.setCheckable(True)
        self.explain.toggled.connect(lambda _: self._say_pairs())
        self.compared = EvalCharts(tokens)
        self.list = PromptList(tokens)
        self._lay_out()
        for widget, signal in (
            (self.go, self.resumed),
            (self.stop, self.stopped),
            (self.cancel, self.cancelled),
            (self.export, self.exported),
            (self.delete, self.deleted),
        ):
            widget.clicked.connect(lambda _=False, signal=signal: signal.emit())

    def _lay_out(self) -> None:
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        for widget in (self.tabs, self.go, self.stop, self.cancel, self.export, self.delete):
            head.addWidget(widget)
        self._under = QHBoxLayout()
        self._under.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._figures())
        self.pages.addWidget(self.compared)
        self.pages.addWidget(self.list)
        self.tabs.chosen.connect(lambda: self.pages.setCurrentIndex(self.tabs.at))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._under)
        for part in (
            self.about,
            self.partial,
            self.progress,
            self.state,
            self.stops,
            self.troubles,
        ):
            column.addWidget(part)
        column.addWidget(self.pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < ABOVE
        if low != self._low:
            self._low = low
            self._say_pairs()
        narrow = event.size().width() < BESIDE
        if narrow != (self._under.indexOf(self.tabs) >= 0):
            left, right = (self._head, self._under) if narrow else (self._under, self._head)
            left.removeWidget(self.tabs)
            right.insertWidget(0 if narrow else 1, self.tabs)

    def _figures(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.sentences)
        column.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.addWidget(self.key)
        below.addStretch(1)
        below.addWidget(self.explain)
        column.addLayout(below)
        column.addWidget(self.notes)
        column.addStretch(0)
        return inside

    # --- Showing --------------------------------------------------------------------------------
    def show_results(
        self,
        title: str,
        about: Message,
        results: Results,
        prompts: PromptTable,
        failures: list[Failures],
    ) -> None:
        """Show a run as far as it is."""
        self.title.setText(title)
        # The title stands above it.
        self.about.setText(translate_message(about).removeprefix(f"{title}: "))
        # On every page of the run, over whatever is shown.
        self.partial.setText(translate_message(results.partial))
        self.partial.setVisible(bool(results.partial))
        self.table.show_results(results)
        self._failures = failures
        self._say_failures()
        self._pair_sentences = [translate_message(words) for words in sentences(results)]
        self._say_pairs()
        notes = (
            " ".join(map(translate_message, how_to_read(results))),
            *map(translate_message, published_words(results)),
        )
        self.notes.setText("\n".join(notes))
        self.key.setVisible(rated(results))
        self.compared.show_results(results)
        self.list.show_prompts(prompts)
        new = (results.plan.suite.digest, about)
        if new != self._seen:
            # Without a key the answers are all there is to see.
            self.turn_to(0 if rated(results) else PROMPTS)
        self._seen = new

    def _say_pairs(self) -> None:
        """The first pairs in words; only one of them where the table needs the room."""
        lines, most = list(self._pair_sentences), 1 if self._low else MOST_SENTENCES
        more = len(lines) - most
        if more > 1:
            lines[most:] = [self.tr("%n more pair(s) under Comparison.", "", more)]
        self.sentences.setText("\n".join(lines))
        self.sentences.setVisible(bool(lines))
        self.explain.setVisible(self._low)
        self.notes.setVisible(not self._low or self.explain.isChecked())

    def turn_to(self, page: int) -> None:
        """Show the results, the comparison, or the prompts."""
        self.tabs.buttons[page].click()

    def show_progress(self, progress: RunProgress, running: bool) -> None:
        """How far it is; whether it is being worked on now."""
        ended = progress.done >= progress.total and not progress.failed
        self.progress.setVisible(running)
        self.progress.setMaximum(max(1, progress.total))
        self.progress.setValue(progress.done)
        self.stop.setVisible(running)
        self.go.setVisible(not running and not ended)
        all_asked = progress.done >= progress.total and progress.failed > 0
        retry = self.tr("Retry %n failed", "", progress.failed)
        self.go.setText(retry if all_asked else self.tr("Go on"))
        self.cancel.setVisible(not running and progress.batch is not None)
        self.delete.setEnabled(not running)
        self.state.setText(self._words(progress, running))
        self.state.setVisible(bool(self.state.text()))
        self.stops.setText("\n".join(self._stop_words(progress, running)))
        self.stops.setVisible(bool(progress.stops))
        self._stopped_for = progress.stops
        self._say_failures()

    def _say_failures(self) -> None:
        """Why answers did not come, but for what is said of who is asked no more."""
        reasons = [
            f"{failure.model} · {number(failure.count)} · {translate_message(failure.why)}"
            for failure in self._failures
            if not any(failure.why in stop for stop in self._stopped_for)
        ]
        self.troubles.setText("\n".join(reasons[:MOST_REASONS]))
        self.troubles.setVisible(bool(reasons))

    def _stop_words(self, progress: RunProgress, running: bool) -> list[str]:
        """Why somebody is asked no more, and what to do about it."""
        words = self.tr("Not asked any more: {reason}")
        lines = [words.format(reason=translate_message(reason)) for reason in progress.stops]
        if lines and not running:
            lines.append(self.tr("Mend it, then go on: only what is left is asked."))
        return lines

    def _words(self, progress: RunProgress, running: bool) -> str:
        # Once it is over a failure is no answer, and the count is of answers.
        answered = progress.done if running else progress.done - progress.failed
        done, total = number(answered), number(progress.total)
        parts = [self.tr("{done} of {total}").format(done=done, total=total)]
        if progress.failed:
            parts.append(self.tr("%n failed", "", progress.failed))
        if progress.batch is not None:
            words = self.tr("in a batch: {done} of {total}")
            if not running:
                words = self.tr("a batch of {total} goes on at its server; Go on fetches it")
            batch = progress.batch
            parts.append(words.format(done=number(batch.done), total=number(batch.total)))
            parts += [progress.batch.problem] if progress.batch.problem else []
        if running and progress.left_s is not None:
            parts.append(seconds_left(progress.left_s))
        if progress.forecast_usd:
            words = self.tr("{spent} so far, about {whole} in all")
            if not running and progress.done >= progress.total:
                words = self.tr("{spent} in all")
            spent, whole = dollars(progress.spent_usd), dollars(progress.forecast_usd)
            parts.append(words.format(spent=spent, whole=whole))
        if progress.assumed_usd:
            assumed = dollars(progress.assumed_usd)
            parts.append(
                self.tr("{assumed} of it assumed: no cost was told").format(assumed=assumed)
            )
        if running and progress.now:
            parts.append(progress.now)
        if progress.state is RunState.CEILING:
            parts.append(
                self.tr("stopped at the ceiling: begin the same with a higher one to go on")
            )
        finished = not running and progress.done >= progress.total and len(parts) == 1
        return "" if finished else " · ".join(parts)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        for part in (self.table, self.compared, self.list):
            part.set_tokens(tokens)
