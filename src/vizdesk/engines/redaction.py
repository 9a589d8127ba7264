"""Takes keys out of text that came from elsewhere: server messages, an HTTP library's log."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from vizdesk.common.messages import Message, verbatim
from vizdesk.comparison.models import RequestOptions
from vizdesk.credentials.keys import MASK, Secret
from vizdesk.credentials.written_forms import written_forms

# The loggers that write what a server sent. Its answer may repeat the key it was given.
CHATTY_LOGGERS = (
    "httpcore2.connection",
    "httpcore2.http11",
    "httpcore2.http2",
    "httpx2",
)


SHORTEST_IN_ANSWERS = 8
_SECRET_NAMES = re.compile(
    r"key|token|secret|auth|pass|signature|cookie|session|credential", re.IGNORECASE
)


def header_secrets(options: RequestOptions) -> tuple[Secret, ...]:
    """What is secret in a person's own headers, those named like it, the longest text first.

    A server may repeat the whole value or a part of it: the token after “Basic”, one cookie.
    """
    named = [value for name, value in options.headers.items() if _SECRET_NAMES.search(name)]
    pieces = [piece for value in named for piece in re.split(r"[\s;,]+", value)]
    cookies = [piece.partition("=")[2] for piece in pieces]
    texts = {text for text in (*named, *pieces, *cookies) if len(text) >= SHORTEST_IN_ANSWERS}
    return tuple(Secret(text) for text in sorted(texts, key=lambda text: (-len(text), text)))


def redact(text: str, secrets: Sequence[Secret]) -> str:
    """`text` with every occurrence of a key, however it is written, replaced by `•••`."""
    for secret in secrets:
        if secret.reveal():
            for form in _forms(secret.reveal()):
                text = text.replace(form, MASK)
    return text


def _forms(key: str) -> tuple[str, ...]:
    """A short key of a server on this machine is only what it is: its forms would eat words."""
    return written_forms(key) if len(key) >= SHORTEST_IN_ANSWERS else (key,)


def redact_json(value: object, secrets: Sequence[Secret]) -> object:
    """A JSON value without a key in any of its texts."""
    if not secrets:
        return value
    if isinstance(value, str):
        return redact(value, secrets)
    if isinstance(value, dict):
        return {
            redact(str(key), secrets): redact_json(inner, secrets) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [redact_json(inner, secrets) for inner in value]
    return value


def redact_message(message: Message, secrets: Sequence[Secret]) -> Message:
    """`message` without a key, which a server's words among its arguments may repeat."""
    arguments = {
        name: redact_message(value, secrets)
        if isinstance(value, Message)
        else redact(value, secrets)
        if isinstance(value, str)
        else value
        for name, value in message.arguments.items()
    }
    redacted = Message(message.templates, arguments)
    clean = redact(redacted, secrets)
    return redacted if redacted == clean else verbatim(clean)


class KeyMask:
    """Masks keys in text that comes in pieces, one of which may end in the middle of a key.

    A server on this machine may take “x” for a key; what is shorter than any real key is left
    alone, as it would eat words of answers.
    """

    def __init__(self, secrets: Sequence[Secret]) -> None:
        keys = (secret.reveal() for secret in secrets)
        self._keys = [key for key in keys if len(key) >= SHORTEST_IN_ANSWERS]
        self._held = ""

    def feed(self, text: str) -> str:
        """What is certain once `text` has come."""
        if not self._keys:
            return text
        text = self._held + text
        for key in self._keys:
            text = text.replace(key, MASK)
        keep = max(_begun(text, key) for key in self._keys)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def end(self) -> str:
        """What was held back when nothing more came."""
        held, self._held = self._held, ""
        return held


def _begun(text: str, key: str) -> int:
    """How many characters at the end of `text` may be the beginning of the key."""
    at = text.find(key[0], max(0, len(text) - len(key) + 1))
    while at >= 0:
        if key.startswith(text[at:]):
            return len(text) - at
        at = text.find(key[0], at + 1)
    return 0


class KeyFilter(logging.Filter):
    """A logging filter that masks keys in whatever the HTTP libraries log."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record, after taking the keys out of its message."""
        message = record.getMessage()
        cleaned = redact(message, self._secrets)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True

    def install(self) -> None:
        """Begin to watch the loggers of the HTTP libraries."""
        for name in CHATTY_LOGGERS:
            logging.getLogger(name).addFilter(self)

    def uninstall(self) -> None:
        """Stop watching."""
        for name in CHATTY_LOGGERS:
            logging.getLogger(name).removeFilter(self)
