"""Streams of the Responses API as servers were reported to send them."""

from __future__ import annotations

from tests.engines.openai.scripted_server import DONE, happened
from tests.engines.reported_servers.scripted_http import (
    STOP,
    TEXT,
    Exchange,
    answers,
    behaviour,
    streams,
)

USAGE = {
    "input_tokens": 1000,
    "output_tokens": 100,
    "total_tokens": 1100,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens_details": {"reasoning_tokens": 0},
}
TEXT_EVENTS = happened("response.created", response={"status": "in_progress"})
TEXT_EVENTS += happened("response.output_text.delta", delta="A red circle.")
MESSAGE = {"type": "message", "content": [{"type": "output_text", "text": "A red circle."}]}


def ended(status: str = "completed", **fields: object) -> str:
    """The event that ends a response."""
    response = {"id": "r", "status": status, "model": "m", "usage": USAGE, **fields}
    return happened(f"response.{status}", response=response)


streams(
    "r_unknown",
    happened("response.queued"),
    happened("response.web_search_call.searching", x=1),
    happened("response.brand_new.thing", delta="NO"),
    TEXT_EVENTS,
    happened("response.output_text.annotation.added"),
    ended(),
)
streams("r_incomplete_nodetails", TEXT_EVENTS, ended("incomplete"))
streams("r_failed_null", ended("failed"))
streams(
    "r_failed_ratelimit", ended("failed", error={"code": "rate_limit_exceeded", "message": "slow"})
)
streams(
    "r_failed_img",
    ended("failed", error={"code": "invalid_image_format", "message": "bad image"}),
)
streams(
    "r_done_only",
    happened("response.output_text.done", text="A red circle."),
    ended(output=[MESSAGE]),
)
streams("r_item_done_only", happened("response.output_item.done", item=MESSAGE), ended())
streams("r_error_flat", happened("error", code="rate_limit_exceeded", message="slow", param=None))
streams(
    "r_completed_status_incomplete",
    TEXT_EVENTS,
    happened(
        "response.completed",
        response={
            "status": "incomplete",
            "usage": USAGE,
            "incomplete_details": {"reason": "max_output_tokens"},
        },
    ),
)
streams(
    "r_usage_null",
    TEXT_EVENTS,
    happened("response.completed", response={"status": "completed", "usage": None}),
)
streams("r_no_event_names", TEXT_EVENTS.replace("event: ", "x: "), ended())
streams("r_chat_on_responses", TEXT, STOP, DONE)
answers(
    "r_nonstream",
    200,
    {
        "id": "r",
        "object": "response",
        "status": "completed",
        "model": "m",
        "output": [MESSAGE],
        "usage": USAGE,
    },
)


@behaviour("r_reason_slow")
async def hidden_reasoning_of_130_seconds(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(
        happened("response.created", response={"status": "in_progress"})
        + happened("response.in_progress", response={})
        + happened("response.output_item.added", item={"type": "reasoning", "summary": []})
    )
    for number in range(13):
        await exchange.piece(
            ": keepalive\n\n"
            + happened("keepalive", sequence_number=number)
            + happened("response.in_progress", response={})
        )
        await exchange.pause(10)
    done = happened("response.output_item.done", item={"type": "reasoning"})
    await exchange.piece(done + TEXT_EVENTS + ended())
    await exchange.end()
