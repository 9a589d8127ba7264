"""The models of a run two by two: differences with intervals, tests, as words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.analysis.paired import ALPHA, Paired, sentence
from vizdesk.common.messages import Message, joined, message
from vizdesk.runs.report.results import Pair, Results

HEADS: tuple[Message, ...] = (
    message("Difference, points"),
    message("95 % interval"),
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
            "answered; its interval is a bootstrap over images, of this pair alone."
        ),
        message(
            "p: exact McNemar test on the prompts only one of the two had right, corrected by "
            "Holm for all pairs of this run; it decides whether one is called better."
        ),
    )
)


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
    best = sorted(results.rows, key=lambda row: -row.overall.share if row.overall else 1.0)
    place = {row.model.id: at for at, row in enumerate(best)}

    def where(pair: Pair) -> tuple[int, ...]:
        return tuple(sorted((place[pair.first.id], place[pair.second.id])))

    return tuple(_line(pair) for pair in sorted(results.pairs, key=where))


def _line(pair: Pair) -> PairLine:
    table, first, second, (low, high) = pair.table, pair.first, pair.second, pair.interval
    if table.difference < 0:
        table = Paired(table.both, table.only_second, table.only_first, table.neither)
        first, second, low, high = second, first, -high, -low
    cells = (
        points(table.difference),
        f"{points(low)} … {points(high)}",
        str(table.only_first),
        str(table.only_second),
        str(table.both),
        str(table.neither),
        "<0.001" if pair.p_value < 0.001 else f"{pair.p_value:.3f}",
    )
    words = sentence(first.name, second.name, table, pair.p_value)
    return PairLine(first.name, second.name, cells, words, pair.p_value < ALPHA)


def points(share: float) -> str:
    """A difference of rates in percentage points, with its sign."""
    number = round(100 * share)
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def sentences(results: Results) -> tuple[Message, ...]:
    """What may be said of each pair, in their order."""
    return tuple(line.words for line in pair_lines(results))


def with_interval(line: PairLine) -> str:
    """The sentence, and how large the difference is."""
    return f"{line.words} Difference: {line.cells[0]} points, 95 % interval {line.cells[1]}."
