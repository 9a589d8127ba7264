"""Chat Completions, which every server speaks: a Request as its body, its stream as ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.comparison.events import EngineError, Event, Notice, Request
from vizdesk.comparison.nouns import FinishReason, Usage
from vizdesk.engines.api_errors import Asked, reported_error
from vizdesk.engines.data_url import data_url
from vizdesk.engines.redaction import redact
from vizdesk.engines.reply import Reply, at, whole
from vizdesk.engines.servers import Server

PATH = "/chat/completions"
DETAIL = "high"

_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "content_filter": FinishReason.CONTENT_FILTER,
}


def body(request: Request, slug: str, server: Server) -> dict[str, Any]:
    """The request body, with only those fields that this server is known to take."""
    sampling = request.model.sampling
    image = {"url": data_url(request.picture)} | ({"detail": DETAIL} if server.takes_detail else {})
    picture = {"type": "image_url", "image_url": image}
    words = {"type": "text", "text": request.prompt}
    content = [picture, words] if request.image_first else [words, picture]
    system = [{"role": "system", "content": request.system}] if request.system else []
    sent: dict[str, Any] = {
        "model": slug,
        "messages": [*system, {"role": "user", "content": content}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    # OpenAI's newer models refuse max_tokens; most other servers know nothing else.
    limit = "max_completion_tokens" if server.is_openai else "max_tokens"
    sent[limit] = sampling.max_output_tokens
    if sampling.temperature is not None:
        sent["temperature"] = sampling.temperature
    if sampling.seed is not None:
        sent["seed"] = sampling.seed
    if sampling.effort is not None:
        sent["reasoning_effort"] = sampling.effort
    if request.schema is not None:
        form = {"name": "answer", "schema": request.schema, "strict": True}
        sent["response_format"] = {"type": "json_schema", "json_schema": form}
    return sent


def sampling_of(sent: Mapping[str, Any], server: Server) -> dict[str, Any]:
    """The settings in a request body, for the record."""
    keys = ("temperature", "seed", "max_tokens", "max_completion_tokens", "reasoning_effort")
    settings = {key: sent[key] for key in keys if key in sent}
    detail = {"detail": DETAIL} if server.takes_detail else {}
    return {**settings, **detail, "constrained": "response_format" in sent}


def read(frame: Mapping[str, Any], reply: Reply, asked: Asked) -> Iterator[Event]:
    """What one chunk of the stream means. Raises EngineError when it reports a failure."""
    if frame.get("error"):
        raise reported_error(frame["error"], asked)
    choices = frame.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    delta = at(choice, "delta")
    # DeepSeek, vLLM and llama-server say reasoning_content, OpenRouter and Ollama say reasoning.
    thought = at(delta, "reasoning_content") or at(delta, "reasoning")
    if thought:
        yield from reply.thinking(thought)
    if at(delta, "refusal"):
        reply.refused = True
        yield from reply.text(at(delta, "refusal"))
    yield from reply.text(at(delta, "content"))
    yield from _counted(frame.get("usage"), reply)
    yield from _ended(at(choice, "finish_reason"), choice, reply, asked)


def _ended(reason: object, choice: object, reply: Reply, asked: Asked) -> Iterator[Event]:
    if not isinstance(reason, str) or not reason:
        return
    if reason == "error":
        raise reported_error(at(choice, "error"), asked)
    if reason in ("tool_calls", "function_call"):
        what = f"{asked.slug} called a tool instead of answering."
        raise EngineError(what, "Ask again, or use another model.", f"finish_reason: {reason}")
    if reason not in _REASONS:
        named = redact(reason, asked.secret)
        yield Notice(f"{asked.server.name} ended the answer with “{named}”.")
    reply.reason = _REASONS.get(reason, FinishReason.STOP)


def _counted(usage: object, reply: Reply) -> Iterator[Event]:
    if not isinstance(usage, dict) or not usage:
        return
    cost = usage.get("cost")  # OpenRouter's own figure, in US dollars
    counted = Usage(
        input_tokens=whole(at(usage, "prompt_tokens")),
        output_tokens=whole(at(usage, "completion_tokens")),
        reasoning_tokens=whole(at(usage, "completion_tokens_details", "reasoning_tokens")),
        image_tokens=whole(at(usage, "prompt_tokens_details", "image_tokens")),
        cached_tokens=whole(at(usage, "prompt_tokens_details", "cached_tokens")),
    )
    yield from reply.count(counted, float(cost) if isinstance(cost, int | float) else None)
