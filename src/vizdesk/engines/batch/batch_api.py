"""Opens a vendor's Batch API with its key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError
from vizdesk.credentials.keys import Secret, environment_variables
from vizdesk.engines.batch.connection import BatchConnection, http_client, refuse_offline
from vizdesk.engines.batch.provider import BatchApi
from vizdesk.engines.batch.server import BatchServer
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.key_lookup import looked_up
from vizdesk.engines.redaction import KeyFilter, header_secrets
from vizdesk.engines.server_identity import Server, server_at


@dataclass(frozen=True, slots=True)
class OpenBatchApi:
    """A vendor's API, and the keys it was opened with: what its results may repeat."""

    api: BatchApi
    secrets: tuple[Secret, ...]


@asynccontextmanager
async def batch_api(server: BatchServer) -> AsyncIterator[OpenBatchApi]:
    """The vendor's API with its key, open for the length of the block. Raises EngineError."""
    place = server_at(server.base_url)
    refuse_offline(server.offline, place)
    secret = await _key(server, place)
    headers = server.provider.headers(secret)
    http = await asyncio.to_thread(http_client, place, headers, server.options)
    context = RequestContext(place, "batch", secret, header_secrets(server.options))
    guard = KeyFilter(context.secrets)
    guard.install()
    try:
        root = server.provider.root(server.base_url)
        api = server.provider.api(BatchConnection(root, http, context, server.offline))
        yield OpenBatchApi(api, context.secrets)
    finally:
        await http.aclose()
        guard.uninstall()


async def _key(server: BatchServer, place: Server) -> Secret | None:
    if server.key_name is None:
        return None
    refusal = await to_daemon_thread(server.refusal, server.key_name, server.base_url)
    if refusal:
        raise EngineError(refusal, message("Give this server its own key (Ctrl+K)."))
    secret = await looked_up(server.keys, server.key_name)
    if secret is None:
        variable = environment_variables(server.key_name)[0]
        raise EngineError(
            message("There is no key for {name}.", name=place.name),
            message("Add it, or set {variable}.", variable=variable),
        )
    return secret
