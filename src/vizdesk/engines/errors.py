"""Everything that can go wrong with a server, as a sentence: what happened, and what to do."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.credentials.keys import Secret
from vizdesk.engines.image_refusal import too_large
from vizdesk.engines.redaction import redact, redact_json, redact_message
from vizdesk.engines.server_identity import Server

_SHOWN = 300  # characters of a server's own words that fit a pane


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Whom was asked for what, with which key: what a sentence about a failure needs to know."""

    server: Server
    slug: str
    secret: Secret | None = None


def explain(error: Exception, context: RequestContext) -> EngineError:
    """The sentence for an exception of the openai package, or for a reply that is no JSON."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return status_error(error.status_code, error.body, error.response.headers, context)
    if isinstance(error, openai.APIConnectionError):
        return _connection_error(error, context)
    if isinstance(error, openai.APIError):
        return reported_error(error.body, context)
    what = message("{name} sent something that is not OpenAI's API.", name=context.server.name)
    details = f"{type(error).__name__}: {error}"
    return _failure(context, what, _ADDRESS, details, scope=ErrorScope.SERVER)


def status_error(
    status: int, body: object, headers: Mapping[str, str], context: RequestContext
) -> EngineError:
    """The sentence for an HTTP status that is not success, and whether a smaller image may help."""
    error = _status_error(status, body, headers, context)
    error.image_too_large = too_large(status, body)
    return error


def _status_error(
    status: int, body: object, headers: Mapping[str, str], context: RequestContext
) -> EngineError:
    body = redact_json(body, context.secret)  # before any text is cut, maybe inside the key
    name, said = context.server.name, _message(body)
    details = _details(status, body, headers)
    wait = retry_after(headers)
    if status == 429:
        return _too_many(body, wait, details, context)
    if status in (400, 422):
        what = (
            message(
                "{name} refused the request ({status}): {said}", name=name, status=status, said=said
            )
            if said
            else message("{name} refused the request ({status}).", name=name, status=status)
        )
        return _failure(context, what, _todo_for_setting(body, said), details)
    if 300 <= status < 400:
        return _failure(
            context,
            message(
                "{name} sends elsewhere ({status}). The key was not sent after it.",
                name=name,
                status=status,
            ),
            _todo_for_redirect(headers.get("location", "")),
            details,
            scope=ErrorScope.SERVER,
        )
    what, todo = _sentences(status, context)
    return _failure(
        context,
        what,
        todo,
        details,
        transient=status in (408, 409) or status >= 500,
        retry_after_s=wait,
        scope=_scope(status),
    )


def _scope(status: int) -> ErrorScope:
    """An image may break a server's 500; 502 to 504 come from what stands before a dead one."""
    if status in (408, 409) or (status >= 500 and status not in (502, 503, 504)):
        return ErrorScope.ANSWER
    return ErrorScope.QUESTION if status == 413 else ErrorScope.SERVER


_ADDRESS: Message = message("Check the address of the server; it often ends in /v1.")


def _sentences(status: int, context: RequestContext) -> tuple[Message, Message]:
    """What an HTTP status says, and what to do about it."""
    name = context.server.name
    if status == 401 and context.secret is None:
        return (
            message("{name} wants a key (401).", name=name),
            message("Add its key under Keys and endpoints (Ctrl+K)."),
        )
    if status >= 500:
        return (
            message("{name} has a problem of its own ({status}).", name=name, status=status),
            message("Try again in a while."),
        )
    unknown = message("{name} did not answer the request ({status}).", name=name, status=status)
    return {
        401: (
            message("{name} refused the key (401).", name=name),
            message("Right-click the model in the list to enter it again."),
        ),
        402: (
            message("{name} has no credit left for this key (402).", name=name),
            message("Top it up there, or use another key."),
        ),
        403: (
            message("{name} does not let this key use {slug} (403).", name=name, slug=context.slug),
            message("Check what the key is allowed to do."),
        ),
        404: (
            message(
                "{name} knows no model “{slug}” at this address (404).",
                name=name,
                slug=context.slug,
            ),
            message("Check the model's name and the address."),
        ),
        408: (
            message("{name} did not receive the request in time (408).", name=name),
            message("Try again."),
        ),
        409: (
            message("{name} is busy with the same thing (409).", name=name),
            message("Try again."),
        ),
        413: (
            message("The image is too large for {name} (413).", name=name),
            message("Send it smaller."),
        ),
    }.get(status, (unknown, EMPTY))


