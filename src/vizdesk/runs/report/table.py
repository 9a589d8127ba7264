"""The results as a table of words: a line for each figure, a column for each model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vizdesk.catalog.table.eval_rows import CATEGORIES
from vizdesk.common.formatting import UNKNOWN, dollars, number, seconds
from vizdesk.common.grades import Grade, grade
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim
from vizdesk.runs.report.pass_rate import Rate
from vizdesk.runs.report.published import Published
from vizdesk.runs.report.results import ResultRow, Results


@dataclass(frozen=True, slots=True)
class ResultCell:
    """A cell: its words, a second line in small, and the colour key where it is a rate."""

    words: str
    small: Message = EMPTY
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the table; `note` stands small behind its name, `about` explains it."""

    name: Message
    cells: tuple[ResultCell, ...]
    about: Message = EMPTY
    note: Message = EMPTY

    @property
    def heading(self) -> Message:
        """Name and note in one line."""
        if not self.note:
            return self.name
        return message("{name} ({note})", name=self.name, note=self.note)


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """What stands over a column, `small` in a second line; `about` explains it.

    A column with a `source` (a sentence) holds published figures. It is not of this run, and is
    shown apart from those that are.
    """

    name: Message
    small: Message = EMPTY
    source: Message = EMPTY
    about: Message = EMPTY

    @property
    def heading(self) -> Message:
        """Both in one line."""
        return joined((self.name, self.small), " · ")


def columns(results: Results) -> tuple[ResultColumn, ...]:
    """The models, the constant answer where there is a key, then what others published."""
    about: Message = message(
        "What a program scores that looks at no image and always says the same."
    )
    base = []
    if results.baseline:
        base = [
            ResultColumn(
                message("Always “{words}”", words=results.baseline.words),
                message("best constant answer"),
                EMPTY,
                about,
            )
        ]
    return (
        *(_column_of(row) for row in results.rows),
        *base,
        *(
            ResultColumn(verbatim(published.model), published.when, published.words)
            for published in results.published
        ),
    )


def _column_of(row: ResultRow) -> ResultColumn:
    # What tells it apart from a model of the same name stands under the name.
    name, _, small = row.model.name.partition(" · ")
    return ResultColumn(verbatim(name), verbatim(small))


def category_words(name: str) -> Message:
    """A category as it is shown: one written all in lower case begins with a capital."""
    words = name[:1].upper() + name[1:] if name == name.lower() else name
    # A suite names its own; those of the published evals are known in other languages too.
    known = {str(category): category for category in CATEGORIES.values()}
    return known.get(words, verbatim(words))


def rated(results: Results) -> bool:
    """Whether there are rates: a key, or at least a person's word on an answer."""
    return results.keyed or any(row.overall is not None for row in results.rows)


def lines(results: Results) -> tuple[ResultLine, ...]:
    """The pages' block in the pages' order, then what it leaves out.

    Where nothing has a key there are no rates, and their lines are left out.
    """
    keyed = rated(results)
    block = [_figures(results, *figure) for figure in PAGE_FIGURES]
    rest = [
        _figures(results, *figure) for figure in FIGURES if keyed or figure[0] not in ONLY_KEYED
    ]
    table = [*_passed(results), *block, *_categories(results), *_form(results)] if keyed else block
    table += [*_judged(results), *rest]
    if results.plan.repeats > 1:
        if keyed:
            about: Message = message("Lowest to highest rate of the repeats.")
            table.append(_figures(results, message("Over repeats"), EMPTY, _spread, about))
        same: Message = message("Items whose answer is the same in every repeat.")
        table.append(_figures(results, message("Identical answers"), EMPTY, _identical, same))
    if any(row.served for row in results.rows):
        words: Message = message("What the server named as the model.")
        served = lambda row: ", ".join(row.served) or UNKNOWN  # noqa: E731
        table.append(_figures(results, message("Served as"), EMPTY, served, words))
    return tuple(table)


