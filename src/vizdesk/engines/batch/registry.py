"""Every vendor with a Batch API, by the id an endpoint's file names; a new one is a line here."""

from __future__ import annotations

from vizdesk.engines.batch.provider import BatchProvider
from vizdesk.engines.batch.providers.anthropic import ANTHROPIC
from vizdesk.engines.batch.providers.gemini import GEMINI
from vizdesk.engines.batch.providers.mistral import MISTRAL
from vizdesk.engines.batch.providers.openai import OPENAI

BATCH_PROVIDERS: tuple[BatchProvider, ...] = (OPENAI, ANTHROPIC, GEMINI, MISTRAL)


def batch_provider(provider_id: str) -> BatchProvider | None:
    """The provider of this id; None where none is known."""
    return next((each for each in BATCH_PROVIDERS if each.id == provider_id), None)
