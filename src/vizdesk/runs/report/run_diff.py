"""Two runs of the same prompts: what was right and is wrong now, model by model. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vizdesk.analysis.paired import Paired, mcnemar, paired, score_interval
from vizdesk.common.messages import Message, message
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.coverage import coverage_of
from vizdesk.runs.report.pairs import points
from vizdesk.runs.report.pass_rate import COVERAGE
from vizdesk.runs.report.results import passes


@dataclass(frozen=True, slots=True)
class ModelChange:
    """One model in an earlier and a later run, on the items both have an answer to.

    `regressions` were right and are wrong, `gains` the other way; `items` are those of the later
    run that the earlier one has too, unchanged.
    """

    name: str
    regressions: tuple[EvalItem, ...]
    gains: tuple[EvalItem, ...]
    table: Paired
    enough: bool

    @property
    def words(self) -> Message:
        """What may be said of the change, in one sentence."""
        if not self.enough:
            return message(
                "{name}: {regressions} regressions, {gains} gains on the {n} prompts both runs "
                "answered; no verdict below 90 % answered.",
                name=self.name,
                n=self.table.prompts,
                regressions=len(self.regressions),
                gains=len(self.gains),
            )
        low, high = score_interval(self.table)
        return message(
            "{name}: {regressions} regressions, {gains} gains on {n} prompts; {difference} points "
            "(95 % interval {low} … {high}, p = {p}).",
            difference=points(self.table.difference),
            low=points(low),
            high=points(high),
            p=f"{mcnemar(self.table):.3f}",
            name=self.name,
            n=self.table.prompts,
            regressions=len(self.regressions),
            gains=len(self.gains),
        )


def run_changes(
    earlier: tuple[RunPlan, Sequence[EvalRecord]], later: tuple[RunPlan, Sequence[EvalRecord]]
) -> list[ModelChange]:
    """What changed for each model (by id) of both runs, on items that ask and expect the same."""
    old_plan, new_plan = earlier[0], later[0]
    old_items = {item.id: item for item in old_plan.items}
    shared = [item for item in new_plan.items if _same(old_items.get(item.id), item)]
    of_old, of_new = _by_model(earlier[1]), _by_model(later[1])
    known = {model.id for model in old_plan.models}
    return [
        _change(model.name, shared, of_old.get(model.id, []), of_new.get(model.id, []))
        for model in new_plan.models
        if model.id in known and shared
    ]


def _same(old: EvalItem | None, new: EvalItem) -> bool:
    return old is not None and (old.sha256, old.prompt, old.check, old.frame) == (
        new.sha256,
        new.prompt,
        new.check,
        new.frame,
    )


def _by_model(records: Sequence[EvalRecord]) -> Mapping[str, list[EvalRecord]]:
    table: dict[str, list[EvalRecord]] = {}
    for record in records:
        table.setdefault(record.cell.model, []).append(record)
    return table


def _change(
    name: str, shared: Sequence[EvalItem], old: Sequence[EvalRecord], new: Sequence[EvalRecord]
) -> ModelChange:
    before, now = passes(old), passes(new)
    both = [item for item in shared if item.id in before and item.id in now]
    keyed = sum(item.check is not None for item in shared)
    table = paired(
        [now[item.id] for item in both],
        [before[item.id] for item in both],
        [item.image for item in both],
    )
    answered = all(coverage_of(records, len(records)).enough for records in (old, new))
    return ModelChange(
        name=name,
        regressions=tuple(item for item in both if before[item.id] and not now[item.id]),
        gains=tuple(item for item in both if now[item.id] and not before[item.id]),
        table=table,
        enough=bool(both) and answered and len(both) >= COVERAGE * keyed,
    )
