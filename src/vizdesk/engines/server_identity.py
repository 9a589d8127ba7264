"""What is known of a server from its address: its name for people, and which dialect it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import is_loopback

_NAMES = {
    "api.openai.com": "OpenAI",
    "openrouter.ai": "OpenRouter",
    "generativelanguage.googleapis.com": "Gemini",
    "api.anthropic.com": "Anthropic",
}

# Fields of Chat Completions that a server ignores or refuses: left out, and out of the record too.
# Anthropic, “OpenAI SDK compatibility”; Gemini API, “OpenAI compatibility” (both 2026-09).
_LEFT_OUT = {
    "api.anthropic.com": frozenset({"seed", "response_format", "reasoning_effort"}),
    "generativelanguage.googleapis.com": frozenset({"seed"}),
}


@dataclass(frozen=True, slots=True)
class Server:
    """One server that speaks OpenAI's API. `name` is what people call it, `host` has its port."""

    base_url: str
    name: str
    host: str
    loopback: bool

    @property
    def is_openai(self) -> bool:
        """OpenAI itself, which alone insists on `max_completion_tokens`."""
        return self.host == "api.openai.com" or self.host.endswith(".api.openai.com")

    @property
    def is_router(self) -> bool:
        """OpenRouter, which passes a question on to one of several hosts."""
        return self.host == "openrouter.ai"

    @property
    def left_out(self) -> frozenset[str]:
        """Fields of a request this server is not sent."""
        return _LEFT_OUT.get(self.host, frozenset())

    @property
    def takes_detail(self) -> bool:
        """Whether it heeds an image's `detail`; the others ignore it, or refuse unknown fields."""
        return self.is_openai or self.is_router


def server_at(base_url: str) -> Server:
    """The server at `base_url`. Raises EngineError when that is no http(s) address."""
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError:
        raise _bad_address(base_url) from None
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query:
        # An address with a name or a key in it would end up in logs and exports.
        raise _bad_address("" if parts.username or parts.query else base_url)
    bare = f"[{host}]" if ":" in host else host
    shown = f"{bare}:{port}" if port else bare
    return Server(base_url, _NAMES.get(host, shown), shown, is_loopback(base_url))


def _bad_address(base_url: str) -> EngineError:
    what = (
        message("“{base_url}” is no address of a server.", base_url=base_url)
        if base_url
        else message("This is no server address.")
    )
    return EngineError(
        what, message("Write it like http://127.0.0.1:8080/v1, without name, key or query.")
    )
