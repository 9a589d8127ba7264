"""A check and a reply → a verdict, by fixed rules; never by looking for a text within a text."""

from __future__ import annotations

import re
from dataclasses import replace

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.final_answer import final_answer
from vizdesk.comparison.types import Reading
from vizdesk.evals.check_kind import Reply
from vizdesk.evals.checks import Check
from vizdesk.evals.registry import kind_of
from vizdesk.evals.verdicts import Verdict, VerdictState

REFUSAL = re.compile(
    r"\A\W*(?:i'm sorry|sorry|i apologi[sz]e|unfortunately|as an ai"
    r"|i (?:cannot|can't|can not|am unable|am not able|won't|(?:do not|don't) (?:know|see|have))\b"
    r"|i'm (?:unable|not able)|(?:it is|it's) not possible|unable to|(?:cannot|can't|can not)\b"
    r"|please (?:provide|upload|attach|share)|no (?:image|picture|photo)\b"
    r"|there (?:is no|isn't an?|doesn't (?:seem|appear) to be an?y?n?) (?:image|picture|photo)"
    r"|(?:the|this|your) (?:image|picture|photo) (?:is|was|isn't|wasn't|seems) (?:too|not|un"
    r"|blurr|blank|missing|provided|attached|visible))",
    re.IGNORECASE,
)


def judge(check: Check, text: str, reading: Reading) -> Verdict:
    """The verdict of `check` on a finished reply. `text` is the raw reply, `reading` its boxes.

    Failed and stopped answers are not to be judged: they have said nothing. Never raises.
    """
    kind, answer = kind_of(check), final_answer(text)
    if not answer.whole and not (kind.judges_boxes and reading.detections):
        return Verdict(False, False, "", message("The reply is empty."), VerdictState.EMPTY)
    verdict: Verdict = kind.judge(check, Reply(text, answer, reading))
    if not verdict.lenient and REFUSAL.match(answer.whole):
        why = message("The model declined, or says that it cannot tell.")
        return replace(verdict, state=VerdictState.REFUSED, why=why)
    return verdict
