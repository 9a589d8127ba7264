"""The results as a table of words: a line for each figure, a column for each model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.runs.rates import Rate
from vizdesk.runs.results import Results, Row

UNKNOWN = "—"


class Grade(Enum):
    """The pages' colour key: 75 % and more, 40 to 74 %, less."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its words, a second line in small, and the colour key where it is a rate."""

    words: str
    small: str = ""
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; a heading has no cells. `about` explains it in a sentence."""

    name: str
    cells: tuple[Shown, ...]
    about: str = ""


def grade_of(rate: Rate) -> Grade:
    """The colour key; a rate between 74 and 75 % is below 75."""
    return Grade.GOOD if rate.share >= 0.75 else Grade.FAIR if rate.share >= 0.40 else Grade.WEAK


def columns(found: Results) -> tuple[str, ...]:
    """The names over the columns: the models, and the constant answer where there is a key."""
    names = tuple(row.model.name for row in found.rows)
    return (*names, f"always “{found.baseline.words}”") if found.baseline else names


def lines(found: Results) -> tuple[Line, ...]:
    """The pages' block, and what it leaves out."""
    base = found.baseline
    table = [
        _rates(
            "Overall",
            found,
            [row.overall for row in found.rows],
            base.overall if base else None,
            "Right answers of those that came; the interval is Wilson's, 95 %.",
        ),
        *(
            _rates(
                name,
                found,
                [row.categories.get(name) for row in found.rows],
                base.categories.get(name) if base else None,
                "",
            )
            for name in found.plan.suite.categories
        ),
        _rates(
            "Form kept",
            found,
            [row.strict for row in found.rows],
            None,
            "Right and in just the form that was asked for.",
        ),
    ]
    figures: Sequence[tuple[str, Callable[[Row], str], str]] = (
        ("Answered", lambda row: f"{row.answered:,}", "Answers that came."),
        ("Failed", lambda row: f"{row.failed:,}", "No answer came; counted nowhere else."),
        ("Refused", lambda row: f"{row.refused:,}", "The model declined; counted as not right."),
        (
            "Unreadable",
            lambda row: f"{row.unreadable:,}",
            "Empty, ambiguous or of another kind than asked for; counted as not right.",
        ),
        ("Average response", lambda row: seconds(row.times.median_s), "Median, warm."),
        ("95th percentile", lambda row: seconds(row.times.p95_s), "Warm answers."),
        ("First word", lambda row: seconds(row.times.first_word_s), "Median TTFT."),
        ("Cold start", lambda row: seconds(row.times.cold_s), "Answers that waited for loading."),
        ("Tokens in", lambda row: whole(row.input_tokens), "Median, if 90 % have it."),
        (
            "Tokens out",
            lambda row: whole(row.output_tokens),
            "Median with reasoning, if 90 % have it.",
        ),
        ("Cost per task", lambda row: dollars(row.cost_usd), "Mean, if 90 % have it."),
    )
    table += [_figures(found, name, say, about) for name, say, about in figures]
    if found.plan.repeats > 1:
        table.append(_figures(found, "Over repeats", _spread, "Lowest to highest rate."))
        same = "Items whose answer is the same in every repeat."
        table.append(_figures(found, "Identical answers", _identical, same))
    if any(row.served for row in found.rows):
        said = "What the server named as the model."
        table.append(_figures(found, "Served as", lambda r: ", ".join(r.served) or UNKNOWN, said))
    return tuple(table)


def _rates(
    name: str, found: Results, rates: Sequence[Rate | None], base: Rate | None, about: str
) -> Line:
    cells = [*rates, *((base,) if found.baseline else ())]
    return Line(name, tuple(map(_rate, cells)), about)


def _rate(rate: Rate | None) -> Shown:
    if rate is None:
        return Shown(UNKNOWN)
    return Shown(str(rate), f"{rate.low:.0%}–{rate.high:.0%}", grade_of(rate))


def _figures(found: Results, name: str, say: Callable[[Row], str], about: str) -> Line:
    cells = [Shown(say(row)) for row in found.rows]
    return Line(name, (*cells, *((Shown(UNKNOWN),) if found.baseline else ())), about)


def _spread(row: Row) -> str:
    if not row.repeats:
        return UNKNOWN
    shares = [rate.share for rate in row.repeats]
    return f"{min(shares):.0%}–{max(shares):.0%}"


def _identical(row: Row) -> str:
    return UNKNOWN if row.identical is None else f"{row.identical:.0%}"


def seconds(value: float | None) -> str:
    """To three figures."""
    if value is None:
        return UNKNOWN
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s" if value < 100 else f"{value:,.0f} s"


def whole(value: float | None) -> str:
    """To one."""
    return UNKNOWN if value is None else f"{value:,.0f}"


def dollars(value: float | None) -> str:
    """US dollars; a fraction of a cent keeps its figures."""
    if value is None:
        return UNKNOWN
    return "$0" if value == 0 else f"${value:.5f}" if value < 0.01 else f"${value:.4f}"
