"""Which models a server offers, and which of them read images."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

from vizdesk.catalog.endpoints.server_models import ServerKind, ServerModel
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline
from vizdesk.comparison.models import NO_OPTIONS, RequestOptions
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import RequestContext, unexpected_content
from vizdesk.engines.json_access import at
from vizdesk.engines.servers.detection import NativeAnswers, kind_of, native_answers, root_of
from vizdesk.engines.servers.list_entries import entries_in
from vizdesk.engines.servers.queries import Questions, questions

SHOWS_AT_ONCE = 8


async def list_models(base_url: str, key: Secret | None, *, offline: Offline) -> list[str]:
    """The names of the models at `base_url`, in its own order. Raises EngineError within 20 s.

    While offline no server is asked.
    """
    async with _asking(base_url, key, offline) as ask:
        return [model.slug for model in await _listed(ask)]


async def list_server_models(
    base_url: str,
    key: Secret | None,
    *,
    offline: Offline,
    known: bool = False,
    options: RequestOptions = NO_OPTIONS,
) -> tuple[ServerModel, ...]:
    """The same with what is known of each model. Raises EngineError.

    A server that is not `known` and does not say which models read images is asked in the ways of
    its own that Ollama, LM Studio and llama-server have.
    """
    async with _asking(base_url, key, offline, options) as ask:
        models = await _listed(ask)
        if known or all(model.vision is not None for model in models):
            return models
        native = await native_answers(ask)
        return await _with_vision(ask, models, native)


def _asking(
    base_url: str,
    key: Secret | None,
    offline: Offline,
    options: RequestOptions = NO_OPTIONS,
) -> AbstractAsyncContextManager[Questions]:
    doing = message("ask a server for its models")
    return questions(base_url, key, offline, doing, options=options)


async def _listed(ask: Questions) -> tuple[ServerModel, ...]:
    # Anthropic gives twenty at a time unless asked for more.
    more = "?limit=1000" if ask.server.host == "api.anthropic.com" else ""
    answer = await ask.get(f"{ask.server.base_url.rstrip('/')}/models{more}")
    return server_models_in(answer, ask.context)


def server_models_in(answer: object, context: RequestContext) -> tuple[ServerModel, ...]:
    """The models in the answer to GET /models. Raises EngineError when it is no list of models."""
    entries = entries_in(answer)
    read = (_server_model(entry) for entry in entries or ())
    models = {model.slug: model for model in read if model is not None}
    if entries is None or (entries and not models):
        import json

        raise unexpected_content("application/json", json.dumps(answer), context)
    return tuple(models.values())


def _server_model(entry: object) -> ServerModel | None:
    if isinstance(entry, str):
        entry = {"id": entry}
    if not isinstance(entry, dict):
        return None
    ids = (entry.get(key) for key in ("id", "model", "name"))
    slug = next((text for text in ids if isinstance(text, str) and text.strip()), "")
    # Gemini writes models/NAME in its list, and takes NAME in a request.
    slug = slug.removeprefix("models/")
    titles = (entry.get(key) for key in ("display_name", "displayName", "name"))
    title = next((text for text in titles if isinstance(text, str) and text != slug), "")
    return ServerModel(slug, title, vision_in(entry)) if slug else None


def vision_in(entry: Mapping[str, Any]) -> bool | None:
    """Whether one entry of a list of models says that the model reads images; None: it is silent.

    OpenRouter and llama-server say `architecture.input_modalities`, xAI `input_modalities`, Mistral
    `capabilities.vision`, Anthropic `capabilities.image_input.supported`, LM Studio `type`, Ollama
    a list of `capabilities`.
    """
    for kinds in (at(entry, "architecture", "input_modalities"), entry.get("input_modalities")):
        if isinstance(kinds, list):
            return "image" in kinds
    able = entry.get("capabilities")
    if isinstance(able, list):
        return "vision" in able or "multimodal" in able
    for flag in (at(able, "vision"), at(able, "image_input", "supported")):
        if isinstance(flag, bool):
            return flag
    kind = entry.get("type")
    return kind == "vlm" if kind in ("vlm", "llm", "embeddings") else None


async def _with_vision(
    ask: Questions, models: tuple[ServerModel, ...], native: NativeAnswers
) -> tuple[ServerModel, ...]:
    kind = kind_of((), native)
    if kind is ServerKind.LLAMA_SERVER:
        vision = at(native.props, "modalities", "vision")
        return tuple(_with_flag(model, vision) for model in models)
    if kind is ServerKind.LM_STUDIO:
        entries = at(native.lm_studio, "data")
        known = {
            at(entry, "id"): vision_in(entry)
            for entry in (entries if isinstance(entries, list) else ())
            if isinstance(entry, dict)
        }
        return tuple(_with_flag(model, known.get(model.slug)) for model in models)
    if kind is ServerKind.OLLAMA:
        few = asyncio.Semaphore(SHOWS_AT_ONCE)
        return tuple(await asyncio.gather(*(_from_ollama(ask, model, few) for model in models)))
    return models


async def _from_ollama(ask: Questions, model: ServerModel, few: asyncio.Semaphore) -> ServerModel:
    async with few:
        details = await ask.get_or_none(
            f"{root_of(ask.server.base_url)}/api/show", {"model": model.slug}
        )
    able = at(details, "capabilities")
    return _with_flag(model, "vision" in able if isinstance(able, list) else None)


def _with_flag(model: ServerModel, vision: object) -> ServerModel:
    return replace(model, vision=vision) if isinstance(vision, bool) else model
