"""MODEL@BASE_URL as people write it: the model, the address, and what the address brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints
from vizdesk.catalog.models.model_spec import UnknownModelError, find_model, split_spec
from vizdesk.common import resources
from vizdesk.comparison.models import Endpoint, Model, Replica
from vizdesk.comparison.profiles import load_profiles

PROFILES = load_profiles(resources.folder() / "profiles")
FARM = """
[endpoint]
id = "farm"
name = "Farm"
base_url = "http://10.0.0.1:8000/v1"
key = "farm@10.0.0.1:8000"
addresses = ["http://10.0.0.2:8000/v1"]
slots = [4, 2]
"""


@pytest.mark.parametrize(
    ("spec", "slug", "url"),
    [
        ("m@http://h.example/v1", "m", "http://h.example/v1"),
        ("m@HTTPS://H.example/V1/", "m", "https://h.example/V1"),
        ("@cf/meta/llama@https://h.example/v1", "@cf/meta/llama", "https://h.example/v1"),
        ("claude@20240620@http://h.example", "claude@20240620", "http://h.example/v1"),
        ("@preset/mine@https://openrouter.ai", "@preset/mine", "https://openrouter.ai/api/v1"),
        ("m@http://h.example/v1/chat/completions", "m", "http://h.example/v1"),
        ("m@localhost:8080", "m", "http://localhost:8080/v1"),
        ("m@127.0.0.1:8080/v1", "m", "http://127.0.0.1:8080/v1"),
        ("m@[::1]:8080", "m", "http://[::1]:8080/v1"),
        ("m@http://[::1]:8080/v1", "m", "http://[::1]:8080/v1"),
        ("m@gpu-box:8000", "m", "https://gpu-box:8000/v1"),
    ],
)
def test_a_model_and_its_address_are_told_apart(spec: str, slug: str, url: str) -> None:
    assert split_spec(spec) == (slug, url)


@pytest.mark.parametrize("spec", ["demo-large", "@cf/meta/llama", "claude@20240620", "m@preset/x"])
def test_an_at_in_an_id_alone_is_no_address(spec: str) -> None:
    assert split_spec(spec) is None


@pytest.mark.parametrize(
    "url", ["http://", "http://user:sk-1@h.example/v1", "http://h.example/v1?key=sk-1"]
)
def test_an_address_that_is_none_is_a_sentence_without_the_key(url: str) -> None:
    with pytest.raises(UnknownModelError) as raised:
        split_spec(f"m@{url}")
    assert "address" in str(raised.value)
    assert "sk-1" not in str(raised.value)


def found(spec: str, tmp_path: Path) -> Model:
    (tmp_path / "farm.toml").write_text(FARM, encoding="utf-8")
    return find_model(spec, (), PROFILES, UserEndpoints(tmp_path).load()[0])


def test_an_address_brings_the_pool_the_slots_and_the_key_of_its_file(tmp_path: Path) -> None:
    model = found("gemma@http://10.0.0.1:8000", tmp_path)
    assert model.id == "gemma@http://10.0.0.1:8000/v1"
    assert isinstance(model.source, Endpoint)
    assert model.source.key_name == "farm@10.0.0.1:8000"
    assert model.source.replicas == (
        Replica("http://10.0.0.1:8000/v1", 4),
        Replica("http://10.0.0.2:8000/v1", 2),
    )


def test_a_further_address_of_a_pool_stands_for_itself(tmp_path: Path) -> None:
    source = found("gemma@http://10.0.0.2:8000/v1", tmp_path).source
    assert isinstance(source, Endpoint)
    assert source.key_name == "farm@10.0.0.2:8000"
    assert source.replicas == (Replica("http://10.0.0.2:8000/v1", 2),)


def test_another_path_of_the_same_host_takes_the_key_and_not_the_pool(tmp_path: Path) -> None:
    source = found("gemma@http://10.0.0.1:8000/other", tmp_path).source
    assert isinstance(source, Endpoint)
    assert source.key_name == "farm@10.0.0.1:8000"
    assert source.replicas == ()
