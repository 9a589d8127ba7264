"""Whether a server refused an image as too large, and how large it says one may be."""

from __future__ import annotations

import json
import re

from vizdesk.comparison.events import ImageTooLarge

_READ = 20_000  # characters of a body that are looked at
_STATUSES = frozenset({400, 413, 422, 500})

_IMAGE = r"(?:image|picture|photo|pixel|dimension)s?"
_MESSAGE = r"(?:payload|entity|body|request|content|file|input|data|url|uri)"
_OVER = r"(?:too (?:large|big)|exceed\w*|(?:larger|bigger|more) than|over the|maximum)"
_SIZE = r"(?:size|length|bytes|[KM]i?B)"
_TOO_LARGE = re.compile(
    rf"\b{_IMAGE}\b[^.]{{0,80}}\b{_OVER}\b|\b{_OVER}\b[^.]{{0,80}}\b{_IMAGE}\b"
    rf"|\b{_MESSAGE}\b[^.]{{0,40}}\btoo (?:large|big)\b"
    rf"|\b{_MESSAGE}\b[^.]{{0,40}}\b{_SIZE}\b[^.]{{0,40}}\b{_OVER}\b"
    rf"|\b{_OVER}\b[^.]{{0,40}}\b{_SIZE}\b[^.]{{0,40}}\b{_MESSAGE}\b"
    r"|(?:image|request|payload)_too_large|patches after processing",
    re.IGNORECASE,
)
# A text too long for the model is another refusal, which a smaller image may not mend; how often
# or how much may be asked is one too.
_OTHER = re.compile(
    r"\btokens?\b|context|rate.?limit|quota|per (?:minute|min|day)\b|may be provided"
    r"|number of images",
    re.IGNORECASE,
)
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}
_SIZED = r"(\d+(?:\.\d+)?)\s?([KMG])i?B\b"
_BYTES = re.compile(
    rf"(?:maximum|max|limit|allowed|at most|up to|under|below|than|>)[^.\d]{{0,40}}{_SIZED}"
    rf"|{_SIZED}[^.]{{0,12}}(?:maximum|max|limit)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\d\s*(?:bytes)?\s*>\s*(\d{5,10})\b")
_PLAIN_BYTES = re.compile(
    r"(?:than|limit|maximum|max|allowed|at most)[^.\d]{0,40}(\d{5,10})\b(?:\s?bytes)?",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"(?:max\w*|limit|allowed|at most|exceed\w*|than)[^.\d]{0,60}(\d{3,5})\s?(?:px|pixels?\b)"
    r"|(\d{3,5})\s?(?:px|pixels?)\b[^.]{0,12}(?:max|limit)",
    re.IGNORECASE,
)


def too_large(status: int, body: object) -> ImageTooLarge | None:
    """What a refusal says of an image's size; None where it is about something else.

    `status` is 0 for an error inside a stream. Any 413 is about size, whatever its words.
    """
    words = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=str)
    words = words[:_READ]
    if status != 413 and not (
        (not status or status in _STATUSES)
        and _TOO_LARGE.search(words)
        and not _OTHER.search(words)
    ):
        return None
    if "patch" in words.lower():  # its numbers are neither bytes nor pixels
        return ImageTooLarge()
    edge = _EDGE.search(words)
    if edge:
        return ImageTooLarge(most_edge=int(edge[1] or edge[2]))
    return ImageTooLarge(_most_bytes(words))


def _most_bytes(words: str) -> int | None:
    plain = _COMPARED.search(words) or _PLAIN_BYTES.search(words)
    if plain:
        return int(plain[1])
    sized = _BYTES.search(words)
    if not sized:
        return None
    number, unit = (sized[1], sized[2]) if sized[1] else (sized[3], sized[4])
    return int(float(number) * _UNITS[unit.lower()])
