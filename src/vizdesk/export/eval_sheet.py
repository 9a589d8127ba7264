"""An eval run as one picture for a report: the table, what may be said of the models, charts."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import vizdesk
from vizdesk import resources
from vizdesk.export.blocks import Words
from vizdesk.export.fonts import load_fonts, plain
from vizdesk.export.ink import DARK, LIGHT, Ink
from vizdesk.export.palette import colours_for
from vizdesk.runs.chart_svg import ChartColours, against_cost, against_time, chart_svg
from vizdesk.runs.results import Results
from vizdesk.runs.results_table import Line, Shown, columns, lines

_MARGIN, _ROW, _NAMES, _COLUMN, _CHART = 32.0, 28.0, 200.0, 210.0, (460.0, 260.0)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def eval_image(found: Results, about: str, *, scale: float = 2.0, dark: bool = False) -> QImage:
    """The sheet at `scale`. Needs a QGuiApplication; any thread. Raises MemoryError."""
    load_fonts(resources.folder() / "fonts")
    sheet = EvalSheet(found, about, DARK if dark else LIGHT)
    width, height = sheet.size
    image = QImage(ceil(width * scale), ceil(height * scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError(f"no memory for a sheet of {width:.0f} × {height:.0f} at {scale:g} times")
    painter = QPainter(image)
    painter.scale(scale, scale)
    sheet.paint(painter)
    painter.end()
    image.setText("Software", f"vizdesk {vizdesk.__version__}")
    return image


def charts_of(found: Results, colours: ChartColours) -> list[str]:
    """The charts that have something to show, as SVG."""
    time, cost = against_time(found.rows), against_cost(found.rows)
    drawn = []
    if time:
        drawn.append(chart_svg(time, "Score against time", "seconds, median", colours, _CHART))
    if any(one.x for one in cost):
        unit = "US dollars for 1,000 tasks"
        drawn.append(chart_svg(cost, "Score against cost", unit, colours, _CHART))
    return drawn


def chart_colours(found: Results, text: str, muted: str, line: str) -> ChartColours:
    """Each model in a colour of its own, the same in every chart."""
    points = colours_for([row.model.name for row in found.rows])
    return ChartColours(text, muted, line, tuple(one.name() for one in points.values()))


class EvalSheet:
    """The laid-out sheet, in pixels at 100 %."""

    def __init__(self, found: Results, about: str, ink: Ink) -> None:
        self._names, self._lines, self._ink = columns(found), lines(found), ink
        self._title = Words(found.plan.suite.title, plain(22, 600), ink.text)
        self._about = Words(about, plain(13), ink.muted)
        said = "\n".join(pair.words for pair in found.pairs)
        self._said = Words(said, plain(13), ink.text)
        self._has_said = bool(said)
        colours = chart_colours(found, ink.text.name(), ink.muted.name(), ink.line.name())
        self._charts = [QSvgRenderer(QByteArray(one.encode())) for one in charts_of(found, colours)]
        table = _NAMES + _COLUMN * len(self._names)
        self._width = max(table, _CHART[0] * len(self._charts) + 16 * (len(self._charts) - 1))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 100 %."""
        table = _ROW * (len(self._lines) + 1)
        said = self._said.height(self._width) + 20 if self._has_said else 0.0
        charts = _CHART[1] + 16 if self._charts else 0.0
        return self._width + 2 * _MARGIN, self._head() + table + 16 + said + charts + 52

    def _head(self) -> float:
        return _MARGIN + self._title.height(self._width) + self._about.height(self._width) + 18

    def paint(self, painter: QPainter) -> None:
        """Paint all of it at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.size
        painter.fillRect(QRectF(-1, -1, wide + 2, high + 2), self._ink.background)
        y = _MARGIN
        for block, gap in ((self._title, 4.0), (self._about, 14.0)):
            height = block.height(self._width)
            block.paint(painter, QRectF(_MARGIN, y, self._width, height))
            y += height + gap
        y = self._paint_table(painter, y) + 16
        if self._has_said:
            height = self._said.height(self._width)
            self._said.paint(painter, QRectF(_MARGIN, y, self._width, height))
            y += height + 20
        x = _MARGIN
        for chart in self._charts:
            chart.render(painter, QRectF(x, y, *_CHART))
            x += _CHART[0] + 16
        painter.setFont(plain(12, 500))
        painter.setPen(self._ink.muted)
        foot = QRectF(_MARGIN, high - 38, self._width, 20)
        painter.drawText(foot, _LEFT, f"vizdesk {vizdesk.__version__}")

    def _paint_table(self, painter: QPainter, top: float) -> float:
        ink, rows = self._ink, len(self._lines) + 1
        wide = _NAMES + _COLUMN * len(self._names)
        painter.fillRect(QRectF(_MARGIN, top, wide, rows * _ROW), ink.panel)
        for at, name in enumerate(self._names):
            place = QRectF(_MARGIN + _NAMES + at * _COLUMN, top, _COLUMN, _ROW)
            self._words(painter, place, name, ink.text, 600)
        for number, line in enumerate(self._lines, 1):
            y = top + number * _ROW
            painter.fillRect(QRectF(_MARGIN, y, wide, 1), ink.line)
            self._paint_line(painter, line, y, number == 1)
        return top + rows * _ROW

    def _paint_line(self, painter: QPainter, line: Line, y: float, first: bool) -> None:
        colour, weight = (self._ink.text, 600) if first else (self._ink.muted, 400)
        self._words(painter, QRectF(_MARGIN, y, _NAMES, _ROW), line.name, colour, weight)
        for at, cell in enumerate(line.cells):
            place = QRectF(_MARGIN + _NAMES + at * _COLUMN, y, _COLUMN, _ROW)
            self._paint_cell(painter, place, cell)

    def _paint_cell(self, painter: QPainter, place: QRectF, cell: Shown) -> None:
        if cell.grade is None:
            self._words(painter, place, cell.words, self._ink.text, 400)
            return
        colour = self._ink.tone(cell.grade.value)
        painter.setFont(plain(13, 600))
        wide = painter.fontMetrics().horizontalAdvance(cell.words) + 12
        chip = QRectF(place.left() + 6, place.center().y() - 9.5, wide, 19)
        ground = QColor(colour)
        ground.setAlphaF(0.14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(colour)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, cell.words)
        painter.setFont(plain(12))
        painter.setPen(self._ink.muted)
        painter.drawText(place.adjusted(wide + 14, 0, 0, 0), _LEFT, cell.small)

    @staticmethod
    def _words(painter: QPainter, place: QRectF, words: str, colour: QColor, weight: int) -> None:
        painter.setFont(plain(13, weight))
        painter.setPen(colour)
        inside = place.adjusted(12, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideMiddle, int(inside.width())
        )
        painter.drawText(inside, _LEFT, shown)
