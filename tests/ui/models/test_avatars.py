"""Initials of an organisation."""

from __future__ import annotations

import pytest

from vizdesk.ui.models.avatar import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("OpenAI", "OA"),
        ("Google", "G"),
        ("Mistral AI", "MA"),
        ("Alibaba (Qwen)", "A"),
        ("xAI", "AI"),
        ("vizdesk", "V"),
        ("", "?"),
        ("(…)", "?"),
        ("Z.ai", "Z"),
    ],
)
def test_initials_are_of_words_or_capitals(name: str, letters: str) -> None:
    assert initials(name) == letters
