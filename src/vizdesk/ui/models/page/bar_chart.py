"""Bars of many models' figures with one of them marked, drawn with pyqtgraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from vizdesk.catalog.insights.ranking import RankedValue
from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.theme import Tokens

BAR_HEIGHT, NAMES_WIDTH, VALUE_SHARE = 24, 178, 0.16


class _PassesWheelOn(QObject):
    """Lets the page scroll where a chart lies under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def bar_chart(
    ranked: Sequence[RankedValue], own: str, words: Callable[[float], str], tokens: Tokens
) -> QWidget:
    """One bar for each ranked value, the first on top; that of the card `own` is striped.

    Needs pyqtgraph, which takes half a second to import: have it imported in a thread before.
    """
    import pyqtgraph as pg

    plot = pg.PlotWidget(background=tokens.panel)
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.setFixedHeight(BAR_HEIGHT * len(ranked) + 12)
    plot.setFrameShape(plot.Shape.NoFrame)
    passes = _PassesWheelOn(plot)
    plot.viewport().installEventFilter(passes)
    most = max((bar.value for bar in ranked), default=1.0) or 1.0
    rows = [len(ranked) - at for at in range(len(ranked))]
    plot.addItem(
        pg.BarGraphItem(
            x0=0,
            y=rows,
            height=0.62,
            width=[bar.value for bar in ranked],
            brushes=[_brush(bar.id == own, tokens) for bar in ranked],
            pen=pg.mkPen(None),
        )
    )
    for row, bar in zip(rows, ranked, strict=True):
        value = pg.TextItem(words(bar.value), color=tokens.text, anchor=(0, 0.5))
        value.setFont(sans(12, 600 if bar.id == own else 400))
        value.setPos(bar.value, row)
        plot.addItem(value)
    _axes(plot, [(row, bar.name) for row, bar in zip(rows, ranked, strict=True)], tokens)
    plot.setXRange(0, most * (1 + VALUE_SHARE), padding=0)
    plot.setYRange(0.4, len(ranked) + 0.6, padding=0)
    spoken = ", ".join(f"{bar.name} {words(bar.value)}" for bar in ranked)
    plot.setAccessibleName(spoken)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget: QWidget = plot
    return widget


def _axes(plot: object, names: list[tuple[int, str]], tokens: Tokens) -> None:
    plot.hideAxis("bottom")  # type: ignore[attr-defined]
    axis = plot.getAxis("left")  # type: ignore[attr-defined]
    axis.setTicks([names])
    axis.setWidth(NAMES_WIDTH)
    axis.setPen(None)
    axis.setTextPen(QColor(tokens.muted))
    axis.setStyle(tickLength=0, tickTextOffset=10, tickFont=sans(12))


def _brush(own: bool, tokens: Tokens) -> QBrush:
    if own:
        return QBrush(QColor(tokens.accent), Qt.BrushStyle.BDiagPattern)
    colour = QColor(tokens.muted)
    colour.setAlphaF(0.45)
    return QBrush(colour)
