"""A chart as SVG: pass rates with their intervals against seconds or against cost. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from vizdesk.common.xml_text import xml_text
from vizdesk.runs.report.chart_labels import LINE, LabelMark, LabelPosition, Room, places
from vizdesk.runs.report.pass_rate import Rate
from vizdesk.runs.report.results import ResultRow

LEFT, RIGHT, TOP, BOTTOM = 52.0, 28.0, 34.0, 44.0
_MANY = 12.0
"""From this ratio of the largest to the smallest on, the lower axis is logarithmic."""
_LETTER, _LONGEST = 6.9, 32
"""About how wide a letter of a name is, and how many of them are shown; the table has all."""


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Colours as #RRGGBB."""

    text: str
    muted: str
    line: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A model in the chart: where it stands on the lower axis, and its rate.

    `colour` is its place among the colours: the same in every chart of a run. `possible` is the
    lowest and highest rate that missing answers still allow where too few came for a rate to be
    compared: then only that range is drawn, dashed.
    """

    name: str
    x: float
    rate: Rate
    colour: int = 0
    possible: tuple[float, float] | None = None

    @property
    def low(self) -> float:
        """The lower end of its bar, as a share of 1."""
        return self.rate.low if self.possible is None else self.possible[0]

    @property
    def high(self) -> float:
        """The upper end of its bar."""
        return self.rate.high if self.possible is None else self.possible[1]

    @property
    def middle(self) -> float:
        """Where its name belongs: at the rate, or in the middle of what is possible."""
        return self.rate.share if self.possible is None else sum(self.possible) / 2


def _point(row: ResultRow, rate: Rate, x: float, at: int) -> Point:
    if row.ranked:
        return Point(row.model.name, x, rate, at)
    return Point(f"{row.model.name} ({row.coverage})", x, rate, at, row.possible)


def against_time(rows: Sequence[ResultRow]) -> list[Point]:
    """Models whose median response is known, in seconds."""
    return [
        _point(row, row.overall, row.times.median_s, at)
        for at, row in enumerate(rows)
        if row.overall is not None and row.times.median_s is not None
    ]


def against_cost(rows: Sequence[ResultRow]) -> list[Point]:
    """Models whose cost is known, in US dollars for a thousand questions."""
    return [
        _point(row, row.overall, 1000 * row.cost_usd, at)
        for at, row in enumerate(rows)
        if row.overall is not None and row.cost_usd is not None
    ]


def chart_svg(
    points: Sequence[Point],
    title: str,
    unit: str,
    colours: ChartColours,
    size: tuple[float, float] = (460.0, 260.0),
    partial: str = "",
) -> str:
    """The chart, `size` pixels large; the left axis goes from 0 to 100 %.

    `partial` is what a run that is not whole says of itself, shown beside the title.
    """
    width, height = size
    axis = _Axis.of([point.x for point in points], LEFT, width - RIGHT)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="Inter" font-size="11">',
        _text(LEFT - 34, 18, title, colours.text, weight=600, size=13),
    ]
    if partial:
        parts.append(_text(width - RIGHT, 18, partial, colours.muted, anchor="end"))
    low = height - BOTTOM
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = low - share * (low - TOP)
        parts.append(_line(LEFT, y, width - RIGHT, y, colours.line))
        parts.append(_text(LEFT - 8, y + 4, f"{share:.0%}", colours.muted, anchor="end"))
    for value in axis.ticks():
        x = axis.at(value)
        parts.append(_line(x, low, x, low + 4, colours.line))
        parts.append(_text(x, low + 17, f"{value:g}", colours.muted, anchor="middle"))
    parts.append(_text((LEFT + width - RIGHT) / 2, height - 8, unit, colours.muted, "middle"))
    room = Room(LEFT, width - 4, TOP - 4, low - 6)
    marks = [_mark(point, axis.at(point.x), (TOP, low)) for point in points]
    names = places(marks, room)
    # First, so that they lie below the bars they pass.
    for mark, place in zip(marks, names, strict=True):
        parts += _leader(mark, place, colours.muted)
    for plotted in points:
        colour = colours.points[plotted.colour % len(colours.points)]
        parts += _bar(plotted, axis.at(plotted.x), (TOP, low), colour)
    for plotted, place in zip(points, names, strict=True):
        parts.append(_text(place.x, place.y + 4, _words(plotted), colours.text, place.anchor, 600))
    return "".join([*parts, "</svg>"])


def _words(point: Point) -> str:
    if len(point.name) <= _LONGEST:
        return point.name
    # How many answers came stands in brackets at the end, and is never cut off.
    end = point.name[point.name.rindex(" (") :] if point.possible is not None else ""
    return f"{point.name[: _LONGEST - 1 - len(end)].rstrip()}…{end}"


def _mark(point: Point, x: float, span: tuple[float, float]) -> LabelMark:
    top, low = span
    y, high, bottom = (low - share * (low - top) for share in (point.middle, point.high, point.low))
    return LabelMark(x, y, high, bottom, _LETTER * len(_words(point)))


def _leader(mark: LabelMark, place: LabelPosition, colour: str) -> Sequence[str]:
    """A thin line from a point to a name that had to go far from it."""
    if place.anchor == "middle" or abs(place.y - mark.y) < 1.5 * LINE:
        return ()
    near = place.x - 3 if place.anchor == "start" else place.x + 3
    return (_line(mark.x, mark.y, near, place.y, colour, 0.7),)


def _bar(point: Point, x: float, span: tuple[float, float], colour: str) -> Sequence[str]:
    top, low = span

    def y(share: float) -> float:
        return low - share * (low - top)

    if point.possible is not None:
        return (_line(x, y(point.low), x, y(point.high), colour, 2, dashed=True),)
    return (
        _line(x, y(point.rate.low), x, y(point.rate.high), colour, 2),
        _line(x - 4, y(point.rate.low), x + 4, y(point.rate.low), colour, 2),
        _line(x - 4, y(point.rate.high), x + 4, y(point.rate.high), colour, 2),
        f'<circle cx="{x:.1f}" cy="{y(point.rate.share):.1f}" r="5" fill="{colour}"/>',
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """From values to pixels, straight or logarithmic, between two round ends."""

    low: float
    high: float
    left: float
    right: float
    logarithmic: bool

    @staticmethod
    def of(values: Sequence[float], left: float, right: float) -> _Axis:
        known = [value for value in values if value > 0]
        if known and len(known) == len(values) and max(known) / min(known) > _MANY:
            low = 10.0 ** floor(log10(min(known)))
            return _Axis(low, 10.0 ** ceil(log10(max(known) * 1.05)), left, right, True)
        most = max(values, default=1.0) or 1.0
        step = _step(most)
        return _Axis(0.0, ceil(most * 1.05 / step) * step, left, right, False)

    def at(self, value: float) -> float:
        if self.logarithmic:
            share = log10(value / self.low) / log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[float]:
        if self.logarithmic:
            first, last = round(log10(self.low)), round(log10(self.high))
            return [float(f"1e{power}") for power in range(first, last + 1)]
        step = _step(self.high / 1.05)
        return [float(f"{at * step:.6g}") for at in range(round(self.high / step) + 1)]


def _step(most: float) -> float:
    """A round distance of about five ticks up to `most`."""
    rough = most / 5
    power = 10.0 ** floor(log10(rough))
    return float(next(n * power for n in (1, 2, 5, 10) if n * power >= rough))


def _line(
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    colour: str,
    width: float = 1,
    *,
    dashed: bool = False,
) -> str:
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    colour: str,
    anchor: str = "start",
    weight: int = 400,
    size: int = 11,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}" font-size="{size}">{escape(xml_text(words))}</text>'
    )
