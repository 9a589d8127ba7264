"""Which proxy the environment names for an address; socks:// is what desktops write for SOCKS 5."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

# GNOME and KDE set ALL_PROXY=socks://…, which HTTP libraries refuse; curl takes it for SOCKS 4 and
# every server of today speaks 5. socks5h has the proxy look up names, as behind a gateway it must.
_SOCKS = {"socks": "socks5h", "socks4": "socks5h", "socks4a": "socks5h"}


def proxy_for(url: str) -> str | None:
    """The proxy for `url` by HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; None: ask directly.

    On Windows and macOS the system's settings, where the environment has none. The answer is the
    proxy's address, possibly with a user's name and password in it: for a client, never for a log.
    """
    parts = urlsplit(url)
    if parts.hostname is None or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = getproxies()
    written = proxies.get(parts.scheme) or proxies.get("all")
    if not written:
        return None
    scheme, separator, rest = written.partition("://")
    if not separator:
        return f"http://{written}"
    return f"{_SOCKS.get(scheme.lower(), scheme.lower())}://{rest}"
