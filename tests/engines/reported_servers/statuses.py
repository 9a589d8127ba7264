"""Refusals as servers were reported to send them: statuses, bodies, headers."""

from __future__ import annotations

from collections.abc import Mapping

from tests.engines.reported_servers.scripted_http import (
    WHOLE_STREAM,
    Exchange,
    answers,
    behaviour,
    error,
)

PAGE = "<html><head><title>{title}</title></head><body>nginx</body></html>"
answers("html502", 502, PAGE.format(title="502 Bad Gateway"), kind="text/html")
answers("204", 204, "")
answers("202", 202, {"status": "queued"})

# --- The image or a field is refused ---
answers("413_nginx", 413, PAGE.format(title="413 Request Entity Too Large"), kind="text/html")
TOO_LARGE = "image exceeds 5 MB maximum: 6122324 bytes > 5242880 bytes"
answers("400_big", 400, error(TOO_LARGE, type="invalid_request_error"))
answers(
    "400_effort",
    400,
    error(
        "Unsupported parameter: 'reasoning_effort'",
        param="reasoning_effort",
        code="unsupported_parameter",
    ),
)
answers(
    "400_noimg",
    400,
    error("This model does not support image_url content", type="invalid_request_error"),
)
answers(
    "400_noimg_vllm",
    400,
    {
        "object": "error",
        "message": "At most 0 image(s) may be provided in one request. None",
        "type": "BadRequestError",
        "param": None,
        "code": 400,
    },
)
answers("400_streamopt", 400, error("stream_options is not supported", param="stream_options"))
answers(
    "422_mistral",
    422,
    {
        "object": "error",
        "message": {
            "detail": [
                {
                    "type": "extra_forbidden",
                    "loc": ["body", "seed"],
                    "msg": "Extra inputs are not permitted",
                    "input": 0,
                }
            ]
        },
        "type": "invalid_request_error",
        "param": None,
        "code": None,
    },
)
answers(
    "400_or_nested",
    400,
    {
        "error": {
            "message": "Provider returned error",
            "code": 400,
            "metadata": {
                "raw": '{"error":{"message":"image exceeds 5 MB maximum: '
                '6275800 bytes > 5242880 bytes"}}',
                "provider_name": "Anthropic",
            },
        }
    },
)

# --- The key, the account, the model ---
answers(
    "400_gemini_list",
    400,
    [error("API key not valid. Please pass a valid API key.", code=400, status="INVALID_ARGUMENT")],
)
answers(
    "400_xai",
    400,
    {
        "code": "Client specified an invalid argument",
        "error": "Incorrect API key provided: xa***yz. "
        "You can obtain an API key from https://console.x.ai.",
    },
)
answers(
    "403_limit",
    403,
    error(
        "Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys",
        code=403,
    ),
)
answers(
    "404_or_policy",
    404,
    error(
        "No endpoints found matching your data policy (Free model publication). "
        "Configure: https://openrouter.ai/settings/privacy",
        code=404,
    ),
)
answers("404_ollama", 404, error('model "nope" not found, try pulling it first', type="api_error"))
answers("404_plain", 404, "404 page not found", kind="text/plain")

# --- Other statuses ---
answers("405", 405, "Method Not Allowed", kind="text/plain")
for status in (406, 408, 451, 499, 504, 522, 529, 530):
    answers(str(status), status, error("no"))
