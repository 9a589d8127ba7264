"""What one's own answers and evals say of a model on its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.comparison.types import Answer, AnswerState, Timing
from vizdesk.runs.indexing import ModelShare
from vizdesk.runs.records import RunState
from vizdesk.runs.store import RunEntry
from vizdesk.services.own_figures import in_comparisons, in_evals

MODEL = Model("m", "Mine", EngineKind.CHAT, Endpoint("https://x/v1", "m"), "generic")


@dataclass
class Runs:
    """Runs of two models with these answers of the first."""

    shares_of: dict[str, ModelShare]
    listed: list[str] = field(default_factory=list)

    def entries(self) -> list[RunEntry]:
        begun = datetime(2026, 11, 20, 12, tzinfo=UTC)
        models = ("Mine", "Other")
        return [
            RunEntry(name, begun, RunState.FINISHED, name, models, 0, 200)
            for name in self.shares_of
        ]

    def shares(self, run: str) -> dict[int, ModelShare]:
        self.listed.append(run)
        return {0: self.shares_of[run]}


def test_answers_that_came_whole_are_counted() -> None:
    answers = [
        Answer(MODEL, state, timing=Timing(total_s=total))
        for state, total in (
            (AnswerState.DONE, 1.0),
            (AnswerState.DONE, 3.0),
            (AnswerState.DONE, 9.0),
            (AnswerState.FAILED, 50.0),
        )
    ]
    assert in_comparisons(answers) == [
        "Compared since the window was opened: 3 answers, 3.00 s in the middle."
    ]
    assert in_comparisons([]) == []


def test_a_share_of_right_answers_needs_nine_of_ten_answered() -> None:
    runs = Runs(
        {
            "whole": ModelShare(0, 90, 90, 45),
            "part": ModelShare(0, 89, 89, 89),
            "unchecked": ModelShare(0, 100, 0, 0),
        }
    )
    assert in_evals(runs, {"Mine"}) == [  # type: ignore[arg-type]
        "Eval “whole, 20 Nov 2026”: 45 of 90 right; intervals stand in Evals.",
        "Eval “part, 20 Nov 2026”: 89 of 100 answered, too few for a rate.",
        "Eval “unchecked, 20 Nov 2026”: 100 answered, none checked.",
    ]
    assert in_evals(runs, {"Somebody else"}) == []  # type: ignore[arg-type]


def test_only_the_newest_runs_are_read() -> None:
    runs = Runs({f"run {at}": ModelShare(0, 100, 100, 50) for at in range(9)})
    assert len(in_evals(runs, {"Mine"}, most=2)) == 2  # type: ignore[arg-type]
    assert runs.listed == ["run 0", "run 1"]
