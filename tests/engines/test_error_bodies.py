"""A server's own words are found in whichever shape it puts them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.counting import MOST_GROWTH, growth_of_seconds

from vizdesk.engines.error_bodies import (
    codes_of,
    field_of,
    quoted,
    reported_in,
    status_in,
    words_of,
)

BODIES: list[tuple[str, Any, str]] = [
    ("OpenAI", {"error": {"message": "no such model", "type": "t"}}, "no such model"),
    ("xAI", {"code": "c", "error": "bad key"}, "bad key"),
    ("Gemini", [{"error": {"code": 400, "message": "API key not valid."}}], "API key not valid."),
    ("vLLM", {"object": "error", "message": "At most 0 image(s)"}, "At most 0 image(s)"),
    ("Anthropic", {"type": "error", "error": {"message": "Overloaded"}}, "Overloaded"),
    ("FastAPI text", {"detail": "Not Found"}, "Not Found"),
    (
        "FastAPI list",
        {"detail": [{"loc": ["body", "seed"], "msg": "extra", "type": "x"}]},
        "body.seed: extra",
    ),
    (
        "Mistral",
        {"message": {"detail": [{"loc": ["body", "seed"], "msg": "extra"}]}},
        "body.seed: extra",
    ),
    (
        "OpenRouter",
        {
            "error": {
                "message": "Provider returned error",
                "metadata": {"raw": json.dumps({"error": {"message": "image exceeds 5 MB"}})},
            }
        },
        "image exceeds 5 MB",
    ),
    (
        "OpenRouter, raw text",
        {"error": {"message": "Provider returned error", "metadata": {"raw": "no money"}}},
        "no money",
    ),
    (
        "OpenRouter, its own words",
        {"error": {"message": "Key limit exceeded", "metadata": {"raw": "x"}}},
        "Key limit exceeded",
    ),
    ("Cloudflare", {"success": False, "errors": [{"code": 1, "message": "No route"}]}, "No route"),
    ("Problem Details", {"title": "Forbidden", "detail": "Not from here"}, "Not from here"),
    ("Bedrock", {"__type": "X", "Message": "Too many"}, "Too many"),
    ("JSON in a text", {"message": '{"error": {"message": "inner"}}'}, "inner"),
    ("JSON as text", '{"error": {"message": "inner"}}', "inner"),
    ("text", " upstream \n timed out ", "upstream timed out"),
    ("page", "<html><head><title>502 Bad &amp; Gateway</title></html>", "502 Bad & Gateway"),
    ("page without a title", "<html>nothing</html>", ""),
    ("nothing", None, ""),
    ("numbers", {"error": 5, "message": 7}, ""),
    ("empty", {"error": {}}, ""),
]


@pytest.mark.parametrize(
    ("body", "words"), [each[1:] for each in BODIES], ids=[each[0] for each in BODIES]
)
def test_the_own_words_are_found(body: Any, words: str) -> None:
    assert words_of(body) == words


def test_a_body_without_an_end_to_its_depth_or_length_is_bounded() -> None:
    deep: Any = "words"
    for _ in range(1000):
        deep = {"error": deep}
    assert words_of(deep) == ""
    assert len(words_of({"error": {"message": "x" * 5_000_000}})) == 4_000
    assert len(quoted("x" * 5_000_000)) == 303


def test_codes_come_from_every_level_the_outermost_first() -> None:
    body = {"type": "error", "error": {"type": "Overloaded_Error", "code": 529}, "code": True}
    assert codes_of(body) == ("error", "529", "overloaded_error")
    assert status_in(body) == 529
    assert status_in({"code": "1113"}) is None
    assert status_in({"code": 200}) is None


def test_the_field_an_error_means_is_found() -> None:
    assert field_of({"error": {"param": "temperature"}}) == "temperature"
    assert field_of({"detail": [{"loc": ["body", "seed"], "msg": "x"}]}) == "seed"
    assert field_of({"error": {"param": None}}) == ""


@pytest.mark.parametrize(
    "frame",
    [
        {"error": {"message": "x"}},
        {"error": "x"},
        {"type": "error", "message": "x"},
        {"object": "error", "message": "x"},
        {"code": "InvalidParameter", "message": "x"},
        {"detail": "x"},
        {"success": False, "errors": [{"message": "x"}]},
        {"error": {"message": "x"}, "choices": [{"delta": {}}]},
    ],
)
def test_a_frame_that_is_an_error_is_one_in_every_shape(frame: dict[str, Any]) -> None:
    assert words_of(reported_in(frame)) == "x"


@pytest.mark.parametrize(
    "frame",
    [
        {"choices": []},
        {"choices": [{"delta": {"content": "a"}}], "error": None},
        {"type": "response.created", "message": "x", "code": 1},
        {"usage": {}},
        {"type": "ping"},
    ],
)
def test_a_frame_of_an_answer_is_none(frame: dict[str, Any]) -> None:
    assert reported_in(frame) is None


def test_a_hostile_body_is_looked_at_as_far_as_a_sentence_needs() -> None:
    assert growth_of_seconds(lambda size: words_of("<title" * size), 2000) <= MOST_GROWTH
    many = {"error": [{"code": f"image {number}"} for number in range(10_000)]}
    assert len(codes_of(many)) <= 50
