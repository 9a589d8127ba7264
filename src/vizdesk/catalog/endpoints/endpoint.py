"""Servers that models are asked through, and which key may be sent to which of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

from vizdesk.common.messages import EMPTY, Message, MessageError, message
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.models import (
    NO_OPTIONS,
    USUAL_SLOTS,
    Endpoint,
    Replica,
    RequestOptions,
    is_loopback,
)
from vizdesk.credentials.keys import environment_variables

# In code, not in a file: a file that a person (or a program) changes must not send a key elsewhere.
KEY_HOSTS = {
    "api.openai.com": "openai",
    "openrouter.ai": "openrouter",
    "generativelanguage.googleapis.com": "gemini",
    "api.anthropic.com": "anthropic",
    "api.mistral.ai": "mistral",
    "api.x.ai": "xai",
    "huggingface.co": "huggingface",
}

# What people paste from examples; all of it lies below the address that is wanted.
_CALLS = re.compile(
    r"(/(chat/completions|completions|responses|messages|embeddings|models))+$|"
    r"(?<=/v1)/models/.*$"
)
# Ways of their own beside OpenAI's: Ollama's /api/chat, LM Studio's /api/v0.
_NATIVE = re.compile(r"/api/(chat|generate|tags|show|version|v0(/.*)?)$")
_OLLAMA_PORT = 11434

# Where OpenAI's API lies on hosts that have it below another path than /v1.
_PATHS = {
    "openrouter.ai": "/api/v1",  # https://openrouter.ai/docs/api-reference/overview
    # https://ai.google.dev/gemini-api/docs/openai
    "generativelanguage.googleapis.com": "/v1beta/openai",
    "api.groq.com": "/openai/v1",  # https://console.groq.com/docs/openai
    "api.fireworks.ai": "/inference/v1",  # https://docs.fireworks.ai/tools-sdks/openai-compatibility
    "api.deepinfra.com": "/v1/openai",  # https://deepinfra.com/docs/openai_api
    # https://www.alibabacloud.com/help/en/model-studio/compatibility-of-openai-with-dashscope
    "dashscope.aliyuncs.com": "/compatible-mode/v1",
    "dashscope-intl.aliyuncs.com": "/compatible-mode/v1",
    "open.bigmodel.cn": "/api/paas/v4",  # https://docs.bigmodel.cn/cn/guide/develop/openai/introduction
    "api.z.ai": "/api/paas/v4",
}
# A server that listens everywhere prints these; from this machine they mean itself.
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}


class EndpointError(MessageError, ValueError):
    """An endpoint cannot be added, found or removed; says why and what to do."""


class Use(Enum):
    """What a server is for."""

    ASKING = "asking"
    DOWNLOADS = "downloads"


@dataclass(frozen=True, slots=True)
class KnownEndpoint:
    """A server that vizdesk knows. `key_name` says which key it takes; None: no key.

    `check` is what a test of the key asks for, below `base_url`. `own`: a person added it; the
    others come with a `source` and the date (`as_of`) of what is said of them. `addresses` are
    further base URLs of the same server, and `slots` how many questions each address is asked at
    once, `base_url` first; the last number holds for those after it. `batch` names the Batch
    API it has (see `engines/batch/registry.py`); "": none. `image_bytes` is the longest base64
    text of an image it takes; None: not known. `silence_before_s` and `silence_within_s`: its own
    limits on silence in seconds, 0 for none; None: as the settings say. `options` are sent with
    every question.
    """

    id: str
    name: str
    base_url: str
    key_name: str | None = None
    own: bool = False
    use: Use = Use.ASKING
    check: str = "models"
    source: str = ""
    as_of: str = ""
    addresses: tuple[str, ...] = ()
    slots: tuple[int, ...] = ()
    batch: str = ""
    image_bytes: int | None = None
    silence_before_s: float | None = None
    silence_within_s: float | None = None
    options: RequestOptions = NO_OPTIONS

    @property
    def replicas(self) -> tuple[Replica, ...]:
        """All its addresses, for the models it serves; none when it has but the usual one."""
        if not self.addresses and not self.slots:
            return ()
        urls = (self.base_url, *self.addresses)
        slots = self.slots or (USUAL_SLOTS,)
        return tuple(Replica(url, slots[min(at, len(slots) - 1)]) for at, url in enumerate(urls))

    @property
    def key_names(self) -> tuple[str, ...]:
        """What its key is called at each of its hosts: a key is bound to one host."""
        names = [self.own_key_name]
        for url in self.addresses:
            name = replica_key_name(self.own_key_name, self.base_url, url)
            names += [name] if name else []
        return tuple(dict.fromkeys(names))

    @property
    def host(self) -> str:
        """The host with its port, as people see it."""
        return split_address(self.base_url).netloc

    @property
    def own_key_name(self) -> str:
        """What its key is called, or would be: bound to its host, see `may_send`."""
        return self.key_name or bound_name(self.id, self.base_url)


def place_of(base_url: str) -> str:
    """Host and port of an address: what a key is bound to.

    The port is left out only for https at its usual one, so that a key given to https://host is
    not sent to http://host. An address that is none is its own place.
    """
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError:
        return base_url
    host = (parts.hostname or "").lower()
    shown = f"[{host}]" if ":" in host else host
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    return shown if secure and port == 443 else f"{shown}:{port}"


def bound_name(name: str, base_url: str) -> str:
    """The name of a key that belongs to the server at `base_url` alone."""
    own = name if vendor_of(name) is None else f"own-{name}"
    return f"{own}@{place_of(base_url)}"


def vendor_of(key_name: str) -> str | None:
    """The vendor whose key would be found under this name: its own, or that of a variable.

    “openai@host”, “OpenAI” and “OPENAI_API_KEY” all lead to OPENAI_API_KEY in the environment;
    Windows does not tell its capitals apart.
    """
    sought = {variable.upper() for variable in environment_variables(key_name)}
    for vendor in KEY_HOSTS.values():
        if sought & {variable.upper() for variable in environment_variables(vendor)}:
            return vendor
    return None


def replica_key_name(key_name: str | None, home: str, base_url: str) -> str | None:
    """What the key for the server at `home` is called at another of its addresses.

    Each host has a key of its own name, so that an address added to a file by hand finds none. A
    vendor's key is never taken along.
    """
    if key_name is None or place_of(home) == place_of(base_url):
        return key_name
    name = key_name.rpartition("@")[0] or key_name
    return None if vendor_of(name) is not None else bound_name(name, base_url)


def may_send(key_name: str, base_url: str) -> bool:
    """Whether the key called `key_name` belongs to the server at `base_url`.

    A vendor's key, under whichever name, belongs to that vendor's host, over https; a key called
    `name@host` to that host alone. Other names stand in a file that a person wrote by hand for this
    very address.
    """
    place, vendor = place_of(base_url), vendor_of(key_name)
    _, at, host = key_name.rpartition("@")
    if at and host != place:
        return False
    return vendor is None or KEY_HOSTS.get(place) == vendor


def key_name_for(base_url: str, endpoints: Sequence[KnownEndpoint] = ()) -> str | None:
    """Which key a model at this address takes: the vendor's, or that of one's own endpoint."""
    place = place_of(base_url)
    if place in KEY_HOSTS:
        return KEY_HOSTS[place]
    endpoint = endpoint_at(base_url, endpoints)
    if endpoint is None or endpoint.key_name is None:
        return None
    name = replica_key_name(endpoint.key_name, endpoint.base_url, base_url)
    return name if name is not None and may_send(name, base_url) else None


def endpoint_at(base_url: str, endpoints: Sequence[KnownEndpoint]) -> KnownEndpoint | None:
    """The endpoint that is meant by an address: its own, one of its further ones, or its host's.

    Of several at one host the one with a key, as one of them has it for the others.
    """
    for endpoint in endpoints:
        if endpoint.base_url == base_url:
            return endpoint
    for endpoint in endpoints:
        if base_url in endpoint.addresses:
            return endpoint
    same_place = [one for one in endpoints if place_of(one.base_url) == place_of(base_url)]
    with_key = (one for one in same_place if one.key_name)
    return next(with_key, next(iter(same_place), None))


def replicas_at(base_url: str, endpoint: KnownEndpoint | None) -> tuple[Replica, ...]:
    """Where a model at this address is served: all of its endpoint, or this one alone.

    A further address of an endpoint stands for itself, with the slots it has there.
    """
    if endpoint is None:
        return ()
    if base_url in endpoint.addresses:
        return tuple(replica for replica in endpoint.replicas if replica.base_url == base_url)
    return endpoint.replicas if endpoint.base_url == base_url else ()


def served_by(source: Endpoint, endpoint: KnownEndpoint) -> Endpoint:
    """A model's source with all that its endpoint says now, but for the key."""
    return replace(
        source,
        replicas=replicas_at(source.base_url, endpoint),
        image_bytes=endpoint.image_bytes,
        silence_before_s=endpoint.silence_before_s,
        silence_within_s=endpoint.silence_within_s,
        options=endpoint.options,
    )


