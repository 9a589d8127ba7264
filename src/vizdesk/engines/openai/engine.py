"""The engine for models behind an API: OpenAI's Responses, and Chat Completions everywhere else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vizdesk.catalog.endpoints.key_consents import KeyRefusal, of_another_host
from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.common.messages import Message, message
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.comparison.events import (
    EngineError,
    EngineProgress,
    ErrorScope,
    Event,
    Finished,
    Notice,
    Request,
)
from vizdesk.comparison.models import Endpoint, EngineKind, RequestOptions
from vizdesk.comparison.types import FinishReason, Phase
from vizdesk.credentials.keys import Secret, environment_variables
from vizdesk.engines.error_bodies import quoted
from vizdesk.engines.errors import (
    RequestContext,
    completed_empty,
    cut_off,
    no_answer,
    too_long,
)
from vizdesk.engines.key_lookup import looked_up
from vizdesk.engines.openai import chat_completions, responses
from vizdesk.engines.openai.client import Clients, Received, items
from vizdesk.engines.openai.ending import last_events
from vizdesk.engines.openai.event_stream import Done, StreamItem, Unreadable
from vizdesk.engines.openai.reply_builder import MOST_CHARACTERS, Reply
from vizdesk.engines.openai.unsupported_fields import (
    LIMITS,
    SETTINGS,
    learnt,
    sent_fields,
    without,
)
from vizdesk.engines.redaction import header_secrets, redact
from vizdesk.engines.server_identity import Server, server_at

if TYPE_CHECKING:
    import httpx2


class ApiEngine:
    """Runs the models of EngineKind.RESPONSES and EngineKind.CHAT. Lives on one asyncio loop.

    `keys` gives the key of a name, `refusal` says why it may not go to a server; both may block and
    are called in a thread. While `offline` is on no server is asked, and no socket is opened.
    `refused_fields` are left out of requests; what a server refuses is left out at once, said, and
    remembered when the answer came without it.
    """

    def __init__(
        self,
        keys: Callable[[str], Secret | None],
        offline: Offline,
        refusal: KeyRefusal = of_another_host,
        refused_fields: RefusedFields | None = None,
    ) -> None:
        self._keys = keys
        self._refusal = refusal
        self._offline = offline
        self._refused_fields = refused_fields or RefusedFields()
        self._clients = Clients()

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        """Yield events, `Finished` last, only if the server itself said that it is done.

        Raises EngineError; closing the iteration closes the connection at once.
        """
        endpoint = _endpoint(request)
        server = server_at(endpoint.base_url)
        try:
            self._offline.refuse(
                message("ask {name} at {server}", name=request.model.name, server=server.name)
            )
        except OfflineError as error:
            raise EngineError(error.what, error.todo) from None
        options, key = endpoint.options, await self._key(endpoint, server)
        context = RequestContext(server, endpoint.slug, key, header_secrets(options))
        http = await self._clients.http(server, context.secret, options)
        refused = frozenset(await asyncio.to_thread(self._refused_fields.of, endpoint))
        call = _call(request, context, refused, options)
        if call.left_out & set(SETTINGS):
            yield Notice(_refused_words(call.left_out & set(SETTINGS), context))
        # From here on the server has the image; most say nothing until they have read it.
        yield EngineProgress(Phase.READING_IMAGE)
        new: frozenset[str] = frozenset()
        while True:
            try:
                async with aclosing(_answer(http, call, context)) as events:
                    async for event in events:
                        if isinstance(event, Finished) and new:
                            await asyncio.to_thread(self._refused_fields.remember, endpoint, new)
                        yield event
                return
            except EngineError as error:
                further = learnt(error.unsupported, call.body, refused) - set(options.extra)
                if not further:
                    raise
                new, refused = new | further, refused | further
            yield Notice(_refused_words(further, context))
            call = _call(request, context, refused, options)

    async def close(self) -> None:
        """Close every connection."""
        await self._clients.close()

    async def _key(self, endpoint: Endpoint, server: Server) -> Secret | None:
        if endpoint.key_name is None:
            return None
        refusal = await to_daemon_thread(self._refusal, endpoint.key_name, endpoint.base_url)
        if refusal:
            raise EngineError(
                refusal,
                message("Give this server its own key under Keys and endpoints (Ctrl+K)."),
                scope=ErrorScope.ACCOUNT,
            )
        secret = await looked_up(self._keys, endpoint.key_name)
        if secret is None or not secret.reveal():
            variable = environment_variables(endpoint.key_name)[0]
            raise EngineError(
                message("There is no key for {name}.", name=server.name),
                message(
                    "Right-click the model in the list to add it, or set {variable}.",
                    variable=variable,
                ),
                scope=ErrorScope.ACCOUNT,
            )
        if not (secret.reveal().isascii() and secret.reveal().isprintable()):
            what = message("The key for {name} holds characters that no key has.", name=server.name)
            todo = message("Copy it again: right-click the model in the list.")
            raise EngineError(what, todo, scope=ErrorScope.ACCOUNT)
        return secret


@dataclass(frozen=True, slots=True)
class _Call:
    """One request in the dialect of its server, and how to read what comes back."""

    path: str
    body: Mapping[str, Any]
    sampling: Mapping[str, Any]
    dialect: Dialect
    left_out: frozenset[str] = frozenset()
    """The fields that would stand in it, had the server not refused them."""
    billed: bool = True


Dialect = Callable[[Mapping[str, Any], Reply, RequestContext], Iterator[Event]]


def _call(
    request: Request, context: RequestContext, refused: frozenset[str], options: RequestOptions
) -> _Call:
    if request.model.engine is EngineKind.RESPONSES:
        path, dialect, sampling_of = responses.PATH, responses.read, responses.sampling_of
        whole = responses.body(request, context.slug)
    else:
        path, dialect = chat_completions.PATH, chat_completions.read
        sampling_of = chat_completions.sampling_of
        whole = chat_completions.body(request, context.slug, context.server)
    # What a person has sent goes before what vizdesk sends, and is never left out.
    left_out = sent_fields(whole) & refused - set(options.extra)
    sent = {**without(whole, left_out), **options.extra}
    sampling = sampling_of(sent)
    if options.extra:
        sampling["extra"] = dict(options.extra)
    return _Call(path, sent, sampling, dialect, left_out, billed=not request.model.free)


def _refused_words(fields: Collection[str], context: RequestContext) -> Message:
    """One sentence about settings that a server does not take; a limit has another name there."""
    renamed = sorted(set(fields) & set(LIMITS))
    if renamed and len(fields) == 1:
        other = next(limit for limit in LIMITS if limit not in renamed)
        return message(
            "{name} refuses “{field}” for this model; it was sent as “{other}”.",
            name=context.server.name,
            field=renamed[0],
            other=other,
        )
    return message(
        "{name} refuses {fields} for this model; it was asked without.",
        name=context.server.name,
        fields=", ".join(f"“{field}”" for field in sorted(fields)),
    )


async def _answer(
    http: httpx2.AsyncClient, call: _Call, context: RequestContext
) -> AsyncGenerator[Event, None]:
    """One request and its answer. Raises EngineError; `unsupported` only before a word was said."""
    reply, received = Reply(context.secrets, billed=call.billed), Received()
    incoming = items(http, call.path, call.body, context, received)
    try:
        async with aclosing(_events(incoming, call, reply, context)) as events:
            async for event in events:
                yield event
        _proved(reply, received, context)
    except EngineError as error:
        if reply.wrote:
            error.unsupported = frozenset()
        raise
    for event in last_events(reply, call.sampling, context):
        yield event


def _dialect(frame: Mapping[str, Any], usual: Dialect) -> Dialect:
    """Who reads a frame: gateways answer one API in the other's words."""
    if "choices" in frame:
        return chat_completions.read
    if frame.get("object") == "response" or str(frame.get("type")).startswith("response."):
        return responses.read
    return usual