answers("409_body", 409, error("Conflict: model is loading"))
answers("503_loading", 503, error("Loading model", type="unavailable_error", code=503))
answers(
    "529_overloaded",
    529,
    {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
)
answers("301", 301, "", {"location": "http://127.0.0.1:1/steal"})
answers("307_noloc", 307, "")

# --- Too many questions, or no money left ---
for name, headers in {
    "429_ra1": {"retry-after": "1"},
    "429_ra_ms": {"retry-after-ms": "700"},
    "429_ra_date": {"retry-after": "Mon, 30 Nov 2037 12:00:00 GMT"},
    "429_ra_naive": {"retry-after": "Mon, 30 Nov 2037 12:00:00"},
    "429_ra_inf": {"retry-after-ms": "inf"},
    "429_ra_unit": {"retry-after": "7s"},
    "429_ratelimit_hdr": {"x-ratelimit-reset-requests": "6m0s"},
}.items():
    answers(name, 429, error("slow down"), headers)
answers(
    "429_quota",
    429,
    error(
        "You exceeded your current quota, please check your plan and billing details.",
        type="insufficient_quota",
        code="insufficient_quota",
    ),
)
answers(
    "429_moonshot",
    429,
    error(
        "Your account is not active, current state: exceeded current quota, "
        "please check your account balance",
        type="exceeded_current_quota_error",
    ),
)
answers(
    "429_tpm_impossible",
    429,
    error(
        "Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 68490. "
        "The input or output tokens must be reduced in order to run successfully.",
        type="tokens",
        code="rate_limit_exceeded",
    ),
)
answers("429_zhipu", 429, error("余额不足或无可用资源包,请充值。", code="1113"))


def flaky(name: str, times: int, status: int, words: str, headers: dict[str, str]) -> None:
    """Scenario `name` refuses so many times, then answers."""

    async def answer(exchange: Exchange) -> None:
        if exchange.asked <= times:
            await exchange.whole(status, error(words), headers=headers)
            return
        await exchange.begin()
        await exchange.piece(WHOLE_STREAM)
        await exchange.end()

    behaviour(name)(answer)


flaky("flaky_429x2", 2, 429, "slow", {"retry-after": "1"})
flaky("flaky_529x1", 1, 529, "overloaded", {})
flaky("flaky_425x1", 1, 425, "too early", {})


@behaviour("key_split_err")
async def key_at_the_edge(exchange: Exchange) -> None:
    # Details are cut at 2,000 characters, which here falls inside the key.
    await exchange.whole(400, "x" * 1990 + exchange.key, "text/plain")


answers("err_5mb", 400, error("x" * 5_000_000))
answers("latin1_err", 400, '{"error":{"message":"Ungültig"}}'.encode("latin-1"))

# --- A field is refused until it is left out ---


def strict(name: str, status: int, refusals: Mapping[str, object]) -> None:
    """Scenario `name` refuses the first of these fields that is sent, each in its own words."""

    async def answer(exchange: Exchange) -> None:
        for field, words in refusals.items():
            if field in exchange.body:
                await exchange.whole(status, words)
                return
        await exchange.begin()
        await exchange.piece(WHOLE_STREAM)
        await exchange.end()

    behaviour(name)(answer)


def _extra(field: str) -> dict[str, object]:
    words = "Extra inputs are not permitted"
    return {"detail": [{"type": "extra_forbidden", "loc": ["body", field], "msg": words}]}


_USE_OTHER = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
    "'max_completion_tokens' instead."
)
strict(
    "strict_maxtok",
    400,
    {"max_tokens": error(_USE_OTHER, param="max_tokens", code="unsupported_parameter")},
)
strict("strict_mistral", 422, {field: _extra(field) for field in ("seed", "stream_options")})
_ONLY_DEFAULT = (
    "Unsupported value: 'temperature' does not support 0.0 with this model. Only the default (1) "
    "value is supported."
)
strict(
    "strict_temperature",
    400,
    {"temperature": error(_ONLY_DEFAULT, param="temperature", code="unsupported_value")},
)

# --- Limits that pass and limits that do not ---


def _google(quota: str, limit: int, delay: str) -> list[dict[str, object]]:
    words = f"You exceeded your current quota. * Quota exceeded for metric: x, limit: {limit}"
    details = [
        {"violations": [{"quotaId": f"GenerateRequests{quota}PerProjectPerModel-FreeTier"}]},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay},
    ]
    return [error(words, code=429, status="RESOURCE_EXHAUSTED", details=details)]


answers("429_gemini_list", 429, _google("PerDay", 50, "37s"))
answers("429_gemini_limit0", 429, _google("PerMinute", 0, "37s"))
answers("429_gemini_minute", 429, _google("PerMinute", 15, "1s"))
answers("429_or_day", 429, error("Rate limit exceeded: free-models-per-day", code=429))
answers("401", 401, error("Incorrect API key provided.", code="invalid_api_key"))
