"""Which proxy an address is asked through, by the environment as desktops and shells write it."""

from __future__ import annotations

import pytest

from vizdesk.common import proxies
from vizdesk.common.proxies import ConnectionSetupError, proxy_for

VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("variable", "written", "url", "proxy"),
    [
        ("HTTPS_PROXY", "http://10.0.0.1:3128", "https://api.x.ai/v1", "http://10.0.0.1:3128"),
        ("HTTPS_PROXY", "10.0.0.1:3128", "https://api.x.ai/v1", "http://10.0.0.1:3128"),
        ("HTTPS_PROXY", "http://10.0.0.1:3128", "http://10.2.0.1/v1", None),
        (
            "ALL_PROXY",
            "socks://127.0.0.1:1080/",
            "https://api.x.ai/v1",
            "socks5h://127.0.0.1:1080/",
        ),
        ("all_proxy", "SOCKS5://127.0.0.1:1080", "http://10.2.0.1/v1", "socks5://127.0.0.1:1080"),
        ("ALL_PROXY", "socks4a://127.0.0.1:1080", "https://api.x.ai", "socks5h://127.0.0.1:1080"),
        ("ALL_PROXY", "socks5h://a:b@h:1", "https://api.x.ai/v1", "socks5h://a:b@h:1"),
        ("ALL_PROXY", "", "https://api.x.ai/v1", None),
        ("HTTPS_PROXY", "http://10.0.0.1:3128", "no address", None),
    ],
)
def test_the_proxy_of_the_scheme_goes_before_that_for_all(
    monkeypatch: pytest.MonkeyPatch, variable: str, written: str, url: str, proxy: str | None
) -> None:
    monkeypatch.setenv(variable, written)
    assert proxy_for(url) == proxy


def test_hosts_of_no_proxy_are_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    monkeypatch.setenv("NO_PROXY", "example.com,10.0.0.5")
    assert proxy_for("https://api.example.com/v1") is None
    assert proxy_for("http://10.0.0.5:8000/v1") is None
    assert proxy_for("https://api.x.ai/v1") == "socks5://127.0.0.1:1080"


@pytest.mark.parametrize(
    "written", ["ftp://user:secret@h:1", "http://", "http://h:port", "socks5://:1080"]
)
def test_a_proxy_that_cannot_be_is_a_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", written)
    with pytest.raises(ConnectionSetupError) as raised:
        proxy_for("https://api.x.ai/v1")
    assert str(raised.value) == "ALL_PROXY names a proxy that vizdesk cannot use."
    assert raised.value.todo.startswith("Write it like http://HOST:PORT or socks5://HOST:PORT")


def test_without_its_package_a_socks_proxy_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    monkeypatch.setattr(proxies, "find_spec", lambda name: None)
    with pytest.raises(ConnectionSetupError) as raised:
        proxy_for("https://api.x.ai/v1")
    assert "pip install socksio" in raised.value.todo
