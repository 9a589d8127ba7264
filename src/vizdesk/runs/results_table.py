"""The results as a table of words: a line for each figure, a column for each model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vizdesk.catalog.table import Grade
from vizdesk.catalog.table_evals import grade
from vizdesk.runs.published import Published
from vizdesk.runs.rates import Rate
from vizdesk.runs.results import Results, Row

UNKNOWN = "—"


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


@dataclass(frozen=True, slots=True)
class Column:
    """What stands over a column; `small` and `source` (a sentence) only over published figures.

    A column with a source is not of this run, and is shown apart from those that are.
    """

    name: str
    small: str = ""
    source: str = ""

    @property
    def heading(self) -> str:
        """Both in one line."""
        return f"{self.name} · {self.small}" if self.small else self.name


def columns(found: Results) -> tuple[Column, ...]:
    """The models, the constant answer where there is a key, then what others published."""
    base = [Column(f"always “{found.baseline.words}”")] if found.baseline else []
    return (
        *(Column(row.model.name) for row in found.rows),
        *base,
        *(Column(one.model, one.when, one.words) for one in found.published),
    )


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
            lambda one: one.overall,
        ),
        *(
            _rates(
                name,
                found,
                [row.categories.get(name) for row in found.rows],
                base.categories.get(name) if base else None,
                "",
                lambda one, name=name: one.categories.get(name),  # type: ignore[misc]
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
    table += [_figures(found, name, say, about, outside) for name, say, about, outside in FIGURES]
    if found.plan.judge is not None:
        name = found.plan.judge.name
        judged = [row.judged for row in found.rows]
        about = f"Answers that {name} calls right; in no other rate. Never of its own answers."
        table.insert(-len(FIGURES), _rates("By the judge", found, judged, None, about))
        same = "Share of answers that judge and check see alike; Cohen's kappa beyond chance."
        table.insert(-len(FIGURES), _figures(found, "Judge and check agree", _agreement, same))
    if found.plan.repeats > 1:
        table.append(_figures(found, "Over repeats", _spread, "Lowest to highest rate."))
        same = "Items whose answer is the same in every repeat."
        table.append(_figures(found, "Identical answers", _identical, same))
    if any(row.served for row in found.rows):
        said = "What the server named as the model."
        table.append(_figures(found, "Served as", lambda r: ", ".join(r.served) or UNKNOWN, said))
    return tuple(table)


def _rates(
    name: str,
    found: Results,
    rates: Sequence[Rate | None],
    base: Rate | None,
    about: str,
    outside: Callable[[Published], Rate | None] = lambda _: None,
) -> Line:
    cells = [*rates, *((base,) if found.baseline else ()), *map(outside, found.published)]
    return Line(name, tuple(map(_rate, cells)), about)


def _rate(rate: Rate | None) -> Shown:
    if rate is None:
        return Shown(UNKNOWN)
    return Shown(str(rate), f"{rate.low:.0%}–{rate.high:.0%}", grade(rate.passed, rate.asked))


def _figures(
    found: Results,
    name: str,
    say: Callable[[Row], str],
    about: str,
    outside: Callable[[Published], Shown] = lambda _: Shown(UNKNOWN),
) -> Line:
    cells = [Shown(say(row)) for row in found.rows]
    base = (Shown(UNKNOWN),) if found.baseline else ()
    return Line(name, (*cells, *base, *map(outside, found.published)), about)


def _agreement(row: Row) -> str:
    if row.agreement is None:
        return UNKNOWN
    kappa = row.agreement.kappa
    return f"{row.agreement.share:.0%}" + ("" if kappa is None else f", κ = {kappa:.2f}")


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


def _mean_seconds(one: Published) -> Shown:
    # Others publish a mean with whatever start and waiting it held; ours is the median of warm
    # answers: the cell says which it is.
    return Shown(UNKNOWN) if one.average_s is None else Shown(seconds(one.average_s), "mean")


def _none_published(_: Published) -> Shown:
    return Shown(UNKNOWN)


FIGURES: Sequence[tuple[str, Callable[[Row], str], str, Callable[[Published], Shown]]] = (
    ("Answered", lambda row: f"{row.answered:,}", "Answers that came.", _none_published),
    (
        "Failed",
        lambda row: f"{row.failed:,}",
        "No answer came; counted nowhere else.",
        _none_published,
    ),
    (
        "Refused",
        lambda row: f"{row.refused:,}",
        "The model declined; counted as not right.",
        _none_published,
    ),
    (
        "Unreadable",
        lambda row: f"{row.unreadable:,}",
        "Empty, ambiguous or of another kind than asked for; counted as not right.",
        _none_published,
    ),
    ("Average response", lambda row: seconds(row.times.mean_s), "Mean, warm.", _mean_seconds),
    ("Median response", lambda row: seconds(row.times.median_s), "Warm answers.", _none_published),
    ("95th percentile", lambda row: seconds(row.times.p95_s), "Warm answers.", _none_published),
    ("First word", lambda row: seconds(row.times.first_word_s), "Median TTFT.", _none_published),
    (
        "Cold start",
        lambda row: seconds(row.times.cold_s),
        "Answers that waited for loading.",
        _none_published,
    ),
    (
        "Tokens in",
        lambda row: whole(row.input_tokens),
        "Median, if 90 % have it.",
        lambda one: Shown(whole(one.input_tokens)),
    ),
    (
        "Tokens out",
        lambda row: whole(row.output_tokens),
        "Median with reasoning, if 90 % have it.",
        lambda one: Shown(whole(one.output_tokens)),
    ),
    (
        "Cost per task",
        lambda row: dollars(row.cost_usd),
        "Mean, if 90 % have it.",
        lambda one: Shown(dollars(one.cost_usd)),
    ),
)
