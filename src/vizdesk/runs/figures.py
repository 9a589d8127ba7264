"""What statistics need of an answer: a few figures, so that millions are added up fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from vizdesk.comparison.estimates import charged
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.plan import CellState, RunPlan
from vizdesk.runs.records import EvalRecord, finished


class Figures(NamedTuple):
    """One answer of a run without its words; columns of the table of that name, in its order.

    `model` is the model's place in the plan, `place` the item's in the suite, both from 0. `state`
    is the CellState; `finished` answers were judged. `right` and `judged` (by the judge model) are
    None where that is not known, `verdict` is the check's VerdictState;
    `person`: a person's word counts before it. Times are in seconds, None
    where unknown, and so are tokens and US dollars. `charged` tells whether an answer of unknown
    cost may have cost something. `reply` is a hash of the text, to tell equal replies.
    """

    model: int
    place: int
    repeat: int
    state: int
    finished: bool
    right: bool | None
    strict: bool
    verdict: str | None
    lenient: bool | None
    judged: bool | None
    person: bool
    total_s: float | None
    ttft_s: float | None
    load_s: float | None
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: float | None
    charged: bool
    judges: int
    judge_usd: float | None
    served: str
    reply: int

    @property
    def verdict_state(self) -> VerdictState | None:
        """How the answer stands to its check."""
        return None if self.verdict is None else VerdictState(self.verdict)


COLUMNS = ", ".join(("run", *Figures._fields))
PLACES = ", ".join("?" * (1 + len(Figures._fields)))


def figures_of(record: EvalRecord, model: int, place: int) -> Figures:
    """The figures of an answer."""
    answer, verdict, judge = record.answer, record.verdict, record.judge
    usage, timing = answer.usage, answer.timing
    return Figures(
        model=model,
        place=place,
        repeat=record.cell.repeat,
        state=state_of(record),
        finished=finished(answer),
        right=record.right,
        strict=record.strict,
        verdict=None if verdict is None else verdict.state.value,
        lenient=None if verdict is None else verdict.lenient,
        judged=None if judge is None else judge.right,
        person=record.person is not None,
        total_s=timing.total_s,
        ttft_s=timing.ttft_s,
        load_s=timing.load_s,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=answer.cost_usd,
        charged=answer.cost_usd is None and not answer.model.free and charged(answer),
        judges=judge is not None,
        judge_usd=None if judge is None else judge.cost_usd,
        served=answer.served,
        reply=_hash(answer.text.strip()),
    )


def state_of(record: EvalRecord) -> CellState:
    """How the question of this record stands."""
    return CellState.ANSWERED if record.answered else CellState.FAILED


def all_figures(plan: RunPlan, records: Iterable[EvalRecord]) -> Iterator[Figures]:
    """The figures of these answers; those to questions that the plan does not ask are left out."""
    models = {model.id: number for number, model in enumerate(plan.models)}
    for record in records:
        try:
            place = plan.place_of(record.cell.item)
            model = models[record.cell.model]
        except KeyError:
            continue
        yield figures_of(record, model, place)


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
