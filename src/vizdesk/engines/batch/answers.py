"""What the vendors' modules share: who is asked, the key's header, and whole answers as events."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from vizdesk.common.messages import Message, message
from vizdesk.comparison.events import EngineError, Event, Request
from vizdesk.comparison.models import Endpoint
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch.connection import Json
from vizdesk.engines.error_bodies import codes_of
from vizdesk.engines.errors import RequestContext, cut_off, reported_error, status_error
from vizdesk.engines.json_access import at
from vizdesk.engines.openai.ending import last_events
from vizdesk.engines.openai.reply_builder import Reply

ASK_AGAIN: Message = message("Ask again those that got no answer.")
EXPIRED: Message = message("The batch expired before this question was asked.")
CANCELLED: Message = message("The batch was cancelled before this question was asked.")

# OpenAI, `BatchRequestOutput.error.code`.
_NOT_ANSWERED: Final[Mapping[str, Message]] = {
    "batch_expired": EXPIRED,
    "batch_cancelled": CANCELLED,
    "request_timeout": message("The model took too long for this question."),
}


def bearer(secret: Secret | None) -> dict[str, str]:
    """The key in the header that OpenAI, and whoever is compatible, expects it in."""
    return {"authorization": f"Bearer {secret.reveal()}"} if secret else {}


def endpoint_of(request: Request) -> Endpoint:
    """Where the model of a question is served. Raises EngineError for one on this machine."""
    source = request.model.source
    if isinstance(source, Endpoint):
        return source
    raise not_batched(request)


def not_batched(request: Request) -> EngineError:
    """The sentence for a model that is not asked through this Batch API."""
    what = message("{name} cannot be asked in a batch.", name=request.model.name)
    return EngineError(what, message("Run it without a batch."))


def custom_id_of(entry: Json) -> str | None:
    """The question that a line of results answers."""
    name = entry.get("custom_id")
    return name if isinstance(name, str) else None


def answered_body(entry: Json, context: RequestContext) -> Json:
    """The answer's body in a line as OpenAI writes it. Raises EngineError where there is none."""
    error = entry.get("error")
    status, body = at(dict(entry), "response", "status_code"), at(dict(entry), "response", "body")
    if status == 200 and isinstance(body, Mapping) and not _only_error(body):
        return body
    if isinstance(status, int) and not isinstance(status, bool) and status != 200:
        raise status_error(status, body or error, {}, context)
    if error:
        raise not_asked(error, context)
    if isinstance(body, Mapping) and body.get("error"):
        raise reported_error(body, context)
    raise cut_off(context)


def _only_error(body: Json) -> bool:
    return bool(body.get("error")) and not body.get("choices") and body.get("object") != "response"


def not_asked(error: object, context: RequestContext) -> EngineError:
    """The sentence for a question that a batch did not come to, or refused."""
    known = next((code for code in codes_of(error) if code in _NOT_ANSWERED), None)
    if known is not None:
        details = json.dumps(error, default=str)
        return EngineError(_NOT_ANSWERED[known], ASK_AGAIN, details, transient=True)
    return reported_error(error, context)


def whole_answer(reply: Reply, context: RequestContext) -> Iterator[Event]:
    """The last events of an answer. Raises EngineError when it did not say that it is whole."""
    if reply.reason is None:
        raise cut_off(context)
    yield from last_events(reply, {}, context)


def objects(value: object) -> Sequence[Json]:
    """The JSON objects of a list; nothing of anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
