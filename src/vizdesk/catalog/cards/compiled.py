"""The shipped cards as a start reads them: JSON made of the TOML files, each card when it is asked.

`entries.json` has what the list of models needs of every card, `cards.json` the rest of each card
as a text of its own. `python -m tools.catalogue` writes both; a test says when they are stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from vizdesk.catalog.cards.card import Card, CardEntry
from vizdesk.catalog.cards.facts import FactSource
from vizdesk.catalog.cards.field_parsers import Reader
from vizdesk.catalog.cards.toml_reader import card_value, known_hosts
from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.common.toml_files import read_toml

FOLDER, ENTRIES, DETAILS = "catalogue-compiled", "entries.json", "cards.json"
ENTRY_KEYS = tuple(field.name for field in fields(CardEntry))


class CompiledCards(Mapping[str, Card]):
    """Every shipped card by id, in the order of the files; each is made when it is first asked for.

    `entries` holds what is known of all of them from the start. Raises OSError, ValueError.
    """

    def __init__(self, resources: Path, endpoints: Sequence[KnownEndpoint]) -> None:
        self._folder = resources / FOLDER
        data = json.loads((self._folder / ENTRIES).read_bytes())
        sources = {str(at): FactSource(*source) for at, source in enumerate(data["sources"])}
        self._reader = Reader(sources, known_hosts(endpoints))
        self._cards: dict[str, Card] = {}
        self.entries = {
            card_id: CardEntry(id=card_id, **self._values(table))
            for card_id, table in data["entries"].items()
        }

    def __getitem__(self, card_id: str) -> Card:
        if card_id not in self._cards:
            entry = self.entries[card_id]
            known = {key: getattr(entry, key) for key in ENTRY_KEYS}
            rest = self._values(json.loads(self._details[card_id]))
            self._cards[card_id] = Card(**known, **rest)
        return self._cards[card_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def _details(self) -> Mapping[str, str]:
        details: dict[str, str] = json.loads((self._folder / DETAILS).read_bytes())
        return details

    def _values(self, table: Mapping[str, Any]) -> dict[str, Any]:
        return {key: card_value(key, value, self._reader) for key, value in table.items()}


class OverlaidCards(Mapping[str, Card]):
    """`shipped` with a person's own cards in their place, or after them."""

    def __init__(self, shipped: Mapping[str, Card], own: Mapping[str, Card]) -> None:
        self._shipped, self._own = shipped, own

    def __getitem__(self, card_id: str) -> Card:
        own = self._own.get(card_id)
        return self._shipped[card_id] if own is None else own

    def __iter__(self) -> Iterator[str]:
        yield from self._shipped
        yield from (card_id for card_id in self._own if card_id not in self._shipped)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def compiled_texts(paths: Sequence[Path]) -> dict[str, str]:
    """What the compiled files must hold, by name, for TOML files of cards that have no fault."""
    sources: dict[tuple[str, str, str, str], str] = {}
    merged: dict[str, dict[str, Any]] = {}
    for path in paths:
        data = read_toml(path)
        numbers = {
            name: sources.setdefault(
                (name, table["title"], str(table["date"]), table.get("url", "")), str(len(sources))
            )
            for name, table in data.get("sources", {}).items()
        }
        for table in data["card"]:
            card = merged.setdefault(table["id"], {"name": table["id"]})
            card.update(
                {key: _plain(value, numbers) for key, value in table.items() if key != "id"}
            )
    entries = {
        card_id: {key: value for key, value in card.items() if key in ENTRY_KEYS}
        for card_id, card in merged.items()
    }
    details = {
        card_id: _line({key: value for key, value in card.items() if key not in ENTRY_KEYS})
        for card_id, card in merged.items()
    }
    return {
        ENTRIES: _lines({"sources": list(sources), "entries": entries}),
        DETAILS: _lines(details),
    }


def _plain(value: object, sources: Mapping[str, str]) -> object:
    """A TOML value as JSON has it: dates as texts, sources by their number."""
    if isinstance(value, Mapping):
        return {
            key: sources[inner] if key == "from" else _plain(inner, sources)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_plain(inner, sources) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(table: Mapping[str, object]) -> str:
    """One key a line, so that two changes of the catalogue seldom meet in one line."""
    rows = []
    for key, value in table.items():
        inner = _lines(value).rstrip() if key == "entries" and isinstance(value, Mapping) else ""
        rows.append(f"{_line(key)}:{inner or _line(value)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"
