"""What is shown while a reply grows, for every collected reply, in pieces of every size.

It is never more than what the whole reader would say of the reply at that moment: no draft that the
reply has taken back, no reasoning, no key as a label.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.comparison.parsing.reply_cases import asked_of, cases_in

from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.reply import read

CASES = [*cases_in("replies.jsonl"), *cases_in("sibling_replies.jsonl")]
GROUPS = 8


def missing(case: dict[str, Any], piece: int) -> list[str]:
    """Whatever is shown at some moment and not read of the reply as it stands then."""
    task, profile, sizes = asked_of(case)
    reader, text = ReplyReader(task, profile, **sizes), case["reply"]
    wrong = []
    for at in range(0, len(text), piece):
        written = text[: at + piece]
        shown = reader.follow(written).all_detections
        if shown:
            whole = read(task, profile, written, **sizes, final=True).all_detections
            wrong += [f"{case['id']} at {at}: {each}" for each in shown if each not in whole]
    return wrong


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("piece", [7, 50])
def test_nothing_is_shown_that_the_reply_does_not_say(piece: int, group: int) -> None:
    assert [words for case in CASES[group::GROUPS] for words in missing(case, piece)] == []


@pytest.mark.parametrize("group", range(GROUPS))
def test_letter_by_letter_nothing_is_shown_that_the_reply_does_not_say(group: int) -> None:
    # The whole reader at each letter of each reply takes minutes: of every fourth reply here.
    assert [words for case in CASES[group :: GROUPS * 4] for words in missing(case, 1)] == []


@pytest.mark.parametrize("piece", [1, 7, 50])
def test_at_its_end_a_reply_is_shown_alike_in_whatever_pieces_it_came(piece: int) -> None:
    for case in CASES:
        task, profile, sizes = asked_of(case)
        reader, text = ReplyReader(task, profile, **sizes), case["reply"]
        for at in range(0, len(text), piece):
            reader.feed(text[at : at + piece])
        at_once = read(task, profile, text, **sizes, final=False).all_detections
        shown = reader.reading.all_detections
        # Boxes that a last, unfinished one makes doubtful were whole before it began.
        assert shown[: len(at_once)] == at_once, case["id"]