def _todo_for_redirect(location: str) -> Message:
    if location:
        return message("Enter the server's final address. {quote}", quote=_quote(location))
    return message("Enter the server's final address.")


def _too_many(
    body: object, wait: float | None, details: str, context: RequestContext
) -> EngineError:
    name = context.server.name
    if "insufficient_quota" in (_field(body, "code"), _field(body, "type")):
        return _failure(
            context,
            message("The quota of this key at {name} is used up (429).", name=name),
            message("Check its plan and billing, or use another key."),
            details,
            scope=ErrorScope.SERVER,
        )
    todo = (
        message("Try again in {wait} s.", wait=f"{wait:.0f}")
        if wait and wait >= 1
        else message("Try again in a while.")
    )
    what = message("{name} was asked too often (429).", name=name)
    return _failure(
        context, what, todo, details, transient=True, retry_after_s=wait, scope=ErrorScope.BUSY
    )


def _todo_for_setting(body: object, said: str) -> Message:
    param = _field(body, "param")
    settings = ("temperature", "seed", "effort", "max_tokens", "max_completion_tokens", "format")
    for setting in settings:
        if setting in param or setting in said:
            return message(
                "Change or leave out “{setting}” in this model's settings.",
                setting=param or setting,
            )
    return message("See the details, and check this model's settings.")


def _connection_error(error: Exception, context: RequestContext) -> EngineError:
    """Before the connection stands nothing was sent, so only then is another try free of charge."""
    name, host = context.server.name, context.server.host
    kind = type(error.__cause__).__name__
    details = f"{kind}: {error.__cause__}"
    if kind == "ConnectTimeout":
        what = message("{name} did not answer within 10 s.", name=name)
        return _unreached(context, what, details)
    if kind in ("ConnectError", "ProxyError"):
        if context.server.loopback:
            what = message("No server answers at {host}.", host=host)
        else:
            what = (
                message("{name} could not be reached.", name=name)
                if name == host
                else message("{name} could not be reached at {host}.", name=name, host=host)
            )
        return _unreached(context, what, details)
    what = message("The connection to {name} broke before the answer was complete.", name=name)
    todo = message("Try again. What was answered so far may be charged.")
    # A server closes a connection after so many questions (llama-server: 100), and the next one is
    # on its way. On this machine nobody charges, so it is asked again at once (RFC 9110, 9.2.2).
    again = context.server.loopback and "without sending a response" in details
    wait = 0.0 if again else None
    return _failure(
        context,
        what,
        todo,
        details,
        transient=again,
        retry_after_s=wait,
        scope=ErrorScope.ANSWER,
    )


def _unreached(context: RequestContext, what: Message, details: str) -> EngineError:
    return _failure(
        context, what, _reach(context), details, transient=True, scope=ErrorScope.SERVER
    )


def _reach(context: RequestContext) -> Message:
    if context.server.loopback:
        return message("Start the server there, or correct the address.")
    return message("Check the network and the address.")


def cut_off(context: RequestContext) -> EngineError:
    """The sentence for a stream that ended without saying that the answer is complete."""
    return _failure(
        context,
        message("{name} stopped in the middle of the answer.", name=context.server.name),
        message("Try again. What was answered so far may be charged."),
        "The stream ended without response.completed or a finish_reason.",
        scope=ErrorScope.ANSWER,
    )


