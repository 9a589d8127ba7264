"""Words of servers about limits: what is final, and what passes by itself."""

from __future__ import annotations

import json

import pytest

from vizdesk.engines.exhaustion import Exhaustion, exhaustion_of, wait_in_words

ACCOUNT, MODEL, DAY, SIZE = Exhaustion.ACCOUNT, Exhaustion.MODEL, Exhaustion.DAY, Exhaustion.SIZE


def gemini(quota_id: str, limit: int, delay: str = "37s") -> str:
    said = (
        "You exceeded your current quota, please check your plan and billing details. * Quota "
        "exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests"
        f", limit: {limit}, model: gemini-3-pro Please retry in 36.9s."
    )
    violation = {"quotaMetric": "free_tier_requests", "quotaId": quota_id}
    details = [
        {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay},
    ]
    return json.dumps([{"error": {"code": 429, "message": said, "details": details}}])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Moonshot
        ("Your account is not active, current state: exceeded current quota", ACCOUNT),
        ("Your account org-x is suspended, please check your plan and billing details", ACCOUNT),
        # Zhipu, DashScope
        ("余额不足或无可用资源包,请充值。", ACCOUNT),
        ("Access denied, please make sure your account is in good standing. Arrearage", ACCOUNT),
        ("AllocationQuota.FreeTierOnly: The free tier of the model has been exhausted.", MODEL),
        # OpenAI, Anthropic, DeepSeek, xAI, OpenRouter
        ("You exceeded your current quota, please check your plan and billing details.", ACCOUNT),
        ("Your credit balance is too low to access the Anthropic API.", ACCOUNT),
        ("Insufficient Balance", ACCOUNT),
        ("Your team has either used all available credits or reached its monthly limit", ACCOUNT),
        ("reached its monthly spending limit", ACCOUNT),
        ("You have reached your specified API usage limits.", ACCOUNT),
        ("This request requires more credits, or fewer max_tokens.", ACCOUNT),
        ("Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000", DAY),
        # Gemini
        (gemini("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", 15), None),
        (gemini("GenerateRequestsPerDayPerProjectPerModel-FreeTier", 50), DAY),
        (gemini("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", 0), MODEL),
        # Limits that no minute has room for
        (
            "Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 68490.",
            SIZE,
        ),
        ("on tokens per minute (TPM): Limit 6,000, Requested 7,500, please reduce", SIZE),
        # What passes
        (
            "Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29000, "
            "Requested 1500. Please try again in 1s.",
            None,
        ),
        ("Rate limit exceeded: free-models-per-min", None),
        ("slow down", None),
        ("The request exceeds the hard limit of 8 images.", None),
        ("Your account org-x request reached organization max RPM: 3, try again after 1 s", None),
        ("Service tier capacity exceeded for this model.", None),
        (
            "on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. You "
            "can increase your rate limit at https://platform.openai.com/account/billing.",
            None,
        ),
        ("Too many requests per minute: 60", None),
        ("on requests per day (RPD): Limit 200, Used 200, Requested 1. Try again in 2m5s.", None),
        ("on requests per day (RPD): Limit 200, Used 200, Requested 1. Try again in 7h12m.", DAY),
        ("daily limit reached", DAY),
        ("The engine is currently overloaded, please try again later", None),
        ("", None),
    ],
)
def test_what_is_used_up_is_told_from_what_passes(text: str, found: Exhaustion | None) -> None:
    assert exhaustion_of(text) is found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("insufficient_quota", ACCOUNT),
        ("exceeded_current_quota_error", ACCOUNT),
        ("1113", ACCOUNT),
        ("1304", DAY),
        ("1302", None),
        ("rate_limit_exceeded", None),
        ("resource_exhausted", None),
    ],
)
def test_codes_say_it_in_every_language(code: str, found: Exhaustion | None) -> None:
    assert exhaustion_of("失败", (code,)) is found


def test_a_days_limit_that_ends_within_minutes_by_its_header_is_waited_for() -> None:
    assert exhaustion_of("daily limit reached", wait_s=20.0) is None
    assert exhaustion_of("daily limit reached", wait_s=4000.0) is DAY


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Please try again in 7m12s.", 432.0),
        ("Please try again in 1.5s.", 1.5),
        ("Please try again in 20ms.", 0.02),
        ("Please retry in 36.9s.", 36.9),
        ("try again in 2h", 7200.0),
        ("try again in 30 seconds", 30.0),
        ('{"retryDelay": "37s"}', 37.0),
        ("try again later", None),
        ("", None),
    ],
)
def test_the_wait_that_an_error_tells_in_words_is_read(text: str, seconds: float | None) -> None:
    assert wait_in_words(text) == (None if seconds is None else pytest.approx(seconds))
