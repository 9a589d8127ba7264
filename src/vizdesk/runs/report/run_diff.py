"""Two runs of the same prompts: what was right and is wrong now, model by model. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vizdesk.analysis.paired import Paired, mcnemar, score_interval
from vizdesk.common.messages import Message, message
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.figures import Figures
from vizdesk.runs.plan import PickedItems, RunPlan
from vizdesk.runs.report.pair_tests import paired_verdicts
from vizdesk.runs.report.pairs import points
from vizdesk.runs.report.pass_rate import COVERAGE
from vizdesk.runs.report.run_fold import ModelFold, RunLayout, fold


@dataclass(frozen=True, slots=True)
class ModelChange:
    """One model in an earlier and a later run, on the items both have an answer to.

    `regressions` were right and are wrong, `gains` the other way; `items` are those of the later
    run that the earlier one has too, unchanged.
    """

    name: str
    regressions: Sequence[EvalItem]
    gains: Sequence[EvalItem]
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
    earlier: tuple[RunPlan, Iterable[Figures]], later: tuple[RunPlan, Iterable[Figures]]
) -> list[ModelChange]:
    """What changed for each model (by id) of both runs, on items that ask and expect the same.

    Figures come model by model; see `all_figures`.
    """
    old, new = RunLayout.of(earlier[0]), RunLayout.of(later[0])
    shared = _shared(old, new)
    before = {
        model.id: each for model, each in zip(old.plan.models, fold(old, earlier[1]), strict=True)
    }
    after = zip(new.plan.models, fold(new, later[1]), strict=True)
    if not shared:
        return []
    return [
        _change(model.name, shared, before[model.id], each)
        for model, each in after
        if model.id in before
    ]


def _shared(old: RunLayout, new: RunLayout) -> dict[int, int]:
    """The numbers of the later run's items that the earlier one has too, and what they are there.

    Suites of one digest ask and expect the same, and are not read for it.
    """
    there = {place: number for number, place in enumerate(old.plan.places)}
    old_suite, new_suite = old.plan.suite, new.plan.suite
    if old_suite.digest and old_suite.digest == new_suite.digest:
        return {
            number: there[place] for number, place in enumerate(new.plan.places) if place in there
        }
    shared = {}
    for number, item in enumerate(new.plan.items):
        try:
            place = old.plan.place_of(item.id)
        except KeyError:
            continue
        if place in there and _same(old_suite.items[place], item):
            shared[number] = there[place]
    return shared


def _same(old: EvalItem, new: EvalItem) -> bool:
    return (old.sha256, old.prompt, old.check, old.frame) == (
        new.sha256,
        new.prompt,
        new.check,
        new.frame,
    )


def _change(
    name: str, shared: Mapping[int, int], before: ModelFold, after: ModelFold
) -> ModelChange:
    layout = after.layout
    both = array("Q", (at for at, was in shared.items() if after.passed[at] and before.passed[was]))
    keyed = sum(layout.keyed[number] for number in shared)
    regressions, gains = (
        PickedItems(
            layout.plan.items,
            array("Q", (n for n in both if after.passed[n] - before.passed[shared[n]] == step)),
        )
        for step in (-1, 1)
    )
    answered = all(_came(each) for each in (before, after))
    return ModelChange(
        name=name,
        regressions=regressions,
        gains=gains,
        table=paired_verdicts(layout, both, after.passed, [before.passed[shared[n]] for n in both]),
        enough=bool(both) and answered and len(both) >= COVERAGE * keyed,
    )


def _came(each: ModelFold) -> bool:
    """Whether enough of the answers that were asked for came."""
    return each.answered >= COVERAGE * each.kept
