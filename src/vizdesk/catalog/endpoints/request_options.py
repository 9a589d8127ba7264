"""Fields, headers and the connection time of an endpoint's file, sent with every question to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vizdesk.comparison.models import RequestOptions

# What a question is, and how its answer is read: an answer to something else would be recorded.
OWN_FIELDS = frozenset({"model", "messages", "input", "stream"})
# Keys are kept apart (credentials/), the rest says how the body travels.
OWN_HEADERS = frozenset(
    {
        "authorization",
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "cookie",
        "host",
        "transfer-encoding",
    }
)
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2
LONGEST_CONNECT_S = 600


def read_options(table: Mapping[str, Any]) -> RequestOptions:
    """`extra`, `headers` and `connect_s` of an endpoint's table. Raises TypeError."""
    extra, headers = table.get("extra", {}), table.get("headers", {})
    if not isinstance(extra, dict) or not _is_json(extra):
        raise TypeError("extra must be a table of fields that JSON has")
    if taken := sorted(OWN_FIELDS & extra.keys()):
        raise TypeError(f"extra may not hold {', '.join(taken)}: vizdesk sends that itself")
    if not isinstance(headers, dict) or not all(map(_is_header, headers.items())):
        raise TypeError("headers must be a table of names and texts in ASCII")
    if taken := sorted(OWN_HEADERS & {name.lower() for name in headers}):
        raise TypeError(f"headers may not hold {', '.join(taken)}: vizdesk sends that itself")
    connect_s = table.get("connect_s")
    number = isinstance(connect_s, int | float) and not isinstance(connect_s, bool)
    if connect_s is not None and not (number and 0 < connect_s <= LONGEST_CONNECT_S):
        raise TypeError(f"connect_s must be a number of seconds up to {LONGEST_CONNECT_S}")
    return RequestOptions(extra, headers, connect_s)


def options_table(options: RequestOptions) -> dict[str, Any]:
    """The entries from which `read_options` makes the same again."""
    entries: dict[str, Any] = {
        "extra": dict(options.extra),
        "headers": dict(options.headers),
        "connect_s": options.connect_s,
    }
    return {key: value for key, value in entries.items() if value not in (None, {})}


def _is_header(entry: tuple[Any, Any]) -> bool:
    name, value = entry
    named = bool(_HEADER.fullmatch(name))
    return named and isinstance(value, str) and value.isascii() and value.isprintable()


def _is_json(value: object) -> bool:
    """Whether JSON has such a value: TOML also has dates and numbers that are not finite."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, float):
        return value - value == 0
    return isinstance(value, str | bool | int)
