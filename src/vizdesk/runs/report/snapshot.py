"""Results of a large run as a record, so that its first page is there at once: kept, read again."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

import vizdesk
from vizdesk.analysis.intervals import ClusterSums
from vizdesk.analysis.paired import Adjusted, Paired
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Model
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.baseline import Baseline
from vizdesk.runs.report.coverage import RunCoverage
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.runs.report.pair_tests import Pair, PairChoice, PairTest
from vizdesk.runs.report.pass_rate import Rate
from vizdesk.runs.report.published import Published, comparable
from vizdesk.runs.report.results import Agreement, ResultRow, Results
from vizdesk.runs.report.run_fold import Times

WORTH_KEEPING: Final = 20_000
"""Answers from which on results are kept: fewer are added up in a blink."""
_FIGURES: Final = (
    *("answered", "failed", "refused", "unreadable", "input_tokens", "output_tokens"),
    *("cost_usd", "identical"),
)


def snapshot_key(changes: int, choice: PairChoice) -> str:
    """What results depend on besides their plan: how often answers changed, the pairs, the code."""
    return to_json([vizdesk.__version__, changes, choice.reference, choice.other])


def results_record(results: Results) -> str:
    """The results as JSON, without the plan and what others have published."""
    places = {model.id: place for place, model in enumerate(results.plan.models)}
    return to_json(
        {
            "rows": [_row_record(row) for row in results.rows],
            "pairs": [_pair_record(pair, places) for pair in results.pairs],
            "baseline": None if results.baseline is None else asdict(results.baseline),
            "coverage": asdict(results.coverage),
            "keyed": results.keyed,
            "clustered": results.clustered,
            "marks": [base64.b64encode(marks).decode() for marks in results.marks],
        }
    )


def results_again(
    text: str, plan: RunPlan, published: Sequence[Published], choice: PairChoice
) -> Results:
    """The results again. Raises what `UNREADABLE` names where vizdesk did not write them."""
    table = json.loads(text)
    plan = replace(plan, models=distinct_names(plan.models))
    marks = tuple(base64.b64decode(each, validate=True) for each in table["marks"])
    if any(len(each) != len(plan.places) for each in marks):
        raise ValueError("marks of another run")
    return Results(
        plan,
        tuple(map(_row, plan.models, table["rows"])),
        tuple(_pair(pair, plan.models) for pair in table["pairs"]),
        _baseline(table["baseline"]),
        comparable(published, plan.suite.categories),
        choice,
        RunCoverage(**table["coverage"]),
        table["keyed"],
        table["clustered"],
        marks,
    )


def _row_record(row: ResultRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _FIGURES},
        "overall": _optional(row.overall),
        "strict": _optional(row.strict),
        "categories": {name: asdict(rate) for name, rate in row.categories.items()},
        "times": asdict(row.times),
        "repeats": [asdict(rate) for rate in row.repeats],
        "served": list(row.served),
        "judged": _optional(row.judged),
        "agreement": _optional(row.agreement),
        "coverage": asdict(row.coverage),
        "of_all": _optional(row.of_all),
        "possible": row.possible,
        "rank": row.rank,
    }


def _optional(value: Rate | Agreement | None) -> dict[str, Any] | None:
    return None if value is None else asdict(value)


def _row(model: Model, table: Mapping[str, Any]) -> ResultRow:
    agreement = table["agreement"]
    return ResultRow(
        model=model,
        overall=_rate(table["overall"]),
        strict=_rate(table["strict"]),
        categories={name: Rate(**rate) for name, rate in table["categories"].items()},
        times=Times(**table["times"]),
        repeats=tuple(Rate(**rate) for rate in table["repeats"]),
        served=tuple(table["served"]),
        judged=_rate(table["judged"]),
        agreement=None if agreement is None else Agreement(**agreement),
        coverage=RunCoverage(**table["coverage"]),
        of_all=_rate(table["of_all"]),
        possible=_two(table["possible"]),
        rank=_two(table["rank"]),
        **{name: table[name] for name in _FIGURES},
    )


def _rate(table: Mapping[str, Any] | None) -> Rate | None:
    return None if table is None else Rate(**table)


def _two(values: Sequence[Any] | None) -> Any:  # noqa: ANN401 - two ints or two floats
    if values is None:
        return None
    first, second = values
    return first, second


def _baseline(table: Mapping[str, Any] | None) -> Baseline | None:
    if table is None:
        return None
    categories = {name: Rate(**rate) for name, rate in table["categories"].items()}
    return Baseline(table["words"], Rate(**table["overall"]), categories)


def _pair_record(pair: Pair, places: Mapping[str, int]) -> dict[str, Any]:
    return {
        "models": [places[pair.first.id], places[pair.second.id]],
        "table": asdict(pair.table),
        "test": None if pair.test is None else asdict(pair.test),
        "coverages": [asdict(coverage) for coverage in pair.coverages],
        "keyed": pair.keyed,
    }


def _pair(table: Mapping[str, Any], models: Sequence[Model]) -> Pair:
    first, second = (models[place] for place in table["models"])
    one, other = (RunCoverage(**coverage) for coverage in table["coverages"])
    counts, test = dict(table["table"]), table["test"]
    images = counts.pop("images")
    paired = Paired(**counts, images=None if images is None else ClusterSums(**images))
    tested = (
        None if test is None else PairTest(Adjusted(**test["adjusted"]), _two(test["interval"]))
    )
    return Pair(first, second, paired, tested, (one, other), table["keyed"])
