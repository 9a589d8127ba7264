"""Files of questions on their way to a server: poured, never held in memory."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Final

from vizdesk.engines.batch.connection import CONNECT_S, BatchConnection, Json
from vizdesk.engines.batch.provider import PartFile

if TYPE_CHECKING:
    import httpx2

_PIECE: Final = 1 << 20


async def post_file(
    connection: BatchConnection, path: str, part: PartFile, fields: Mapping[str, str]
) -> Json:
    """Send `part` as the `file` of a form (RFC 7578) with `fields`; gives what is answered."""
    with part.path.open("rb") as file:
        form = {"file": (part.name, file, "application/jsonl")}
        return await connection.ask("POST", path, files=form, data=dict(fields), timeout=slow())


def slow() -> httpx2.Timeout:
    """Time without end for a file that is sent: 500 MB may take an hour."""
    import httpx2

    return httpx2.Timeout(None, connect=CONNECT_S)


async def file_pieces(part: PartFile) -> AsyncIterator[bytes]:
    """The bytes of `part`, one MiB at a time."""
    with part.path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece


async def first_line(part: PartFile) -> Json:
    """The first question of `part`."""

    def read() -> Json:
        with part.path.open("rb") as file:
            line: Json = json.loads(file.readline())
            return line

    return await asyncio.to_thread(read)