def _passed(results: Results) -> list[ResultLine]:
    about: Message = message(
        "Right answers of those that came; the interval is Wilson's, 95 %. Below 90 % answered a "
        "rate has no grade."
    )
    rates = [row.overall for row in results.rows]
    base = results.baseline.overall if results.baseline else None
    names = {name.casefold() for name in results.plan.suite.categories}

    def outside(published: Published) -> Rate | None:
        # Over other categories than the suite's it would be a rate of something else.
        return (
            published.overall
            if names >= {name.casefold() for name in published.categories}
            else None
        )

    return [
        _rates(message("Overall"), results, rates, base, about, outside),
        *_coverage(results),
    ]


def _coverage(results: Results) -> list[ResultLine]:
    """Ranks; and what failures and missing answers make of the rates, where there are any."""
    listed = []
    if len(results.rows) > 1:
        about: Message = message(
            "From best to worst rank that the tests of all pairs allow; none below 90 % answered."
        )
        listed.append(_figures(results, message("Rank"), EMPTY, _rank, about))
    if not results.coverage.whole:
        worst: Message = message("Failed and missing answers counted as not right.")
        cells = [_rate(row.of_all, graded=False) for row in results.rows]
        listed.append(_line_of(results, message("Missing counted as wrong"), cells, worst))
        range_: Message = message(
            "The lowest and the highest rate that the missing answers still allow."
        )
        listed.append(_figures(results, message("Still possible"), EMPTY, _possible, range_))
    return listed


def _rank(row: ResultRow) -> str:
    if row.rank is None:
        return UNKNOWN
    best, worst = row.rank
    return str(best) if best == worst else f"{best}–{worst}"


def _possible(row: ResultRow) -> str:
    if row.possible is None:
        return UNKNOWN
    low, high = row.possible
    return f"{low:.0%}" if low == high else f"{low:.0%}–{high:.0%}"


def _line_of(
    results: Results, name: Message, cells: Sequence[ResultCell], about: Message
) -> ResultLine:
    """A line of the models' own cells; there is nothing beside them."""
    base = (ResultCell(UNKNOWN),) if results.baseline else ()
    return ResultLine(
        name, (*cells, *base, *(ResultCell(UNKNOWN) for _ in results.published)), about
    )


def _categories(results: Results) -> list[ResultLine]:
    if len(results.plan.suite.categories) < 2:
        return []  # it would be the overall rate once more
    baseline = results.baseline.categories if results.baseline else {}
    return [
        _rates(
            category_words(name),
            results,
            [row.categories.get(name) for row in results.rows],
            baseline.get(name),
            EMPTY,
            lambda one, name=name: one.category(name),  # type: ignore[misc]
        )
        for name in results.plan.suite.categories
        if name
    ]


def _form(results: Results) -> list[ResultLine]:
    about: Message = message("Right and in just the form that was asked for.")
    return [
        _rates(message("Form kept"), results, [row.strict for row in results.rows], None, about)
    ]


def _judged(results: Results) -> list[ResultLine]:
    if results.plan.judge is None:
        return []
    name = results.plan.judge.name
    about = joined(
        (
            message("Answers that {name} calls right; in no other rate.", name=name),
            message("Never of its own answers."),
        )
    )
    same: Message = message(
        "Share of answers that judge and check see alike; Cohen's kappa beyond chance."
    )
    return [
        _rates(message("By the judge"), results, [row.judged for row in results.rows], None, about),
        _figures(results, message("Judge and check agree"), EMPTY, _agreement, same),
    ]


def _rates(
    name: Message,
    results: Results,
    rates: Sequence[Rate | None],
    base: Rate | None,
    about: Message,
    outside: Callable[[Published], Rate | None] = lambda _: None,
) -> ResultLine:
    own = [_rate(rate, graded=row.ranked) for row, rate in zip(results.rows, rates, strict=True)]
    beside = [*((base,) if results.baseline else ()), *map(outside, results.published)]
    return ResultLine(name, (*own, *map(_rate, beside)), about)


def _rate(rate: Rate | None, *, graded: bool = True) -> ResultCell:
    """A rate with its interval and grade; below 90 % answered with how many there are to answer."""
    if rate is None:
        return ResultCell(UNKNOWN)
    if rate.of and not (graded and rate.covered):
        answered = message("{asked} of {of} answered", asked=f"{rate.asked:,}", of=f"{rate.of:,}")
        return ResultCell(f"{rate.passed:,}/{rate.asked:,}", answered)
    interval = verbatim(f"{rate.low:.0%}–{rate.high:.0%}")
    return ResultCell(str(rate), interval, grade(rate.passed, rate.asked) if graded else None)


