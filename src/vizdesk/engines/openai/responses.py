"""OpenAI's Responses API: a Request as its body, its stream of events as ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.comparison.events import Event, Request
from vizdesk.comparison.models import USUAL_DETAIL
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.errors import RequestContext, reported_error
from vizdesk.engines.json_access import at
from vizdesk.engines.openai.data_url import data_url
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import read_bill

PATH = "/responses"
_LEAST_TOKENS = 16  # OpenAI refuses a smaller limit


def body(request: Request, slug: str) -> dict[str, Any]:
    """The request body. `store` is off: OpenAI would otherwise keep the image for 30 days."""
    sampling = request.model.sampling
    image = {
        "type": "input_image",
        "image_url": data_url(request.image),
        "detail": sampling.detail or USUAL_DETAIL,
    }
    words = {"type": "input_text", "text": request.prompt}
    content = [image, words] if request.image_first else [words, image]
    sent: dict[str, Any] = {
        "model": slug,
        "input": [{"role": "user", "content": content}],
        "store": False,
        "stream": True,
        "max_output_tokens": max(_LEAST_TOKENS, sampling.max_output_tokens),
    }
    if request.system:
        sent["instructions"] = request.system
    if sampling.temperature is not None:
        sent["temperature"] = sampling.temperature
    reasoning = {"effort": sampling.effort, "summary": "auto" if sampling.thinking else None}
    reasoning = {key: value for key, value in reasoning.items() if value is not None}
    if reasoning:
        sent["reasoning"] = reasoning
    if request.schema is not None:
        form = {"type": "json_schema", "name": "answer", "schema": request.schema, "strict": True}
        sent["text"] = {"format": form}
    return sent


def sampling_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in a request body, for the record."""
    keys = ("temperature", "max_output_tokens", "reasoning")
    settings = {key: sent[key] for key in keys if key in sent}
    parts = sent["input"][0]["content"]
    detail = next(part["detail"] for part in parts if "detail" in part)
    return {**settings, "detail": detail, "constrained": "text" in sent}


def read(frame: Mapping[str, Any], reply: Reply, context: RequestContext) -> Iterator[Event]:
    """What one event of the stream means. Raises EngineError when it reports a failure."""
    kind = frame.get("type")
    if kind == "response.output_text.delta":
        yield from reply.text(frame.get("delta"))
    elif kind == "response.refusal.delta":
        reply.refused = True
        yield from reply.text(frame.get("delta"))
    elif kind in ("response.reasoning_summary_text.delta", "response.reasoning_text.delta"):
        yield from reply.thinking(frame.get("delta"))
    elif kind == "response.reasoning_summary_part.added" and frame.get("summary_index"):
        yield from reply.thinking("\n\n")
    elif kind == "response.output_item.added" and at(frame, "item", "type") == "reasoning":
        yield from reply.thinking()
    elif kind in ("response.completed", "response.incomplete"):
        reply.named(at(frame, "response", "model"), context.secret)
        yield from reply.count(read_bill(at(frame, "response", "usage"), context.server))
        reply.reason = _reason(at(frame, "response", "incomplete_details", "reason"))
    elif kind == "response.failed":
        raise reported_error(at(frame, "response", "error"), context)
    elif kind == "error":
        raise reported_error(frame, context)


def _reason(incomplete: object) -> FinishReason:
    if incomplete is None:
        return FinishReason.STOP
    filtered = incomplete == "content_filter"
    return FinishReason.CONTENT_FILTER if filtered else FinishReason.LENGTH
