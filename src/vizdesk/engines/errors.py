"""Everything that can go wrong with a server, as a sentence: what happened, and what to do.

The server's own words come first, then the advice, which goes by those words before it goes by the
status: a 404 may be an address, a model, a privacy setting or a blind model.
"""

from __future__ import annotations

import email.utils
import json
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.proxies import ConnectionSetupError, proxy_for
from vizdesk.common.strict_json import from_json
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.credentials.keys import Secret
from vizdesk.engines.error_bodies import (
    codes_of,
    field_of,
    quoted,
    reported_in,
    status_in,
    words_of,
)
from vizdesk.engines.exhaustion import Exhaustion, exhaustion_of, wait_in_words
from vizdesk.engines.image_refusal import too_large
from vizdesk.engines.openai.unsupported_fields import unsupported_fields
from vizdesk.engines.redaction import redact, redact_json, redact_message
from vizdesk.engines.server_identity import Server

if TYPE_CHECKING:
    import httpx2

_DETAILS = 2000  # characters of a body that a report is given
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Whom was asked for what, with which key: what a sentence about a failure needs to know."""

    server: Server
    slug: str
    secret: Secret | None = None
    further_secrets: tuple[Secret, ...] = ()

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """All that was sent and is never shown: the key, and secrets in a person's own headers."""
        return (*((self.secret,) if self.secret else ()), *self.further_secrets)


