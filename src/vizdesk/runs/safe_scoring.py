"""The verdict on an answer of a run, which no mistake in judging may end."""

from __future__ import annotations

import logging
import traceback

from vizdesk.common.messages import message
from vizdesk.comparison.types import Answer
from vizdesk.evals.checks import Check
from vizdesk.evals.scoring import judge
from vizdesk.evals.verdicts import Verdict, VerdictState

log = logging.getLogger(__name__)


def safe_score(check: Check, answer: Answer) -> Verdict:
    """What `check` says of a finished answer.

    Judging is meant never to raise. Should it, that one reply counts as unreadable and the log has
    the place: an answer that was paid for is kept, and the run goes on, also when it is resumed.
    """
    try:
        return judge(check, answer.text, answer.reading)
    except Exception as error:  # noqa: BLE001 - told beside the answer and in the log
        kind = type(error).__name__
        last = traceback.extract_tb(error.__traceback__)[-1]
        # Not the message: it may repeat the reply.
        log.warning("judging failed: %s in %s, line %s", kind, last.name, last.lineno)
        why = message(
            "vizdesk could not judge this reply ({kind}). Judge it yourself; its log says where.",
            kind=kind,
        )
        return Verdict(False, False, "", why, VerdictState.UNREADABLE)
