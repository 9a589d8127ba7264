"""OpenAI's Responses API: a Request as its body, its stream of events as ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import Event, Notice, Request
from vizdesk.comparison.models import USUAL_DETAIL
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.error_bodies import reported_in
from vizdesk.engines.errors import RequestContext, reported_error
from vizdesk.engines.finish_reasons import finish_reason
from vizdesk.engines.json_access import at
from vizdesk.engines.openai.content import content_runs
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
    for part in parts:
        settings |= {"detail": part["detail"]} if "detail" in part else {}
    return {**settings, "constrained": "text" in sent}


def read(frame: Mapping[str, Any], reply: Reply, context: RequestContext) -> Iterator[Event]:
    """What one event, or a whole response, means. Raises EngineError when it reports a failure."""
    kind = frame.get("type")
    if frame.get("object") == "response" and not isinstance(kind, str):
        for event in whole_response(frame):
            yield from read(event, reply, context)
        return
    reply.recognised = reply.recognised or str(kind).startswith("response.")
    if kind in _DELTAS:
        yield from _delta(str(kind), frame, reply)
    elif kind == "response.output_item.added" and at(frame, "item", "type") == "reasoning":
        yield from reply.thinking()
    elif kind == "response.output_text.done":
        yield from reply.whole_text(frame.get("text"))
    elif kind == "response.output_item.done":
        yield from _item(frame.get("item"), reply)
    elif kind in ("response.completed", "response.incomplete", "response.cancelled"):
        yield from _ended(str(kind), frame.get("response"), reply, context)
    elif kind == "response.failed":
        raise reported_error(at(frame, "response", "error"), context)
    elif kind == "error" or reported_in(frame) is not None:
        raise reported_error(reported_in(frame), context)


_DELTAS = frozenset(
    {
        "response.output_text.delta",
        "response.refusal.delta",
        "response.reasoning_summary_text.delta",
        "response.reasoning_text.delta",
        "response.reasoning_summary_part.added",
    }
)


def _delta(kind: str, frame: Mapping[str, Any], reply: Reply) -> Iterator[Event]:
    delta = frame.get("delta")
    if kind == "response.output_text.delta":
        yield from reply.split_text(delta)
    elif kind == "response.refusal.delta":
        reply.refused = True
        yield from reply.text(delta)
    elif kind != "response.reasoning_summary_part.added":
        yield from reply.thinking(delta)
    elif frame.get("summary_index"):
        yield from reply.thinking("\n\n")


def _item(item: object, reply: Reply) -> Iterator[Event]:
    """An item that is complete: what it says and no delta said before."""
    kind = at(item, "type")
    if kind == "message":
        parts = at(item, "content")
        for part in parts if isinstance(parts, list) else [parts]:
            if at(part, "type") == "refusal":
                reply.refused = True
                yield from reply.whole_text(at(part, "refusal"))
            else:
                said = [run.text for run in content_runs(part) if not run.thinking]
                yield from reply.whole_text("".join(said))
    elif kind == "reasoning" and not reply.thought:
        for name in ("summary", "content"):
            texts = [run.text for run in content_runs(at(item, name), True)]
            if texts:
                yield from reply.thinking("\n\n".join(texts))
                return
    elif kind == "function_call":
        reply.call(at(item, "name"), at(item, "arguments"))
        reply.called = True


def _ended(kind: str, response: object, reply: Reply, context: RequestContext) -> Iterator[Event]:
    """The last event: it holds everything once more, and the count of tokens."""
    items = at(response, "output")
    for item in items if isinstance(items, list) else []:
        yield from _item(item, reply)
    reply.named(at(response, "model"))
    yield from reply.count(read_bill(at(response, "usage"), context.server))
    status = at(response, "status")
    if status == "failed":
        raise reported_error(at(response, "error"), context)
    incomplete = at(response, "incomplete_details", "reason")
    cut = incomplete is not None or kind != "response.completed"
    reply.reason = _reason(incomplete) if cut or status in _CUT else FinishReason.STOP
    if reply.reason is FinishReason.ABORTED:
        yield Notice(message("{name} cut the answer off.", name=context.server.name))
    reply.over = True


_CUT = frozenset({"incomplete", "cancelled", "canceled"})


def _reason(incomplete: object) -> FinishReason:
    known = finish_reason(incomplete) if isinstance(incomplete, str) else None
    return FinishReason.ABORTED if known in (None, FinishReason.STOP) else known


def whole_response(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A whole response as the events its stream would have had, so that it is read alike."""
    output = body.get("output")
    for item in output if isinstance(output, list) else []:
        yield {"type": "response.output_item.done", "item": item}
    status = body.get("status", "completed")
    if status in ("completed", "incomplete", "failed", "cancelled"):
        without = {key: value for key, value in body.items() if key != "output"}
        yield {"type": f"response.{status}", "response": without}
