"""Everything that can go wrong with a server, as a sentence: what happened, and what to do."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vizdesk.comparison.events import EngineError, Trouble
from vizdesk.credentials.keys import Secret
from vizdesk.engines.redaction import redact
from vizdesk.engines.server_identity import Server

_SHOWN = 300  # characters of a server's own words that fit a pane


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Whom was asked for what, with which key: what a sentence about a failure needs to know."""

    server: Server
    slug: str
    secret: Secret | None = None


def explain(error: Exception, asked: RequestContext) -> EngineError:
    """The sentence for an exception of the openai package, or for a reply that is no JSON."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return status_error(error.status_code, error.body, error.response.headers, asked)
    if isinstance(error, openai.APIConnectionError):
        return _connection_error(error, asked)
    if isinstance(error, openai.APIError):
        return reported_error(error.body, asked)
    what = f"{asked.server.name} sent something that is not OpenAI's API."
    details = f"{type(error).__name__}: {error}"
    return _failure(asked, what, _ADDRESS, details, trouble=Trouble.SERVER)


def status_error(
    status: int, body: object, headers: Mapping[str, str], asked: RequestContext
) -> EngineError:
    """The sentence for an HTTP status that is not success."""
    name, said = asked.server.name, _message(body)
    details = _details(status, body, headers)
    wait = retry_after(headers)
    if status == 429:
        return _too_many(body, wait, details, asked)
    if status in (400, 422):
        what = f"{name} refused the request ({status})" + (f": {said}" if said else ".")
        return _failure(asked, what, _todo_for_setting(body, said), details)
    if 300 <= status < 400:
        return _failure(
            asked,
            f"{name} sends elsewhere ({status}). The key was not sent after it.",
            f"Enter the server's final address. {_quote(headers.get('location', ''))}".strip(),
            details,
            trouble=Trouble.SERVER,
        )
    what, todo = _STATUS.get(status, ("{name} did not answer the request ({status}).", ""))
    if status == 401 and asked.secret is None:
        what, todo = "{name} wants a key (401).", "Add its key under Keys and endpoints (Ctrl+K)."
    if status >= 500:
        what, todo = "{name} has a problem of its own ({status}).", "Try again in a while."
    return _failure(
        asked,
        what.format(name=name, slug=asked.slug, status=status),
        todo,
        details,
        transient=status in (408, 409) or status >= 500,
        retry_after_s=wait,
        trouble=_trouble(status),
    )


def _trouble(status: int) -> Trouble:
    """An image may break a server's 500; 502 to 504 come from what stands before a dead one."""
    if status in (408, 409) or (status >= 500 and status not in (502, 503, 504)):
        return Trouble.ANSWER
    return Trouble.QUESTION if status == 413 else Trouble.SERVER


_ADDRESS = "Check the address of the server; it often ends in /v1."

_STATUS = {
    401: ("{name} refused the key (401).", "Right-click the model in the list to enter it again."),
    402: ("{name} has no credit left for this key (402).", "Top it up there, or use another key."),
    403: ("{name} does not let this key use {slug} (403).", "Check what the key is allowed to do."),
    404: (
        "{name} knows no model “{slug}” at this address (404).",
        "Check the model's name and the address.",
    ),
    408: ("{name} did not receive the request in time (408).", "Try again."),
    409: ("{name} is busy with the same thing (409).", "Try again."),
    413: ("The image is too large for {name} (413).", "Send it smaller."),
}


def _too_many(body: object, wait: float | None, details: str, asked: RequestContext) -> EngineError:
    name = asked.server.name
    if "insufficient_quota" in (_field(body, "code"), _field(body, "type")):
        return _failure(
            asked,
            f"The quota of this key at {name} is used up (429).",
            "Check its plan and billing, or use another key.",
            details,
            trouble=Trouble.SERVER,
        )
    todo = f"Try again in {wait:.0f} s." if wait and wait >= 1 else "Try again in a while."
    what = f"{name} was asked too often (429)."
    return _failure(
        asked, what, todo, details, transient=True, retry_after_s=wait, trouble=Trouble.BUSY
    )


def _todo_for_setting(body: object, said: str) -> str:
    param = _field(body, "param")
    settings = ("temperature", "seed", "effort", "max_tokens", "max_completion_tokens", "format")
    for setting in settings:
        if setting in param or setting in said:
            return f"Change or leave out “{param or setting}” in this model's settings."
    return "See the details, and check this model's settings."


