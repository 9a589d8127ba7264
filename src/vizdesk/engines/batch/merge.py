"""A batch's output and error files as replies, by the names of their questions.

Reference: https://platform.openai.com/docs/api-reference/batch/request-output
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.comparison.estimates import cost_of
from vizdesk.comparison.events import (
    EngineError,
    Event,
    Finished,
    Measured,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.models import Price
from vizdesk.comparison.types import Failure, FinishReason, Timing, Usage
from vizdesk.engines.batch.jobs import BatchReply, BatchStatus
from vizdesk.engines.batch.ledger import BatchPart
from vizdesk.engines.errors import RequestContext, cut_off, reported_error, status_error, withheld
from vizdesk.engines.json_access import at
from vizdesk.engines.openai import responses
from vizdesk.engines.openai.reply_builder import Reply

# OpenAI, `BatchRequestOutput.error.code`.
_NOT_ANSWERED: Mapping[str, Message] = {
    "batch_expired": message("The batch expired before this question was asked."),
    "batch_cancelled": message("The batch was cancelled before this question was asked."),
    "request_timeout": message("The model took too long for this question."),
}
_AGAIN: Message = message("Ask again those that got no answer.")
# Of a whole batch: too much is under way for this key just now.
_PASSING_CODES = frozenset({"token_limit_exceeded", "rate_limit_exceeded", "server_error"})


def replies(
    part: BatchPart, files: Sequence[Path], context: RequestContext
) -> dict[str, BatchReply]:
    """One reply for every question of `part`, whatever its files lack. May take seconds."""
    found: dict[str, BatchReply] = {}
    for path in files:
        if path.exists():
            for reply in _read(path, context):
                if reply.custom_id in part.ids:
                    found[reply.custom_id] = reply
    missing = _missing(part)
    return {name: found[name] if name in found else missing[name] for name in part.ids}


def priced(
    reply: BatchReply, price: Price | None, factor: float, sampling: Mapping[str, Any]
) -> BatchReply:
    """The reply with what it cost in a batch, and the settings it was asked with."""
    last = reply.finished
    if last is None:
        return reply
    usual = None if price is None else cost_of(price, last.usage)
    cost = None if usual is None else usual * factor
    ended = replace(last, cost_usd=cost, sampling={**sampling, "batch": True})
    return replace(reply, said=(*reply.said[:-1], ended))


def _read(path: Path, context: RequestContext) -> Iterator[BatchReply]:
    with path.open("rb") as file:
        for written in file:
            try:
                entry = json.loads(written)
            except ValueError:
                continue  # its question is told to have no answer
            if isinstance(entry, dict) and isinstance(entry.get("custom_id"), str):
                yield _reply(entry, context)


def _reply(entry: Mapping[str, Any], context: RequestContext) -> BatchReply:
    name, body = entry["custom_id"], at(dict(entry), "response", "body")
    status = at(dict(entry), "response", "status_code")
    reply = Reply()
    said: list[Event] = []
    try:
        if entry.get("error"):
            raise _unasked(entry["error"], context)
        if not isinstance(status, int) or not isinstance(body, dict):
            raise cut_off(context)
        if status != 200:
            raise status_error(status, body, {}, context)
        for frame in _frames(body):
            said += responses.read(frame, reply, context)
        if reply.reason is None:
            raise cut_off(context)
        if reply.reason is FinishReason.CONTENT_FILTER and not reply.wrote:
            raise withheld(context)
        said += reply.end({})
    except EngineError as error:
        return BatchReply(name, _without_times(said), _model(body), error.failure, error.transient)
    return BatchReply(name, _without_times(said), _model(body))


def _frames(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A whole response as the events its stream would have had, so that it is read alike."""
    output = body.get("output")
    for item in output if isinstance(output, list) else []:
        if at(item, "type") == "reasoning":
            yield {"type": "response.output_item.added", "item": item}
            for number, summary in enumerate(item.get("summary") or []):
                added = "response.reasoning_summary_part.added"
                yield {"type": added, "summary_index": number}
                delta = at(summary, "text")
                yield {"type": "response.reasoning_summary_text.delta", "delta": delta}
        elif at(item, "type") == "message":
            for content in item.get("content") or []:
                refused = at(content, "type") == "refusal"
                kind = "response.refusal.delta" if refused else "response.output_text.delta"
                yield {"type": kind, "delta": at(content, "refusal" if refused else "text")}
    status = body.get("status")
    if status in ("completed", "incomplete", "failed"):
        yield {"type": f"response.{status}", "response": body}


def _without_times(said: Sequence[Event]) -> tuple[Event, ...]:
    """Only the words and the last event: nothing was measured, and nobody watched."""
    kept: list[Event] = []
    for event in said:
        if isinstance(event, Finished):
            kept.append(replace(event, timing=Timing()))
        elif isinstance(event, Measured):
            if event.usage != Usage():
                kept.append(Measured(usage=event.usage))
        elif isinstance(event, TextDelta | ThinkingDelta):
            kept.append(event)
    return tuple(kept)


def _model(body: object) -> str:
    model = at(body, "model")
    return model if isinstance(model, str) else ""


def _unasked(error: object, context: RequestContext) -> EngineError:
    code = str(at(error, "code") or "")
    if code in _NOT_ANSWERED:
        return EngineError(_NOT_ANSWERED[code], _AGAIN, json.dumps(error), transient=True)
    return reported_error(error, context)


def _missing(part: BatchPart) -> dict[str, BatchReply]:
    """Replies for the questions that no file answers, with why that may be."""
    status = part.status
    never = message("The batch ended without an answer to this question.")
    whole = {
        BatchStatus.EXPIRED: _NOT_ANSWERED["batch_expired"],
        BatchStatus.CANCELLED: _NOT_ANSWERED["batch_cancelled"],
    }.get(status or BatchStatus.FAILED, never)
    by_line = {error["line"]: error for error in part.errors if isinstance(error.get("line"), int)}
    general = [error for error in part.errors if not isinstance(error.get("line"), int)]
    failures: dict[str, BatchReply] = {}
    for number, name in enumerate(part.ids, start=1):
        refused = by_line.get(number)
        if refused is not None:
            what = message("The question was refused: {said}", said=str(refused.get("message")))
            failure, passing = (
                Failure(what, message("See the details."), json.dumps(refused)),
                False,
            )
        elif general:
            failure = Failure(
                message("The batch was refused: {said}", said=str(general[0].get("message"))),
                _AGAIN,
            )
            passing = general[0].get("code") in _PASSING_CODES
        elif by_line:
            what = message("The batch was refused because of other questions in it.")
            failure, passing = Failure(what, _AGAIN), True
        else:
            failure, passing = Failure(whole, _AGAIN), True
        failures[name] = BatchReply(name, failure=failure, transient=passing)
    return failures
