"""Which proxy the environment names for an address; socks:// is what desktops write for SOCKS 5."""

from __future__ import annotations

from importlib.util import find_spec
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from vizdesk.common.messages import EMPTY, Message, MessageError, message
from vizdesk.common.web_addresses import split_address

# GNOME and KDE set ALL_PROXY=socks://…, which HTTP libraries refuse; curl takes it for SOCKS 4 and
# every server of today speaks 5. socks5h has the proxy look up names, as behind a gateway it must.
_SOCKS = {"socks": "socks5h", "socks4": "socks5h", "socks4a": "socks5h"}
_USABLE = ("http", "https", "socks5", "socks5h")


class ConnectionSetupError(MessageError):
    """No connection can be made ready, as with a proxy that is none; `todo` says what to do."""

    def __init__(self, what: Message, todo: Message = EMPTY) -> None:
        super().__init__(what)
        self.todo = todo


def proxy_for(url: str) -> str | None:
    """The proxy for `url` by HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; None: ask directly.

    On Windows and macOS the system's settings, where the environment has none. The answer is the
    proxy's address, possibly with a user's name and password in it: for a client, never for a log.
    Raises ConnectionSetupError, which names neither.
    """
    parts = split_address(url)
    if parts.hostname is None or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = getproxies()
    name = parts.scheme if proxies.get(parts.scheme) else "all"
    written = proxies.get(name, "").strip()
    return _usable(written, f"{name.upper()}_PROXY") if written else None


def _usable(written: str, variable: str) -> str:
    scheme, separator, rest = written.rpartition("://")
    scheme = scheme.lower() if separator else "http"
    scheme = _SOCKS.get(scheme, scheme)
    proxy = f"{scheme}://{rest}"
    try:
        parts = urlsplit(proxy)
        bad = scheme not in _USABLE or not parts.hostname or parts.port == 0
    except ValueError:
        bad = True
    if bad:
        raise ConnectionSetupError(
            message("{variable} names a proxy that vizdesk cannot use.", variable=variable),
            message("Write it like http://HOST:PORT or socks5://HOST:PORT, or unset it."),
        )
    if scheme.startswith("socks") and find_spec("socksio") is None:
        raise ConnectionSetupError(
            message(
                "{variable} names a SOCKS proxy, and a part for it is missing.", variable=variable
            ),
            message("Install it: pip install socksio. Or unset the variable."),
        )
    return proxy
