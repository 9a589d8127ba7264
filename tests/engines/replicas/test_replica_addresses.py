"""How a server with several addresses is written down, and which key goes to which of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engines.openai.scripted_server import CHAT_OK, serve
from tests.engines.replicas.pooling import host_of, outcomes, pool_engine, pooled

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint, replica_key_name
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints, load_shipped
from vizdesk.common import resources
from vizdesk.comparison.jobs import delivery_of
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Replica
from vizdesk.credentials.keys import Keys, Secret
from vizdesk.services.endpoints import EndpointService, Servers, with_key

FARM = """
[endpoint]
id = "farm"
name = "Farm"
base_url = "http://10.0.0.1:8000/v1"
key = "farm@10.0.0.1:8000"
addresses = ["http://10.0.0.2:8000/v1", "10.0.0.3:8000"]
slots = [4, 8]
"""


def user_models(folder: Path, text: str) -> UserEndpoints:
    folder.mkdir(exist_ok=True)
    (folder / "farm.toml").write_text(text, encoding="utf-8")
    return UserEndpoints(folder)


def farm(folder: Path) -> KnownEndpoint:
    (one,), problems = user_models(folder, FARM).load()
    assert problems == ()
    return one


def test_several_addresses_are_read_with_their_slots(tmp_path: Path) -> None:
    assert farm(tmp_path).replicas == (
        Replica("http://10.0.0.1:8000/v1", 4),
        Replica("http://10.0.0.2:8000/v1", 8),
        Replica("http://10.0.0.3:8000/v1", 8),
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    one = farm(tmp_path)
    UserEndpoints(tmp_path).keep(one)
    assert UserEndpoints(tmp_path).load() == ((one,), ())


@pytest.mark.parametrize(
    "line",
    [
        "addresses = 3",
        "addresses = [1]",
        'slots = "4"',
        "slots = 0",
        "slots = [true]",
        "image_bytes = 9999",
        "image_bytes = true",
    ],
)
def test_what_makes_no_sense_is_told_with_its_file(tmp_path: Path, line: str) -> None:
    text = f'[endpoint]\nid = "farm"\nname = "Farm"\nbase_url = "http://10.0.0.1:8000/v1"\n{line}\n'
    found, problems = user_models(tmp_path, text).load()
    assert found == ()
    assert line.split()[0] in problems[0]
    assert "farm.toml" in problems[0]


def test_a_models_addresses_are_those_its_server_has_now(tmp_path: Path) -> None:
    source = Endpoint("http://10.0.0.1:8000/v1", "gemma")
    model = with_key(Model("m", "M", EngineKind.CHAT, source, "plain"), (farm(tmp_path),))
    assert isinstance(model.source, Endpoint)
    assert len(model.source.addresses) == 3
    assert model.source.key_name == "farm@10.0.0.1:8000"
    assert model.source == Endpoint("http://10.0.0.1:8000/v1", "gemma", "farm@10.0.0.1:8000"), (
        "the addresses are no part of what the model is"
    )


def test_a_model_knows_how_large_an_image_its_server_takes(tmp_path: Path) -> None:
    own = replace(farm(tmp_path), image_bytes=1_000_000)
    UserEndpoints(tmp_path).keep(own)
    assert UserEndpoints(tmp_path).load() == ((own,), ())
    shipped = load_shipped(resources.folder() / "endpoints.toml")
    endpoints = (*shipped, own)

    def limit(base_url: str) -> int | None:
        model = Model("m", "M", EngineKind.CHAT, Endpoint(base_url, "gemma"), "plain")
        delivery = delivery_of(with_key(model, endpoints))
        assert delivery.travels
        return delivery.most_bytes

    assert limit("http://10.0.0.1:8000/v1") == 1_000_000
    assert limit("https://api.anthropic.com/v1") == 5 * 1024**2
    assert limit("https://api.openai.com/v1") is None
    assert limit("https://elsewhere.example/v1") is None


def test_a_model_is_local_only_if_all_its_addresses_are() -> None:
    def model(*urls: str) -> Model:
        source = Endpoint(urls[0], "m", None, tuple(Replica(url) for url in urls))
        return Model("m", "M", EngineKind.CHAT, source, "plain")

    assert model("http://127.0.0.1:1/v1", "http://localhost:2/v1").local
    assert not model("http://127.0.0.1:1/v1", "http://10.0.0.2:8000/v1").local


def test_each_address_has_a_key_of_its_own_name(tmp_path: Path) -> None:
    assert farm(tmp_path).key_names == (
        "farm@10.0.0.1:8000",
        "farm@10.0.0.2:8000",
        "farm@10.0.0.3:8000",
    )


@pytest.mark.parametrize("key", ["openai", "openai@api.openai.com"])
def test_a_vendors_key_is_never_taken_to_another_address(key: str) -> None:
    assert replica_key_name(key, "https://api.openai.com/v1", "https://evil.example/v1") is None


def test_every_host_is_sent_the_key_that_is_bound_to_it_and_no_other() -> None:
    with serve(CHAT_OK) as one, serve(CHAT_OK) as two:
        hosts = [host_of(one.base_url), host_of(two.base_url)]
        keys = {f"farm@{host}": Secret(f"sk-{host}") for host in hosts}

        async def run() -> None:
            async with pool_engine(keys.get) as engine:
                asked = pooled([one.base_url, two.base_url], key_name=f"farm@{hosts[0]}")
                await outcomes(engine, asked, 4)

        asyncio.run(run())
        for server, host in zip((one, two), hosts, strict=True):
            sent = {seen.headers["authorization"] for seen in server.seen}
            assert sent == {f"Bearer sk-{host}"}


def test_an_address_added_to_the_file_by_hand_gets_no_key() -> None:
    with serve(CHAT_OK) as mine, serve(CHAT_OK) as added:
        name = f"farm@{host_of(mine.base_url)}"

        async def run() -> None:
            async with pool_engine({name: Secret("sk-1")}.get) as engine:
                asked = pooled([added.base_url, mine.base_url], key_name=name)
                asked_home = pooled([mine.base_url, added.base_url], key_name=name)
                await outcomes(engine, asked, 2)
                await outcomes(engine, asked_home, 2)

        asyncio.run(run())
        assert added.seen == []
        assert mine.seen


def test_a_key_is_entered_once_for_all_hosts_and_forgotten_at_all(tmp_path: Path) -> None:
    keys, endpoints = (
        Keys({}),
        user_models(tmp_path, FARM.replace('key = "farm@10.0.0.1:8000"\n', "")),
    )

    async def nobody(*_asked: object) -> Any:
        raise AssertionError("no server is asked")

    services = EndpointService(endpoints, keys, {}, Servers(nobody, nobody, nobody))
    services.keep_key(services.called("farm"), "sk-1")
    names = [f"farm@10.0.0.{host}:8000" for host in (1, 2, 3)]
    assert [keys.lookup(name) for name in names] == [Secret("sk-1")] * 3
    assert keys.lookup("farm@10.0.0.4:8000") is None
    services.forget_key(services.called("farm"))
    assert [keys.lookup(name) for name in names] == [None] * 3
