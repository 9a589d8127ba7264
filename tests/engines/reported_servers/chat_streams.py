"""Streams of Chat Completions as servers were reported to send them: frames, fields, ends."""

from __future__ import annotations

import json

from tests.engines.openai.scripted_server import DONE
from tests.engines.reported_servers.scripted_http import (
    STOP,
    TEXT,
    USAGE,
    WHOLE_STREAM,
    Exchange,
    answers,
    behaviour,
    chunk,
    frame,
    streams,
    usage,
)

# --- Frames ---
COMMENT = ": OPENROUTER PROCESSING\n\n"
streams("or_comments", COMMENT * 5, TEXT, COMMENT, STOP, usage(), DONE)
streams("crlf", WHOLE_STREAM.replace("\n", "\r\n"))
streams("nospace", WHOLE_STREAM.replace("data: ", "data:"))
streams("choices_missing", frame({"id": "x"}), WHOLE_STREAM)
streams("bad_json_frame", TEXT, "data: {oops\n\n", STOP, usage(), DONE)
streams("ping_text", "event: ping\ndata: ping\n\n", WHOLE_STREAM)
streams("data_empty", TEXT, "data:\n\n", STOP, usage(), DONE)
streams("data_null", TEXT, "data: null\n\n", STOP, usage(), DONE)
streams("done_nospace_lower", TEXT, STOP, usage(), "data: [done]\n\n")
streams("ct_json_sse", WHOLE_STREAM, kind="application/json")
streams("ct_none", WHOLE_STREAM, kind="")
streams("done_only", DONE)
streams("empty_body", "")

# --- Usage and cost ---
streams(
    "usage_every",
    chunk({"content": "A red"}, usage={**USAGE, "completion_tokens": 2, "total_tokens": 1002}),
    chunk({"content": " circle."}, usage={**USAGE, "completion_tokens": 50, "total_tokens": 1050}),
    chunk({}, "stop", usage=USAGE),
    DONE,
)
streams("usage_missing", TEXT, STOP, DONE)
for name, counted in {
    "usage_neg": {"prompt_tokens": -1, "completion_tokens": -5, "total_tokens": -6},
    "usage_float": {key: float(value) for key, value in USAGE.items()},
    "usage_cost": {**USAGE, "cost": 0.00042, "cost_details": {"upstream_inference_cost": None}},
    "usage_cost_str": {**USAGE, "cost": "0.00042"},
    "usage_cost_neg": {**USAGE, "cost": -1},
    "usage_cost_byok": {
        **USAGE,
        "cost": 0.00005,
        "is_byok": True,
        "cost_details": {"upstream_inference_cost": 0.01},
    },
    "usage_xai": {
        "prompt_tokens": 10120,
        "completion_tokens": 1499,
        "total_tokens": 14428,
        "prompt_tokens_details": {"cached_tokens": 128},
        "completion_tokens_details": {"reasoning_tokens": 2809},
    },
    "usage_cached": {
        "prompt_tokens": 10000,
        "completion_tokens": 100,
        "total_tokens": 10100,
        "prompt_tokens_details": {"cached_tokens": 9000},
    },
    "usage_top_prompt_only": {"prompt_tokens": 1000, "total_tokens": 1100},
}.items():
    streams(name, TEXT, STOP, usage(counted), DONE)
streams(
    "usage_cost_then_nocost",
    TEXT,
    chunk({}, "stop", usage={**USAGE, "cost": 0.00042}),
    usage(),
    DONE,
)