# --- What a refusal means ---


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a server's words mean, whatever the status.

    `phrase` replaces what the status alone would say, without its full stop (status 0: none is
    known); `advice` is what to do; `scope` is whom it concerns. None of these passes by itself, so
    none is asked again.
    """

    words: re.Pattern[str]
    advice: Message
    phrase: Callable[[str, int], Message] | None = None
    scope: ErrorScope = ErrorScope.QUESTION


def _matching(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ADDRESS: Message = message("Check the address of the server; it often ends in /v1.")
_KEY: Message = message("Right-click the model in the list to enter it again.")
_BILLING: Message = message("Check its plan and billing, or use another key.")
_LATER: Message = message("Try again in a while.")
_AGAIN: Message = message("Try again.")
_SMALLER: Message = message("Send it smaller.")
_REGION: Message = message(
    "It may not be used from here: choose another server, or a model on this machine."
)
_OTHER_WORDS: Message = message("Try other words or another image.")
_OTHER_IMAGE: Message = message("Try another size or another image.")


def _quota(name: str, status: int) -> Message:
    if not status:
        return message("The quota of this key at {name} is used up", name=name)
    return message(
        "The quota of this key at {name} is used up ({status})", name=name, status=status
    )


def _day_used_up(name: str, status: int) -> Message:
    if not status:
        return message("What {name} allows in a day is used up", name=name)
    return message("What {name} allows in a day is used up ({status})", name=name, status=status)


def _refused_key(name: str, status: int) -> Message:
    if not status:
        return message("{name} refused the key", name=name)
    return message("{name} refused the key ({status})", name=name, status=status)


def _refused_image(name: str, status: int) -> Message:
    if not status:
        return message("{name} refused the image", name=name)
    return message("{name} refused the image ({status})", name=name, status=status)


def _refused(name: str, status: int) -> Message:
    if not status:
        return message("{name} refused the request", name=name)
    return message("{name} refused the request ({status})", name=name, status=status)


# In this order: the first that fits is meant.
_MEANINGS: tuple[_Meaning, ...] = (
    _Meaning(
        _matching(r"mmproj"),
        message("Start the server with the projector of this model too (--mmproj FILE)."),
        scope=ErrorScope.MODEL,
    ),
    _Meaning(
        _matching(r"data policy", r"guardrail", r"privacy settings", r"zero data retention"),
        message(
            "Its privacy settings and vizdesk's (no host may keep the image) leave no host: change "
            "them there, or choose another model."
        ),
    ),
    _Meaning(
        _matching(
            r"support image input",
            r"(?:not|n't) (?:currently )?support\w* [^.]{0,30}(?:image|vision|multimodal)",
            r"(?:image|vision|multimodal)[^.]{0,40}(?:not|n't) (?:currently )?(?:be )?support",
            r"at most 0 image",
            r"not a (?:multimodal|vision)",
            r"(?:text|language)[- ]only model",
            r"unknown variant `?image_url",
            r"no (?:vision|multimodal) (?:encoder|tower|support)",
        ),
        message("Choose a model that reads images; this one does not."),
        scope=ErrorScope.MODEL,
    ),
    _Meaning(
        _matching(r"key limit exceeded"),
        message("Raise the limit of this key there, or use another key."),
        scope=ErrorScope.ACCOUNT,
    ),
    _Meaning(
        _matching(
            r"(?:incorrect|invalid|wrong|unknown|expired|missing|malformed)[^.]{0,20}api[_ -]?key",
            r"api[_ -]?key[^.]{0,30}(?:not valid|invalid|incorrect|expired|missing|not found)",
            r"(?:invalid|expired)[^.]{0,12}(?:token|credentials|authentication)\b",
            r"api_key_invalid",
        ),
        _KEY,
        _refused_key,
        ErrorScope.ACCOUNT,
    ),
    _Meaning(
        _matching(
            r"unsupported_country",
            r"(?:country|region|territory|location)[^.]{0,40}not (?:supported|available|allowed)",
            r"not (?:supported|available|allowed)[^.]{0,40}(?:country|region|territory|location)",
        ),
        _REGION,
        scope=ErrorScope.SERVER,
    ),
    _Meaning(
        _matching(
            r"moderation",
            r"flagged",
            r"content[_ ](?:policy|management|filter)",
            r"responsibleai",
            r"data_?inspection",
            r"inappropriate content",
            r"usage polic",
        ),
        message("Its filter stopped the image or the words: try others."),
    ),
    _Meaning(
        _matching(
            r"image[^.]{0,60}(?:exceed|too (?:large|big|many pixels)|larger than|at most|maximum)",
            r"(?:exceed|too (?:large|big)|maximum)[^.]{0,60}image",
            r"(?:payload|entity|body|request)[^.]{0,20}too large",
            r"image_too_large",
        ),
        _SMALLER,
    ),
    _Meaning(
        _matching(
            r"context (?:length|size|window)",
            r"exceed_context",
            r"(?:prompt|input) is too long",
            r"too many (?:input )?tokens",
            r"maximum number of tokens",
        ),
        message("Send a smaller image, or start the server with a longer context."),
    ),
    _Meaning(
        _matching(
            r"(?:invalid|unsupported|illegal|corrupt\w*|bad)[^.]{0,20}[_ ]?image",
            r"image[_ ]?[^.]{0,30}(?:invalid|unsupported|illegal|corrupt|not valid)",
            r"(?:not|n't|fail\w*|unable)[^.]{0,20}(?:process|decode|load|read|parse)[^.]{0,20}image",
            r"invalid_image|image_parse|unsupported_image",
        ),
        _OTHER_IMAGE,
        _refused_image,
    ),
    _Meaning(
        _matching(
            r"model[^.]{0,80}(?:not (?:found|exist)|does not exist|n't exist|unknown)",
            r"(?:no such|unknown|invalid|not a valid) model",
            r"model_not_found",
            r"try pulling",
        ),
        message("Check the model's name; the server answers, but does not have it."),
        scope=ErrorScope.MODEL,
    ),
)
_USED_UP = {
    Exhaustion.ACCOUNT: _Meaning(_matching(), _BILLING, _quota, ErrorScope.ACCOUNT),
    Exhaustion.MODEL: _Meaning(
        _matching(),
        message("Its plan has nothing of this model: choose another model or another plan."),
        _quota,
        ErrorScope.MODEL,
    ),
    Exhaustion.DAY: _Meaning(
        _matching(),
        message("Go on tomorrow, or use another key or model."),
        _day_used_up,
        ErrorScope.MODEL,
    ),
    Exhaustion.SIZE: _Meaning(
        _matching(),
        message("Send it smaller, or ask for fewer tokens; waiting does not help."),
        _refused,
    ),
}
# Where it passes although a word above stands in it (“model … not found: still loading”).
_LOADING = _matching(r"loading model", r"model is (?:still )?loading", r"warming up", r"overloaded")


def _meaning(status: int, body: object, words: str, wait_s: float | None = None) -> _Meaning | None:
    codes = codes_of(body)
    sought = " ".join((words, *codes))
    if _LOADING.search(sought):
        return None
    whole = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=str)
    used_up = exhaustion_of(whole[:_SOUGHT_IN], codes, wait_s)
    if used_up is not None and (status in _LIMIT_STATUSES or not status):
        return _USED_UP[used_up]
    # “Too many images a minute” is about the minute.
    if status == 429:
        return None
    return next((each for each in _MEANINGS if each.words.search(sought)), None)


# Anthropic and DashScope say 400 of an empty account, xAI 403; Groq 413 of a question too large.
_LIMIT_STATUSES = frozenset({400, 402, 403, 413, 429})
_SOUGHT_IN = 20_000  # characters of a body in which words about limits are looked for


# --- Statuses ---


def explain(error: Exception, context: RequestContext) -> EngineError | None:
    """The sentence for an exception of the HTTP packages; None for one of nobody there."""
    import httpx2

    if isinstance(error, httpx2.RequestError):
        return _connection_error(error, context)
    if isinstance(error, httpx2.HTTPError | httpx2.InvalidURL | httpx2.StreamError | ValueError):
        return _no_api(error, context)
    return None


def _no_api(error: Exception, context: RequestContext) -> EngineError:
    what = message("{name} sent something that is not OpenAI's API.", name=context.server.name)
    details = f"{type(error).__name__}: {error}"
    return _failure(context, what, _ADDRESS, details, scope=ErrorScope.SERVER)


def status_error(
    status: int, body: object, headers: Mapping[str, str], context: RequestContext
) -> EngineError:
    """The sentence for an HTTP status that is not success, and whether a smaller image may help."""
    return _with_remedies(_status_error(status, body, headers, context), status, body)


def _with_remedies(error: EngineError, status: int, body: object) -> EngineError:
    """The error with what the server says of the image's size and of fields (status 0: none)."""
    error.image_too_large = too_large(status, body)
    if not status or status in _FIELD_STATUSES:
        error.unsupported = unsupported_fields(body)
    return error


