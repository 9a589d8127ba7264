"""Replies with a careful person's verdict first: how far vizdesk agrees, and where it does not.

docs/evals.md states the agreement and every disagreement; this keeps it true.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evals.hand_replies import GROUPS

from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import Check, OneOf, YesNoCheck
from vizdesk.evals.scoring import judge

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evals.md"


def disagreements() -> list[tuple[str, bool]]:
    """Replies on which vizdesk and the person differ, and whether the person takes them."""
    return [
        (reply, taken)
        for _, check, replies in GROUPS
        for reply, taken in replies
        if judge(check, reply, Reading()).lenient != taken
    ]


def test_the_page_states_the_agreement_and_every_disagreement() -> None:
    replies = sum(len(replies) for _, _, replies in GROUPS)
    apart = disagreements()
    page = PAGE.read_text(encoding="utf-8")
    assert replies >= 200
    assert f"agreed in {replies - len(apart)} of {replies}" in page
    assert [reply for reply, _ in apart if reply not in page] == []


def test_what_vizdesk_takes_and_the_person_does_not_can_be_counted_on_one_hand() -> None:
    """A figure that flatters is worse than one that is strict."""
    assert [reply for reply, taken in disagreements() if not taken] == [
        "sieben",  # the person's own mistake
        "Yes, the door is closed.",  # a check does not know the question
    ]


@pytest.mark.parametrize(
    ("check", "reply", "right"),
    [
        (OneOf("A", ("A", "B", "C")), "A pie chart.", False),
        (OneOf("A", ("A", "B", "C")), "A is right.", True),
        (OneOf("A", ("A", "B", "C")), "A because the bars stand.", True),
        (OneOf("A", ("A", "B", "C")), "The answer is A, a pie chart.", True),
        (OneOf("left", ("left", "right", "up", "down")), "It points to the upper left.", False),
        (OneOf("left", ("left", "right", "up", "down")), "top-left", False),
        (OneOf("left", ("left", "right")), "It lies at the bottom left.", True),
        (OneOf("top left", ("top left", "top", "left")), "It is at the top left.", True),
        (YesNoCheck(True), "Correct, it is open.", True),
        (YesNoCheck(False), "Negative – only a cap.", True),
        (YesNoCheck(False), "Negative space is shown.", False),
        (YesNoCheck(True), "Correct me if I am wrong, but it is open.", False),
    ],
)
def test_what_the_hand_written_replies_taught(check: Check, reply: str, right: bool) -> None:
    assert judge(check, reply, Reading()).lenient is right
