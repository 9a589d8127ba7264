"""Clients that go through the proxies of the environment, SOCKS 5 among them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from vizdesk.common.http_clients import http_client

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
PAGE = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"


@dataclass
class SocksProxy:
    """A SOCKS 5 proxy (RFC 1928) that answers every connection with a page; `wanted` are hosts."""

    port: int = 0
    wanted: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        version, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(bytes([version, 0]))
        _, _, _, kind = await reader.readexactly(4)
        assert kind == 3, "the name is looked up by the proxy"
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        self.wanted.append(f"{host}:{port}")
        writer.write(bytes([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
        await reader.readuntil(b"\r\n\r\n")
        writer.write(PAGE)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def socks_proxy() -> AsyncIterator[SocksProxy]:
    proxy = SocksProxy()
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    async with server:
        yield proxy


@pytest.mark.parametrize("scheme", ["socks", "socks5", "socks5h", "SOCKS"])
def test_what_desktops_write_for_a_socks_proxy_works(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)

    async def ask() -> list[str]:
        async with socks_proxy() as proxy:
            monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{proxy.port}/")
            async with http_client("http://lab.example/", 5.0, {}, verify=False) as client:
                assert (await client.get("http://lab.example/v1/models")).text == "ok"
            return proxy.wanted

    assert asyncio.run(ask()) == ["lab.example:80"]


def test_a_direct_client_asks_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(PAGE)
        await writer.drain()
        writer.close()

    async def ask() -> str:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with (
            server,
            http_client("http://127.0.0.1/", 5.0, {}, direct=True, verify=False) as client,
        ):
            port = server.sockets[0].getsockname()[1]
            return (await client.get(f"http://127.0.0.1:{port}/")).text

    assert asyncio.run(ask()) == "ok"
