"""The prices that were fetched, kept day by day: today's, earlier ones, and who is cheaper."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from vizdesk.catalog.pricing.openrouter import SOURCE, OpenRouterModel
from vizdesk.common import formatting as wording
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.messages import Message, message, plural
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.models import Endpoint, Model, Price, PriceTier

FORMAT = "vizdesk-prices/1"
HOST = "openrouter.ai"
POPULATION: Message = message(
    "models on OpenRouter that read images, write text and have one price (no variants)"
)


@dataclass(frozen=True, slots=True)
class PriceRank:
    """A place by output price, the cheapest first; ties share the better place."""

    place: int
    of: int
    day: date
    population: Message = POPULATION

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> Message:
        """#12 of 139 on 21 Nov 2026."""
        return message(
            "#{place} of {of} on {day}", place=str(self.place), of=self.of, day=day_words(self.day)
        )


@dataclass(frozen=True)
class PriceList:
    """All that OpenRouter offered on one day, by slug."""

    day: date
    models: Mapping[str, OpenRouterModel]

    @cached_property
    def ranked(self) -> tuple[float, ...]:
        """The output prices of the population that ranks are given in, from the lowest."""
        found = map(_ranked_price, self.models.values())
        return tuple(sorted(price for price in found if price is not None))

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> Message:
        """Prices of 139 models, 21 Nov 2026."""
        return plural(
            "Prices of {n} model, {day}",
            "Prices of {n} models, {day}",
            len(self.ranked),
            day=day_words(self.day),
        )


class PriceLists:
    """The folder of kept lists, one JSON file a day. Nothing is read before it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._latest: PriceList | None = None
        self._looked = False

    def keep(self, models: Sequence[OpenRouterModel], day: date) -> PriceList:
        """Keep a list as that day's, in place of an earlier one of it. Raises OSError."""
        table = {
            "format": FORMAT,
            "source": SOURCE,
            "day": day.isoformat(),
            "models": [_entry(model) for model in models],
        }
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
        write_whole(self._folder / f"{day.isoformat()}.json", text)
        kept = PriceList(day, {model.slug: model for model in models})
        # A clock that was set back makes no older list the newest.
        if self._looked and (self._latest is None or self._latest.day <= day):
            self._latest = kept
        return kept

    def latest(self) -> PriceList | None:
        """The newest list that can be read; None before the first was fetched."""
        if not self._looked:
            found = (_read(path) for path in reversed(self._files()))
            self._latest = next(
                (price_list for price_list in found if price_list is not None), None
            )
            self._looked = True
        return self._latest

    def offered(self, slug: str) -> OpenRouterModel | None:
        """The model as it was offered last."""
        latest = self.latest()
        return latest.models.get(slug) if latest else None

    def price(self, slug: str) -> Price | None:
        """The newest price of a model, with its day; None where none is known."""
        latest, offered = self.latest(), self.offered(slug)
        return offered.price(latest.day) if latest and offered else None

    def history(self, slug: str) -> tuple[Price, ...]:
        """Every price of a model that was kept, the oldest first. Reads all files."""
        lists = (_read(path) for path in self._files())
        found = (
            prices.models[slug].price(prices.day)
            for prices in lists
            if prices and slug in prices.models
        )
        return tuple(price for price in found if price is not None)

    def rank(self, slug: str) -> PriceRank | None:
        """Where a model stands by its output price; None for one that is not in POPULATION."""
        latest, offered = self.latest(), self.offered(slug)
        price = _ranked_price(offered) if offered else None
        if latest is None or price is None:
            return None
        return PriceRank(bisect_left(latest.ranked, price) + 1, len(latest.ranked), latest.day)

    def unreadable(self) -> tuple[Path, ...]:
        """Kept files that cannot be used; whatever is asked, they are passed over."""
        return tuple(path for path in self._files() if _read(path) is None)

    def _files(self) -> list[Path]:
        pattern = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].json"
        return sorted(self._folder.glob(pattern))


def priced(model: Model, book: PriceLists) -> Model:
    """`model` with the newest price, where it is asked through OpenRouter and one is known."""
    if (
        not isinstance(model.source, Endpoint)
        or split_address(model.source.base_url).hostname != HOST
    ):
        return model
    price = book.price(model.source.slug)
    if price is None or (model.price is not None and model.price.as_of > price.as_of):
        return model
    return replace(model, price=price)


def day_words(day: date) -> Message:
    """A day as people write it, the same in every locale: 21 Nov 2026."""
    return wording.day(day.isoformat())


def _ranked_price(offered: OpenRouterModel) -> float | None:
    inward = offered.input_per_million
    counts = offered.reads_images and not offered.variant and inward is not None
    return offered.output_per_million if counts else None


def _entry(offered: OpenRouterModel) -> dict[str, Any]:
    return {key: value for key, value in asdict(offered).items() if value not in (None, ())}


def _read(path: Path) -> PriceList | None:
    try:
        # A pipe would be waited for.
        table = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        if table["format"] != FORMAT:
            return None
        models = [_offered(entry) for entry in table["models"]]
        return PriceList(date.fromisoformat(path.stem), {model.slug: model for model in models})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _offered(entry: Mapping[str, Any]) -> OpenRouterModel:
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    tiers = tuple(PriceTier(**tier) for tier in entry.get("tiers", ()))
    return OpenRouterModel(**{**entry, **lists, "tiers": tiers})
