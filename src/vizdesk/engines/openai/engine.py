"""The engine for models behind an API: OpenAI's Responses, and Chat Completions everywhere else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from vizdesk.catalog.endpoints.endpoint import may_send
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.comparison.events import EngineError, EngineProgress, ErrorScope, Event, Request
from vizdesk.comparison.models import Endpoint, EngineKind
from vizdesk.comparison.types import FinishReason, Phase
from vizdesk.credentials.keys import Secret, environment_variables
from vizdesk.engines.errors import RequestContext, cut_off, withheld
from vizdesk.engines.openai import chat_completions, responses
from vizdesk.engines.openai.client import Clients, frames
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.server_identity import Server, server_at


class ApiEngine:
    """Runs the models of EngineKind.RESPONSES and EngineKind.CHAT. Lives on one asyncio loop.

    `keys` gives the key of a name; it may block and is called in a thread. While `offline` is on
    no server is asked, and no socket is opened.
    """

    def __init__(self, keys: Callable[[str], Secret | None], offline: Offline) -> None:
        self._keys = keys
        self._offline = offline
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
        context = RequestContext(server, endpoint.slug, await self._key(endpoint, server))
        call = _call(request, context)
        client = await self._clients.get(server, context.secret)
        # From here on the server has the image; most say nothing until they have read it.
        yield EngineProgress(Phase.READING_IMAGE)
        reply = Reply()
        incoming = frames(client, call.path, call.body, context)
        async with aclosing(_events(incoming, call, reply)) as events:
            async for event in events:
                yield event
        for event in _proved(reply, context).end(call.sampling):
            yield event

    async def close(self) -> None:
        """Close every connection."""
        await self._clients.close()

    async def _key(self, endpoint: Endpoint, server: Server) -> Secret | None:
        if endpoint.key_name is None:
            return None
        if not may_send(endpoint.key_name, endpoint.base_url):
            raise EngineError(
                message(
                    "The key {key_name} does not belong to {host}; it was not sent.",
                    key_name=endpoint.key_name,
                    host=server.host,
                ),
                message("Give this server its own key under Keys and endpoints (Ctrl+K)."),
                scope=ErrorScope.SERVER,
            )
        secret = await asyncio.to_thread(self._keys, endpoint.key_name)
        if secret is None or not secret.reveal():
            variable = environment_variables(endpoint.key_name)[0]
            raise EngineError(
                message("There is no key for {name}.", name=server.name),
                message(
                    "Right-click the model in the list to add it, or set {variable}.",
                    variable=variable,
                ),
                scope=ErrorScope.SERVER,
            )
        if not (secret.reveal().isascii() and secret.reveal().isprintable()):
            what = message("The key for {name} holds characters that no key has.", name=server.name)
            todo = message("Copy it again: right-click the model in the list.")
            raise EngineError(what, todo, scope=ErrorScope.SERVER)
        return secret


@dataclass(frozen=True, slots=True)
class _Call:
    """One request in the dialect of its server, and how to read what comes back."""

    path: str
    body: Mapping[str, Any]
    sampling: Mapping[str, Any]
    read: Callable[[Mapping[str, Any], Reply], Iterator[Event]]


def _call(request: Request, context: RequestContext) -> _Call:
    if request.model.engine is EngineKind.RESPONSES:
        sent = responses.body(request, context.slug)
        sampling = responses.sampling_of(sent)
        return _Call(responses.PATH, sent, sampling, lambda f, r: responses.read(f, r, context))
    sent = chat_completions.body(request, context.slug, context.server)
    sampling = chat_completions.sampling_of(sent, context.server)
    return _Call(
        chat_completions.PATH, sent, sampling, lambda f, r: chat_completions.read(f, r, context)
    )


async def _events(
    incoming: AsyncGenerator[Mapping[str, Any], None], call: _Call, reply: Reply
) -> AsyncGenerator[Event, None]:
    async with aclosing(incoming) as source:
        try:
            async for frame in source:
                for event in call.read(frame, reply):
                    yield event
        except EngineError as error:
            # What was written is charged, so the question must not be asked again by itself.
            error.transient = error.transient and not reply.wrote
            # A connection that breaks after the server said “done” takes nothing from the answer.
            if reply.reason is None:
                raise


def _proved(reply: Reply, context: RequestContext) -> Reply:
    if reply.reason is None:
        raise cut_off(context)
    if reply.reason is FinishReason.CONTENT_FILTER and not reply.wrote:
        raise withheld(context)
    return reply


def _endpoint(request: Request) -> Endpoint:
    if not isinstance(request.model.source, Endpoint):
        raise TypeError(f"{request.model.id} is a file, not an endpoint")
    return request.model.source
