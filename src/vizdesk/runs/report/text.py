"""The results as plain text, Markdown and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from textwrap import shorten

from vizdesk.common.csv_text import csv_text
from vizdesk.common.messages import Message, joined, message, plural, verbatim
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Model
from vizdesk.evals.registry import rule
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.plan import CellState, CellStates, RunPlan, asking_order
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.pairs import CLUSTERED, HEADS, about_pairs, pair_lines, with_interval
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.table import ResultCell, columns, lines, rated

COLUMNS = (
    "category item picture prompt model quantisation served repeat state verdict strict right "
    "read why judge answer first_word_s total_s load_s input_tokens output_tokens reasoning_tokens "
    "cost_usd finish_reason sent_width sent_height began person rule picture_sha256 prompt_sent "
    "sampling version sent_type sent_bytes frame"
)

LONGEST = 36
"""Letters of a name over a column of a terminal."""


def heading(plan: RunPlan, created: datetime) -> Message:
    """One sentence on what was run and when."""
    return joined((verbatim(plan.suite.title), about(plan, created)), ": ")


def about(plan: RunPlan, created: datetime) -> Message:
    """The same without the suite's title."""
    prompts = (
        plural("{n} prompt", "{n} prompts", len(plan.items))
        if len(plan.items) == len(plan.suite.items)
        else message("{n} of {all} prompts", n=len(plan.items), all=len(plan.suite.items))
    )
    if plan.repeats > 1:
        prompts = message("{prompts}, {times} times each", prompts=prompts, times=plan.repeats)
    return message(
        "{prompts}, {when}, suite {digest}",
        prompts=prompts,
        when=created.astimezone().strftime("%Y-%m-%d %H:%M"),
        digest=plan.suite.digest[:12],
    )


def plain(results: Results) -> str:
    """For a terminal; the interval stands behind each rate."""
    names = [shorten(column.heading, LONGEST, placeholder="…") for column in columns(results)]
    rows = [("", *names)]
    for line in lines(results):
        rows.append((line.heading, *map(_in_one, line.cells)))
    widths = [max(len(row[at]) for row in rows) for at in range(len(names) + 1)]
    table = "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    pairs = "\n".join(map(with_interval, pair_lines(results)))
    parts = (results.partial, table, pairs, sources(results), "\n".join(notes(results)))
    return "\n\n".join(part for part in parts if part) + "\n"


def sources(results: Results) -> str:
    """A line for each published column: whose figures they are; empty without any."""
    return "\n".join(published_words(results))


def published_words(results: Results) -> tuple[Message, ...]:
    """The same, each for itself."""
    return tuple(published.words for published in results.published)


def markdown(results: Results, created: datetime) -> str:
    """A table, the pairs, and how to read it."""
    names = [_cell(column.heading) for column in columns(results)]
    out = [f"## {_cell(heading(results.plan, created))}", ""]
    if results.partial:
        out += [f"**{_cell(results.partial)}**", ""]
    out += [f"| | {' | '.join(names)} |", "| --- |" + " ---: |" * len(names)]
    for line in lines(results):
        cells = [_cell(_in_one(cell)) for cell in line.cells]
        out.append(f"| {_cell(line.heading)} | {' | '.join(cells)} |")
    if results.pairs:
        out += ["", *_pairs_in_markdown(results)]
    if results.published:
        out += ["", *(f"- {_cell(published.words)}" for published in results.published)]
    out += ["", *(f"- {_cell(note)}" for note in notes(results))]
    return "\n".join(out) + "\n"


def _pairs_in_markdown(results: Results) -> list[str]:
    pairs = pair_lines(results)
    out = [f"- {_cell(pair.words)}" for pair in pairs]
    out += [
        "",
        f"| First | Second | {' | '.join(HEADS)} |",
        "| --- | --- |" + " ---: |" * len(HEADS),
    ]
    out += [
        f"| {' | '.join(map(_cell, (pair.first, pair.second, *pair.cells)))} |" for pair in pairs
    ]
    return [*out, "", about_pairs(results)]


def _in_one(cell: ResultCell) -> str:
    return f"{cell.words} [{cell.small}]" if cell.small else cell.words


def notes(results: Results) -> tuple[Message, ...]:
    """How to read the figures: the colour key, what a rate is of, how the models were asked."""
    return (*([SCORE_KEY] if rated(results) else []), *how_to_read(results))


