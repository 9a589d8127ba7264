"""The endpoints that vizdesk ships, and a person's own: one TOML file each."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vizdesk.catalog.endpoints.endpoint import (
    EndpointError,
    KnownEndpoint,
    Use,
    checked_url,
    may_send,
)
from vizdesk.catalog.endpoints.request_options import options_table, read_options
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.toml_files import read_each, read_toml, toml_files
from vizdesk.common.toml_writing import TomlValue, toml_table

LEAST_IMAGE_BYTES = 10_000
"""Less than this an image that can be read does not fit into."""


def load_shipped(path: Path) -> tuple[KnownEndpoint, ...]:
    """The endpoints of resources/endpoints.toml. Raises OSError, KeyError, ValueError."""
    tables = read_toml(path)["endpoint"]
    return tuple(
        KnownEndpoint(
            id=table["id"],
            name=table["name"],
            base_url=table["base_url"],
            key_name=table["key"],
            use=Use(table.get("use", "asking")),
            check=table.get("check", "models"),
            source=table["source"],
            as_of=table["as_of"],
            batch=_batch(table),
            image_bytes=_image_bytes(table),
        )
        for table in tables
    )


@dataclass(frozen=True, slots=True)
class UserEndpoints:
    """`shipped` endpoints, and those in `folder`, which need not exist before the first is kept."""

    folder: Path
    shipped: tuple[KnownEndpoint, ...] = ()

    def load(self) -> tuple[tuple[KnownEndpoint, ...], tuple[Message, ...]]:
        """All endpoints, the shipped ones first; and a sentence for each file that is broken."""
        entries, problems = read_each(toml_files(self.folder), _read)
        own = [endpoint for _, (endpoint, _) in entries]
        problems += [problem for _, (_, problem) in entries if problem]
        return (*self.shipped, *own), tuple(problems)

    def new(self, name: str, written: str) -> KnownEndpoint:
        """An endpoint of one's own called `name` at the address `written`; not kept yet.

        Raises EndpointError when the address is none, or known already.
        """
        base_url = checked_url(written)
        endpoints = self.load()[0]
        for endpoint in endpoints:
            if endpoint.base_url == base_url:
                raise EndpointError(
                    message("{url} is there already: {name}.", url=base_url, name=endpoint.name)
                )
        name = " ".join(name.split())
        if not name:
            raise EndpointError(message("Give the server a name."))
        return KnownEndpoint(_free_id(name, endpoints), name, base_url, own=True)

    def keep(self, endpoint: KnownEndpoint) -> None:
        """Write an endpoint of one's own down. Raises EndpointError."""
        table: dict[str, TomlValue] = {"id": endpoint.id, "name": endpoint.name}
        table["base_url"] = endpoint.base_url
        if endpoint.key_name is not None:
            table["key"] = endpoint.key_name
        if endpoint.addresses:
            table["addresses"] = endpoint.addresses
        if endpoint.slots:
            table["slots"] = endpoint.slots
        if endpoint.batch:
            table["batch"] = endpoint.batch
        if endpoint.image_bytes is not None:
            table["image_bytes"] = endpoint.image_bytes
        if endpoint.silence_before_s is not None:
            table["silence_before_s"] = endpoint.silence_before_s
        if endpoint.silence_within_s is not None:
            table["silence_within_s"] = endpoint.silence_within_s
        table |= options_table(endpoint.options)
        path = self._place(endpoint)
        try:
            write_whole(path, toml_table("endpoint", table))
        except OSError as error:
            raise EndpointError(
                message(
                    "{path} cannot be written: {why}.",
                    path=str(path),
                    why=error.strerror or str(error),
                )
            ) from error

    def forget(self, endpoint: KnownEndpoint) -> None:
        """Take an endpoint of one's own away. Raises EndpointError."""
        if not endpoint.own:
            raise EndpointError(
                message(
                    "{name} comes with vizdesk; only its key can be removed.", name=endpoint.name
                )
            )
        path = self._place(endpoint)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise EndpointError(
                message(
                    "{path} cannot be removed: {why}.",
                    path=str(path),
                    why=error.strerror or str(error),
                )
            ) from error

    def _place(self, endpoint: KnownEndpoint) -> Path:
        """The file an endpoint stands in: a person may have given it another name."""
        # `load` tells of those that cannot be read.
        for path, (known, _) in read_each(toml_files(self.folder), _read)[0]:
            if known.id == endpoint.id:
                return path
        return self.folder / f"{endpoint.id}.toml"


