"""The models of a run two by two: differences with intervals, tests, as words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.common.formatting import UNKNOWN
from vizdesk.common.messages import Message, joined, message
from vizdesk.runs.report.pair_tests import Pair
from vizdesk.runs.report.results import ResultRow, Results

HEADS: tuple[Message, ...] = (
    message("Difference, points"),
    message("Interval"),
    message("Only the first right"),
    message("Only the second right"),
    message("Both right"),
    message("Neither right"),
    message("p (Holm)"),
)
ABOUT = joined(
    (
        message(
            "Difference: pass rate of the first less that of the second, on the prompts both "
            "answered, with Tango's score interval; the confidence in brackets is the one at "
            "which the interval says the same as the corrected p."
        ),
        message(
            "p: McNemar's test on the prompts only one of the two had right, corrected by "
            "Holm for the pairs compared here; below 5 % one is called better."
        ),
        message("With a reference model fewer pairs are compared, and corrected less."),
    )
)
CLUSTERED: Message = message(
    "Some prompts share an image: intervals, tests (Obuchowski's) and the number of prompts needed "
    "are clustered by image."
)


def about_pairs(results: Results) -> Message:
    """How the pairs of this run are to be read."""
    return joined((ABOUT, CLUSTERED)) if results.clustered else ABOUT


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two models, the cells of `HEADS`, and the plain sentence; `apart`: whether one is better."""

    first: str
    second: str
    cells: tuple[str, ...]
    words: Message
    apart: bool


def pair_lines(results: Results) -> tuple[PairLine, ...]:
    """A line for each pair, the one with more right answers first.

    The model of the highest rate stands above, beside the one that comes next to it: whether the
    first is really better than the second is what one asks first.
    """
    best = sorted(results.rows, key=_goodness)
    place = {row.model.id: at for at, row in enumerate(best)}

    def where(pair: Pair) -> tuple[int, ...]:
        return tuple(sorted((place[pair.first.id], place[pair.second.id])))

    return tuple(_line(pair) for pair in sorted(results.pairs, key=where))


def _goodness(row: ResultRow) -> tuple[bool, float]:
    """The highest rate first; models with too few answers after all others."""
    return not row.ranked, -row.overall.share if row.overall else 1.0


def _line(pair: Pair) -> PairLine:
    shown = pair.swapped if pair.table.difference < 0 else pair
    table, test = shown.table, shown.test
    p_value, interval = UNKNOWN, UNKNOWN
    if test is not None:
        interval = f"{_range(test.interval)} ({level(test.confidence)})"
        adjusted = test.adjusted.p_value
        p_value = "<0.001" if adjusted < 0.001 else f"{adjusted:.3f}"
    cells = (
        points(table.difference),
        interval,
        str(table.only_first),
        str(table.only_second),
        str(table.both),
        str(table.neither),
        p_value,
    )
    settled = test is not None and test.settled
    return PairLine(shown.first.name, shown.second.name, cells, shown.words, settled)


def _range(interval: tuple[float, float]) -> str:
    return " … ".join(map(points, interval))


def level(confidence: float) -> str:
    """A confidence level, with as many decimals as it needs: 95 %, 99.7 %, 99.92 %."""
    doubt = 100 * (1 - confidence)
    decimals = 0 if abs(doubt - round(doubt)) < 1e-9 else 1 if doubt >= 0.1 else 2
    return f"{100 - doubt:.{decimals}f} %"


def points(share: float) -> str:
    """A difference of rates in percentage points to one decimal, with its sign."""
    number = round(100 * share, 1)
    return f"+{number:.1f}" if number > 0 else f"−{-number:.1f}" if number < 0 else "0.0"


def sentences(results: Results) -> tuple[Message, ...]:
    """What may be said of each pair, in their order."""
    return tuple(line.words for line in pair_lines(results))


def with_interval(line: PairLine) -> str:
    """The sentence, and how large the difference is."""
    difference, interval = line.cells[0], line.cells[1]
    if interval == UNKNOWN:
        return line.words
    return f"{line.words} Difference: {difference} points, interval {interval}."
