"""Prices fetched from OpenRouter, only ever when somebody asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from vizdesk import __version__
from vizdesk.catalog.pricing.openrouter import PriceListError, read_offered
from vizdesk.catalog.pricing.price_lists import PriceList, PriceLists
from vizdesk.common.messages import Message, MessageError, joined, message
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.common.proxies import ConnectionSetupError
from vizdesk.common.web_addresses import split_address

if TYPE_CHECKING:
    import httpx

URL = "https://openrouter.ai/api/v1/models"
SILENCE_S = 20.0
LONGEST_S = 120.0
# Fifty times what the list takes today (about a megabyte).
LARGEST_BYTES = 50_000_000

Progress = Callable[[int, int | None], None]


class PricesError(MessageError):
    """The prices could not be fetched or kept; what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The list that was fetched and kept, and sentences about entries that could not be read."""

    prices: PriceList
    problems: tuple[Message, ...] = ()


def today() -> date:
    """The day it is where this machine stands."""
    return datetime.now().astimezone().date()


async def refresh(
    book: PriceLists,
    offline: Offline,
    progress: Progress = lambda received, total: None,
    *,
    url: str = URL,
    today: Callable[[], date] = today,
) -> Refreshed:
    """Fetch the list of models and keep it as today's. Raises PricesError.

    No key is sent. `progress` is told bytes received, and how many there are where that is known.
    Cancelling closes the connection at once.
    """
    import asyncio

    try:
        offline.refuse(message("fetch prices from OpenRouter"))
        body = await _fetch(url, progress)
        offered = await asyncio.to_thread(read_offered, body)
        price_list = await asyncio.to_thread(book.keep, offered.models, today())
    except OfflineError as error:
        raise PricesError(error.message) from None
    except PriceListError as error:
        host = split_address(url).hostname or url
        raise PricesError(
            message(
                "{host} sent no prices. {error} Try again later.",
                host=host,
                error=error.message,
            )
        ) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise PricesError(
            message(
                "The prices could not be kept: {why}. Make room, or check the folder "
                "of vizdesk's data.",
                why=why,
            )
        ) from error
    return Refreshed(price_list, offered.problems)


async def _fetch(url: str, progress: Progress) -> bytes:
    """The whole answer. Raises PricesError."""
    import asyncio

    host = split_address(url).hostname or url
    try:
        client = await asyncio.to_thread(_client, url)
    except ConnectionSetupError as error:
        raise PricesError(joined((error.message, error.todo))) from None
    import httpx

    try:
        async with asyncio.timeout(LONGEST_S), client, client.stream("GET", url) as response:
            if response.status_code != 200:
                raise PricesError(_refusal(response.status_code, host))
            return await _body(response, progress)
    except (TimeoutError, httpx.TimeoutException):
        raise PricesError(
            message("{host} took too long to answer. Try again later.", host=host)
        ) from None
    except httpx.ConnectError:
        raise PricesError(
            message("{host} cannot be reached. Check the internet connection.", host=host)
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        what = message(
            "The connection to {host} broke off ({error}). Try again.",
            host=host,
            error=type(error).__name__,
        )
        raise PricesError(what) from None


def _client(url: str) -> httpx.AsyncClient:
    # In a thread: the import and the certificates take a tenth of a second.
    from vizdesk.common.http_clients import http_client

    return http_client(url, SILENCE_S, {"user-agent": f"vizdesk/{__version__}"})


async def _body(response: httpx.Response, progress: Progress) -> bytes:
    length = response.headers.get("content-length", "")
    total = int(length) if length.isdecimal() else None
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > LARGEST_BYTES:
            raise PricesError(
                message("The list is larger than {most} MB.", most=LARGEST_BYTES // 1000000)
            )
        # What went over the wire is compressed, and so is the length.
        progress(response.num_bytes_downloaded, total)
    return bytes(body)


def _refusal(status: int, host: str) -> Message:
    if status == 429:
        return message("{host}: rate limited (429). Try again in a minute.", host=host)
    if status >= 500:
        return message(
            "{host}: server error ({status}). Try again later.", host=host, status=status
        )
    if 300 <= status < 400:
        return message(
            "{host} sends elsewhere ({status}), which vizdesk does not follow.",
            host=host,
            status=status,
        )
    return message("{host} refused ({status}). Is there a newer vizdesk?", host=host, status=status)
