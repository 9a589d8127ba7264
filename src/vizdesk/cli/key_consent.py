"""Asking on the terminal, once, whether a key may go to the server that a model's file names."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from vizdesk.catalog.endpoints.endpoint import place_of
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.services.endpoints import EndpointService

YES = ("y", "yes")


def ask_consents(models: Iterable[Model], service: EndpointService) -> None:
    """Ask about each key of these models that nobody allowed for its host yet; yes is remembered.

    Without a terminal nobody is asked: the model's answer then fails, and says how to allow it.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    asked: set[tuple[str, str]] = set()
    for model in models:
        if not isinstance(model.source, Endpoint) or model.source.key_name is None:
            continue
        name, base_url = model.source.key_name, model.source.base_url
        pair = name, place_of(base_url)
        if pair in asked or not service.binding.wants_consent(name, base_url):
            continue
        asked.add(pair)
        words = f"{model.name} asks for your key {name.partition('@')[0]}, to send it to {pair[1]}."
        print(f"vizdesk: {words} Allow it? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() in YES:
            print(f"vizdesk: {service.allow_key(name, base_url)}", file=sys.stderr)
