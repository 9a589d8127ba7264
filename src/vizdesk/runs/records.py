"""What a run keeps of each question: the answer, when, and every verdict apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.evals.verdicts import JudgeVerdict, PersonVerdict, Verdict
from vizdesk.runs.plan import PlanCell


def finished(answer: Answer) -> bool:
    """Whether the model wrote to its end, be it without a word; such an answer is judged."""
    wordless = answer.state is AnswerState.FAILED and answer.finish_reason is not None
    return answer.state is AnswerState.DONE or wordless


class RunState(Enum):
    """How a run stands."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class EvalRecord:
    """One answer of a run. `verdict` is None where nothing can be judged: failures, no key.

    `version` is that of the vizdesk which asked: a run may go on under a later one.

    `judge` is what another model said, `person` what a person said; a person's word counts before
    the check's, and the judge's stands beside it: two kinds of verdict make no one rate.
    """

    cell: PlanCell
    answer: Answer
    began: datetime
    verdict: Verdict | None = None
    judge: JudgeVerdict | None = None
    person: PersonVerdict | None = None
    version: str = ""

    @property
    def answered(self) -> bool:
        """Whether the model gave an answer, right or wrong; failures are asked again.

        A model that ended without a word has answered: nothing, which counts as not right. Were it
        left out, models that think until their limit is gone would look better than they are.
        """
        return finished(self.answer) or self.answer.state is AnswerState.UNSUPPORTED

    @property
    def right(self) -> bool | None:
        """Whether it passes; None where that is not known."""
        if self.person is not None:
            return self.person.right
        return None if self.verdict is None else self.verdict.lenient

    @property
    def strict(self) -> bool:
        """Whether it is right and just in the form that was asked for."""
        return self.verdict is not None and self.verdict.strict
