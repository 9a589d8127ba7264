"""Tokens and cost follow each vendor's convention; what is no count is no count."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vizdesk.comparison.events import Finished, Notice
from vizdesk.comparison.types import FinishReason, Usage
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.json_access import usd, whole
from vizdesk.engines.openai import chat_completions, responses
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import read_bill
from vizdesk.engines.server_identity import server_at

ANYWHERE = server_at("https://gateway.example/v1")
XAI = server_at("https://api.x.ai/v1")
GEMINI = server_at("https://generativelanguage.googleapis.com/v1beta/openai")


def counted(given: int | None, output: int | None, total: int | None, **more: Any) -> dict:
    named = {"prompt_tokens": given, "completion_tokens": output, "total_tokens": total}
    return {**{key: count for key, count in named.items() if count is not None}, **more}


def reasoned(tokens: int) -> dict:
    return {"completion_tokens_details": {"reasoning_tokens": tokens}}


def cached(tokens: int) -> dict:
    return {"prompt_tokens_details": {"cached_tokens": tokens}}


# What was sent, by whom; then input, output with reasoning, reasoning, cached tokens.
CONVENTIONS: dict[str, tuple[dict, Any, tuple[int | None, int | None, int | None, int | None]]] = {
    "OpenAI: reasoning inside": (
        counted(1000, 300, 1300, **reasoned(200)),
        ANYWHERE,
        (1000, 300, 200, None),
    ),
    "xAI: reasoning beside, in the total": (
        counted(10120, 1499, 14428, **reasoned(2809), **cached(128)),
        XAI,
        (10120, 4308, 2809, 128),
    ),
    "xAI through a gateway": (
        counted(32, 9, 135, **reasoned(94)),
        ANYWHERE,
        (32, 103, 94, None),
    ),
    "xAI without a total": (counted(279, 100, None, **reasoned(89)), XAI, (279, 189, 89, None)),
    "reasoning inside without a total": (
        counted(279, 100, None, **reasoned(89)),
        ANYWHERE,
        (279, 100, 89, None),
    ),
    "more reasoning than output": (
        counted(279, 6, None, **reasoned(89)),
        ANYWHERE,
        (279, 95, 89, None),
    ),
    "Gemini: thoughts in the total alone": (
        counted(20, 424, 1016),
        GEMINI,
        (20, 996, 572, None),
    ),
    "Gemini: nothing but thoughts": (
        counted(21, 0, 81, **reasoned(60)),
        GEMINI,
        (21, 60, 60, None),
    ),
    "input and total": (counted(1000, None, 1100), ANYWHERE, (1000, 100, None, None)),
    "output and total": (counted(None, 100, 1100), ANYWHERE, (1000, 100, None, None)),
    "floats": (
        {"prompt_tokens": 1000.0, "completion_tokens": 100.0, "total_tokens": 1100.0},
        ANYWHERE,
        (1000, 100, None, None),
    ),
    "texts": (
        {"prompt_tokens": "1000", "completion_tokens": "100"},
        ANYWHERE,
        (1000, 100, None, None),
    ),
    "Moonshot: cached beside the details": (
        counted(1000, 100, 1100, cached_tokens=900),
        ANYWHERE,
        (1000, 100, None, 900),
    ),
    "DeepSeek: cache hits": (
        counted(1000, 100, 1100, prompt_cache_hit_tokens=640),
        ANYWHERE,
        (1000, 100, None, 640),
    ),
    "Anthropic: cached beside the input": (
        {
            "input_tokens": 50,
            "output_tokens": 100,
            "cache_read_input_tokens": 900,
            "cache_creation_input_tokens": 50,
        },
        ANYWHERE,
        (1000, 100, None, 900),
    ),
    "a gateway to Anthropic: cached in the total alone": (
        counted(100, 100, 1100, cache_read_input_tokens=900),
        ANYWHERE,
        (1000, 100, None, 900),
    ),
    "such a gateway that wrote to its cache too": (
        counted(60, 100, 1100, cache_read_input_tokens=900, cache_creation_input_tokens=40),
        ANYWHERE,
        (1000, 100, None, 900),
    ),
    "Anthropic's counts under OpenAI's names": (
        counted(3, 5, 8, cache_read_input_tokens=1000),
        ANYWHERE,
        (1003, 5, None, 1000),
    ),
    "no input, but a total": (counted(0, 5, 1005), ANYWHERE, (1000, 5, None, None)),
    "negative": (counted(-1, -5, -6), ANYWHERE, (None, None, None, None)),
    "no numbers": (
        {"prompt_tokens": True, "completion_tokens": float("nan"), "total_tokens": float("inf")},
        ANYWHERE,
        (None, None, None, None),
    ),
    "placeholders": (counted(0, 0, 0), ANYWHERE, (None, 0, None, None)),
    "another shape": ({"prompt_tokens": [1]}, ANYWHERE, (None, None, None, None)),
}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_tokens_in_each_vendors_convention(name: str) -> None:
    reported, server, expected = CONVENTIONS[name]
    usage = read_bill(reported, server).usage
    counts = (usage.input_tokens, usage.output_tokens, usage.reasoning_tokens, usage.cached_tokens)
    assert counts == expected


CHARGES: dict[str, tuple[dict, float | None]] = {
    "OpenRouter": ({"cost": 0.00042, "cost_details": {"upstream_inference_cost": None}}, 0.00042),
    "a text": ({"cost": "0.00042"}, 0.00042),
    "one's own key: fee and vendor's bill": (
        {"cost": 5e-05, "is_byok": True, "cost_details": {"upstream_inference_cost": 0.01}},
        0.01005,
    ),
    "one's own key, vendor's bill not told": ({"cost": 0, "is_byok": True}, None),
    "no fee, and the vendor's bill without a word of whose key": (
        {"cost": 0, "cost_details": {"upstream_inference_cost": 0.01}},
        0.01,
    ),
    "another currency": ({"cost": 0.02, "currency": "CNY"}, None),
    "US dollars by name": ({"cost": 0.02, "currency": "usd"}, 0.02),
    "xAI's ticks": ({"cost_in_usd_ticks": 37756000}, 0.0037756),
    "Perplexity's table": ({"cost": {"total_cost": 0.006}}, 0.006),
    "DeepInfra": ({"estimated_cost": 0.0009}, 0.0009),
    "negative": ({"cost": -1}, None),
    "true": ({"cost": True}, None),
    "NaN": ({"cost": float("nan")}, None),
    "infinite": ({"cost": float("inf")}, None),
    "infinite as text": ({"cost": "Infinity"}, None),
    "none": ({}, None),
}


@pytest.mark.parametrize("name", CHARGES)
def test_the_cost_a_server_tells(name: str) -> None:
    reported, expected = CHARGES[name]
    charged = read_bill({**counted(1000, 100, 1100), **reported}, ANYWHERE).cost_usd
    assert charged == pytest.approx(expected) if expected is not None else charged is None


def reply_to(*frames: dict[str, Any], read: Any = chat_completions.read) -> Reply:
    reply, asked = Reply(), RequestContext(ANYWHERE, "m")
    for frame in frames:
        list(read(frame, reply, asked))
    return reply


def words(text: str, **more: Any) -> dict[str, Any]:
    return {"choices": [{"delta": {"content": text}, **more.pop("choice", {})}], **more}


US = counted(1000, 100, 1100)


@pytest.mark.parametrize(
    "last",
    [
        {"choices": [], "usage": US},
        {"choices": [{"delta": {}, "usage": US}]},
        {"choices": [], "x_groq": {"id": "r", "usage": US}},
        {"choices": [], "usage": None, "x_groq": {"usage": US}},
    ],
    ids=["usage", "Moonshot", "Groq", "Groq beside null"],
)
def test_usage_is_found_where_the_vendor_puts_it(last: dict[str, Any]) -> None:
    assert reply_to(words("A red circle."), last).usage == Usage(1000, 100)


def test_a_later_chunk_never_erases_an_earlier_one() -> None:
    first = {"choices": [], "usage": {**US, "cost": 0.00042}}
    for later in ({"usage": US}, {"usage": counted(0, 0, 0)}, {"usage": {}}, {"usage": None}):
        reply = reply_to(words("A red circle."), first, {"choices": [], **later})
        assert reply.bill.cost_usd == 0.00042
        assert reply.usage == Usage(1000, 100)


def test_the_last_of_growing_counts_holds() -> None:
    reply = reply_to(
        words("A red", usage=counted(1000, 2, 1002)),
        words(" circle.", usage=counted(1000, 50, 1050)),
        {"choices": [], "usage": US},
    )
    assert reply.usage == Usage(1000, 100)


def test_a_count_that_words_came_after_is_no_count_of_the_output() -> None:
    reply = reply_to(words("A", usage=counted(1000, 1, 1001)), words(" red circle."))
    assert reply.usage == Usage(1000, None)


def test_counts_of_each_piece_alone_are_no_count_of_the_whole() -> None:
    pieces = (words(text, usage=counted(1000, 1, 1001)) for text in ("A", " red", " circle."))
    assert reply_to(*pieces).usage == Usage(1000, None)


@pytest.mark.parametrize("text", ["two birds", "<think>hm</think>two birds", "a <"])
def test_words_held_back_as_they_may_begin_the_key_are_in_the_count(text: str) -> None:
    reply = Reply([Secret("sk-0123456789")])
    for frame in (words(text), {"choices": [], "usage": US}):
        list(chat_completions.read(frame, reply, RequestContext(ANYWHERE, "m")))
    reply.reason = FinishReason.STOP
    last = list(reply.end({}))[-1]
    assert isinstance(last, Finished)
    assert last.usage == Usage(1000, 100)


def test_no_output_tokens_for_written_words_is_no_count() -> None:
    reply = reply_to(words("A red circle."), {"choices": [], "usage": counted(1000, 0, 1000)})
    assert reply.usage == Usage(1000, None)


def test_counts_that_contradict_their_total_are_told() -> None:
    reply = reply_to(words("A"), {"choices": [], "usage": counted(1000, 100, 500)})
    reply.reason = FinishReason.STOP
    said = [str(getattr(event, "text", "")) for event in reply.end({})]
    assert said[0] == "The server's token counts contradict their own total; see its price list."
    assert reply.usage == Usage(1000, 100)
    reply.billed = False
    assert not any(isinstance(event, Notice) for event in reply.end({})), "nothing to pay"


def test_the_responses_api_is_counted_alike() -> None:
    usage = {
        "input_tokens": 279,
        "output_tokens": 6,
        "total_tokens": 374,
        "output_tokens_details": {"reasoning_tokens": 89},
    }
    response = {"status": "completed", "usage": usage}
    frame = {"type": "response.completed", "response": response}
    assert reply_to(frame, read=responses.read).usage == Usage(279, 95, 89)


@pytest.mark.parametrize(
    "value", [-1, True, float("nan"), float("inf"), "NaN", "−1", "", None, [], 10**400, 1e300]
)
def test_what_is_no_amount_is_refused(value: object) -> None:
    assert whole(value) is None
    assert usd(value) is None


def test_what_json_calls_infinite_is_refused() -> None:
    usage = json.loads('{"prompt_tokens": Infinity, "completion_tokens": 1e999, "cost": NaN}')
    assert read_bill(usage, ANYWHERE) == read_bill({}, ANYWHERE)
