"""The ways to run a model, from a card's `[[card.local]]` and `[[card.remote]]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vizdesk.catalog.cards.card import LocalOption, RemoteOption
from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.catalog.cards.field_parsers import (
    CardError,
    Reader,
    member,
    only_keys,
    task,
    text,
    texts,
    whole,
)
from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.catalog.models.model_parser import parse_sampling
from vizdesk.common.messages import message, verbatim
from vizdesk.comparison.models import EngineKind, Sampling


def local_way(table: Mapping[str, Any], reader: Reader) -> LocalOption:
    """One `[[card.local]]`: files of vizdesk's own, or of a hub. Raises CardError."""
    only_keys(
        table,
        {"from", "note", "quantisation", "repo", "weights", "projector", "only", "sampling"}
        | {"approximate_size", "first_offer"},
    )
    quantisation = text(table.get("quantisation", ""))
    only = frozenset(task(name) for name in texts(table["only"])) if "only" in table else None
    sampling = _sampling(table, local=True)
    note = text(table.get("note", ""))
    source = _source(table, reader)
    if "repo" not in table:
        files = text(table.get("weights")), text(table.get("projector"))
        return LocalOption(quantisation, source, files, None, only, sampling, note)
    return LocalOption(
        quantisation,
        source,
        None,
        _pair(table),
        only,
        sampling,
        note,
        _approximate_size(table, reader),
        _is_first_offer(table),
    )


def _approximate_size(table: Mapping[str, Any], reader: Reader) -> Fact[int] | None:
    if "approximate_size" not in table:
        return None
    try:
        return reader.fact(table["approximate_size"], whole)
    except CardError as fault:
        raise CardError(fault.message, ("approximate_size", *fault.place)) from None


def _is_first_offer(table: Mapping[str, Any]) -> bool:
    value = table.get("first_offer", False)
    if not isinstance(value, bool):
        raise CardError(message("must be true or false"), ("first_offer",))
    return value


def remote_way(table: Mapping[str, Any], reader: Reader) -> RemoteOption:
    """One `[[card.remote]]`, at a host of the file's `[hosts]`. Raises CardError."""
    only_keys(table, {"from", "host", "slug", "engine", "sampling"})
    name = text(table.get("host"))
    host = reader.hosts.get(name)
    if host is None or "base_url" not in host:
        host_names = ", ".join(reader.hosts)
        raise CardError(
            message(
                "there is no host {name}; known: {known}, or add [hosts.{host}]",
                name=repr(name),
                known=host_names,
                host=name,
            ),
            ("host",),
        )
    key = host.get("key")
    return RemoteOption(
        host=name,
        base_url=text(host["base_url"]),
        key=None if key is None else text(key),
        slug=text(table.get("slug")),
        engine=member(EngineKind)(table.get("engine", EngineKind.CHAT.value)),
        source=_source(table, reader),
        sampling=_sampling(table, local=False),
    )


def _source(table: Mapping[str, Any], reader: Reader) -> FactSource | None:
    return reader.source(table) if "from" in table else None


def _sampling(table: Mapping[str, Any], *, local: bool) -> Sampling:
    try:
        return parse_sampling(table.get("sampling", {}), local=local)
    except (TypeError, ValueError) as error:
        raise CardError(verbatim(str(error)), ("sampling",)) from None


def _pair(table: Mapping[str, Any]) -> HubPair:
    repo = text(table["repo"])
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repo):
        raise CardError(message("must be OWNER/NAME, not {repo}", repo=repr(repo)), ("repo",))
    weights = table.get("weights")
    shards = weights if isinstance(weights, list) else [weights]
    projector = table.get("projector")
    return HubPair(
        tuple(_file(repo, shard, "weights") for shard in shards),
        None if projector is None else _file(repo, projector, "projector"),
    )


def _file(repo: str, table: object, key: str) -> HubFile:
    if not isinstance(table, Mapping) or not isinstance(table.get("path"), str):
        raise CardError(message("write {key} = { path = “…”, sha256 = “…” }", key=key), (key,))
    only_keys(table, {"path", "sha256", "size", "repo"})
    path, digest = text(table["path"]), table.get("sha256")
    if ".." in path.split("/") or path.startswith("/"):
        raise CardError(message("{path} leads out of its folder", path=repr(path)), (key,))
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", str(digest)):
        raise CardError(message("sha256 must be 64 hexadecimal digits"), (key,))
    size = whole(table["size"]) if "size" in table else None
    return HubFile(repo, path, digest, size)