def how_to_read(results: Results) -> tuple[Message, ...]:
    """The same where the colour key is shown in colours."""
    lines = [RATES] if rated(results) else [NO_KEYS]
    if rated(results) and results.plan.repeats > 1:
        lines.append(PASSES)
    if rated(results) and not results.coverage.whole:
        lines.append(INCOMPLETE)
    if rated(results) and results.clustered:
        lines.append(CLUSTERED)
    warm = results.plan.repeats == 1 and all(_cool(model) for model in results.plan.models)
    return (*lines, FIGURES_SHOWN, *((SINGLE,) if warm else ()))


SCORE_KEY: Message = message("Score key: ≥75% good, 40–74% fair, <40% weak.")
RATES: Message = message(
    "Rates are of answers that came; beside each stands its 95 % Wilson interval."
)
INCOMPLETE: Message = message(
    "A model with less than 90 % of its answers has no grade and no rank, and is called neither "
    "better nor worse."
)
PASSES: Message = message(
    "A model passes a prompt that it answers right in more than half of the repeats."
)
NO_KEYS: Message = message("Nothing here has a key: the run holds answers, and no rates.")
FIGURES_SHOWN = joined(
    (
        message("Times are of warm answers."),
        message("Tokens and cost are shown only where at least 90 % of the answers have them."),
    )
)
SINGLE: Message = message("From a single run at a low temperature.")
LOW = 0.2


def _cool(model: Model) -> bool:
    return model.sampling.temperature is not None and model.sampling.temperature <= LOW


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def comma_separated(plan: RunPlan, recorded: Iterable[EvalRecord]) -> str:
    """CSV (RFC 4180): a line for each answer, then one (`unasked`) for each that is missing."""
    return csv_text(csv_rows(plan, recorded))


def csv_rows(plan: RunPlan, recorded: Iterable[EvalRecord]) -> Iterator[list[object]]:
    """The rows of that table, its head first; neither answers nor items are held together."""
    yield [*COLUMNS.split()]
    names = {model.id: model.name for model in plan.models}
    states = CellStates(plan)
    for record in recorded:
        try:
            place = plan.place_of(record.cell.item)
        except KeyError:
            continue
        states.note(record.cell.model, place, record.cell.repeat, CellState.ANSWERED)
        name = names.get(record.cell.model, record.answer.model.name)
        yield _row(plan.suite.items[place], name, record)
    order = asking_order(plan)
    for model in plan.models:
        for cell in states.cells(model.id, CellState.UNASKED, order):
            yield _unasked(plan.item(cell.item), model, cell.repeat)


def _row(item: EvalItem, name: str, record: EvalRecord) -> list[object]:
    answer = record.answer
    timing, usage, verdict, sent = answer.timing, answer.usage, record.verdict, answer.sent
    return [
        item.category,
        item.id,
        item.image,
        item.prompt,
        name,
        answer.model.quantisation,
        answer.served,
        record.cell.repeat,
        answer.state.value,
        verdict.state.value if verdict else "",
        _known(verdict.strict if verdict else None),
        _known(record.right),
        verdict.read if verdict else "",
        verdict.why if verdict else "",
        _known(record.judge.right if record.judge else None),
        answer.text,
        *map(_known, (timing.ttft_s, timing.total_s, timing.load_s)),
        *map(_known, (usage.input_tokens, usage.output_tokens, usage.reasoning_tokens)),
        _known(answer.cost_usd),
        answer.finish_reason.value if answer.finish_reason else "",
        *map(_known, (sent.width, sent.height) if sent else (None, None)),
        record.began.isoformat(),
        _known(record.person.right if record.person else None),
        rule(item.check) if item.check is not None else "",
        item.sha256,
        sent.prompt if sent else "",
        to_json(sent.sampling) if sent else "",
        record.version,
        sent.media_type if sent else "",
        _known(sent.image_bytes if sent else None),
        _known(item.frame + 1 if item.frame else None),
    ]


def _unasked(item: EvalItem, model: Model, repeat: int) -> list[object]:
    """The line of a question without an answer, so that a partial run's file tells that it is."""
    known = {
        "category": item.category,
        "item": item.id,
        "picture": item.image,
        "prompt": item.prompt,
        "model": model.name,
        "quantisation": model.quantisation,
        "repeat": repeat,
        "state": "unasked",
        "picture_sha256": item.sha256,
    }
    return [known.get(name, "") for name in COLUMNS.split()]


def _known(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
