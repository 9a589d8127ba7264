"""Which servers there are, what an address means, and which key may be sent where."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from vizdesk.catalog.endpoints.endpoint import (
    KEY_HOSTS,
    EndpointError,
    KnownEndpoint,
    bound_name,
    checked_url,
    endpoint_called,
    in_the_open,
    key_name_for,
    may_send,
    place_of,
    plain_warning,
)
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints, load_shipped
from vizdesk.catalog.models.model_spec import endpoint_model
from vizdesk.common import resources
from vizdesk.comparison.profiles import load_profiles
from vizdesk.credentials.keys import environment_variables

SHIPPED = load_shipped(resources.folder() / "endpoints.toml")


@pytest.fixture
def user_endpoints(tmp_path: Path) -> UserEndpoints:
    return UserEndpoints(tmp_path / "endpoints", SHIPPED)


def test_every_shipped_endpoint_has_a_source_and_a_key_that_may_be_sent_there() -> None:
    assert {one.key_name for one in SHIPPED} == set(KEY_HOSTS.values())
    for one in SHIPPED:
        assert KEY_HOSTS[urlsplit(one.base_url).netloc] == one.key_name
        assert may_send(one.key_name or "", one.base_url)
        assert one.source.startswith("https://")
        assert len(one.as_of) == len("2026-11-21")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("localhost:8080", "http://localhost:8080/v1"),
        ("127.0.0.1:11434/", "http://127.0.0.1:11434/v1"),
        ("192.168.1.5:8000", "http://192.168.1.5:8000/v1"),
        ("api.example.com", "https://api.example.com/v1"),
        ("HTTPS://API.Example.com/v1/", "https://api.example.com/v1"),
        ("http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/v1/models", "http://127.0.0.1:8080/v1"),
        (" https://h.example/openai \n", "https://h.example/openai"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
        ("::1", "http://[::1]/v1"),
        ("fe80::5/v1", "http://[fe80::5]/v1"),
        ("http://0.0.0.0:8000/v1", "http://127.0.0.1:8000/v1"),
        ("http://[::]:8000", "http://[::1]:8000/v1"),
        ('"http://127.0.0.1:8080/v1/",', "http://127.0.0.1:8080/v1"),
        ("<https://h.example/v1>", "https://h.example/v1"),
        ("https://h.example//v1//chat/completions/", "https://h.example/v1"),
        ("https://h.example/v1/models/org/name", "https://h.example/v1"),
        ("https://h.example/v1/embeddings", "https://h.example/v1"),
        ("h.example/chat/completions/chat/completions", "https://h.example/v1"),
        ("http://localhost:11434/api/chat", "http://localhost:11434/v1"),
        ("http://localhost:11434/api", "http://localhost:11434/v1"),
        ("http://localhost:1234/api/v0/models", "http://localhost:1234/v1"),
        ("http://localhost:3000/api/chat/completions", "http://localhost:3000/api"),
        ("openrouter.ai", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/v1", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/api/v1/chat/completions", "https://openrouter.ai/api/v1"),
        ("https://api.groq.com/openai", "https://api.groq.com/openai/v1"),
        (
            "https://generativelanguage.googleapis.com/v1beta",
            "https://generativelanguage.googleapis.com/v1beta/openai",
        ),
        ("https://open.bigmodel.cn/api/paas/v4/", "https://open.bigmodel.cn/api/paas/v4"),
    ],
)
def test_what_people_write_becomes_the_address_that_is_meant(written: str, meant: str) -> None:
    assert checked_url(written) == meant
    assert checked_url(meant) == meant


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "no address"),
        ("ftp://host/v1", "no address"),
        ("http://host:port/v1", "no address"),
        ("http://my host/v1", "no address"),
        ('http://h/"v1"x', "no address"),
        ("http://user:sk-1@", "This is no server address"),
        ("http:// ?key=sk-1", "This is no server address"),
        ("https://me:sk-1@host/v1", "without name, key or query"),
        ("https://host/v1?key=sk-1", "without name, key or query"),
        ("https://host/v1#sk-1", "without name, key or query"),
    ],
)
def test_an_address_that_is_none_or_holds_a_key_is_refused(written: str, words: str) -> None:
    with pytest.raises(EndpointError, match=words) as raised:
        checked_url(written)
    assert "sk-1" not in str(raised.value)


@pytest.mark.parametrize(
    ("key_name", "base_url", "may"),
    [
        ("openai", "https://api.openai.com/v1", True),
        ("openai", "https://API.OpenAI.com:443/v1", True),
        ("openai", "http://api.openai.com/v1", False),
        ("openai", "https://api.openai.com:8443/v1", False),
        ("openai", "https://api.openai.com.evil.example/v1", False),
        ("openai", "https://api.openai.com@evil.example/v1", False),
        ("openai", "https://openrouter.ai/api/v1", False),
        ("openai", "http://127.0.0.1:8080/v1", False),
        ("mine@h.example", "https://h.example/v1", True),
        ("mine@h.example", "https://h.example/other", True),
        ("mine@h.example", "http://h.example/v1", False),
        ("mine@h.example", "https://other.example/v1", False),
        ("mine@127.0.0.1:8080", "http://127.0.0.1:8080/v1", True),
        ("mine@127.0.0.1:8080", "http://127.0.0.1:9090/v1", False),
        ("MY_SERVER_KEY", "http://127.0.0.1:8080/v1", True),
        ("openai", "https://api.openai.com:no/v1", False),
        # A vendor's key is found in the environment: no name in a file leads it elsewhere.
        ("openai@evil.example", "https://evil.example/v1", False),
        ("OpenAI@evil.example", "https://evil.example/v1", False),
        ("OPENAI", "https://evil.example/v1", False),
        ("OPENAI_API_KEY", "https://evil.example/v1", False),
        ("OPENAI_API_KEY@evil.example", "https://evil.example/v1", False),
        ("google@evil.example", "https://evil.example/v1", False),
        ("GOOGLE_API_KEY", "https://evil.example/v1", False),
        ("hf_token@evil.example", "https://evil.example/v1", False),
        ("OPENAI_API_KEY", "https://api.openai.com/v1", True),
        ("openai@api.openai.com", "https://api.openai.com/v1", True),
        ("openai@evil.example", "https://api.openai.com/v1", False),
    ],
)
def test_a_key_goes_only_to_the_host_it_belongs_to(key_name: str, base_url: str, may: bool) -> None:
    assert may_send(key_name, base_url) is may


def test_a_server_called_like_a_vendor_has_a_key_of_its_own(user_endpoints: UserEndpoints) -> None:
    new = user_endpoints.new("Mistral", "http://127.0.0.1:8000")
    assert may_send(new.own_key_name, new.base_url)
    assert "MISTRAL_API_KEY" not in environment_variables(new.own_key_name)


def test_http_to_another_machine_is_warned_about_and_to_this_one_is_not() -> None:
    assert in_the_open("http://192.168.1.5:8000/v1")
    assert "whoever sits on the way" in plain_warning("http://192.168.1.5:8000/v1")
    for fine in ("https://h.example/v1", "http://127.0.0.1:8080/v1", "http://localhost:1/v1"):
        assert plain_warning(fine) == ""


def test_a_place_is_host_and_port_unless_it_is_https_as_usual() -> None:
    assert place_of("https://H.example/v1") == "h.example"
    assert place_of("http://h.example/v1") == "h.example:80"
    assert place_of("http://[::1]:8080/v1") == "[::1]:8080"


def test_ones_own_endpoints_are_kept_found_and_taken_away(user_endpoints: UserEndpoints) -> None:
    new = user_endpoints.new("My  Server", "localhost:8080")
    assert (new.id, new.name, new.base_url) == (
        "my-server",
        "My Server",
        "http://localhost:8080/v1",
    )
    assert not user_endpoints.folder.exists()
    user_endpoints.keep(new)
    known, problems = user_endpoints.load()
    assert (known[-1], problems) == (new, ())
    assert known[: len(SHIPPED)] == SHIPPED
    assert endpoint_called("my server", known) == new
    user_endpoints.forget(new)
    assert user_endpoints.load()[0] == SHIPPED


def test_the_same_address_twice_is_one_server_and_the_same_name_two(
    user_endpoints: UserEndpoints,
) -> None:
    user_endpoints.keep(user_endpoints.new("OpenAI", "localhost:8080"))
    assert user_endpoints.load()[0][-1].id == "openai-2"
    with pytest.raises(EndpointError, match="is there already: OpenAI"):
        user_endpoints.new("Again", "http://localhost:8080/v1/")
    with pytest.raises(EndpointError, match="Give the server a name"):
        user_endpoints.new("  ", "localhost:9090")


def test_a_shipped_endpoint_cannot_be_taken_away(user_endpoints: UserEndpoints) -> None:
    with pytest.raises(EndpointError, match="comes with vizdesk"):
        user_endpoints.forget(SHIPPED[0])


def test_a_file_whose_address_was_changed_does_not_take_the_key_along(
    user_endpoints: UserEndpoints,
) -> None:
    new = user_endpoints.new("Mine", "https://old.example/v1")
    key = bound_name("mine", new.base_url)
    user_endpoints.keep(KnownEndpoint("mine", "Mine", new.base_url, key, own=True))
    path = user_endpoints.folder / "mine.toml"
    path.write_text(path.read_text().replace("https://old.example", "https://evil.example"))
    known, problems = user_endpoints.load()
    assert known[-1].base_url == "https://evil.example/v1"
    assert known[-1].key_name is None
    assert "does not belong to https://evil.example/v1" in problems[0]


def test_a_file_of_ones_own_cannot_have_a_vendors_key_sent_elsewhere(
    user_endpoints: UserEndpoints,
) -> None:
    user_endpoints.folder.mkdir()
    text = (
        '[endpoint]\nid = "e"\nname = "E"\nbase_url = "https://evil.example/v1"\nkey = "openai"\n'
    )
    (user_endpoints.folder / "e.toml").write_text(text)
    known, problems = user_endpoints.load()
    assert known[-1].key_name is None
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    ["[[endpoint]", '[endpoint]\nid = "e"\n', "endpoint = 1\n", "[endpoint]\nid = 1\nname = 2\n"],
)
def test_a_broken_file_is_named_and_stops_nothing(user_endpoints: UserEndpoints, text: str) -> None:
    user_endpoints.keep(user_endpoints.new("Fine", "localhost:8080"))
    (user_endpoints.folder / "broken.toml").write_text(text)
    known, problems = user_endpoints.load()
    assert known[-1].name == "Fine"
    assert len(problems) == 1
    assert "broken.toml cannot be read" in problems[0]


def test_a_model_takes_the_key_of_its_server(user_endpoints: UserEndpoints) -> None:
    profiles = load_profiles(resources.folder() / "profiles")
    mine = KnownEndpoint("m", "M", "https://h.example/v1", "m@h.example", own=True)
    for url, key in (
        ("https://api.mistral.ai/v1", "mistral"),
        ("http://api.mistral.ai/v1", None),
        ("https://h.example/v1", "m@h.example"),
        ("https://other.example/v1", None),
        ("http://127.0.0.1:port/v1", None),
    ):
        assert key_name_for(url, (*SHIPPED, mine)) == key
        assert endpoint_model("x", url, profiles, (mine,)).source.key_name == key


@pytest.mark.parametrize(
    ("written", "batch"),
    [
        ("true", "openai"),
        ("false", ""),
        ('"anthropic"', "anthropic"),
        ('"of-tomorrow"', "of-tomorrow"),
    ],
)
def test_a_file_says_which_batch_api_a_server_has(
    user_endpoints: UserEndpoints, written: str, batch: str
) -> None:
    user_endpoints.folder.mkdir(parents=True)
    text = '[[endpoint]]\nid = "mine"\nname = "Mine"\nbase_url = "https://x.example/v1"\n'
    text += f"batch = {written}\n"
    (user_endpoints.folder / "mine.toml").write_text(text, encoding="utf-8")
    (*_, mine), problems = user_endpoints.load()
    assert (mine.batch, problems) == (batch, ())
    user_endpoints.keep(mine)
    assert user_endpoints.load()[0][-1] == mine


def test_a_batch_api_that_is_no_text_is_told(user_endpoints: UserEndpoints) -> None:
    user_endpoints.folder.mkdir(parents=True)
    text = (
        '[[endpoint]]\nid = "mine"\nname = "Mine"\nbase_url = "https://x.example/v1"\nbatch = 7\n'
    )
    (user_endpoints.folder / "mine.toml").write_text(text, encoding="utf-8")
    assert "batch must be a text" in user_endpoints.load()[1][0]


def test_the_vendors_with_a_batch_api_of_ours_say_so(user_endpoints: UserEndpoints) -> None:
    named = {each.id: each.batch for each in user_endpoints.load()[0] if each.batch}
    assert named == {id_: id_ for id_ in ("openai", "gemini", "anthropic", "mistral")}
