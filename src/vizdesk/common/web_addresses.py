"""Addresses of the web that others wrote: pasted, in the environment, in a server's answer."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

NO_ADDRESS = SplitResult("", "", "", "", "")


def split_address(address: str) -> SplitResult:
    """The parts of an address; all empty where it is none, as `http://[` or one of port 99999.

    `urlsplit` raises ValueError for the first, and only where its port is read for the second.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return NO_ADDRESS
    return parts
