"""What files on a hub say of themselves: the beginning of each is fetched and read here."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.hub_files import HubFile
from vizdesk.catalog.gguf.header import GgufError, GgufHeader, read_header
from vizdesk.downloads.hub import Hub, Repository

if TYPE_CHECKING:
    import httpx

# Up to the vocabulary a header is a few kilobytes; some carry long lists of tags before it.
FIRST_BYTES, MOST_BYTES = 64 << 10, 1 << 20
MOST_FILES = 12
AT_ONCE = 4


async def read_headers(
    hub: Hub, repository: Repository, files: Iterable[HubFile]
) -> Mapping[str, GgufHeader]:
    """The headers of the first of `files`, by path, with the sizes the hub gives.

    Read up to the vocabulary. A file whose header cannot be had is left out: its name is all that
    is known of it then. Raises OfflineError.
    """
    few = list(files)[:MOST_FILES]
    at_once = asyncio.Semaphore(AT_ONCE)
    async with await hub.client() as client:

        async def read(file: HubFile) -> GgufHeader | None:
            async with at_once:
                return await _read(hub, client, file, repository.commit)

        headers = await asyncio.gather(*map(read, few))
    return {file.path: header for file, header in zip(few, headers, strict=True) if header}


async def _read(
    hub: Hub, client: httpx.AsyncClient, file: HubFile, commit: str
) -> GgufHeader | None:
    for size in (FIRST_BYTES, MOST_BYTES):
        beginning = await _beginning(hub, client, hub.url(file, commit), size)
        header = await asyncio.to_thread(_header, beginning, file)
        if header is not None or len(beginning) < size:
            return header
    return None


async def _beginning(hub: Hub, client: httpx.AsyncClient, url: str, size: int) -> bytes:
    """The first bytes of a file; fewer, or none, where the server does not give them."""
    import httpx

    headers = {"accept-encoding": "identity", "range": f"bytes=0-{size - 1}"}
    if hub.token is not None:
        headers["authorization"] = f"Bearer {hub.token.reveal()}"
    beginning = bytearray()
    try:
        async with client.stream("GET", url, headers=headers) as response:
            if response.status_code not in (200, 206):
                return b""
            async for piece in response.aiter_raw():
                beginning += piece
                if len(beginning) >= size:
                    break  # a server that knows no ranges sends the whole file
    except (httpx.HTTPError, httpx.InvalidURL):
        # The listing is there without it; what is wrong with the line the download will say.
        return b""
    return bytes(beginning[:size])


def _header(beginning: bytes, file: HubFile) -> GgufHeader | None:
    if not beginning:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.path).name
        path.write_bytes(beginning)
        try:
            header = read_header(path, light=True)
        except GgufError:
            return None  # cut off before the vocabulary, or no GGUF: its name has to do
    return replace(header, size_bytes=file.size or 0)
