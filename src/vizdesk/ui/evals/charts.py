"""The models of a run beside each other: charts with intervals, and every pair with its test."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.export.sheet.eval_sheet import chart_colours
from vizdesk.runs.report.chart_svg import against_cost, against_time, chart_svg
from vizdesk.runs.report.coverage import partial_mark
from vizdesk.runs.report.pair_tests import PairChoice
from vizdesk.runs.report.pairs import about_pairs
from vizdesk.runs.report.results import Results
from vizdesk.ui.evals.pairs_table import PairsTable
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import label, read_by_keys
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.theme import Tokens

CHART = (520, 280)


class EvalCharts(QScrollArea):
    """Charts above, pairs below; a sentence where there is nothing to compare.

    `compared` asks for other pairs: a PairChoice.
    """

    compared = Signal(object)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self._results: Results | None = None
        self.charts = [QSvgWidget(), QSvgWidget()]
        self.nothing = label(self.tr("Nothing here can be compared yet."), "muted")
        self.heading = label(self.tr("Models in pairs"), "strong")
        self.reference, self.other = QComboBox(), QComboBox()
        self.reference.setAccessibleName(self.tr("Reference model"))
        self.other.setAccessibleName(self.tr("Compared with"))
        set_tip(
            self.reference,
            self.tr("Fewer pairs are corrected less. Choose before you look at the results."),
        )
        self.pairs = PairsTable(tokens)
        self.about = label("", "muted")
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
        self._pair_head = QWidget()
        head = QHBoxLayout(self._pair_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.reference)
        head.addWidget(self.other)
        for part in (self._pair_head, self.pairs, self.about):
            column.addWidget(part)
        for box in (self.reference, self.other):
            box.currentIndexChanged.connect(self._ask_for_pairs)
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
        self.about.setText(translate_message(about_pairs(results)))
        for part in (self._pair_head, self.pairs, self.about):
            part.setVisible(bool(results.pairs))
        self._offer_models(results)
        self._draw()

    def _offer_models(self, results: Results) -> None:
        """The models to choose pairs of, and which are chosen now."""
        names = [(model.name, model.id) for model in results.plan.models]
        choice, many = results.choice, len(names) > 2
        offered = (
            (self.reference, [(self.tr("All pairs"), ""), *names], choice.reference),
            (
                self.other,
                [
                    (self.tr("with all others"), ""),
                    *(pair for pair in names if pair[1] != choice.reference),
                ],
                choice.other,
            ),
        )
        for box, entries, chosen in offered:
            box.blockSignals(True)
            box.clear()
            for name, key in entries:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)
        self.reference.setVisible(many)
        self.other.setVisible(many and bool(choice.reference))

    def _ask_for_pairs(self) -> None:
        reference, other = self.reference.currentData(), self.other.currentData()
        if not reference or reference == other:
            other = ""
        self.compared.emit(PairChoice(reference, other))

    def _draw(self) -> None:
        if self._results is None:
            return
        t, rows = self.tokens, self._results.rows
        colours = chart_colours(self._results, t.text, t.muted, t.line)
        time, cost = against_time(rows), against_cost(rows)
        partial = translate_message(partial_mark(self._results.coverage))
        billed = any(point.x for point in cost)
        drawn = (
            chart_svg(
                time,
                self.tr("Score against time"),
                self.tr("seconds, median"),
                colours,
                CHART,
                partial,
            ),
            chart_svg(
                cost,
                self.tr("Score against cost"),
                self.tr("US dollars for 1,000 tasks"),
                colours,
                CHART,
                partial,
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
