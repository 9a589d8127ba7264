"""The error a server means, out of the wrappers it comes in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

_DEEPEST: Final = 8


def unwrapped(body: object) -> object:
    """The innermost error object of `body`, with `message`, `code` and `type` from all around it.

    Batches nest them: `{"error": {"error": {…}}}` (openai/openai-openapi#302), a list of one
    (Gemini), JSON in a text, `{"message": {"detail": […]}}` (Mistral), `{"detail": […]}` (FastAPI).
    What holds no object is given back as it is.
    """
    named: dict[str, Any] = {}
    for _ in range(_DEEPEST):
        body = _parsed(body)
        if not isinstance(body, Mapping):
            break
        # What is further in says more; a wrapper's own type is only “error”.
        named |= {key: value for key, value in body.items() if key not in _WRAPPERS}
        inner = next((body[key] for key in _WRAPPERS if body.get(key)), None)
        if inner is None:
            return named
        if isinstance(inner, str) and not isinstance(_parsed(inner), Mapping):
            return {**named, "message": inner}
        body = inner
    if named:
        return {**named, "message": named.get("message") or json.dumps(body, default=str)}
    return body


# The fields that hold a further error rather than a word about this one.
_WRAPPERS: Final = ("error", "message", "detail", "msg")


def _parsed(body: object) -> object:
    """JSON in a text as what it says; a list of one or more as its first."""
    if isinstance(body, str) and body.lstrip()[:1] in ("{", "["):
        try:
            body = json.loads(body)
        except (ValueError, RecursionError):
            return body
    if isinstance(body, list) and body:
        return _parsed(body[0]) if not isinstance(body[0], list) else body
    return body
