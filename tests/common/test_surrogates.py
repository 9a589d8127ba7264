"""What models say can be kept in any file, also when they write half an emoji."""

from __future__ import annotations

import pytest
from tests.history.history_kit import answer

from vizdesk.common.surrogates import joined, whole_text
from vizdesk.comparison.events import Finished, TextDelta
from vizdesk.comparison.parsing.json_recovery import parsed
from vizdesk.comparison.reducer import reduce_event
from vizdesk.comparison.serialization import answer_record
from vizdesk.comparison.types import Answer, AnswerState, FinishReason


def said(*pieces: str) -> Answer:
    now = answer("Gemma", "", state=AnswerState.RUNNING)
    for piece in pieces:
        now = reduce_event(now, TextDelta(piece))
        answer_record(now)["text"].encode()
    return reduce_event(now, Finished(FinishReason.STOP))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("a \ud83d", "\udc08 b"), "a 🐈 b"),
        (("a ", "\ud83d", "\udc08"), "a 🐈"),
        (("a \ud83d", "b"), "a �b"),
        (("a \udc08", "c"), "a �c"),
        (("a", "\ud83d"), "a�"),
        (("Käfer ", "🐈", " 猫"), "Käfer 🐈 猫"),
    ],
)
def test_an_emoji_that_comes_in_halves_is_whole(pieces: tuple[str, ...], text: str) -> None:
    assert said(*pieces).text == text


def test_half_an_emoji_in_a_reply_is_no_label_that_cannot_be_written() -> None:
    assert parsed(r'[{"label": "cat \ud83d", "n": [1, "\ud83d\udc08"]}]') == [
        {"label": "cat �", "n": [1, "🐈"]}
    ]


def test_text_without_halves_stays_the_very_same() -> None:
    for text in ("plain", "Käfer 猫 🐈", ""):
        assert whole_text(text) == joined(text, "") == joined("", text) == text
