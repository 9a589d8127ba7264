"""OpenRouter's list of models, read: what each takes, and its price.

Schema: OpenRouter API reference, “List available models” (GET /models), 2026-10. Prices are texts
in US dollars for one token.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from vizdesk.common.messages import Message, MessageError, message
from vizdesk.common.strict_json import is_finite_number
from vizdesk.comparison.models import Price, PriceTier

SOURCE = "OpenRouter"
_MILLION = 1_000_000


class PriceListError(MessageError):
    """This is no list of models; one sentence says what it is instead."""


@dataclass(frozen=True, slots=True)
class OpenRouterModel:
    """One model as OpenRouter offers it. None and empty: not given.

    Prices are US dollars per million tokens; `notes` say what of them could not be used. `created`
    and `expiration` are ISO dates, limits are tokens.
    """

    slug: str
    name: str
    created: str | None = None
    context_tokens: int | None = None
    output_limit_tokens: int | None = None
    input_modalities: tuple[str, ...] = ()
    output_modalities: tuple[str, ...] = ()
    input_per_million: float | None = None
    output_per_million: float | None = None
    cached_input_per_million: float | None = None
    tiers: tuple[PriceTier, ...] = ()
    hugging_face_id: str | None = None
    expiration: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def reads_images(self) -> bool:
        """Whether it takes images and answers in text."""
        return "image" in self.input_modalities and "text" in (self.output_modalities or ("text",))

    @property
    def variant(self) -> bool:
        """Whether it is another model again under other terms, such as `:free` or `:extended`."""
        return ":" in self.slug

    def price(self, as_of: date) -> Price | None:
        """Its price on that day; None unless both directions are known."""
        if self.input_per_million is None or self.output_per_million is None:
            return None
        prices = self.input_per_million, self.output_per_million
        cached = self.cached_input_per_million
        return Price(*prices, as_of.isoformat(), SOURCE, self.tiers, cached)


@dataclass(frozen=True, slots=True)
class OpenRouterList:
    """What was understood of a list, in its order, and a sentence for each entry that was not."""

    models: tuple[OpenRouterModel, ...]
    problems: tuple[Message, ...] = ()


def read_offered(text: str | bytes) -> OpenRouterList:
    """Read the JSON of `GET /models`. Raises PriceListError when there is no list in it.

    An entry that cannot be used takes no other with it.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise PriceListError(message("This is not JSON, or only a part of it.")) from None
    entries = data.get("data") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise PriceListError(message("There is no list of models in it."))
    models: dict[str, OpenRouterModel] = {}
    problems: list[Message] = []
    for number, entry in enumerate(entries, 1):
        slug = _text(entry, "id")
        if slug is None:
            problems.append(message("Entry {number} has no id.", number=number))
        elif slug in models:
            problems.append(message("{slug} is there twice; the first counts.", slug=slug))
        else:
            models[slug] = _offered(slug, entry)
    if not models:
        raise PriceListError(message("The list is empty."))
    return OpenRouterList(tuple(models.values()), tuple(problems))


def _offered(slug: str, entry: Mapping[str, Any]) -> OpenRouterModel:
    architecture = _table(entry, "architecture")
    pricing = _table(entry, "pricing")
    inward, inward_note = _per_million(pricing.get("prompt"), "input")
    outward, outward_note = _per_million(pricing.get("completion"), "output")
    tiers, tier_notes = _tiers(pricing.get("overrides"), inward, outward)
    notes = (inward_note, outward_note, *tier_notes)
    return OpenRouterModel(
        slug=slug,
        name=_text(entry, "name") or slug,
        created=_day_of(entry.get("created")),
        context_tokens=_count(entry.get("context_length")),
        output_limit_tokens=_count(_table(entry, "top_provider").get("max_completion_tokens")),
        input_modalities=_texts(architecture.get("input_modalities")),
        output_modalities=_texts(architecture.get("output_modalities")),
        input_per_million=inward,
        output_per_million=outward,
        cached_input_per_million=_per_million(pricing.get("input_cache_read"), "cached input")[0],
        tiers=tiers,
        hugging_face_id=_text(entry, "hugging_face_id"),
        expiration=_day_written(entry.get("expiration_date")),
        notes=tuple(dict.fromkeys(note for note in notes if note)),
    )


def _per_million(value: object, direction: str) -> tuple[float | None, str]:
    """US dollars per million tokens, or None and why. A price below 0 stands for “it varies”."""
    if value is None:
        return None, f"no {direction} price given"
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError
        # Decimal: 0.00000015 is then 0.15 for a million, not 0.15000000000000002.
        found = float(Decimal(str(value)) * _MILLION)
    except (ArithmeticError, ValueError):
        found = float("nan")
    if not isfinite(found):
        return None, f"the {direction} price {str(value)[:40]!r} is no number"
    return (found, "") if found >= 0 else (None, "the price varies")


def _tiers(
    value: object, inward: float | None, outward: float | None
) -> tuple[tuple[PriceTier, ...], tuple[str, ...]]:
    if not isinstance(value, list) or inward is None or outward is None:
        return (), ()
    found: list[PriceTier] = []
    notes: list[str] = []
    for entry in value:
        start = _count(entry.get("min_prompt_tokens")) if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or any(key.startswith("utc_") for key in entry):
            notes.append(message("other prices at certain times"))
            continue
        prices = [
            (usual, "") if entry.get(key) is None else _per_million(entry[key], direction)
            for key, direction, usual in (
                ("prompt", "input", inward),
                ("completion", "output", outward),
            )
        ]
        (long_inward, _), (long_outward, _) = prices
        if not start or long_inward is None or long_outward is None:
            notes.append(message("other prices in some cases"))
        else:
            cached, _ = _per_million(entry.get("input_cache_read"), "cached input")
            found.append(PriceTier(start - 1, long_inward, long_outward, cached))
    return tuple(sorted(found, key=lambda tier: tier.above_input_tokens)), tuple(notes)


def _table(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = entry.get(key)
    return found if isinstance(found, dict) else {}


def _text(entry: object, key: str) -> str | None:
    found = entry.get(key) if isinstance(entry, dict) else None
    return found if isinstance(found, str) and found else None


def _texts(value: object) -> tuple[str, ...]:
    def found() -> Iterator[str]:
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, str):
                yield entry

    return tuple(found())


def _count(value: object) -> int | None:
    return int(value) if is_finite_number(value) and value > 0 else None


def _day_of(value: object) -> str | None:
    seconds = _count(value)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return None


def _day_written(value: object) -> str | None:
    try:
        return date.fromisoformat(value[:10]).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None
