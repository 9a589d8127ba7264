"""The verdict on what one line of a reply says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vizdesk.common.messages import Message, message
from vizdesk.comparison.parsing.answer_line import AnswerLine
from vizdesk.evals.verdicts import Verdict, VerdictState


def verdict_of(
    answer: AnswerLine,
    bare: AnswerLine,
    right: Callable[[str], bool],
    wanted: str,
    nothing: Message,
) -> Verdict:
    """The verdict on what was found; `bare` is the reading of the reply as a whole.

    `wanted` names the expected value, `nothing` is what to say when nothing was found.
    """
    shown = shown_values(answer.values)
    if answer.doubt:
        return Verdict(
            False,
            False,
            shown,
            message("Not taken: {why}.", why=answer.doubt),
            VerdictState.AMBIGUOUS,
        )
    if not answer.values:
        return Verdict(
            False,
            False,
            "",
            nothing,
            VerdictState.UNREADABLE,
        )
    if len(answer.values) > 1:
        return Verdict(
            False,
            False,
            shown,
            message("The reply holds several answers: {shown}.", shown=shown),
            VerdictState.AMBIGUOUS,
        )
    if not right(answer.values[0]):
        return Verdict(
            False,
            False,
            shown,
            message("It says {shown}, not {wanted}.", shown=shown, wanted=wanted),
            VerdictState.WRONG,
        )
    strict = bare.bare and bare.one == answer.values[0]
    why = (
        message("It says {shown}, and nothing else.", shown=shown)
        if strict
        else message("It says {shown} in other words.", shown=shown)
    )
    return Verdict(strict, True, shown, why, VerdictState.RIGHT)


def shown_values(values: Iterable[str]) -> str:
    """The values in a line, the first eight of them."""
    listed = list(values)
    return ", ".join(listed[:8]) + (" …" if len(listed) > 8 else "")