# Most refuse a field with 400 or 422; some gateways fail over it.
_FIELD_STATUSES = frozenset({400, 404, 422, 500, 501})


def _status_error(
    status: int, body: object, headers: Mapping[str, str], context: RequestContext
) -> EngineError:
    body = redact_json(body, context.secrets)  # before any text is cut, maybe inside the key
    words = words_of(body)
    details = _details(status, body, headers)
    if 300 <= status < 400:
        return _redirected(status, headers.get("location", ""), details, context)
    wait = retry_after(headers)
    meaning = _meaning(status, body, words, wait)
    if meaning is not None:
        phrase = (
            meaning.phrase(context.server.name, status)
            if meaning.phrase
            else _phrase(status, words, context)
        )
        what = _sentence(phrase, words)
        return _failure(context, what, meaning.advice, details, scope=meaning.scope)
    if wait is None and status == 429:
        wait = wait_in_words(words) or wait_in_words(json.dumps(body, default=str)[:_SOUGHT_IN])
    what = _sentence(_phrase(status, words, context), words)
    return _failure(
        context,
        what,
        _advice(status, body, words, wait, context),
        details,
        transient=status in _PASSING_STATUSES or status >= 500,
        retry_after_s=wait,
        scope=_scope(status),
    )


# RFC 8470 has 425: the server did not take the request, so that it may be sent again.
_PASSING_STATUSES = frozenset({408, 409, 425, 429})


def _sentence(phrase: Message, words: str) -> Message:
    """A phrase and the server's own words."""
    if not words:
        return message("{phrase}.", phrase=phrase)
    return message("{phrase}: {said}", phrase=phrase, said=quoted(words))


def _phrase(status: int, words: str, context: RequestContext) -> Message:
    """What happened, without its full stop."""
    name = context.server.name
    if status == 401 and context.secret is None:
        return message("{name} wants a key (401)", name=name)
    if status == 404 and not words:
        return message(
            "{name} knows no model “{slug}” at this address (404)", name=name, slug=context.slug
        )
    if status >= 500:
        return message("{name}: server error ({status})", name=name, status=status)
    phrases = {
        401: _refused_key(name, status),
        402: message("{name} has no credit left for this key (402)", name=name),
        408: message("{name} did not receive the request in time (408)", name=name),
        409: message("{name} is busy with the same thing (409)", name=name),
        413: message("The image is too large for {name} (413)", name=name),
        425: message("{name} did not take the request yet (425)", name=name),
        429: message("{name}: rate limited (429)", name=name),
    }
    return phrases.get(status) or _refused(name, status)


