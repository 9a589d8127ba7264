"""A key that a file names goes to a host only where a person allowed that, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.app.container import build_services
from vizdesk.catalog.endpoints.endpoint import EndpointError
from vizdesk.catalog.endpoints.key_consents import FILE, KeyBinding, KeyConsents
from vizdesk.credentials.keys import Keys, Secret

HOST = "http://127.0.0.1:18990/v1"


@pytest.fixture
def binding(tmp_path: Path) -> KeyBinding:
    keys = Keys({"AWS_SECRET_ACCESS_KEY": "hush", "OPENAI_API_KEY": "sk-1"})
    return KeyBinding(keys, KeyConsents(tmp_path / FILE))


@pytest.mark.parametrize("name", ["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY@127.0.0.1:18990"])
def test_a_variable_of_the_environment_is_sent_nowhere_before_it_is_allowed(
    name: str, binding: KeyBinding
) -> None:
    assert binding.wants_consent(name, HOST)
    assert binding.refusal(name, HOST) == (
        "The key AWS_SECRET_ACCESS_KEY was not sent: nobody has allowed it for 127.0.0.1:18990 yet."
        " Allow it in the list of models, or with `vizdesk keys allow AWS_SECRET_ACCESS_KEY "
        f"{HOST}`."
    )
    binding.consents.allow(name, HOST)
    assert binding.refusal(name, HOST) == ""
    assert not binding.wants_consent(name, HOST)


@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.1:18991/v1", "https://127.0.0.1:18990/v1", "https://evil.example"]
)
def test_consent_is_for_one_host(elsewhere: str, binding: KeyBinding) -> None:
    binding.consents.allow("AWS_SECRET_ACCESS_KEY", HOST)
    same = elsewhere.startswith("https://127.0.0.1:18990")  # its place is the same host and port
    assert bool(binding.refusal("AWS_SECRET_ACCESS_KEY", elsewhere)) is not same
    binding.consents.forbid("AWS_SECRET_ACCESS_KEY", HOST)
    assert binding.refusal("AWS_SECRET_ACCESS_KEY", HOST)


def test_a_vendors_key_needs_none_and_goes_nowhere_else(binding: KeyBinding) -> None:
    assert binding.refusal("openai", "https://api.openai.com/v1") == ""
    binding.consents.allow("openai", HOST)
    assert "does not belong to 127.0.0.1:18990" in binding.refusal("openai", HOST)


def test_a_key_that_was_typed_for_a_host_is_allowed_there(binding: KeyBinding) -> None:
    name = "mine@127.0.0.1:18990"
    binding.keys.remember_for_this_run(name, Secret("sk-2"))
    assert binding.refusal(name, HOST) == ""
    binding.keys.remember_for_this_run("shared", Secret("sk-2"))
    assert binding.wants_consent("shared", HOST)


def test_where_there_is_no_key_nobody_is_asked(binding: KeyBinding) -> None:
    assert not binding.wants_consent("NOT_SET", HOST)
    assert binding.refusal("NOT_SET", HOST) == ""


@pytest.mark.parametrize("text", ["allowed = 5", "[[allowed]]\nkey = 5", "\x00", "[[allowed]]"])
def test_a_broken_file_of_consents_allows_nothing(text: str, binding: KeyBinding) -> None:
    binding.consents.path.write_text(text)
    assert binding.wants_consent("AWS_SECRET_ACCESS_KEY", HOST)
    binding.consents.allow("AWS_SECRET_ACCESS_KEY", HOST)
    assert not binding.wants_consent("AWS_SECRET_ACCESS_KEY", HOST)


def test_what_a_person_does_with_their_own_server_is_consent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MY_SERVER", "sk-3")
    services = build_services()
    endpoint = services.endpoints.add("Mine", HOST, "MY_SERVER")
    assert endpoint.key_name is not None
    assert services.endpoints.binding.refusal(endpoint.key_name, HOST) == ""
    services.endpoints.remove(endpoint)
    assert services.endpoints.binding.wants_consent(endpoint.key_name, HOST)
    with pytest.raises(EndpointError, match="does not belong"):
        services.endpoints.allow_key("openai", HOST)
