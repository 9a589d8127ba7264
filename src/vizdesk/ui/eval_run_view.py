"""One run: how far it is, the table, what may be said of the models, charts, the prompts."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.export.eval_sheet import chart_colours
from vizdesk.runs.chart_svg import against_cost, against_time, chart_svg
from vizdesk.runs.progress import Progress
from vizdesk.runs.prompts import prompts
from vizdesk.runs.recorded import Recorded, RunState
from vizdesk.runs.results import Results
from vizdesk.runs.results_text import sources
from vizdesk.ui.eval_prompts import PromptList
from vizdesk.ui.eval_table import ResultsTable
from vizdesk.ui.export_form import Segments
from vizdesk.ui.sentences.saying import said
from vizdesk.ui.theme import Tokens
from vizdesk.ui.widgets import button, label, read_by_keys
from vizdesk.ui.wording import seconds_left


class EvalRunView(QWidget):
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
        self.tokens = tokens
        self._found: Results | None = None
        self.setProperty("role", "canvas")
        self.tabs = Segments((self.tr("Results"), self.tr("Prompts")), 0)
        self.tabs.setAccessibleName(self.tr("What to show"))
        self.title = label("", "heading")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.go = button(self.tr("Go on"), "primary")
        self.stop = button(self.tr("Stop"))
        self.cancel = button(self.tr("Cancel the batch"))
        self.cancel.setToolTip(
            self.tr("End it at its server; what it has answered is kept and paid for.")
        )
        self.cancel.hide()
        self.export = button(self.tr("Save…"))
        self.delete = button(self.tr("Delete"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.state = label("", "muted")
        self.table = ResultsTable(tokens)
        self.sentences = label("")
        self.sentences.setWordWrap(True)
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sources = label("", "muted")
        self.sources.setWordWrap(True)
        self.charts = [QSvgWidget(), QSvgWidget()]
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
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        for widget in (self.tabs, self.go, self.stop, self.cancel, self.export, self.delete):
            head.addWidget(widget)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._figures())
        self.pages.addWidget(self.list)
        self.tabs.chosen.connect(lambda: self.pages.setCurrentIndex(self.tabs.at))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.about, self.progress, self.state):
            column.addWidget(part)
        column.addWidget(self.pages, 1)

    def _figures(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.table)
        column.addWidget(self.sentences)
        column.addWidget(self.sources)
        charts = QHBoxLayout()
        charts.setSpacing(16)
        for chart in self.charts:
            chart.setFixedSize(460, 260)
            charts.addWidget(chart)
        charts.addStretch(1)
        column.addLayout(charts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("role", "canvas")
        read_by_keys(scroll, self.tr("Results"))
        scroll.setWidget(inside)
        return scroll

    # --- Showing --------------------------------------------------------------------------------
    def show_results(
        self, title: str, about: str, found: Results, recorded: list[Recorded]
    ) -> None:
        """Show a run as far as it is."""
        self._found = found
        self.title.setText(title)
        self.about.setText(said(about))
        self.table.show_results(found)
        self.sentences.setText("\n".join(said(pair.words) for pair in found.pairs))
        self.sentences.setVisible(bool(found.pairs))
        self.sources.setText(sources(found))
        self.sources.setVisible(bool(found.published))
        self.list.show_prompts(found.plan, prompts(found.plan, recorded))
        self._draw()

    def _draw(self) -> None:
        if self._found is None:
            return
        t, rows = self.tokens, self._found.rows
        colours = chart_colours(self._found, t.text, t.muted, t.line)
        time, cost = against_time(rows), against_cost(rows)
        dear = any(one.x for one in cost)
        drawn = (
            chart_svg(time, self.tr("Score against time"), self.tr("seconds, median"), colours),
            chart_svg(
                cost, self.tr("Score against cost"), self.tr("US dollars for 1,000 tasks"), colours
            ),
        )
        for chart, svg, shown in zip(self.charts, drawn, (bool(time), dear), strict=True):
            chart.load(QByteArray(svg.encode()))
            chart.setVisible(shown)

    def show_progress(self, progress: Progress, running: bool) -> None:
        """How far it is; whether it is being worked on now."""
        ended = progress.done >= progress.total and not progress.failed
        self.progress.setVisible(running)
        self.progress.setMaximum(max(1, progress.total))
        self.progress.setValue(progress.done)
        self.stop.setVisible(running)
        self.go.setVisible(not running and not ended)
        self.cancel.setVisible(not running and progress.batch is not None)
        self.delete.setEnabled(not running)
        self.state.setText(self._words(progress, running))
        self.state.setVisible(bool(self.state.text()))

    def _words(self, one: Progress, running: bool) -> str:
        said = [self.tr("{done:,} of {total:,}").format(done=one.done, total=one.total)]
        if one.failed:
            said.append(self.tr("%n failed", "", one.failed))
        if one.batch is not None:
            words = self.tr("in a batch: {done:,} of {total:,}")
            if not running:
                words = self.tr("a batch of {total:,} goes on at its server; Go on fetches it")
            said.append(words.format(done=one.batch.done, total=one.batch.total))
            said += [one.batch.problem] if one.batch.problem else []
        if running and one.left_s is not None:
            said.append(seconds_left(one.left_s))
        if one.forecast_usd:
            words = self.tr("${spent:.4f} so far, about ${whole:.4f} in all")
            said.append(words.format(spent=one.spent_usd, whole=one.forecast_usd))
        if running and one.now:
            said.append(one.now)
        if one.state is RunState.CEILING:
            said.append(self.tr("stopped at the ceiling"))
        finished = not running and one.done >= one.total and len(said) == 1
        return "" if finished else " · ".join(said)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.tokens = tokens
        self.table.set_tokens(tokens)
        self.list.set_tokens(tokens)
        self._draw()
