"""Published pass/fail figures as rows: rates with their counts, colour key and interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vizdesk.analysis.intervals import wilson
from vizdesk.catalog.cards.card import Card, EvalBlock, EvalCategory
from vizdesk.catalog.table.table import Section, TableCell, TableRow
from vizdesk.common.formatting import UNKNOWN, dollars, percent, seconds, tokens
from vizdesk.common.grades import grade
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim

CATEGORIES: Mapping[EvalCategory, Message] = {
    EvalCategory.DEFECT: message("Defect detection"),
    EvalCategory.DOCUMENT: message("Document understanding"),
    EvalCategory.COUNTING: message("Object counting"),
    EvalCategory.OBJECT: message("Object understanding"),
    EvalCategory.SPATIAL: message("Spatial understanding"),
}
METHOD: Message = message(
    "Published figures, not measured by vizdesk: one run at a low "
    "temperature, an answer passes or fails.\nOutput tokens count "
    "reasoning; tokens and cost are shown only for models whose run "
    "covered at least 90 % of the prompts.\nColour key: 75 % and more "
    "good, 40 to 74 % fair, below 40 % weak. Each rate’s 95 % interval "
    "(Wilson) stands on its cell."
)


def evals_section(cards: Sequence[Card]) -> Section:
    """The Vision Evals block of `cards`, in the pages' order."""
    blocks = [card.evals[0] if card.evals else None for card in cards]
    known = [block for block in blocks if block is not None]
    note = message("pass/fail results · {n} prompts", n=known[0].prompts) if known else EMPTY

    def row(
        key: str, label: Message, make: Callable[[EvalBlock], TableCell], note: Message = EMPTY
    ) -> TableRow:
        return TableRow(key, label, tuple(make(b) if b else TableCell() for b in blocks), note)

    rows = [
        row("overall", message("Overall score"), _overall),
        row("average-response", message("Average response time"), _seconds),
        row("median-input", message("Median input tokens"), _input, message("incl. image tokens")),
        row("median-output", message("Median output tokens"), _output),
        row("cost-per-task", message("Est. cost / task"), _cost, message("on this benchmark")),
        *(
            row(kind.value, label, lambda block, kind=kind: _category(block, kind))  # type: ignore[misc]
            for kind, label in CATEGORIES.items()
        ),
    ]
    return Section(message("Vision Evals"), tuple(rows), note, METHOD)


def _overall(block: EvalBlock) -> TableCell:
    return _rate(block, block.passed, block.prompts, 2)


def _category(block: EvalBlock, kind: EvalCategory) -> TableCell:
    for category, passed, prompts in block.categories:
        if category is kind:
            return _rate(block, passed, prompts, 1)
    return TableCell()


def _rate(block: EvalBlock, passed: int, prompts: int, digits: int) -> TableCell:
    low, high = wilson(passed, prompts)
    interval = message(
        "{passed} of {prompts} passed · 95 % interval {low}–{high} %",
        passed=passed,
        prompts=prompts,
        low=f"{100 * low:.0f}",
        high=f"{100 * high:.0f}",
    )
    tip = joined((interval, _said(block)), "\n")
    return TableCell(
        verbatim(percent(passed, prompts, digits)),
        detail=f"{passed}/{prompts}",
        tip=tip,
        order=passed / prompts,
        grade=grade(passed, prompts),
    )


def _seconds(block: EvalBlock) -> TableCell:
    return _figure(block, block.average_seconds, seconds(block.average_seconds))


def _input(block: EvalBlock) -> TableCell:
    count = block.median_input_tokens
    return _figure(block, count, UNKNOWN if count is None else tokens(count))


def _output(block: EvalBlock) -> TableCell:
    count = block.median_output_tokens
    return _figure(block, count, UNKNOWN if count is None else tokens(count))


def _cost(block: EvalBlock) -> TableCell:
    return _figure(block, block.dollars_per_task, dollars(block.dollars_per_task))


def _figure(block: EvalBlock, value: float | None, words: str) -> TableCell:
    return (
        TableCell() if value is None else TableCell(verbatim(words), tip=_said(block), order=value)
    )


def _said(block: EvalBlock) -> Message:
    words = message("{suite}, published: {source}", suite=block.suite, source=block.source.words)
    return joined((words, verbatim(block.note)), "\n")