def _advice(
    status: int, body: object, words: str, wait: float | None, context: RequestContext
) -> Message:
    """What to do about a status whose words mean nothing known."""
    if status == 401 and context.secret is None:
        return message("Add its key under Keys and endpoints (Ctrl+K).")
    if status == 429:
        return _waiting(wait)
    if status >= 500:
        return _LATER
    if status in (400, 422):
        return _todo_for_setting(body, words)
    if status == 404 and not words:
        return message("Check the model's name and the address.")
    return {
        401: _KEY,
        402: message("Top it up there, or use another key."),
        403: message("Check what the key is allowed to do."),
        404: _ADDRESS,
        405: _ADDRESS,
        408: _AGAIN,
        409: _AGAIN,
        410: message("It is no longer offered there: choose another model."),
        413: _SMALLER,
        425: _AGAIN,
        451: _REGION,
    }.get(status, _SETTINGS)


def _waiting(wait: float | None) -> Message:
    if not wait or wait < 1:
        return _LATER
    if wait < _DAY_S:
        return message("Try again in {wait} s.", wait=f"{wait:.0f}")
    try:
        until = datetime.fromtimestamp(time.time() + wait, UTC)
    except (OverflowError, ValueError):
        return _LATER
    return message("Try again after {date}.", date=f"{until:%Y-%m-%d}")


def _scope(status: int) -> ErrorScope:
    """An image may break a server's 500; 502 to 504 come from what stands before a dead one."""
    if status in (408, 409, 425) or (status >= 500 and status not in (502, 503, 504)):
        return ErrorScope.ANSWER
    scopes = {
        400: ErrorScope.QUESTION,
        401: ErrorScope.ACCOUNT,
        402: ErrorScope.ACCOUNT,
        403: ErrorScope.MODEL,
        410: ErrorScope.MODEL,
        413: ErrorScope.QUESTION,
        422: ErrorScope.QUESTION,
        429: ErrorScope.BUSY,
    }
    return scopes.get(status, ErrorScope.SERVER)


def _redirected(status: int, location: str, details: str, context: RequestContext) -> EngineError:
    what = message(
        "{name} sends elsewhere ({status}). The key was not sent after it.",
        name=context.server.name,
        status=status,
    )
    todo = message("Enter the server's final address.")
    if location:
        quote = quoted(redact(location, context.secrets))  # before it is cut, maybe inside the key
        todo = message("Enter the server's final address. {quote}", quote=quote)
    return _failure(context, what, todo, details, scope=ErrorScope.SERVER)


_SETTINGS: Message = message("See the details, and check this model's settings.")


def _todo_for_setting(body: object, words: str) -> Message:
    param = field_of(body)
    settings = (
        "temperature",
        "seed",
        "effort",
        "max_tokens",
        "max_completion_tokens",
        "format",
        "stream_options",
        "detail",
    )
    for setting in settings:
        if setting in param or setting in words:
            return message(
                "Change or leave out “{setting}” in this model's settings.",
                setting=param or setting,
            )
    return _SETTINGS


# --- Connections ---


def _connection_error(error: httpx2.RequestError, context: RequestContext) -> EngineError:
    """Before the connection stands nothing was sent, so only then is another try free of charge."""
    name, host = context.server.name, context.server.host
    kind = type(error).__name__
    details = f"{kind}: {error}"
    if kind == "ConnectTimeout":
        limit = error.request.extensions["timeout"]["connect"]
        what = message("{name} did not answer within {limit} s.", name=name, limit=f"{limit:.0f}")
        return _unreached(context, what, details)
    if kind == "ConnectError" and _TLS.search(details):
        return _not_trusted(details, context)
    if kind == "ProxyError":
        what = message(
            "The proxy in front of {name} refused: {said}",
            name=name,
            said=quoted(redact(str(error), context.secrets)),
        )
        return _failure(context, what, _PROXY, details, transient=True, scope=ErrorScope.SERVER)
    if kind == "ConnectError" and _behind_a_proxy(context):
        what = message("The proxy in front of {name} could not be reached.", name=name)
        return _failure(context, what, _PROXY, details, transient=True, scope=ErrorScope.SERVER)
    if kind == "ConnectError":
        return _unreached(context, _no_server(context), details)
    if kind == "DecodingError":
        what = message("{name} sent an answer that cannot be unpacked.", name=name)
        return _failure(context, what, _AGAIN, details, scope=ErrorScope.ANSWER)
    if kind == "RemoteProtocolError" and _NOT_HTTP.search(details):
        what = message("What answers at {host} does not speak HTTP.", host=host)
        return _failure(context, what, _ADDRESS, details, scope=ErrorScope.SERVER)
    return _broken(details, context)


