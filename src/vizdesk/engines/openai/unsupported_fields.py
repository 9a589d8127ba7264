"""Which fields of a request a refusal is about, and the request without them.

Servers differ in what they take: `max_tokens` or `max_completion_tokens`, a temperature or none.
What is refused once is left out for that model (catalog/endpoints/refused_fields.py); a value that
is out of range is a person's to correct, and what keeps an image private is never left out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from vizdesk.engines.json_access import at

LIMITS = ("max_tokens", "max_completion_tokens")
"""Two names of one limit: where one is refused the other is sent."""
SETTINGS = ("temperature", "seed", "reasoning_effort", "reasoning.effort", "detail")
"""What a person may have set: an answer without it says so."""
_QUIET = ("stream_options", "chat_template_kwargs", "reasoning.summary")
LEARNABLE = (*LIMITS, *SETTINGS, *_QUIET)

_UNSUPPORTED = re.compile(
    r"un(?:supported|known|recogni[sz]ed|expected)|(?:not|n't)(?: currently| yet)? (?:be )?"
    r"(?:support|permit|allow|accept|recogni[sz]|available|compatible|"
    r"valid (?:param|field|arg|key))|"
    r"extra (?:inputs|fields)|extra_forbidden|additional propert|cannot find field|no such|"
    r"deprecated|removed|only the default|must be (?:verified|omitted|removed)|不支持",
    re.IGNORECASE,
)
_OUT_OF_RANGE = re.compile(
    r"between|range|too (?:large|big|high|long|low)|exceed|at (?:most|least)|"
    r"maximum (?:value|of|is)|minimum|less than|greater than|supported values|"
    r"must be (?:a|an|one|in|of|<|>|positive)",
    re.IGNORECASE,
)
# OpenAI: 'temperature' does not support 0.0 with this model. Only the default (1) is supported.
_ONLY_DEFAULT = re.compile(r"only the default|does not support [\d.]+ ", re.IGNORECASE)
_DEEPEST = 8
# An error that is longer is not about a field of the request.
_MOST_TEXTS, _LONGEST_TEXT = 100, 2_000


def unsupported_fields(body: object) -> frozenset[str]:
    """The learnable fields that an error body says are not taken; a server's words are any text."""
    texts = [text[:_LONGEST_TEXT] for text in islice(_texts(body, 0), _MOST_TEXTS)]
    named = set(islice(_named(body, 0), _MOST_TEXTS))
    fields = {field for field in LEARNABLE if _tail(field) in {_tail(name) for name in named}}
    pieces = [piece for text in texts for piece in re.split(r"[.;\n](?=\s|$)", text)]
    if fields:
        about = " ".join(texts)
        return frozenset(field for field in fields if _refused(about, field))
    return frozenset(
        field
        for field in LEARNABLE
        for piece in pieces
        if _mentions(piece, field) and _refused(piece, field)
    )


def _refused(words: str, field: str) -> bool:
    if field == "temperature" and _ONLY_DEFAULT.search(words):
        return True
    return bool(_UNSUPPORTED.search(words)) and not _OUT_OF_RANGE.search(words)


def _mentions(words: str, field: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(field)}(?!\w)", words) is not None


def _tail(name: str) -> str:
    """`messages[0].content[0].image_url.detail` is about `detail`; `reasoning.effort` is whole."""
    return name if name in LEARNABLE else name.rpartition(".")[2]


def _named(body: object, depth: int) -> Iterator[str]:
    """The fields an error names by itself: OpenAI's `param`, FastAPI's `loc`."""
    if depth > _DEEPEST:
        return
    if isinstance(body, list):
        for item in body:
            yield from _named(item, depth + 1)
    elif isinstance(body, dict):
        if isinstance(body.get("param"), str):
            yield body["param"]
        loc = body.get("loc")
        if isinstance(loc, list) and loc:
            yield str(loc[-1])
        for value in body.values():
            yield from _named(value, depth + 1)


def _texts(body: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(body, str):
        yield body
    elif isinstance(body, list):
        for item in body:
            yield from _texts(item, depth + 1)
    elif isinstance(body, dict):
        for key, value in body.items():
            if key != "loc":
                yield from _texts(value, depth + 1)


def sent_fields(sent: Mapping[str, Any]) -> frozenset[str]:
    """The learnable fields in a request body."""
    fields = {field for field in LEARNABLE if field in sent}
    fields |= {f"reasoning.{key}" for key in ("effort", "summary") if at(sent, "reasoning", key)}
    if any("detail" in holder for holder in _detail_holders(sent)):
        fields.add("detail")
    return frozenset(fields)


def learnt(
    named: Collection[str], sent: Mapping[str, Any], refused: Collection[str]
) -> frozenset[str]:
    """Which of the fields a refusal names are to be left out from now on.

    Not one limit when the other was refused before: a person's limit is never dropped.
    """
    new = sent_fields(sent) & frozenset(named)
    both = {limit for limit in LIMITS if limit in refused}
    return frozenset(field for field in new if not (field in LIMITS and both))


def without(sent: Mapping[str, Any], refused: Collection[str]) -> dict[str, Any]:
    """A request body without what its server refused; a limit under its other name."""
    if not refused:
        return dict(sent)
    body = copy.deepcopy(dict(sent))
    for limit, other in (LIMITS, LIMITS[::-1]):
        if limit in refused and limit in body:
            body[other] = body.pop(limit)
            break
    for field in refused:
        whole, _, part = field.partition(".")
        if part and isinstance(body.get(whole), dict):
            body[whole].pop(part, None)
            if not body[whole]:
                del body[whole]
        elif field not in LIMITS:
            body.pop(field, None)
    if "detail" in refused:
        for holder in _detail_holders(body):
            holder.pop("detail", None)
    return body


def _detail_holders(sent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The objects of a request that may say how closely an image is looked at."""
    for turn in (*(sent.get("messages") or ()), *(sent.get("input") or ())):
        content = at(turn, "content")
        for part in content if isinstance(content, list) else ():
            if isinstance(part, dict):
                holder = part.get("image_url")
                yield holder if isinstance(holder, dict) else part