def _connection_error(error: Exception, asked: RequestContext) -> EngineError:
    """Before the connection stands nothing was sent, so only then is another try free of charge."""
    name, host = asked.server.name, asked.server.host
    kind = type(error.__cause__).__name__
    details = f"{kind}: {error.__cause__}"
    if kind == "ConnectTimeout":
        what = f"{name} did not answer within 10 s."
        return _unreached(asked, what, details)
    if kind in ("ConnectError", "ProxyError"):
        if asked.server.loopback:
            what = f"No server answers at {host}."
        else:
            what = f"{name} could not be reached" + ("." if name == host else f" at {host}.")
        return _unreached(asked, what, details)
    what = f"The connection to {name} broke before the answer was complete."
    todo = "Try again. What was answered so far may be charged."
    # A server closes a connection after so many questions (llama-server: 100), and the next one is
    # on its way. On this machine nobody charges, so it is asked again at once (RFC 9110, 9.2.2).
    again = asked.server.loopback and "without sending a response" in details
    wait = 0.0 if again else None
    return _failure(
        asked,
        what,
        todo,
        details,
        transient=again,
        retry_after_s=wait,
        trouble=Trouble.ANSWER,
    )


def _unreached(asked: RequestContext, what: str, details: str) -> EngineError:
    return _failure(asked, what, _reach(asked), details, transient=True, trouble=Trouble.SERVER)


def _reach(asked: RequestContext) -> str:
    if asked.server.loopback:
        return "Start the server there, or correct the address."
    return "Check the network and the address."


def cut_off(asked: RequestContext) -> EngineError:
    """The sentence for a stream that ended without saying that the answer is complete."""
    return _failure(
        asked,
        f"{asked.server.name} stopped in the middle of the answer.",
        "Try again. What was answered so far may be charged.",
        "The stream ended without response.completed or a finish_reason.",
        trouble=Trouble.ANSWER,
    )


def withheld(asked: RequestContext) -> EngineError:
    """The sentence for an answer of which the server's content filter let nothing through."""
    what = f"{asked.server.name} withheld the answer: its content filter stopped it."
    return _failure(asked, what, "Try other words or another image.")


def unexpected_content(media_type: str, body: str, asked: RequestContext) -> EngineError:
    """The sentence for status 200 with something else than what was asked for."""
    name, details = asked.server.name, body[:2000]
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    if isinstance(parsed, dict) and parsed.get("error"):
        return reported_error(parsed["error"], asked)
    if "html" in media_type or body.lstrip()[:1] == "<":
        what = f"{name} answered with a web page instead of a model."
    else:
        kind = media_type or "unnamed content"
        what = f"{name} answered with {kind}, which is not what was asked for."
    return _failure(asked, what, _ADDRESS, details, trouble=Trouble.SERVER)


def reported_error(body: object, asked: RequestContext) -> EngineError:
    """The sentence for an error a server reported inside an answer that began well (HTTP 200)."""
    code = _field(body, "code")
    if code.isdigit() and 300 <= int(code) < 600:
        return status_error(int(code), body, {}, asked)
    said = _message(body)
    about_image = "image" in code
    what = f"{asked.server.name} " + ("refused the image" if about_image else "failed")
    return _failure(
        asked,
        f"{what}: {said}" if said else f"{what}.",
        "Try another size or another image." if about_image else "Try again in a while.",
        _details(None, body, {}),
        transient=code in _PASSING,
        trouble=_PASSING.get(code, Trouble.QUESTION),
    )


_PASSING = {
    "server_error": Trouble.ANSWER,
    "rate_limit_exceeded": Trouble.BUSY,
    "overloaded": Trouble.BUSY,
}


def _failure(
    asked: RequestContext,
    what: str,
    todo: str = "",
    details: str = "",
    *,
    transient: bool = False,
    retry_after_s: float | None = None,
    trouble: Trouble = Trouble.QUESTION,
) -> EngineError:
    """Every error is made here, because any of the server's own words may repeat the key."""
    parts = (redact(part, asked.secret) for part in (what, todo, details))
    return EngineError(*parts, transient=transient, retry_after_s=retry_after_s, trouble=trouble)


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