def _figures(
    results: Results,
    name: Message,
    note: Message,
    say: Callable[[ResultRow], str],
    about: Message,
    outside: Callable[[Published], ResultCell] = lambda _: ResultCell(UNKNOWN),
) -> ResultLine:
    cells = [ResultCell(say(row)) for row in results.rows]
    base = (ResultCell(UNKNOWN),) if results.baseline else ()
    return ResultLine(name, (*cells, *base, *map(outside, results.published)), about, note)


def _agreement(row: ResultRow) -> str:
    if row.agreement is None:
        return UNKNOWN
    kappa = row.agreement.kappa
    return f"{row.agreement.share:.0%}" + ("" if kappa is None else f", κ = {kappa:.2f}")


def _spread(row: ResultRow) -> str:
    if not row.repeats:
        return UNKNOWN
    shares = [rate.share for rate in row.repeats]
    return f"{min(shares):.0%}–{max(shares):.0%}"


def _identical(row: ResultRow) -> str:
    return UNKNOWN if row.identical is None else f"{row.identical:.0%}"


def _mean_seconds(published: Published) -> ResultCell:
    # Others publish a mean with whatever start and waiting it held; ours is of warm answers.
    return (
        ResultCell(UNKNOWN)
        if published.average_s is None
        else ResultCell(seconds(published.average_s), message("mean"))
    )


def _none_published(_: Published) -> ResultCell:
    return ResultCell(UNKNOWN)


Figure = tuple[
    Message, Message, Callable[[ResultRow], str], Message, Callable[[Published], ResultCell]
]

PAGE_FIGURES: Sequence[Figure] = (
    (
        message("Average response"),
        EMPTY,
        lambda row: seconds(row.times.mean_s),
        message("Mean of warm answers."),
        _mean_seconds,
    ),
    (
        message("Median input tokens"),
        message("incl. image tokens"),
        lambda row: number(row.input_tokens),
        message("Only where 90 % of the answers have it."),
        lambda one: ResultCell(number(one.input_tokens)),
    ),
    (
        message("Median output tokens"),
        message("incl. reasoning"),
        lambda row: number(row.output_tokens),
        message("Only where 90 % of the answers have it."),
        lambda one: ResultCell(number(one.output_tokens)),
    ),
    (
        message("Est. cost / task"),
        message("on this suite"),
        lambda row: dollars(row.cost_usd),
        message("Mean of a question; only where 90 % of the answers have it."),
        lambda one: ResultCell(dollars(one.cost_usd)),
    ),
)
"""What the pages have besides rates: name, note, ours, what it means, theirs."""

ONLY_KEYED = ("Refused", "Unreadable")
"""What a check finds out."""

FIGURES: Sequence[Figure] = (
    (
        message("Answered"),
        EMPTY,
        lambda row: f"{number(row.answered)}/{number(row.coverage.total)}",
        message("Answers that came, of all questions."),
        _none_published,
    ),
    (
        message("Failed"),
        EMPTY,
        lambda row: number(row.failed),
        message("No answer came; in no rate but where missing answers count as wrong."),
        _none_published,
    ),
    (
        message("Refused"),
        EMPTY,
        lambda row: number(row.refused),
        message("The model declined; counted as not right."),
        _none_published,
    ),
    (
        message("Unreadable"),
        EMPTY,
        lambda row: number(row.unreadable),
        message("Empty, ambiguous or of another kind than asked for; counted as not right."),
        _none_published,
    ),
    (
        message("Median response"),
        EMPTY,
        lambda row: seconds(row.times.median_s),
        message("Warm answers."),
        _none_published,
    ),
    (
        message("95th percentile"),
        EMPTY,
        lambda row: seconds(row.times.p95_s),
        message("Warm answers."),
        _none_published,
    ),
    (
        message("First word"),
        EMPTY,
        lambda row: seconds(row.times.first_word_s),
        message("Median TTFT."),
        _none_published,
    ),
    (
        message("Cold start"),
        EMPTY,
        lambda row: seconds(row.times.cold_s),
        message("Answers that waited for loading."),
        _none_published,
    ),
)
"""What they leave out."""
