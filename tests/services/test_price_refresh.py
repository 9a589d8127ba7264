"""Refreshing is one request without a key; whatever goes wrong is a sentence and keeps nothing."""

from __future__ import annotations

import asyncio
import socket
from datetime import date
from pathlib import Path

import pytest
from tests.engines.openai.scripted_server import Handler, Script, answer, serve, silence
from tests.waiting import LIMIT_S

from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.common.offline import Offline
from vizdesk.services import price_refresh as prices
from vizdesk.services.price_refresh import PricesError, Refreshed, refresh

LIST = (Path(__file__).parents[1] / "catalog/pricing/openrouter-models.json").read_text()
DAY = date(2026, 11, 21)


@pytest.fixture
def book(tmp_path: Path) -> PriceLists:
    """An empty book."""
    return PriceLists(tmp_path / "prices")


def fetch(book: PriceLists, url: str, offline: Offline | None = None) -> Refreshed:
    return asyncio.run(refresh(book, offline or Offline(), url=url, today=lambda: DAY))


def test_prices_are_fetched_once_without_a_key_and_kept_under_the_day(book: PriceLists) -> None:
    with serve(answer(200, LIST)) as server:
        found = fetch(book, f"{server.base_url}/models")
    assert str(found.prices) == "Prices of 4 models, 21 Nov 2026"
    (seen,) = server.seen
    assert seen.path == "/v1/models"
    assert set(seen.headers) <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
    price = book.price("acme/seer-large")
    assert price is not None
    assert price.as_of == "2026-11-21"


def test_progress_tells_how_much_has_come_of_how_much(book: PriceLists) -> None:
    told: list[tuple[int, int | None]] = []
    with serve(answer(200, LIST)) as server:
        url = f"{server.base_url}/models"
        work = refresh(book, Offline(), lambda *figures: told.append(figures), url=url)
        asyncio.run(work)
    assert told[-1] == (len(LIST.encode()), len(LIST.encode()))


def cut(handler: Handler) -> None:
    """Half of what was announced."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(LIST)))
    handler.end_headers()
    handler.wfile.write(LIST[: len(LIST) // 2].encode())


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (answer(500, "oops", "text/plain"), ": server error (500). Try again later."),
        (answer(503, {}), "(503)"),
        (answer(429, {}), "rate limited (429). Try again in a minute."),
        (answer(403, {}), "refused (403)"),
        (answer(302, "", headers={"location": "http://127.0.0.1:9/"}), "sends elsewhere (302)"),
        (answer(200, "<html>Hello</html>", "text/html"), "sent no prices. This is not JSON"),
        (answer(200, {"data": "all of them"}), "There is no list of models in it."),
        (answer(200, {"data": []}), "The list is empty."),
        (cut, "broke off"),
    ],
)
def test_whatever_goes_wrong_is_a_sentence_and_keeps_the_old_prices(
    book: PriceLists, script: Script, words: str
) -> None:
    with serve(answer(200, LIST)) as server:
        fetch(book, f"{server.base_url}/models")
    with serve(script) as server, pytest.raises(PricesError) as raised:
        fetch(book, f"{server.base_url}/models")
    assert words in str(raised.value)
    assert str(raised.value).startswith("127.0.0.1") or "127.0.0.1" in str(raised.value)
    assert book.price("acme/seer-large") is not None


def test_no_connection_is_a_sentence(book: PriceLists) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(PricesError, match=r"cannot be reached. Check the internet connection"):
            fetch(book, f"http://127.0.0.1:{taken.getsockname()[1]}/models")


def test_a_server_that_says_nothing_is_given_up(
    book: PriceLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prices, "SILENCE_S", 0.3)
    with serve(silence) as server, pytest.raises(PricesError, match="took too long"):
        fetch(book, f"{server.base_url}/models")


def test_a_list_without_end_is_not_taken_in(
    book: PriceLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prices, "LARGEST_BYTES", 1000)
    with serve(answer(200, LIST)) as server, pytest.raises(PricesError, match="larger than"):
        fetch(book, f"{server.base_url}/models")


def test_stopping_hangs_up_on_a_server_that_says_nothing(book: PriceLists) -> None:
    async def stop_soon(url: str) -> None:
        task = asyncio.create_task(refresh(book, Offline(), url=url))
        await asyncio.to_thread(server.asked.wait, LIMIT_S)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with serve(silence) as server:
        asyncio.run(stop_soon(f"{server.base_url}/models"))
    assert server.hung_up == 1
    assert book.latest() is None


def test_offline_fetches_nothing(book: PriceLists) -> None:
    with serve(answer(200, LIST)) as server, pytest.raises(PricesError) as raised:
        fetch(book, f"{server.base_url}/models", Offline(on=True))
    assert str(raised.value) == (
        "vizdesk is offline. Switch Offline off to fetch prices from OpenRouter."
    )
    assert server.seen == []


def test_prices_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    (tmp_path / "prices").write_text("a file where the folder should be")
    book = PriceLists(tmp_path / "prices")
    with serve(answer(200, LIST)) as server, pytest.raises(PricesError, match="could not be kept"):
        fetch(book, f"{server.base_url}/models")