async def _events(
    incoming: AsyncGenerator[StreamItem | None, None],
    call: _Call,
    reply: Reply,
    context: RequestContext,
) -> AsyncGenerator[Event, None]:
    """What comes in, as events; a sign of life repeats the phase, so that nobody gives up."""
    ending = _Ending(reply)
    async with aclosing(incoming) as source:
        try:
            while not reply.over and (item := await ending.next(source)) is not _END:
                spoke = False
                for event in _read(item, call, reply, context):
                    spoke = True
                    yield event
                if reply.too_long:
                    raise too_long(MOST_CHARACTERS, context)
                if not spoke:
                    yield EngineProgress(reply.phase)
        except EngineError as error:
            # What was written is charged, so the question must not be asked again by itself.
            error.transient = error.transient and not reply.wrote
            # A connection that breaks after the server said “done” takes nothing from the answer.
            if reply.reason is None:
                for event in reply.rest():
                    yield event
                yield reply.measured()
                raise


_END: Any = object()


class _Ending:
    """Takes items until the answer is complete; then a socket left open is not waited for long."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._progress: object = None
        self._since = 0.0

    async def next(self, source: AsyncGenerator[StreamItem | None, None]) -> Any:  # noqa: ANN401
        """The next item, or the end."""
        linger_s = self._reply.linger_s
        if linger_s is None:
            return await anext(source, _END)
        progress, now = self._reply.progress, time.monotonic()
        if progress != self._progress:  # signs of life alone do not prolong it
            self._progress, self._since = progress, now
        try:
            left = self._since + linger_s - now
            return await asyncio.wait_for(anext(source, _END), max(0.0, left))
        except TimeoutError:
            return _END


def _read(
    item: StreamItem | None, call: _Call, reply: Reply, context: RequestContext
) -> Iterator[Event]:
    if isinstance(item, Done):
        reply.over = True
    elif isinstance(item, Unreadable):
        yield from _left_out(item, reply, context)
    elif item is not None:
        yield from _dialect(item, call.dialect)(item, reply, context)


def _left_out(item: Unreadable, reply: Reply, context: RequestContext) -> Iterator[Event]:
    """Say once that something in between could not be read."""
    if not reply.odd:
        reply.odd = True
        shown = quoted(redact(item.text, context.secrets)) or "“”"
        yield Notice(
            message(
                "{name} sent something in between that is no part of an answer; it was left out: "
                "{shown}",
                name=context.server.name,
                shown=shown,
            )
        )


def _proved(reply: Reply, received: Received, context: RequestContext) -> None:
    """Raises EngineError unless the server said that the answer is complete."""
    if reply.reason is not None:
        return
    if not reply.recognised and reply.over and not received.stream.is_body:
        raise completed_empty(context)
    if not reply.recognised:
        beginning = received.stream.beginning
        raise no_answer(received.status, received.media_type, beginning, context)
    if not reply.over:
        raise cut_off(context)
    reply.reason = FinishReason.STOP


def _endpoint(request: Request) -> Endpoint:
    if not isinstance(request.model.source, Endpoint):
        raise TypeError(f"{request.model.id} is a file, not an endpoint")
    return request.model.source