# --- Where text and reasoning stand ---
THOUGHT = [{"type": "thinking", "thinking": [{"type": "text", "text": "Hmm, round."}]}]
END = STOP + usage() + DONE
streams(
    "content_parts_think",
    chunk({"content": THOUGHT}),
    chunk({"content": [{"type": "text", "text": "A red circle."}]}),
    END,
)
streams(
    "content_mixed_magistral", chunk({"content": THOUGHT}), chunk({"content": "A red circle."}), END
)
streams(
    "legacy_text",
    frame(
        {
            "id": "c",
            "choices": [{"index": 0, "text": "A red circle.", "finish_reason": "stop"}],
            "usage": USAGE,
        }
    ),
    DONE,
)
streams(
    "reasoning_both",
    chunk(
        {
            "reasoning": "Round.",
            "reasoning_content": "Round.",
            "reasoning_details": [{"type": "reasoning.text", "text": "Round."}],
        }
    ),
    WHOLE_STREAM,
)
streams("reasoning_text_field", chunk({"reasoning_text": "Round."}), WHOLE_STREAM)
streams("reasoning_obj", chunk({"reasoning": {"text": "Round."}}), WHOLE_STREAM)
streams(
    "think_tags",
    chunk({"content": "<think>Round"}),
    chunk({"content": ".</thi"}),
    chunk({"content": "nk>A red circle."}),
    END,
)
streams("think_noopen", chunk({"content": "Round.\n</think>\n\nA red circle."}), END)
streams("thought_tags", chunk({"content": "<thought>Round.</thought>A red circle."}), END)
streams("thinking_tags", chunk({"content": "<thinking>Round.</thinking>A red circle."}), END)
streams(
    "think_unclosed",
    chunk({"content": "<think>Round and round"}),
    chunk({}, "length"),
    usage(),
    DONE,
)
streams(
    "dup_final_message",
    chunk({"content": "A red circle."}),
    frame(
        {
            "choices": [
                {
                    "index": 0,
                    "delta": {},
                    "message": {"content": "A red circle."},
                    "finish_reason": "stop",
                }
            ],
            "usage": USAGE,
        }
    ),
    DONE,
)
streams(
    "tool_calls",
    chunk({"tool_calls": [{"index": 0, "id": "t", "function": {"name": "f", "arguments": "{}"}}]}),
    chunk({}, "tool_calls"),
    DONE,
)


def half(text: str) -> str:
    """A chunk whose text is written as JSON escapes, which may be halves of a character."""
    choice = f'{{"index":0,"delta":{{"content":"{text}"}},"finish_reason":null}}'
    return f'data: {{"choices":[{choice}]}}\n\n'


streams("surrogate", chunk({"content": "A"}), half("\\ud83d"), half("\\ude00 red"), STOP, DONE)
streams("surrogate_lone", half("A \\ud83d red"), STOP, DONE)
streams("nul_char", chunk({"content": "A \u0000 red\u0007 circle"}), END)

# --- Why it ended ---
streams(
    "fin_early_then_text",
    chunk({"content": "A red"}, "stop"),
    chunk({"content": " circle."}, "stop"),
    usage(),
    DONE,
)
for name, reason in {
    "fin_length": "length",
    "fin_MAX_TOKENS": "MAX_TOKENS",
    "fin_eos": "eos",
    "fin_filter_part": "content_filter",
}.items():
    streams(name, TEXT, chunk({}, reason), usage(), DONE)
streams("fin_SAFETY", chunk({}, "SAFETY"), DONE)
streams("fin_filter_prefix", chunk({}, "content_filter: RECITATION"), usage(), DONE)
streams("fin_insufficient", TEXT, chunk({}, "insufficient_system_resource"), DONE)

# --- Failures inside a stream that began well ---
OVERLOADED = {"message": "Overloaded", "type": "overloaded_error"}
streams(
    "mid_err_first",
    frame(
        {
            "id": "c",
            "provider": "X",
            "error": {
                "code": 429,
                "message": "Rate limit exceeded: free-models-per-min",
                "metadata": {"headers": {"X-RateLimit-Reset": "1741305600000"}},
            },
            "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}],
        }
    ),
)
streams("mid_err_event", f"event: error\ndata: {json.dumps({'error': OVERLOADED})}\n\n")
streams("mid_err_anthropic", frame({"type": "error", "error": OVERLOADED}))
streams(
    "mid_err_obj_only",
    frame(
        {
            "object": "error",
            "message": "CUDA out of memory",
            "type": "InternalServerError",
            "code": 500,
        }
    ),
    DONE,
)
streams(
    "mid_err_noerr_key",
    frame({"code": "InvalidParameter", "message": "image format illegal"}),
    DONE,
)


# --- The key, echoed ---
@behaviour("key_echo_model")
async def key_as_model(exchange: Exchange) -> None:
    await exchange.begin()
    named = {"model": f"Bearer {exchange.key}", "provider": f"Bearer {exchange.key}"}
    await exchange.piece(chunk({"content": "x"}, **named) + END)
    await exchange.end()


@behaviour("usage_key")
async def key_as_reason(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(TEXT + chunk({}, f"Bearer {exchange.key}") + usage() + DONE)
    await exchange.end()


# --- Not a stream ---
answers(
    "nonstream_reasoning",
    200,
    {
        "id": "c",
        "object": "chat.completion",
        "model": "m",
        "choices": [
            {
                "index": 0,
                "message": {
                    "role": "assistant",
                    "content": "A red circle.",
                    "reasoning_content": "Round.",
                },
                "finish_reason": "stop",
            }
        ],
        "usage": USAGE,
    },
)
