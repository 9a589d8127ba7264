"""Takes a key out of text that came from elsewhere: server messages, an HTTP library's log."""

from __future__ import annotations

import logging

from vizdesk.common.messages import Message, verbatim
from vizdesk.credentials.keys import MASK, Secret

# The loggers that write what a server sent. Its answer may repeat the key it was given.
CHATTY_LOGGERS = (
    "httpcore2.connection",
    "httpcore2.http11",
    "httpcore2.http2",
    "httpx2",
    "openai._base_client",
    "openai._response",
)


SHORTEST_IN_ANSWERS = 8


def redact(text: str, secret: Secret | None) -> str:
    """`text` with every occurrence of the key replaced by `•••`."""
    return text.replace(secret.reveal(), MASK) if secret and secret.reveal() else text


def redact_json(value: object, secret: Secret | None) -> object:
    """A JSON value without the key in any of its texts."""
    if isinstance(value, str):
        return redact(value, secret)
    if isinstance(value, dict):
        return {redact(str(key), secret): redact_json(each, secret) for key, each in value.items()}
    if isinstance(value, list):
        return [redact_json(each, secret) for each in value]
    return value


def redact_message(message: Message, secret: Secret | None) -> Message:
    """`message` without the key, which a server's words among its arguments may repeat."""
    arguments = {
        name: redact_message(value, secret)
        if isinstance(value, Message)
        else redact(value, secret)
        if isinstance(value, str)
        else value
        for name, value in message.arguments.items()
    }
    redacted = Message(message.templates, arguments)
    clean = redact(redacted, secret)
    return redacted if redacted == clean else verbatim(clean)


class KeyMask:
    """Masks a key in text that comes in pieces, one of which may end in the middle of it.

    A server on this machine may take “x” for a key; what is shorter than any real key is left
    alone, as it would eat words of answers.
    """

    def __init__(self, secret: Secret | None) -> None:
        key = secret.reveal() if secret else ""
        self._key = key if len(key) >= SHORTEST_IN_ANSWERS else ""
        self._held = ""

    def feed(self, text: str) -> str:
        """What is certain once `text` has come."""
        if not self._key:
            return text
        text = (self._held + text).replace(self._key, MASK)
        keep = self._begun(text)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def end(self) -> str:
        """What was held back when nothing more came."""
        held, self._held = self._held, ""
        return held

    def _begun(self, text: str) -> int:
        """How many characters at the end of `text` may be the beginning of the key."""
        first = self._key[0]
        at = text.find(first, max(0, len(text) - len(self._key) + 1))
        while at >= 0:
            if self._key.startswith(text[at:]):
                return len(text) - at
            at = text.find(first, at + 1)
        return 0


class KeyFilter(logging.Filter):
    """A logging filter that masks one key in whatever the HTTP libraries log."""

    def __init__(self, secret: Secret) -> None:
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record, after taking the key out of its message."""
        message = record.getMessage()
        cleaned = redact(message, self._secret)
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