def in_the_open(base_url: str) -> bool:
    """Whether a key sent to this address can be read on the way: http to another machine."""
    return split_address(base_url).scheme == "http" and not is_loopback(base_url)


def plain_warning(base_url: str) -> Message:
    """One sentence for a key that is sent over http to another machine; else empty."""
    if not in_the_open(base_url):
        return EMPTY
    return message(
        "{host} is asked over http: whoever sits on the way can read the "
        "key. Use https where the server has it.",
        host=split_address(base_url).netloc,
    )


def checked_url(written: str) -> str:
    """The base URL meant by what a person wrote. Raises EndpointError.

    Without a scheme it is http on this machine and its own network, https elsewhere; without a path
    it ends in /v1, where Ollama, LM Studio, vLLM and llama-server all answer. What is pasted around
    it (quotes, a comma) and below it (/chat/completions) is left out.
    """
    text = _bracketed(written.strip().strip("\"'`<>,;").strip())
    if "://" not in text:
        text = f"{'http' if _near(text) else 'https'}://{text}"
    try:
        parts = urlsplit(text)
        bad = parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0
    except ValueError:
        bad = True
    if bad or re.search(r"[\s\"<>\\^`{|}]", text):  # what no address holds: RFC 3986
        # What stands before an @ or after a ? may be a key.
        if re.search(r"[@?]", written):
            raise EndpointError(
                message("This is no server address. Write it like http://127.0.0.1:8080/v1.")
            )
        raise EndpointError(
            message(
                "“{written}” is no address of a server. Write it like http://127.0.0.1:8080/v1.",
                written=written.strip(),
            )
        )
    if parts.username is not None or parts.query or parts.fragment:
        # Such an address would carry a key into files, exports and logs.
        raise EndpointError(
            message("Write the address without name, key or query; the key is kept apart.")
        )
    netloc = parts.netloc.lower()
    for anywhere, here in _ANYWHERE.items():
        if netloc == anywhere or netloc.startswith(f"{anywhere}:"):
            netloc = here + netloc.removeprefix(anywhere)
    path = _api_path(re.sub(r"/{2,}", "/", parts.path).rstrip("/"), netloc, parts.port)
    return urlunsplit((parts.scheme, netloc, path, "", ""))


