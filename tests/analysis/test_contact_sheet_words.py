"""The foot of the contact sheet in words: nothing that is not known is told as nothing."""

from __future__ import annotations

from dataclasses import replace

from vizdesk.analysis.contact_sheet import ModelFooter, SheetFooter
from vizdesk.analysis.contact_sheet_words import footer_words

UNKNOWN = ModelFooter(None, 0, 4, None, None, None, 0)


def test_unknown_money_is_not_told_as_nothing() -> None:
    lines = footer_words(SheetFooter((UNKNOWN,), 0, 0), [False])
    assert [line[1] for line in lines] == ["— · 0/4", "— · —", "—"]
    billed = replace(UNKNOWN, median_s=1.5, done=1, output_tokens=1200, cost_usd=0.0)
    lines = footer_words(SheetFooter((billed,), 0, 0), [False])
    assert [line[1] for line in lines][:2] == ["1.50 s · 1/4", "1,200 · $0.00"]


def test_a_model_of_this_machine_has_no_bill() -> None:
    here = replace(UNKNOWN, output_tokens=1200, with_majority=2, complete=3)
    lines = footer_words(SheetFooter((here,), 3, 1), [True])
    assert [line[1] for line in lines][1:] == ["1,200", "2 of 3"]
    assert [line[2] for line in lines] == [
        "3 complete rows",
        "complete rows only:",
        "1 of 3 all agree",
    ]
