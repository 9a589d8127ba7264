"""Chat Completions, which every server speaks: a Request as its body, its stream as ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError, Event, Notice, Request
from vizdesk.comparison.models import USUAL_DETAIL
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.errors import RequestContext, reported_error
from vizdesk.engines.json_access import at
from vizdesk.engines.openai.data_url import data_url
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import read_bill, reported_usages
from vizdesk.engines.redaction import redact
from vizdesk.engines.server_identity import Server

PATH = "/chat/completions"

_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "content_filter": FinishReason.CONTENT_FILTER,
}


def body(request: Request, slug: str, server: Server) -> dict[str, Any]:
    """The request body, with only those fields that this server is known to take."""
    sampling = request.model.sampling
    image_url = {"url": data_url(request.image)}
    if server.takes_detail:
        image_url["detail"] = sampling.detail or USUAL_DETAIL
    image = {"type": "image_url", "image_url": image_url}
    words = {"type": "text", "text": request.prompt}
    content = [image, words] if request.image_first else [words, image]
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
    if server.is_router:
        sent["provider"] = _routing(request)
    if server.loopback and request.thinking is not None:
        # llama-server and vLLM hand these to the model's chat template.
        sent["chat_template_kwargs"] = {"enable_thinking": request.thinking}
    return {key: value for key, value in sent.items() if key not in server.left_out}


def _routing(request: Request) -> dict[str, Any]:
    """OpenRouter's `provider`: no host that keeps the image, and the named ones only, in order.

    A host that does not know a field drops it silently; with a schema that is not wanted.
    """
    routing: dict[str, Any] = {"data_collection": "deny"}
    if request.schema is not None:
        routing["require_parameters"] = True
    if request.model.sampling.providers:
        routing |= {"order": list(request.model.sampling.providers), "allow_fallbacks": False}
    return routing


def sampling_of(sent: Mapping[str, Any], server: Server) -> dict[str, Any]:
    """The settings in a request body, for the record."""
    keys = (
        "temperature",
        "seed",
        "max_tokens",
        "max_completion_tokens",
        "reasoning_effort",
        "provider",
        "chat_template_kwargs",
    )
    settings = {key: sent[key] for key in keys if key in sent}
    detail = {"detail": _detail(sent)} if server.takes_detail else {}
    return {**settings, **detail, "constrained": "response_format" in sent}


def _detail(sent: Mapping[str, Any]) -> str:
    parts = sent["messages"][-1]["content"]
    return next(str(part["image_url"]["detail"]) for part in parts if "image_url" in part)


def read(frame: Mapping[str, Any], reply: Reply, context: RequestContext) -> Iterator[Event]:
    """What one chunk of the stream means. Raises EngineError when it reports a failure."""
    if frame.get("error"):
        raise reported_error(frame["error"], context)
    reply.named(frame.get("model"), context.secret)
    choices = frame.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    delta = at(choice, "delta")
    # DeepSeek, vLLM and llama-server say reasoning_content, OpenRouter and Ollama say reasoning.
    thought = at(delta, "reasoning_content") or at(delta, "reasoning") or _detailed(delta)
    if thought:
        yield from reply.thinking(thought)
    yield from _routed(frame.get("provider"), reply, context)
    if at(delta, "refusal"):
        reply.refused = True
        yield from reply.text(at(delta, "refusal"))
    yield from reply.split_text(at(delta, "content"))
    for reported in reported_usages(frame):
        yield from reply.count(read_bill(reported, context.server))
    yield from _ended(at(choice, "finish_reason"), choice, reply, context)


def _detailed(delta: object) -> str:
    """OpenRouter's `reasoning_details`: texts and summaries; encrypted ones show nothing."""
    details = at(delta, "reasoning_details")
    if not isinstance(details, list):
        return ""
    texts = (at(detail, "text") or at(detail, "summary") for detail in details)
    return "".join(text for text in texts if isinstance(text, str))


def _routed(provider: object, reply: Reply, context: RequestContext) -> Iterator[Event]:
    """Say once which host of a router answers: its quantisation and its limits are its own."""
    if context.server.is_router and isinstance(provider, str) and provider and not reply.routed:
        reply.routed = provider
        yield Notice(
            message(
                "Answered by {provider}, through {name}.",
                provider=redact(provider, context.secret),
                name=context.server.name,
            )
        )


def _ended(
    reason: object, choice: object, reply: Reply, context: RequestContext
) -> Iterator[Event]:
    if not isinstance(reason, str) or not reason:
        return
    if reason == "error":
        raise reported_error(at(choice, "error"), context)
    if reason in ("tool_calls", "function_call"):
        what = message("{slug} called a tool instead of answering.", slug=context.slug)
        raise EngineError(
            what, message("Ask again, or use another model."), f"finish_reason: {reason}"
        )
    if reason not in _REASONS:
        named = redact(reason, context.secret)
        yield Notice(
            message(
                "{name} ended the answer with “{named}”.", name=context.server.name, named=named
            )
        )
    reply.reason = _REASONS.get(reason, FinishReason.STOP)