def _api_path(path: str, host: str, port: int | None) -> str:
    """The path of OpenAI's API at `host`, of what was pasted."""
    path = _NATIVE.sub("/v1", _CALLS.sub("", path).rstrip("/"))
    if path == "/api" and port == _OLLAMA_PORT:
        path = "/v1"
    wanted = _PATHS.get(host)
    if wanted is not None and (path in ("", "/v1") or wanted.startswith(f"{path}/")):
        return wanted
    return path or "/v1"


def _bracketed(address: str) -> str:
    """An IPv6 address written bare gets the brackets that addresses of servers want."""
    scheme, separator, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    try:
        bare = ip_address(host).version == 6
    except ValueError:
        return address
    return f"{scheme}{separator}[{host}]{slash}{path}" if bare else address


def _near(address: str) -> bool:
    """Whether an address without a scheme is on this machine or its own network."""
    try:
        host = urlsplit(f"//{address}").hostname or ""
        return is_loopback(f"http://{address}") or ip_address(host).is_private
    except ValueError:
        return False


def endpoint_called(name: str, endpoints: Sequence[KnownEndpoint]) -> KnownEndpoint:
    """The endpoint of this id, name or key name. Raises EndpointError."""
    for item in endpoints:
        if name in (item.id, item.key_name) or name.lower() == item.name.lower():
            return item
    ids = ", ".join(endpoint.id for endpoint in endpoints)
    raise EndpointError(
        message("There is no endpoint “{name}”; known: {known}.", name=name, known=ids)
    )
