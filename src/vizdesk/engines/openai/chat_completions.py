"""Chat Completions, which every server speaks: a Request as its body, its stream as ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import Event, Notice, Request
from vizdesk.comparison.models import USUAL_DETAIL
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.error_bodies import reported_in
from vizdesk.engines.errors import RequestContext, reported_error
from vizdesk.engines.finish_reasons import TOOLS, finish_reason, normal_name
from vizdesk.engines.json_access import at
from vizdesk.engines.openai.content import content_runs, reasoning_of
from vizdesk.engines.openai.data_url import data_url
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import read_bill, reported_usages
from vizdesk.engines.redaction import redact
from vizdesk.engines.server_identity import Server

PATH = "/chat/completions"


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


def sampling_of(sent: Mapping[str, Any]) -> dict[str, Any]:
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
    for part in sent["messages"][-1]["content"]:
        detail = at(part, "image_url", "detail")
        settings |= {"detail": detail} if detail is not None else {}
    return {**settings, "constrained": "response_format" in sent}


def read(frame: Mapping[str, Any], reply: Reply, context: RequestContext) -> Iterator[Event]:
    """What one chunk, or one whole answer, means. Raises EngineError when it reports a failure."""
    error = reported_in(frame)
    if error is not None:
        raise reported_error(error, context)
    reply.named(frame.get("model"))
    choice = _choice(frame.get("choices"))
    if at(choice, "error"):
        raise reported_error(at(choice, "error"), context)
    reply.recognised = reply.recognised or "choices" in frame
    if choice is not None:
        yield from _written(choice, reply)
    yield from _routed(frame.get("provider"), reply, context)
    for reported in reported_usages(frame):
        yield from reply.count(read_bill(reported, context.server))
    yield from _ended(at(choice, "finish_reason"), choice, reply, context)


def _choice(choices: object) -> Mapping[str, Any] | None:
    """The first of the answers; servers that give several mix their chunks."""
    for choice in choices if isinstance(choices, list) else []:
        if isinstance(choice, dict) and choice.get("index") in (0, None):
            return choice
    return None


def _written(choice: Mapping[str, Any], reply: Reply) -> Iterator[Event]:
    """What a choice adds: as `delta`, as a whole `message`, or as `text` of the older API."""
    delta, whole_message = choice.get("delta"), choice.get("message")
    if isinstance(delta, dict):
        yield from _delta(delta, reply)
    elif isinstance(delta, str):
        yield from reply.split_text(delta)
    if isinstance(whole_message, dict):
        yield from _message(whole_message, reply, last=choice.get("finish_reason") is not None)
    if isinstance(choice.get("text"), str):
        yield from reply.split_text(choice["text"])


def _delta(delta: Mapping[str, Any], reply: Reply) -> Iterator[Event]:
    thought = reasoning_of(delta)
    if thought:
        yield from reply.thinking(thought)
    if delta.get("refusal"):
        reply.refused = True
        yield from reply.text(delta["refusal"])
    for run in content_runs(delta.get("content")):
        yield from reply.thinking(run.text) if run.thinking else reply.split_text(run.text)
        reply.by_delta = reply.by_delta or not run.thinking
    _called(delta, reply)


def _message(message: Mapping[str, Any], reply: Reply, *, last: bool) -> Iterator[Event]:
    """A message in place of a delta: the whole answer, one that grows, or no more than a piece."""
    runs = list(content_runs(message.get("content")))
    thought = reasoning_of(message) or "".join(run.text for run in runs if run.thinking)
    if thought and not reply.thought:
        yield from reply.thinking(thought)
    if message.get("refusal") and not reply.wrote:
        reply.refused = True
        yield from reply.text(message["refusal"])
    text = "".join(run.text for run in runs if not run.thinking)
    before = reply.received
    if text.startswith(before):
        yield from reply.split_text(text[len(before) :])
    elif not reply.by_delta and not (last and text.strip() == before.strip()):
        yield from reply.split_text(text)
    _called(message, reply)


def _called(message: Mapping[str, Any], reply: Reply) -> None:
    """Calls of tools: some servers give a structured answer as the arguments of one."""
    calls = message.get("tool_calls")
    functions = [at(call, "function") for call in calls] if isinstance(calls, list) else []
    for function in (*functions, message.get("function_call")):
        reply.call(at(function, "name"), at(function, "arguments"))


def _routed(provider: object, reply: Reply, context: RequestContext) -> Iterator[Event]:
    """Say once which host of a router answers: its quantisation and its limits are its own."""
    if context.server.is_router and isinstance(provider, str) and provider and not reply.routed:
        reply.routed = provider
        yield Notice(
            message(
                "Answered by {provider}, through {name}.",
                provider=redact(provider, context.secrets),
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
    if normal_name(reason) in TOOLS:
        reply.called = True
        reply.reason = FinishReason.STOP
        return
    known = finish_reason(reason)
    named = redact(reason, context.secrets)
    name = context.server.name
    if known is None:
        yield Notice(message("{name} ended the answer with “{named}”.", name=name, named=named))
    elif known is FinishReason.ABORTED and reply.reason is None:
        yield Notice(message("{name} cut the answer off: “{named}”.", name=name, named=named))
    reply.reason = known or FinishReason.STOP