_PROXY: Message = message("Check the proxy of this system (HTTPS_PROXY), or switch it off.")


def _behind_a_proxy(context: RequestContext) -> bool:
    try:
        return not context.server.loopback and proxy_for(context.server.base_url) is not None
    except ConnectionSetupError:
        return False  # told before anything was sent


_TLS = _matching(r"certificate", r"\bssl\b", r"\btls", r"wrong[_ ]version[_ ]number", r"handshake")
_NOT_HTTP = _matching(r"illegal status line", r"malformed", r"illegal header")


def _no_server(context: RequestContext) -> Message:
    name, host = context.server.name, context.server.host
    if context.server.loopback:
        return message("No server answers at {host}.", host=host)
    if name == host:
        return message("{name} could not be reached.", name=name)
    return message("{name} could not be reached at {host}.", name=name, host=host)


def _not_trusted(details: str, context: RequestContext) -> EngineError:
    name = context.server.name
    if re.search(r"wrong[_ ]version[_ ]number|record layer", details, re.IGNORECASE):
        what = message("{name} does not speak TLS (https) at this address.", name=name)
        todo = message("Write the address with http:// if the server is yours.")
    elif re.search(r"expired", details, re.IGNORECASE):
        what = message("The certificate of {name} has expired.", name=name)
        todo = message("Check this machine's clock; else its operator must renew it.")
    elif re.search(r"certificate", details, re.IGNORECASE):
        what = message("The certificate of {name} is not one this machine trusts.", name=name)
        todo = message(
            "Have this system trust it (SSL_CERT_FILE), or ask whoever runs the network."
        )
    else:
        what = message("No secure connection (TLS) to {name} came about.", name=name)
        todo = message("Check the address; a proxy or a filter on the way may be in between.")
    return _failure(context, what, todo, details, scope=ErrorScope.SERVER)


def _broken(details: str, context: RequestContext) -> EngineError:
    what = message(
        "The connection to {name} broke before the answer was complete.", name=context.server.name
    )
    todo = message("Try again. What was answered so far may be charged.")
    # A server closes a connection after so many questions (llama-server: 100), and the next one is
    # on its way. On this machine nobody charges, so it is asked again at once (RFC 9110, 9.2.2).
    again = context.server.loopback and "without sending a response" in details
    return _failure(
        context,
        what,
        todo,
        details,
        transient=again,
        retry_after_s=0.0 if again else None,
        scope=ErrorScope.ANSWER,
        charged=not again,
    )


def _unreached(context: RequestContext, what: Message, details: str) -> EngineError:
    todo = (
        message("Start the server there, or correct the address.")
        if context.server.loopback
        else message("Check the network and the address.")
    )
    return _failure(context, what, todo, details, transient=True, scope=ErrorScope.SERVER)


# --- Answers that are none ---


def cut_off(context: RequestContext) -> EngineError:
    """The sentence for a stream that ended without saying that the answer is complete."""
    return _failure(
        context,
        message("{name} stopped in the middle of the answer.", name=context.server.name),
        message("Try again. What was answered so far may be charged."),
        "The stream ended without response.completed or a finish_reason.",
        scope=ErrorScope.ANSWER,
        charged=True,
    )


def too_long(most_bytes: int, context: RequestContext) -> EngineError:
    """The sentence for an answer that goes on for ever."""
    what = message(
        "{name} sent more than {size}; vizdesk stopped reading.",
        name=context.server.name,
        size=byte_size(most_bytes),
    )
    return _failure(
        context,
        what,
        message("Run it again, with a lower token limit."),
        scope=ErrorScope.ANSWER,
        charged=True,
    )


def withheld(context: RequestContext) -> EngineError:
    """The sentence for an answer of which the server's content filter let nothing through."""
    what = message(
        "{name} withheld the answer: its content filter stopped it.", name=context.server.name
    )
    return _failure(context, what, _OTHER_WORDS, charged=True)


