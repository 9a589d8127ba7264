"""The results and everything they come from as JSON (`vizdesk-eval/1`)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from vizdesk.common.strict_json import to_json
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.pair_tests import Pair
from vizdesk.runs.report.pass_rate import Rate
from vizdesk.runs.report.published import Published
from vizdesk.runs.report.results import ResultRow, Results
from vizdesk.runs.serialization import eval_record_to_json, item_record, plan_head


def as_json(
    results: Results, recorded: Iterable[EvalRecord], created: datetime, version: str
) -> str:
    """Everything: the plan, every answer, the figures (`vizdesk-eval/1`)."""
    return "".join(json_pieces(results, recorded, created, version))


def json_pieces(
    results: Results, recorded: Iterable[EvalRecord], created: datetime, version: str
) -> Iterator[str]:
    """The same text piece by piece: items and answers are never held together."""
    base, head = results.baseline, plan_head(results.plan)
    items, answers = secrets.token_hex(16), secrets.token_hex(16)
    head["suite"]["items"] = items
    whole = {
        **head,
        "created": created.isoformat(),
        "version": version,
        "coverage": {
            "answered": results.coverage.answered,
            "failed": results.coverage.failed,
            "questions": results.coverage.total,
            "partial": results.partial or None,
        },
        "results": [_row(row) for row in results.rows],
        "pairs": [_pair(pair) for pair in results.pairs],
        "baseline": None
        if base is None
        else {"always": base.words, "overall": _rate(base.overall)},
        "published": [_published(published) for published in results.published],
        "answers": answers,
    }
    before, _, rest = to_json(whole, indent=1).partition(f'"{items}"')
    between, _, after = rest.partition(f'"{answers}"')
    yield before
    yield from _list(map(item_record, results.plan.suite.items), 2)
    yield between
    yield from _list(map(eval_record_to_json, recorded), 1)
    yield f"{after}\n"


def _list(entries: Iterable[dict[str, Any]], depth: int) -> Iterator[str]:
    """A list in a text that is indented by one blank a level, at this depth."""
    indent, empty = "\n" + " " * (depth + 1), True
    for entry in entries:
        text = to_json(entry, indent=1).replace("\n", indent)
        yield f"{'[' if empty else ','}{indent}{text}"
        empty = False
    yield "[]" if empty else "\n" + " " * depth + "]"


def _row(row: ResultRow) -> dict[str, object]:
    return {
        "model": row.model.id,
        "overall": _rate(row.overall),
        "strict": _rate(row.strict),
        "categories": {name: _rate(rate) for name, rate in row.categories.items()},
        "of_all": _rate(row.of_all),
        "possible": None if row.possible is None else list(row.possible),
        "rank": None if row.rank is None else list(row.rank),
        "questions": row.coverage.total,
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


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "models": [pair.first.id, pair.second.id],
        "both": pair.table.both,
        "only_first": pair.table.only_first,
        "only_second": pair.table.only_second,
        "neither": pair.table.neither,
        "p_value": None if pair.test is None else pair.test.adjusted.p_value,
        "interval": None if pair.test is None else list(pair.test.interval),
        "confidence": None if pair.test is None else pair.test.confidence,
        "images": None if pair.table.images is None else pair.table.images.clusters,
        "sentence": pair.words,
    }


def _rate(rate: Rate | None) -> dict[str, float] | None:
    if rate is None:
        return None
    whole = {"of": rate.of} if rate.of else {}
    return {
        "passed": rate.passed,
        "asked": rate.asked,
        **whole,
        "low": rate.low,
        "high": rate.high,
    }


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
