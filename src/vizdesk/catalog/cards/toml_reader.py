"""Model cards from a TOML file, written by hand: every fault named with its line, all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.facts import FactSource
from vizdesk.catalog.cards.field_parsers import CardError, Reader, eval_block, exam_block, prose
from vizdesk.catalog.cards.run_options import local_way, remote_way
from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.common.messages import Message, message
from vizdesk.common.toml_files import parse_toml, read_each, toml_text
from vizdesk.common.toml_lines import line_of

SOURCE_KEYS = {"title", "date", "url"}


@dataclass(frozen=True, slots=True)
class CardFile:
    """What one file says: for each card its id and what it sets, and what cannot be read."""

    cards: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    problems: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Parse:
    path: Path
    text: str
    problems: list[Message] = field(default_factory=list)

    def fault(self, place: tuple[str | int, ...], words: Message) -> None:
        line = line_of(self.text, place)
        self.problems.append(
            message("{path}, line {line}: {words}.", path=str(self.path), line=line, words=words)
        )


def read_cards(path: Path, endpoints: Sequence[KnownEndpoint] = ()) -> CardFile:
    """The `[[card]]` tables of a file. Never raises: what is wrong is in `problems`.

    A card's `host` is one of `endpoints`, or of the file's own `[hosts]`.
    """
    values, problems = read_each([path], lambda path: _read_file(path, endpoints))
    return values[0][1] if values else CardFile(problems=tuple(problems))


def known_hosts(endpoints: Sequence[KnownEndpoint]) -> dict[str, dict[str, Any]]:
    """The servers that a card's `host` may name, as the `[hosts]` of a file would say them."""
    return {
        endpoint.id: {"base_url": endpoint.base_url, "key": endpoint.key_name}
        for endpoint in endpoints
    }


def _read_file(path: Path, endpoints: Sequence[KnownEndpoint]) -> CardFile:
    text = toml_text(path)
    data = parse_toml(text)
    parse = _Parse(path, text)
    hosts = {**known_hosts(endpoints), **_tables_of(data, "hosts", parse)}
    reader = Reader(_sources(data, parse), hosts)
    cards = data.get("card", [])
    if not isinstance(cards, list):
        parse.fault(("card",), message("write [[card]], with two brackets"))
        cards = []
    cards_read = []
    for at, table in enumerate(cards):
        given = _card(table, ("card", at), reader, parse)
        if given is not None:
            cards_read.append(given)
    return CardFile(tuple(cards_read), tuple(parse.problems))


def _sources(data: Mapping[str, Any], parse: _Parse) -> dict[str, FactSource]:
    sources = {}
    for name, table in _tables_of(data, "sources", parse).items():
        lost = {"title", "date"} - set(table)
        odd = set(table) - SOURCE_KEYS
        if lost or odd:
            parse.fault(
                ("sources", name),
                message("source {name} has no {key}", name=repr(name), key=min(lost))
                if lost
                else message("source {name} knows no {key}", name=repr(name), key=repr(min(odd))),
            )
        else:
            date, url = str(table["date"]), str(table.get("url", ""))
            sources[name] = FactSource(name, str(table["title"]), date, url)
    return sources


def _tables_of(data: Mapping[str, Any], key: str, parse: _Parse) -> dict[str, Any]:
    tables = data.get(key, {})
    if not isinstance(tables, Mapping) or not all(isinstance(v, Mapping) for v in tables.values()):
        parse.fault((key,), message("write [{key}.NAME]", key=key))
        return {}
    return dict(tables)


def _card(
    table: object, place: tuple[str | int, ...], reader: Reader, parse: _Parse
) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(table, Mapping) or not isinstance(table.get("id"), str):
        parse.fault(place, message("a card needs an id, a text"))
        return None
    given: dict[str, Any] = {"id": table["id"]}
    for key, value in table.items():
        if key == "id":
            continue
        try:
            given[key] = card_value(key, value, reader)
        except CardError as fault:
            parse.fault(
                (*place, *fault.place),
                message("{card}: {fault}", card=str(table["id"]), fault=fault.message),
            )
    return table["id"], given


def card_value(key: str, value: object, reader: Reader) -> object:
    """What a card's `key` says, from its TOML value. Raises CardError."""
    many: dict[str, Callable[[Mapping[str, Any], Reader], object]] = {
        "evals": eval_block,
        "exam": exam_block,
        "local": local_way,
        "remote": remote_way,
    }
    if key in many:
        return _each(key, value, many[key], reader)
    if key == "prose":
        return prose(value, reader)
    return reader.card_key(key, value)


def _each(
    key: str, value: object, make: Callable[[Mapping[str, Any], Reader], object], reader: Reader
) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise CardError(message("write [[card.{key}]], with two brackets", key=key), (key,))
    made = []
    for at, table in enumerate(value):
        try:
            made.append(make(table, reader))
        except CardError as fault:
            raise CardError(fault.message, (key, at, *fault.place)) from None
    return tuple(made)


def laid_over(cards: Mapping[str, Card], file: CardFile) -> dict[str, Card]:
    """`cards` with a file's over them: a card of a known id replaces just what it sets."""
    made = dict(cards)
    for card_id, given in file.cards:
        if card_id in made:
            made[card_id] = replace(made[card_id], **given)
        else:
            made[card_id] = Card(**{"name": card_id, **given})
    return made
