"""An eval run as one image for a report: the table, what may be said of the models, charts."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import vizdesk
from vizdesk.common import resources
from vizdesk.common.grades import Grade
from vizdesk.export.sheet.layout_blocks import Words
from vizdesk.export.sheet.sheet_colors import DARK, LIGHT, SheetColors
from vizdesk.painting.class_colors import series_colours
from vizdesk.painting.fonts import load_fonts, plain
from vizdesk.runs.report.chart_svg import ChartColours, against_cost, against_time, chart_svg
from vizdesk.runs.report.coverage import partial_mark
from vizdesk.runs.report.pairs import pair_lines, with_interval
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.table import ResultCell, ResultColumn, ResultLine, columns, lines, rated
from vizdesk.runs.report.text import how_to_read, published_words

_MARGIN, _ROW, _NAMES, _COLUMN, _CHART = 32.0, 28.0, 280.0, 210.0, (460.0, 260.0)
_KEY = ((Grade.GOOD, "≥75% good"), (Grade.FAIR, "40–74% fair"), (Grade.WEAK, "<40% weak"))
_HEAD = 46.0  # pixels of a head of two lines
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def eval_image(results: Results, about: str, *, scale: float = 2.0, dark: bool = False) -> QImage:
    """The sheet at `scale`. Needs a QGuiApplication; any thread. Raises MemoryError."""
    load_fonts(resources.folder() / "fonts")
    sheet = EvalSheet(results, about, DARK if dark else LIGHT)
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


def charts_of(results: Results, colours: ChartColours) -> list[str]:
    """The charts that have something to show, as SVG."""
    time, cost = against_time(results.rows), against_cost(results.rows)
    drawn, partial = [], partial_mark(results.coverage)
    if time:
        title, unit = "Score against time", "seconds, median"
        drawn.append(chart_svg(time, title, unit, colours, _CHART, partial))
    if any(point.x for point in cost):
        title, unit = "Score against cost", "US dollars for 1,000 tasks"
        drawn.append(chart_svg(cost, title, unit, colours, _CHART, partial))
    return drawn


def chart_colours(results: Results, text: str, muted: str, line: str) -> ChartColours:
    """Each model in a colour of its own, the same in every chart."""
    points = series_colours([row.model.name for row in results.rows])
    return ChartColours(text, muted, line, tuple(point.name() for point in points.values()))


class EvalSheet:
    """The laid-out sheet, in pixels at 100 %."""

    def __init__(self, results: Results, about: str, ink: SheetColors) -> None:
        self._names, self._lines, self._ink = columns(results), lines(results), ink
        self._top = _HEAD if any(name.small for name in self._names) else _ROW
        self._rated = rated(results)
        self._title = Words(results.plan.suite.title, plain(22, 600), ink.text)
        # A run that is not whole says so at once, above its table.
        self._about = Words(about, plain(13), ink.muted)
        self._partial = [Words(results.partial, plain(13, 600), ink.tone("fair"))]
        self._partial = self._partial if results.partial else []
        words = "\n".join(map(with_interval, pair_lines(results)))
        notes = "\n".join((*published_words(results), *how_to_read(results)))
        self._said = [Words(words, plain(13), ink.text)] if words else []
        self._said.append(Words(notes, plain(12), ink.muted))
        colours = chart_colours(results, ink.text.name(), ink.muted.name(), ink.line.name())
        self._charts = [
            QSvgRenderer(QByteArray(chart.encode())) for chart in charts_of(results, colours)
        ]
        table = _NAMES + _COLUMN * len(self._names)
        self._width = max(table, _CHART[0] * len(self._charts) + 16 * (len(self._charts) - 1))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 100 %."""
        table = self._top + _ROW * len(self._lines)
        height = sum(block.height(self._width) + 16 for block in self._said)
        charts = _CHART[1] + 16 if self._charts else 0.0
        return self._width + 2 * _MARGIN, self._head() + table + 16 + height + charts + 52

    def _head(self) -> float:
        words = self._title.height(self._width) + self._about.height(self._width)
        words += sum(block.height(self._width) + 14 for block in self._partial)
        return _MARGIN + words + 18 + (30 if self._rated else 0)

    def paint(self, painter: QPainter) -> None:
        """Paint all of it at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.size
        painter.fillRect(QRectF(-1, -1, wide + 2, high + 2), self._ink.background)
        y = _MARGIN
        head = ((self._title, 4.0), (self._about, 14.0), *((part, 14.0) for part in self._partial))
        for block, gap in head:
            height = block.height(self._width)
            block.paint(painter, QRectF(_MARGIN, y, self._width, height))
            y += height + gap
        if self._rated:
            self._paint_key(painter, y)
            y += 30
        y = self._paint_table(painter, y) + 16
        for block in self._said:
            height = block.height(self._width)
            block.paint(painter, QRectF(_MARGIN, y, self._width, height))
            y += height + 16
        x = _MARGIN
        for chart in self._charts:
            chart.render(painter, QRectF(x, y, *_CHART))
            x += _CHART[0] + 16
        painter.setFont(plain(12, 500))
        painter.setPen(self._ink.muted)
        foot = QRectF(_MARGIN, high - 38, self._width, 20)
        painter.drawText(foot, _LEFT, f"vizdesk {vizdesk.__version__}")

    def _paint_key(self, painter: QPainter, top: float) -> None:
        place = QRectF(_MARGIN - 12, top, self._width, 20)
        self._words(painter, place, "Score key", self._ink.muted, 400, 12)
        x = _MARGIN + painter.fontMetrics().horizontalAdvance("Score key") + 6
        for grade, words in _KEY:
            x += self._chip(painter, QRectF(x, top, 200, 20), words, grade) + 12

    def _paint_table(self, painter: QPainter, top: float) -> float:
        ink, high = self._ink, self._top + _ROW * len(self._lines)
        wide = _NAMES + _COLUMN * len(self._names)
        painter.fillRect(QRectF(_MARGIN, top, wide, high), ink.panel)
        for at, column in enumerate(self._names):
            x = _MARGIN + _NAMES + at * _COLUMN
            if column.source:
                painter.fillRect(QRectF(x, top, _COLUMN, high), ink.stage)
            self._paint_head(painter, QRectF(x, top, _COLUMN, self._top), column)
        for number, line in enumerate(self._lines):
            y = top + self._top + number * _ROW
            painter.fillRect(QRectF(_MARGIN, y, wide, 1), ink.line)
            self._paint_line(painter, line, y, number == 0)
        return top + high

    def _paint_head(self, painter: QPainter, place: QRectF, column: ResultColumn) -> None:
        if not column.small:
            self._words(painter, place, column.name, self._ink.text, 600)
            return
        half = place.height() / 2 - 4
        above, below = place.adjusted(0, 4, 0, -half - 4), place.adjusted(0, half + 4, 0, -4)
        self._words(painter, above, column.name, self._ink.text, 600)
        self._words(painter, below, column.small, self._ink.muted, 400, 12)

    def _paint_line(self, painter: QPainter, line: ResultLine, y: float, first: bool) -> None:
        colour, weight = (self._ink.text, 600) if first else (self._ink.muted, 400)
        place = QRectF(_MARGIN, y, _NAMES, _ROW)
        self._words(painter, place, line.name, colour, weight)
        used = painter.fontMetrics().horizontalAdvance(line.name) + 20
        self._small(painter, place.adjusted(used, 0, 0, 0), line.note)
        for at, cell in enumerate(line.cells):
            place = QRectF(_MARGIN + _NAMES + at * _COLUMN, y, _COLUMN, _ROW)
            self._paint_cell(painter, place, cell)

    def _paint_cell(self, painter: QPainter, place: QRectF, cell: ResultCell) -> None:
        if cell.grade is None:
            self._words(painter, place, cell.words, self._ink.text, 400)
            used = painter.fontMetrics().horizontalAdvance(cell.words)
            self._small(painter, place.adjusted(used + 22, 0, 0, 0), cell.small)
            return
        wide = self._chip(painter, place, cell.words, cell.grade)
        self._small(painter, place.adjusted(wide + 14, 0, 0, 0), cell.small)

    def _chip(self, painter: QPainter, place: QRectF, words: str, grade: Grade) -> float:
        """Words on a faint ground of their colour; returns how wide that is."""
        colour = self._ink.tone(grade.value)
        painter.setFont(plain(13, 600))
        wide = painter.fontMetrics().horizontalAdvance(words) + 12
        chip = QRectF(place.left() + 6, place.center().y() - 9.5, wide, 19)
        ground = QColor(colour)
        ground.setAlphaF(0.14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(colour)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        return wide

    def _small(self, painter: QPainter, place: QRectF, words: str) -> None:
        painter.setFont(plain(12))
        painter.setPen(self._ink.muted)
        painter.drawText(place, _LEFT, words)

    @staticmethod
    def _words(
        painter: QPainter,
        place: QRectF,
        words: str,
        colour: QColor,
        weight: int,
        size: int = 13,
    ) -> None:
        painter.setFont(plain(size, weight))
        painter.setPen(colour)
        inside = place.adjusted(12, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideMiddle, int(inside.width())
        )
        painter.drawText(inside, _LEFT, shown)