def _batch(table: Mapping[str, Any]) -> str:
    """Which Batch API a server has: “true” is what servers like OpenAI's were said to have."""
    batch = table.get("batch", "")
    if isinstance(batch, bool):
        return "openai" if batch else ""
    if not isinstance(batch, str):
        raise TypeError('batch must be a text such as "openai", or true or false')
    return batch


def _read(path: Path) -> tuple[KnownEndpoint, Message]:
    """One's own endpoint, and a sentence about a key that belongs to another host (or "")."""
    tables: Any = read_toml(path)["endpoint"]
    table: Mapping[str, Any] = tables[0] if isinstance(tables, list) else tables
    texts = {key: table[key] for key in ("id", "name", "base_url")}
    texts |= {"key_name": table["key"]} if "key" in table else {}
    for key, value in texts.items():
        if not isinstance(value, str) or not value:
            raise TypeError(f"{key} must be a text")
    texts["base_url"] = checked_url(texts["base_url"])
    addresses, slots = _addresses(table), _slots(table)
    endpoint = KnownEndpoint(
        **texts,
        own=True,
        addresses=addresses,
        slots=slots,
        batch=_batch(table),
        image_bytes=_image_bytes(table),
        silence_before_s=_seconds(table, "silence_before_s"),
        silence_within_s=_seconds(table, "silence_within_s"),
        options=read_options(table),
    )
    if endpoint.key_name is None or may_send(endpoint.key_name, endpoint.base_url):
        return endpoint, EMPTY
    problem: Message = message(
        "The key {key_name} does not belong to {base_url} ({path}), so it is "
        "not sent there. Enter the key again under Keys and endpoints.",
        key_name=endpoint.key_name,
        base_url=endpoint.base_url,
        path=str(path),
    )
    return replace(endpoint, key_name=None), problem


def _image_bytes(table: Mapping[str, Any]) -> int | None:
    most = table.get("image_bytes")
    if most is not None and (type(most) is not int or most < LEAST_IMAGE_BYTES):
        raise TypeError(f"image_bytes must be a whole number from {LEAST_IMAGE_BYTES}")
    return most


def _addresses(table: Mapping[str, Any]) -> tuple[str, ...]:
    written = table.get("addresses", [])
    if not isinstance(written, list) or not all(isinstance(entry, str) for entry in written):
        raise TypeError("addresses must be a list of texts")
    return tuple(dict.fromkeys(checked_url(entry) for entry in written))


def _slots(table: Mapping[str, Any]) -> tuple[int, ...]:
    """`slots = 4` for every address, or one number for each."""
    written = table.get("slots", [])
    numbers = [written] if isinstance(written, int) else written
    if not isinstance(numbers, list) or not all(
        type(number) is int and number > 0 for number in numbers
    ):
        raise TypeError("slots must be a number of questions at once, or a list of them")
    return tuple(numbers)


def _seconds(table: Mapping[str, Any], name: str) -> float | None:
    """A limit on silence of the endpoint's own, in seconds; 0: no limit; None: it has none."""
    seconds = table.get(name)
    if seconds is None:
        return None
    if type(seconds) not in (int, float) or not 0 <= seconds < math.inf:
        raise TypeError(f"{name} must be a number of seconds, 0 for no limit")
    return float(seconds)


def _free_id(name: str, endpoints: Sequence[KnownEndpoint]) -> str:
    stem = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")[:40] or "server"
    taken = {endpoint.id for endpoint in endpoints}
    candidate, number = stem, 2
    while candidate in taken:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate
