"""What the contact sheet says of a row's agreement and at its foot, in window and files alike."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.analysis.contact_sheet import ModelFooter, SheetFooter, SheetRow
from vizdesk.common.formatting import UNKNOWN, dollars, number, seconds
from vizdesk.common.messages import Message, message, verbatim


def agreement_words(row: SheetRow) -> Message:
    """How far the answers of a row agree: “7/8”, “all agree”, “3 of 3 agree”, “–”."""
    agreement = row.agreement
    if agreement is None or agreement.agreeing is None:
        return verbatim("–")
    agreeing, every = agreement.agreeing
    if agreeing < every:
        return verbatim(f"{agreeing}/{every}")
    if agreement.read < len(row.answers):
        return message("{n} of {n} agree", n=agreement.read)
    return message("all agree")


def footer_words(footer: SheetFooter, local: Sequence[bool]) -> tuple[tuple[Message, ...], ...]:
    """A line for times, one for tokens and money, one for the majority; a column a model.

    `local`: whether each model runs on this machine.
    """
    agreeing = message("{n} of {all} all agree", n=footer.all_agree, all=footer.complete)
    spent = (_spent(model, here) for model, here in zip(footer.models, local, strict=True))
    return (
        (
            message("Median time · done"),
            *map(_times, footer.models),
            message("{n} complete rows", n=footer.complete),
        ),
        (message("Tokens out · cost"), *spent, message("complete rows only:")),
        (message("With majority"), *map(_majority, footer.models), agreeing),
    )


def _times(model: ModelFooter) -> Message:
    median = UNKNOWN if model.median_s is None else seconds(model.median_s)
    return verbatim(f"{median} · {model.done}/{model.asked_of}")


def _spent(model: ModelFooter, local: bool) -> Message:
    """A local model that costs nothing says nothing of money; an unknown bill is none of zero."""
    tokens = number(model.output_tokens)
    free = local and model.cost_usd is None
    return verbatim(tokens if free else f"{tokens} · {dollars(model.cost_usd)}")


def _majority(model: ModelFooter) -> Message:
    if model.with_majority is None:
        return verbatim(UNKNOWN)
    return message("{n} of {all}", n=model.with_majority, all=model.complete)