def no_answer(
    status: int, media_type: str, beginning: bytes, context: RequestContext
) -> EngineError:
    """The sentence for success (2xx) without anything that is an answer."""
    name, body = context.server.name, beginning.decode("utf-8", errors="replace")
    scope, kind = ErrorScope.SERVER, media_type.partition(";")[0].strip().lower()
    if not body.strip():
        what = (
            message("{name} sent an empty answer.", name=name)
            if status == 200
            else message("{name} sent an empty answer ({status}).", name=name, status=status)
        )
        return _failure(context, what, _AGAIN, scope=ErrorScope.ANSWER)
    if "html" in kind or body.lstrip()[:1] == "<":
        return unexpected_content(kind, body, context)
    body = redact(body, context.secrets)
    words = quoted(words_of(body) or body)
    if status == 202:
        what = message(
            "{name} took the request but sent no answer (202): {said}", name=name, said=words
        )
        return _failure(context, what, _AGAIN, body[:_DETAILS], scope=scope)
    what = message("{name} sent something that is no answer: {said}", name=name, said=words)
    return _failure(context, what, _ADDRESS, body[:_DETAILS], scope=scope)


def called_tool(context: RequestContext) -> EngineError:
    """The sentence for a model that called a tool, which vizdesk offers none."""
    what = message("{slug} called a tool instead of answering.", slug=context.slug)
    return _failure(context, what, message("Ask again, or use another model."))


def completed_empty(context: RequestContext) -> EngineError:
    """The sentence for a server that said it was done, and nothing else."""
    what = message(
        "{name} said that the answer is complete, but sent none.", name=context.server.name
    )
    return _failure(context, what, message("Run it again."), scope=ErrorScope.ANSWER)


def unexpected_content(media_type: str, body: str, context: RequestContext) -> EngineError:
    """The sentence for status 200 with something else than what was asked for."""
    body = redact(body, context.secrets)
    name, details = context.server.name, body[:_DETAILS]
    try:
        parsed = from_json(body)
    except ValueError:
        parsed = None
    if isinstance(parsed, dict) and (reported := reported_in(parsed)):
        return reported_error(reported, context)
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
    return _with_remedies(_reported_error(body, context), status_in(body) or 0, body)


def _reported_error(body: object, context: RequestContext) -> EngineError:
    status = status_in(body)
    if status is not None:
        return _status_error(status, body, {}, context)
    body = redact_json(body, context.secrets)
    words, name = words_of(body), context.server.name
    details = _details(None, body, {})
    meaning = _meaning(0, body, words)
    if meaning is not None:
        about_image = "image" in " ".join(codes_of(body))
        phrase = _refused_image if about_image else meaning.phrase or _refused
        what = _sentence(phrase(name, 0), words)
        return _failure(context, what, meaning.advice, details, scope=meaning.scope)
    passing = next((scope for code, scope in _PASSING.items() if code in codes_of(body)), None)
    return _failure(
        context,
        _sentence(message("{name} failed", name=name), words),
        _LATER,
        details,
        transient=passing is not None,
        scope=passing or ErrorScope.QUESTION,
    )


_PASSING = {
    "rate_limit_exceeded": ErrorScope.BUSY,
    "rate_limit_error": ErrorScope.BUSY,
    "overloaded": ErrorScope.BUSY,
    "overloaded_error": ErrorScope.BUSY,
    "server_error": ErrorScope.ANSWER,
    "internal_server_error": ErrorScope.ANSWER,
    "api_error": ErrorScope.ANSWER,
    "service_unavailable": ErrorScope.ANSWER,
    "timeout": ErrorScope.ANSWER,
    "timeout_error": ErrorScope.ANSWER,
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
    charged: bool = False,
) -> EngineError:
    """Every error is made here, because any of the server's own words may repeat the key."""
    return EngineError(
        redact_message(what, context.secrets),
        redact_message(todo, context.secrets),
        redact(details, context.secrets),
        transient=transient,
        retry_after_s=retry_after_s,
        scope=scope,
        charged=charged,
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait from `retry-after-ms` or `retry-after` (seconds or an HTTP date)."""
    try:
        if "retry-after-ms" in headers:
            seconds = float(headers["retry-after-ms"]) / 1000
        elif (value := headers.get("retry-after", "")).replace(".", "", 1).isdigit():
            seconds = float(value)
        else:
            when = email.utils.parsedate_to_datetime(value)
            # RFC 9110, 5.6.7: an HTTP date is in GMT, also where it does not say so.
            when = when if when.tzinfo else when.replace(tzinfo=UTC)
            seconds = when.timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _details(status: int | None, body: object, headers: Mapping[str, str]) -> str:
    lines = [f"HTTP {status}"] if status else []
    if headers.get("x-request-id"):
        lines.append(f"request {headers['x-request-id']}")
    if body:
        text = body if isinstance(body, str) else json.dumps(body, default=str, ensure_ascii=False)
        lines.append(text[:_DETAILS])
    return "\n".join(lines)