def withheld(context: RequestContext) -> EngineError:
    """The sentence for an answer of which the server's content filter let nothing through."""
    what = message(
        "{name} withheld the answer: its content filter stopped it.", name=context.server.name
    )
    return _failure(context, what, message("Try other words or another image."))


def unexpected_content(media_type: str, body: str, context: RequestContext) -> EngineError:
    """The sentence for status 200 with something else than what was asked for."""
    body = redact(body, context.secret)
    name, details = context.server.name, body[:2000]
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    if isinstance(parsed, dict) and parsed.get("error"):
        return reported_error(parsed["error"], context)
    if "html" in media_type or body.lstrip()[:1] == "<":
        what = message("{name} answered with a web page instead of a model.", name=name)
    else:
        kind = media_type or message("unnamed content")
        what = message(
            "{name} answered with {kind}, which is not what was asked for.", name=name, kind=kind
        )
    return _failure(context, what, _ADDRESS, details, scope=ErrorScope.SERVER)


def reported_error(body: object, context: RequestContext) -> EngineError:
    """The sentence for an error a server reported inside an answer that began well (HTTP 200)."""
    error = _reported_error(body, context)
    error.image_too_large = error.image_too_large or too_large(0, body)
    return error


def _reported_error(body: object, context: RequestContext) -> EngineError:
    body = redact_json(body, context.secret)
    code = _field(body, "code")
    if code.isdigit() and 300 <= int(code) < 600:
        return status_error(int(code), body, {}, context)
    said = _message(body)
    about_image = "image" in code
    name = context.server.name
    if about_image:
        what = (
            message("{name} refused the image: {said}", name=name, said=said)
            if said
            else message("{name} refused the image.", name=name)
        )
    else:
        what = (
            message("{name} failed: {said}", name=name, said=said)
            if said
            else message("{name} failed.", name=name)
        )
    return _failure(
        context,
        what,
        message("Try another size or another image.")
        if about_image
        else message("Try again in a while."),
        _details(None, body, {}),
        transient=code in _PASSING,
        scope=_PASSING.get(code, ErrorScope.QUESTION),
    )


_PASSING = {
    "server_error": ErrorScope.ANSWER,
    "rate_limit_exceeded": ErrorScope.BUSY,
    "overloaded": ErrorScope.BUSY,
}


def _failure(
    context: RequestContext,
    what: Message,
    todo: Message = EMPTY,
    details: str = "",
    *,
    transient: bool = False,
    retry_after_s: float | None = None,
    scope: ErrorScope = ErrorScope.QUESTION,
) -> EngineError:
    """Every error is made here, because any of the server's own words may repeat the key."""
    return EngineError(
        redact_message(what, context.secret),
        redact_message(todo, context.secret),
        redact(details, context.secret),
        transient=transient,
        retry_after_s=retry_after_s,
        scope=scope,
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait from `retry-after-ms` or `retry-after` (seconds or an HTTP date)."""
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        value = headers.get("retry-after", "")
        if value.replace(".", "", 1).isdigit():
            return float(value)
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _field(body: object, key: str) -> str:
    value: Any = body.get(key) if isinstance(body, dict) else None
    return "" if value is None else str(value)


def _message(body: object) -> str:
    if isinstance(body, dict):
        inner = body.get("error")
        return _message(inner) if isinstance(inner, dict) else _quote(_field(body, "message"))
    return _quote(body) if isinstance(body, str) and not body.lstrip().startswith("<") else ""


def _quote(text: str) -> str:
    flat = " ".join(text.split())
    if not flat:
        return ""
    return f"“{flat[:_SHOWN]}…”" if len(flat) > _SHOWN else f"“{flat}”"


def _details(status: int | None, body: object, headers: Mapping[str, str]) -> str:
    lines = [f"HTTP {status}"] if status else []
    if headers.get("x-request-id"):
        lines.append(f"request {headers['x-request-id']}")
    if body:
        lines.append((body if isinstance(body, str) else json.dumps(body, default=str))[:2000])
    return "\n".join(lines)
