"""Which models a server offers, for the model picker and `vizdesk doctor`."""

from __future__ import annotations

import asyncio
import socket

import pytest
from tests.engines.openai.scripted_server import Script, answer, serve

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError
from vizdesk.credentials.keys import Secret
from vizdesk.engines.servers.model_listing import list_models

TWO = answer(200, {"object": "list", "data": [{"id": "gemma3:4b"}, {"id": "qwen3-vl"}, {"x": 1}]})


def test_the_models_of_a_server_are_named_in_its_order() -> None:
    with serve(TWO) as server:
        assert asyncio.run(list_models(server.base_url + "/", None, offline=Offline())) == [
            "gemma3:4b",
            "qwen3-vl",
        ]
    assert server.seen[0].path == "/v1/models"
    assert "authorization" not in server.seen[0].headers


def test_a_key_is_sent_and_stays_out_of_the_failure() -> None:
    refusing = answer(401, {"error": {"message": "Incorrect key sk-proof-77"}})
    with serve(refusing) as server, pytest.raises(EngineError) as raised:
        asyncio.run(list_models(server.base_url, Secret("sk-proof-77"), offline=Offline()))
    assert server.seen[0].headers["authorization"] == "Bearer sk-proof-77"
    assert "refused the key (401)" in raised.value.failure.what
    assert "sk-proof-77" not in repr(raised.value.failure)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (answer(200, "<html>hello</html>", "text/html"), "web page"),
        (answer(200, {"data": None}), "application/json"),
        (answer(404, "nothing here", "text/plain"), "lists no models (404)"),
        (answer(302, "", headers={"location": "http://127.0.0.1:9/"}), "sends elsewhere"),
    ],
)
def test_whatever_is_no_list_of_models_is_a_sentence(script: Script, words: str) -> None:
    with serve(script) as server, pytest.raises(EngineError) as raised:
        asyncio.run(list_models(server.base_url, None, offline=Offline()))
    assert words in raised.value.failure.what


def test_no_server_is_a_sentence_too() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(EngineError) as raised:
            asyncio.run(list_models(f"http://{address}/v1", None, offline=Offline()))
    assert raised.value.failure.what == f"No server answers at {address}."


@pytest.mark.parametrize(
    ("listed", "slugs"),
    [
        ({"models": [{"name": "llava:7b", "model": "llava:7b"}]}, ["llava:7b"]),
        ([{"id": "m"}, {"id": "n"}], ["m", "n"]),
        ([{"id": "openai/gpt-4o", "name": "GPT-4o"}], ["openai/gpt-4o"]),
        ({"models": [{"name": "models/gemini-3"}], "nextPageToken": "x"}, ["gemini-3"]),
        ({"object": "list", "data": None}, []),
        ({"data": ["m", "n", "m"]}, ["m", "n"]),
        ({"data": {"m": {}, "n": "x"}}, ["m", "n"]),
        ({"data": [{"id": 5}, {"id": None}, {"name": "x"}, {"id": "good"}]}, ["x", "good"]),
        ({"data": [{"id": "模型/视觉-😀"}, {"id": "a b"}, {"id": " "}]}, ["模型/视觉-😀", "a b"]),
        ({"data": []}, []),
    ],
)
def test_lists_of_models_come_in_many_shapes(listed: object, slugs: list[str]) -> None:
    with serve(answer(200, listed)) as server:
        assert asyncio.run(list_models(server.base_url, None, offline=Offline())) == slugs


@pytest.mark.parametrize("listed", [{}, [1, 2], {"data": [{"id": 5}]}, {"models": 3}, "x", 7])
def test_what_names_no_model_is_no_list(listed: object) -> None:
    with serve(answer(200, listed)) as server, pytest.raises(EngineError) as raised:
        asyncio.run(list_models(server.base_url, None, offline=Offline()))
    assert "not what was asked for" in raised.value.failure.what
