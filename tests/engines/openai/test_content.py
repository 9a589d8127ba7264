"""Text and reasoning are found in whichever wrapping."""

from __future__ import annotations

from typing import Any

import pytest

from vizdesk.comparison.types import FinishReason
from vizdesk.engines.finish_reasons import finish_reason
from vizdesk.engines.openai.content import content_runs, reasoning_of
from vizdesk.engines.thinking_splitter import Run


@pytest.mark.parametrize(
    ("content", "runs"),
    [
        ("text", [Run("text", False)]),
        ("", []),
        (None, []),
        (7, []),
        ([{"type": "text", "text": "a"}, "b"], [Run("a", False), Run("b", False)]),
        ({"type": "output_text", "text": "a"}, [Run("a", False)]),
        (
            [
                {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]},
                {"type": "text", "text": "a"},
            ],
            [Run("hm", True), Run("a", False)],
        ),
        ([{"type": "thinking", "thinking": "hm"}], [Run("hm", True)]),
        (
            [{"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}]}],
            [Run("hm", True)],
        ),
        ([{"type": "image_url", "image_url": {"url": "data:"}}], []),
    ],
)
def test_content_is_text_and_thought(content: Any, runs: list[Run]) -> None:
    assert list(content_runs(content)) == runs


def test_content_that_never_ends_in_depth_is_bounded() -> None:
    deep: Any = "a"
    for _ in range(1000):
        deep = [deep]
    assert list(content_runs(deep)) == []


@pytest.mark.parametrize(
    "message",
    [
        {"reasoning_content": "hm"},
        {"reasoning": "hm"},
        {"reasoning": {"text": "hm"}},
        {"reasoning_text": "hm"},
        {"thinking": "hm"},
        {"reasoning_details": [{"type": "reasoning.text", "text": "hm"}]},
        {"reasoning_details": [{"type": "reasoning.summary", "summary": "hm"}]},
        {"reasoning": "hm", "reasoning_content": "hm", "reasoning_details": [{"text": "hm"}]},
        {"reasoning_content": "", "reasoning": "hm"},
    ],
)
def test_reasoning_is_found_once_under_every_name(message: dict[str, Any]) -> None:
    assert reasoning_of(message) == "hm"


def test_encrypted_reasoning_shows_nothing() -> None:
    assert reasoning_of({"reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}) == ""


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("stop", FinishReason.STOP),
        ("eos_token", FinishReason.STOP),
        ("end_turn", FinishReason.STOP),
        ("FINISH_REASON_STOP", FinishReason.STOP),
        ("length", FinishReason.LENGTH),
        ("MAX_TOKENS", FinishReason.LENGTH),
        ("model_length", FinishReason.LENGTH),
        ("SAFETY", FinishReason.CONTENT_FILTER),
        ("content_filter: RECITATION", FinishReason.CONTENT_FILTER),
        ("sensitive", FinishReason.CONTENT_FILTER),
        ("abort", FinishReason.ABORTED),
        ("insufficient_system_resource", FinishReason.ABORTED),
        ("bored", None),
    ],
)
def test_a_reason_is_known_by_its_names(name: str, reason: FinishReason | None) -> None:
    assert finish_reason(name) is reason
