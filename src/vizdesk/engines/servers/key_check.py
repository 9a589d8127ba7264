"""Whether a key works: one cheap question to the server it belongs to."""

from __future__ import annotations

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.common.messages import Message, message, plural
from vizdesk.common.offline import Offline
from vizdesk.credentials.keys import Secret
from vizdesk.engines.json_access import at
from vizdesk.engines.servers.model_listing import server_models_in
from vizdesk.engines.servers.queries import questions


async def check_key(endpoint: KnownEndpoint, key: Secret | None, *, offline: Offline) -> Message:
    """What works, in a few words (“works, 61 models”). Raises EngineError, with what to do."""
    async with questions(
        endpoint.base_url,
        key,
        offline,
        message("test {name}", name=endpoint.name),
        options=endpoint.options,
    ) as ask:
        answer = await ask.get(f"{endpoint.base_url.rstrip('/')}/{endpoint.check}")
        if endpoint.check == "models":
            return _count(len(server_models_in(answer, ask.context)))
    return _account(answer)


def _count(models: int) -> Message:
    return plural("works, {n} model", "works, {n} models", models)


def _account(answer: object) -> Message:
    """OpenRouter says what is left of a key's limit, Hugging Face whose token it is."""
    left, name = at(answer, "data", "limit_remaining"), at(answer, "name")
    if isinstance(left, int | float) and not isinstance(left, bool):
        return message("works, {left} US dollars left of this key's limit", left=f"{left:.2f}")
    return (
        message("works, signed in as {name}", name=name)
        if isinstance(name, str)
        else message("works")
    )
