"""What a server says of a failure, in whichever shape: its words, its codes, the field it means.

Shapes seen: OpenAI `{"error": {…}}`, Gemini (a list around it), FastAPI and RFC 7807 `detail`,
Mistral (`message.detail`), OpenRouter (`metadata.raw`: the words of the host behind it), xAI
(`error` is a text), vLLM (`{"object": "error", "message": …}`), Cloudflare (`errors`), Anthropic
(`{"type": "error", "error": {…}}`), and web pages of whatever stands before the server.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from vizdesk.common.strict_json import from_json

_LONGEST_CODE = 100
_MOST_OBJECTS = 50  # of an error body that are looked at for codes
_READ = 4_000  # characters of it that are looked at: a body may have millions
_SHOWN = 300  # characters of a server's own words that fit a pane
_DEEPEST = 8
_TITLE = re.compile(r"<title[^>]*>(.{1,300}?)</title>", re.IGNORECASE | re.DOTALL)
_WORDS = (
    "message",
    "detail",
    "msg",
    "error_message",
    "error_msg",
    "errorMessage",
    "Message",
    "error_description",
    "description",
    "title",
    "reason",
)
_CODES = ("code", "type", "status", "error_code", "error_type", "reason")
# Says only that somebody else said something.
_HOLLOW = re.compile(r"provider returned error|upstream error|bad request\.?", re.IGNORECASE)


def words_of(body: object) -> str:
    """The server's own words on one line, those of the innermost server first; "" if none."""
    return " ".join(_words(body, 0)[:_READ].split())


def quoted(text: str) -> str:
    """Words in quotation marks, cut to what fits a pane; "" stays empty."""
    flat = " ".join(text[:_READ].split())
    if not flat:
        return ""
    return f"“{flat[:_SHOWN]}…”" if len(flat) > _SHOWN else f"“{flat}”"


def _words(body: object, depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    if isinstance(body, str):
        return _text(body, depth)
    if isinstance(body, list):
        return next((words for item in body if (words := _words(item, depth + 1))), "")
    if not isinstance(body, dict):
        return ""
    raw = _words(_member(body, "metadata", "raw"), depth + 1)
    if "loc" in body and isinstance(body.get("msg"), str):
        return f"{_place(body['loc'])}: {body['msg']}"
    inner = next(
        (
            words
            for key in ("error", "errors", *_WORDS)
            if (words := _words(body.get(key), depth + 1))
        ),
        "",
    )
    return raw if raw and (not inner or _HOLLOW.fullmatch(inner.strip())) else inner


def _text(text: str, depth: int) -> str:
    """A text: a web page's title, the words of JSON inside it, or itself."""
    stripped = text.strip()
    if stripped.startswith("<"):
        title = _TITLE.search(stripped[:_READ])
        return html.unescape(title[1]).strip() if title else ""
    if stripped[:1] in ("{", "["):
        try:
            inner: object = from_json(stripped)
            return _words(inner, depth + 1) or (stripped if inner else "")
        except ValueError:
            pass
    return stripped


def _place(loc: object) -> str:
    """FastAPI's path to a field: ["body", "seed"] is body.seed."""
    return ".".join(map(str, loc)) if isinstance(loc, list) else str(loc)


def _member(body: Mapping[str, Any], *path: str) -> object:
    value: object = body
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _objects(body: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every object of an error body, the outermost first."""
    if depth > _DEEPEST:
        return
    if isinstance(body, str) and body.strip()[:1] in ("{", "["):
        try:
            body = from_json(body)
        except ValueError:
            return
    if isinstance(body, list):
        for item in body:
            yield from _objects(item, depth + 1)
    elif isinstance(body, dict):
        yield body
        for key in ("error", "errors", "detail", "message", "metadata", "raw"):
            yield from _objects(body.get(key), depth + 1)


def codes_of(body: object) -> tuple[str, ...]:
    """What the server calls this kind of failure, in lower case, the outermost first."""
    codes = (
        str(value)[:_LONGEST_CODE].lower()
        for each in islice(_objects(body), _MOST_OBJECTS)
        for key in _CODES
        if isinstance(value := each.get(key), str | int) and not isinstance(value, bool)
    )
    return tuple(dict.fromkeys(codes))


def status_in(body: object) -> int | None:
    """An HTTP status of failure that an error names, as some do inside an answer with 200."""
    for code in codes_of(body):
        if code.isdecimal() and len(code) == 3 and 300 <= int(code) < 600:
            return int(code)
    return None


def field_of(body: object) -> str:
    """The field of the request that the error is about; "" where it names none."""
    for each in islice(_objects(body), _MOST_OBJECTS):
        if isinstance(each.get("param"), str) and each["param"]:
            return str(each["param"])
        loc = each.get("loc")
        if isinstance(loc, list) and loc:
            return str(loc[-1])
    return ""


def reported_in(frame: Mapping[str, Any]) -> object:
    """The error that a frame of an answer is, in whichever shape; None for one that is none."""
    if frame.get("error"):
        return {**_without_choices(frame)} if isinstance(frame["error"], str) else frame["error"]
    if frame.get("errors") and not frame.get("choices"):
        return frame
    if "choices" in frame or str(frame.get("type", "")).startswith("response."):
        return None
    named = frame.get("object") == "error" or frame.get("type") == "error"
    # DashScope: {"code": …, "message": …}; FastAPI: {"detail": …}
    shaped = ("code" in frame and isinstance(frame.get("message"), str)) or "detail" in frame
    failed = frame.get("success") is False
    return dict(frame) if named or shaped or failed else None


def _without_choices(frame: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in frame.items() if key != "choices"}
