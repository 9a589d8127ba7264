"""What a refusal says of fields: those not taken are left out, values out of range never are."""

from __future__ import annotations

from typing import Any

import pytest

from vizdesk.engines.openai.unsupported_fields import (
    learnt,
    sent_fields,
    unsupported_fields,
    without,
)


def error(message: str, **fields: Any) -> dict[str, Any]:
    return {"error": {"message": message, **fields}}


MISTRAL = [
    {"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs are not permitted"},
    {
        "type": "extra_forbidden",
        "loc": ["body", "stream_options"],
        "msg": "Extra inputs are not permitted",
    },
]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (
            error(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                "'max_completion_tokens' instead.",
                param="max_tokens",
                code="unsupported_parameter",
            ),
            {"max_tokens"},
        ),
        (
            error(
                "Unsupported value: 'temperature' does not support 0.0 with this model. Only the "
                "default (1) value is supported.",
                param="temperature",
                code="unsupported_value",
            ),
            {"temperature"},
        ),
        (error("Unsupported parameter: 'reasoning_effort'"), {"reasoning_effort"}),
        (error("stream_options is not supported", param="stream_options"), {"stream_options"}),
        ({"message": {"detail": MISTRAL}, "object": "error"}, {"seed", "stream_options"}),
        ({"detail": MISTRAL}, {"seed", "stream_options"}),
        (
            [
                error(
                    'Invalid JSON payload received. Unknown name "seed": Cannot find field.',
                    code=400,
                )
            ],
            {"seed"},
        ),
        (
            {
                "object": "error",
                "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'),"
                " 'msg': 'Extra inputs are not permitted', 'input': 1024}]",
            },
            {"max_completion_tokens"},
        ),
        (error("Unrecognized request argument supplied: seed"), {"seed"}),
        (
            error("temperature is deprecated for this model.", type="invalid_request"),
            {"temperature"},
        ),
        (
            error("Unknown field.", param="messages[0].content[0].image_url.detail"),
            {"detail"},
        ),
        (error("Unknown parameter: seed. Supported: temperature, max_tokens."), {"seed"}),
        ("Additional properties are not allowed ('seed' was unexpected)", {"seed"}),
        (
            error("Your organization must be verified to use it.", param="reasoning.summary"),
            {"reasoning.summary"},
        ),
        (error("不支持 seed 参数"), {"seed"}),
    ],
)
def test_fields_that_a_server_does_not_take_are_understood(body: object, fields: set[str]) -> None:
    assert unsupported_fields(body) == fields


@pytest.mark.parametrize(
    "body",
    [
        error("temperature must be between 0 and 1", param="temperature"),
        error("max_tokens is too large: 4096 > 2048", param="max_tokens"),
        error(
            "Unsupported value: 'xhigh'. Supported values are: 'low', 'high'.",
            param="reasoning_effort",
        ),
        error("This model does not support image_url content"),
        error("Invalid value for seed"),
        error("The model is not available", param="model"),
        error("image exceeds 5 MB maximum", param="messages"),
        "<html>400</html>",
        None,
        [],
        {"error": None},
    ],
)
def test_a_value_out_of_range_or_another_trouble_is_no_field_to_leave_out(body: object) -> None:
    assert unsupported_fields(body) == frozenset()


def test_a_body_that_never_ends_is_read_to_a_depth() -> None:
    deep: Any = error("seed is not supported", param="seed")
    for _ in range(100):
        deep = [deep]
    assert unsupported_fields(deep) == frozenset()


CHAT: dict[str, Any] = {
    "model": "m",
    "messages": [
        {
            "role": "user",
            "content": [
                {"type": "image_url", "image_url": {"url": "data:", "detail": "high"}},
                {"type": "text", "text": "detail"},
            ],
        }
    ],
    "stream": True,
    "stream_options": {"include_usage": True},
    "max_tokens": 64,
    "temperature": 0.0,
    "seed": 0,
}


def test_what_is_refused_is_left_out_and_a_limit_takes_its_other_name() -> None:
    body = without(CHAT, {"max_tokens", "seed", "detail", "stream_options"})
    assert body["max_completion_tokens"] == 64
    assert set(body) == {"model", "messages", "stream", "max_completion_tokens", "temperature"}
    assert body["messages"][0]["content"][0]["image_url"] == {"url": "data:"}
    assert CHAT["messages"][0]["content"][0]["image_url"]["detail"] == "high", "a copy"
    again = without({"max_completion_tokens": 64}, {"max_completion_tokens"})
    assert again == {"max_tokens": 64}


def test_in_responses_parts_of_reasoning_are_left_out() -> None:
    sent = {
        "input": [{"role": "user", "content": [{"type": "input_image", "detail": "high"}]}],
        "reasoning": {"effort": "low", "summary": "auto"},
    }
    assert sent_fields(sent) == {"reasoning.effort", "reasoning.summary", "detail"}
    assert without(sent, {"reasoning.summary"})["reasoning"] == {"effort": "low"}
    both = without(sent, {"reasoning.summary", "reasoning.effort", "detail"})
    assert both == {"input": [{"role": "user", "content": [{"type": "input_image"}]}]}


def test_a_limit_refused_under_both_names_is_not_dropped() -> None:
    assert learnt({"max_tokens"}, CHAT, ()) == {"max_tokens"}
    other = without(CHAT, {"max_tokens"})
    assert learnt({"max_completion_tokens"}, other, {"max_tokens"}) == frozenset()


def test_only_what_was_sent_can_be_left_out() -> None:
    assert learnt({"reasoning_effort", "seed"}, CHAT, ()) == {"seed"}
