"""The models of a run beside each other: charts with intervals, and every pair with its test."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vizdesk.export.sheet.eval_sheet import chart_colours
from vizdesk.runs.report.chart_svg import against_cost, against_time, chart_svg
from vizdesk.runs.report.pairs import ABOUT
from vizdesk.runs.report.results import Results
from vizdesk.ui.evals.pairs_table import PairsTable
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import label, read_by_keys
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.theme import Tokens

CHART = (520, 280)


class EvalCharts(QScrollArea):
    """Charts above, pairs below; a sentence where there is nothing to compare."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self._results: Results | None = None
        self.charts = [QSvgWidget(), QSvgWidget()]
        self.nothing = label(self.tr("Nothing here can be compared yet."), "muted")
        self.heading = label(self.tr("Models in pairs"), "strong")
        self.pairs = PairsTable(tokens)
        self.about = label(translate_message(ABOUT), "muted")
        self.about.setWordWrap(True)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.nothing)
        self._frames = [_framed(chart) for chart in self.charts]
        self._row = FlowLayout(self._frames)
        column.addWidget(self._row)
        for part in (self.heading, self.pairs, self.about):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "canvas")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        read_by_keys(self, self.tr("Comparison"))
        self.setWidget(inside)

    def show_results(self, results: Results) -> None:
        """Show other results."""
        self._results = results
        self.pairs.show_results(results)
        for part in (self.heading, self.pairs, self.about):
            part.setVisible(bool(results.pairs))
        self._draw()

    def _draw(self) -> None:
        if self._results is None:
            return
        t, rows = self.tokens, self._results.rows
        colours = chart_colours(self._results, t.text, t.muted, t.line)
        time, cost = against_time(rows), against_cost(rows)
        billed = any(point.x for point in cost)
        drawn = (
            chart_svg(
                time, self.tr("Score against time"), self.tr("seconds, median"), colours, CHART
            ),
            chart_svg(
                cost,
                self.tr("Score against cost"),
                self.tr("US dollars for 1,000 tasks"),
                colours,
                CHART,
            ),
        )
        shown = (bool(time), billed)
        for chart, svg in zip(self.charts, drawn, strict=True):
            chart.load(QByteArray(svg.encode()))
        self._row.set_widgets(
            [frame for frame, is_ in zip(self._frames, shown, strict=True) if is_]
        )
        self.nothing.setVisible(not any(shown) and not self._results.pairs)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.tokens = tokens
        self.pairs.set_tokens(tokens)
        self._draw()


def _framed(chart: QSvgWidget) -> QFrame:
    chart.setFixedSize(*CHART)
    frame = QFrame()
    frame.setProperty("role", "pane")
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 10, 8)
    column.addWidget(chart)
    return frame
