"""The results as plain text, Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from vizdesk.common.csv_text import csv_text
from vizdesk.common.messages import Message, joined, message, plural, verbatim
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Model
from vizdesk.evals.registry import rule
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.pairs import ABOUT, HEADS, pair_lines, with_interval
from vizdesk.runs.report.pass_rate import Rate
from vizdesk.runs.report.published import Published
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.table import ResultCell, columns, lines, rated
from vizdesk.runs.serialization import eval_record_to_json, plan_record

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
    parts = (table, pairs, sources(results), "\n".join(notes(results)))
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
    return [*out, "", ABOUT]


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
    warm = results.plan.repeats == 1 and all(_cool(model) for model in results.plan.models)
    return (*lines, FIGURES_SHOWN, *((SINGLE,) if warm else ()))


SCORE_KEY: Message = message("Score key: ≥75% good, 40–74% fair, <40% weak.")
RATES: Message = message(
    "Rates are of answers that came; beside each stands its 95 % Wilson interval."
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


def comma_separated(plan: RunPlan, recorded: Sequence[EvalRecord]) -> str:
    """CSV (RFC 4180): a line for each answer."""
    items = {item.id: item for item in plan.items}
    names = {model.id: model.name for model in plan.models}
    rows: list[list[object]] = [[*COLUMNS.split()]]
    for record in recorded:
        item, answer = items.get(record.cell.item), record.answer
        if item is None:
            continue
        timing, usage, verdict, sent = answer.timing, answer.usage, record.verdict, answer.sent
        rows.append(
            [
                item.category,
                item.id,
                item.image,
                item.prompt,
                names.get(record.cell.model, answer.model.name),
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
        )
    return csv_text(rows)


def _known(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def as_json(
    results: Results, recorded: Sequence[EvalRecord], created: datetime, version: str
) -> str:
    """Everything: the plan, every answer, the figures (`vizdesk-eval/1`)."""
    rows = [
        {
            "model": row.model.id,
            "overall": _rate(row.overall),
            "strict": _rate(row.strict),
            "categories": {name: _rate(rate) for name, rate in row.categories.items()},
            "answered": row.answered,
            "failed": row.failed,
            "refused": row.refused,
            "unreadable": row.unreadable,
            "mean_s": row.times.mean_s,
            "median_s": row.times.median_s,
            "p95_s": row.times.p95_s,
            "first_word_s": row.times.first_word_s,
            "cold_s": row.times.cold_s,
            "input_tokens": row.input_tokens,
            "output_tokens": row.output_tokens,
            "cost_usd": row.cost_usd,
            "repeats": [_rate(rate) for rate in row.repeats],
            "identical": row.identical,
            "judged": _rate(row.judged),
            "judge_agrees": None if row.agreement is None else row.agreement.share,
            "judge_kappa": None if row.agreement is None else row.agreement.kappa,
        }
        for row in results.rows
    ]
    pairs = [
        {
            "models": [pair.first.id, pair.second.id],
            "both": pair.table.both,
            "only_first": pair.table.only_first,
            "only_second": pair.table.only_second,
            "neither": pair.table.neither,
            "p_value": pair.p_value,
            "interval": list(pair.interval),
            "sentence": pair.words,
        }
        for pair in results.pairs
    ]
    base = results.baseline
    whole = {
        **plan_record(results.plan),
        "created": created.isoformat(),
        "version": version,
        "results": rows,
        "pairs": pairs,
        "baseline": None
        if base is None
        else {"always": base.words, "overall": _rate(base.overall)},
        "published": [_published(published) for published in results.published],
        "answers": [eval_record_to_json(record) for record in recorded],
    }
    return to_json(whole, indent=1) + "\n"


def _rate(rate: Rate | None) -> dict[str, float] | None:
    if rate is None:
        return None
    return {"passed": rate.passed, "asked": rate.asked, "low": rate.low, "high": rate.high}


def _published(published: Published) -> dict[str, object]:
    return {
        "model": published.model,
        "suite": published.suite,
        "source": published.source,
        "date": published.date,
        "overall": _rate(published.overall),
        "categories": {name: _rate(rate) for name, rate in published.categories.items()},
        "average_s": published.average_s,
        "input_tokens": published.input_tokens,
        "output_tokens": published.output_tokens,
        "cost_usd": published.cost_usd,
        "note": published.note,
    }
