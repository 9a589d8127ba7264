"""Whether a key works: one cheap question to the server it belongs to."""

from __future__ import annotations

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.common.offline import Offline
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.json_access import at
from vizdesk.engines.servers.model_listing import offers_in
from vizdesk.engines.servers.queries import questions


async def check_key(endpoint: KnownEndpoint, key: Secret | None, *, offline: Offline) -> str:
    """What works, in a few words (“works, 61 models”). Raises EngineError, with what to do."""
    async with questions(endpoint.base_url, key, offline, f"test {endpoint.name}") as ask:
        answer = await ask.get(f"{endpoint.base_url.rstrip('/')}/{endpoint.check}")
        if endpoint.check == "models":
            return _count(len(offers_in(answer, RequestContext(ask.server, "", key))))
    return _account(answer)


def _count(models: int) -> str:
    return f"works, {models} model{'' if models == 1 else 's'}"


def _account(answer: object) -> str:
    """OpenRouter says what is left of a key's limit, Hugging Face whose token it is."""
    left, name = at(answer, "data", "limit_remaining"), at(answer, "name")
    if isinstance(left, int | float) and not isinstance(left, bool):
        return f"works, {left:.2f} US dollars left of this key's limit"
    return f"works, signed in as {name}" if isinstance(name, str) else "works"
