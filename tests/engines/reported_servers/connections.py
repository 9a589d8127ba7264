"""Connections as servers were reported to treat them: silence, cuts, packing, headers."""

from __future__ import annotations

import asyncio
import gzip
import json

from tests.engines.openai.scripted_server import DONE
from tests.engines.reported_servers.scripted_http import (
    STOP,
    TEXT,
    WHOLE_STREAM,
    Exchange,
    behaviour,
    chunk,
    error,
    streams,
    usage,
)


# --- Silence ---
@behaviour("slow_first_70")
async def first_word_after_70_seconds(exchange: Exchange) -> None:
    await exchange.pause(70)
    await whole_stream(exchange)


@behaviour("slow_first_130")
async def first_word_after_130_seconds(exchange: Exchange) -> None:
    await exchange.pause(130)
    await whole_stream(exchange)


@behaviour("stall_70_mid")
async def pause_of_70_seconds(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(chunk({"content": "A red"}))
    await exchange.pause(70)
    await exchange.piece(chunk({"content": " circle."}) + STOP + usage() + DONE)
    await exchange.end()


@behaviour("finish_no_close")
async def open_after_the_end(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(TEXT + STOP + usage())
    await exchange.until_hung_up()


@behaviour("done_no_close")
async def open_after_done(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(WHOLE_STREAM)
    await exchange.until_hung_up()


# --- Cuts ---
@behaviour("reset_first")
async def reset_at_once(exchange: Exchange) -> None:
    exchange.writer.transport.abort()


@behaviour("reset_after_finish")
async def reset_at_the_end(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(TEXT + STOP)
    await asyncio.sleep(0.1)  # what was sent is on its way; a reset would overtake it
    exchange.writer.transport.abort()


@behaviour("cut_no_chunk_end")
async def no_last_chunk(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(WHOLE_STREAM)


@behaviour("close_delimited")
async def no_chunks(exchange: Exchange) -> None:
    await exchange.begin(chunked=False)
    await exchange.piece(WHOLE_STREAM)


@behaviour("not_http")
async def another_protocol(exchange: Exchange) -> None:
    await exchange.raw("SSH-2.0-OpenSSH_9.2\r\n")


@behaviour("early_413_close")
async def refused_unread(exchange: Exchange) -> None:
    await exchange.whole(413, error("too large"))


@behaviour("continue_100")
async def interim_status(exchange: Exchange) -> None:
    await exchange.raw("HTTP/1.1 100 Continue\r\n\r\n")
    await whole_stream(exchange)


streams("cookies_big", WHOLE_STREAM, headers={"set-cookie": "a=" + "x" * 60_000})

# --- Packing ---
PACKED = {"content-encoding": "gzip"}
streams("gzip", gzip.compress(WHOLE_STREAM.encode(), mtime=0), headers=PACKED)
streams("gzip_bogus", TEXT + STOP + DONE, headers=PACKED)


@behaviour("gzip_err")
async def packed_refusal(exchange: Exchange) -> None:
    packed = gzip.compress(json.dumps(error("gz no")).encode(), mtime=0)
    await exchange.whole(400, packed, headers=PACKED)


async def whole_stream(exchange: Exchange) -> None:
    """The usual answer."""
    await exchange.begin()
    await exchange.piece(WHOLE_STREAM)
    await exchange.end()
