"""`vizdesk keys` and `vizdesk endpoints`, as a person types them."""

from __future__ import annotations

import io
import socket

import pytest
from tests.engines.openai.scripted_server import answer, serve

from vizdesk.cli.main import main
from vizdesk.common.paths import config_folder
from vizdesk.engines.servers import detection

Captured = pytest.CaptureFixture[str]
TWO = answer(200, {"object": "list", "data": [{"id": "a-vl", "type": "vlm"}, {"id": "b"}]})


@pytest.fixture(autouse=True)
def no_password_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """`keyring` looks for stores once a process, and takes those that other tests made for real."""
    import keyring
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)


def vizdesk(capsys: Captured, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_keys_are_listed_with_where_they_are_and_never_shown(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XAI_API_KEY", "sk-proof")
    for words in (("keys",), ("keys", "list")):
        code, out, err = vizdesk(capsys, *words)
        assert code == 0
        assert "xai          in the environment (XAI_API_KEY)  api.x.ai" in out
        assert "openai       no key" in out
        assert "no password store" in err
        assert "sk-proof" not in out + err


def test_a_key_is_read_from_stdin_and_where_it_cannot_be_kept_that_is_said(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("sk-proof\n"))
    code, out, err = vizdesk(capsys, "keys", "set", "openai")
    assert (code, out) == (1, "")
    assert "The key was not kept; OPENAI_API_KEY can hold it." in err
    assert "sk-proof" not in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("keys", "set", "openai", "sk-1"), "unrecognized arguments"),
        (("keys", "test", "nobody"), "There is no endpoint “nobody”; known: openai, "),
        (("endpoints", "remove", "openai"), "comes with vizdesk"),
        (("endpoints", "add", "X", "ftp://x"), "no address of a server"),
        (("endpoints", "add", "X", "https://api.openai.com/v1"), "is there already: OpenAI"),
    ],
)
def test_a_mistake_is_one_line(capsys: Captured, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = vizdesk(capsys, *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_nothing_on_stdin_changes_nothing(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, _, err = vizdesk(capsys, "keys", "set", "openai")
    assert code == 2
    assert "No key was given" in err


def test_a_server_is_added_asked_and_removed(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAB_KEY", "sk-proof")
    with serve(TWO) as server:
        code, out, err = vizdesk(
            capsys, "endpoints", "add", "My lab", server.base_url, "--key", "LAB_KEY"
        )
        assert (code, out, err) == (0, f"Added my-lab (My lab, {server.base_url})\n", "")
        assert server.seen == [], "adding asks nobody"
        assert f"my-lab       My lab         {server.base_url}" in vizdesk(capsys, "endpoints")[1]
        code, out, err = vizdesk(capsys, "keys", "test", "my-lab")
        assert (code, out, err) == (0, "My lab: works, 2 models\n", "")
        assert server.seen[0].headers["authorization"] == "Bearer sk-proof"
        code, out, err = vizdesk(capsys, "endpoints", "models", "my-lab")
        assert out == "a-vl  reads images\nb     not said\n"
        assert f"vizdesk models add a-vl@{server.base_url}" in err
        vizdesk(capsys, "models", "add", f"a-vl@{server.base_url}")
        assert "a-vl@http" in vizdesk(capsys, "models")[1]
    code, out, _ = vizdesk(capsys, "endpoints", "remove", "my-lab", "--yes")
    assert (code, out) == (0, "My lab was removed.\n")
    assert list((config_folder() / "endpoints").iterdir()) == []


def test_a_model_has_the_key_of_its_server_and_an_address_changed_by_hand_has_none(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAB_KEY", "sk-proof")
    vizdesk(capsys, "endpoints", "add", "Lab", "https://lab.example/v1", "--key", "LAB_KEY")
    vizdesk(capsys, "models", "add", "vl@https://lab.example/v1")
    line = next(one for one in vizdesk(capsys, "models")[1].splitlines() if one.startswith("vl@"))
    assert line.endswith("ready")
    path = config_folder() / "endpoints" / "lab.toml"
    path.write_text(path.read_text().replace("lab.example/", "evil.example/"))
    _, out, err = vizdesk(capsys, "endpoints")
    assert "https://evil.example/v1" in out
    assert "LAB_KEY@lab.example does not belong to https://evil.example/v1" in err
    _, _, err = vizdesk(capsys, "keys", "list")
    assert "does not belong" in err


def test_servers_are_looked_for_on_this_machine(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = taken.getsockname()[1]
        with serve(TWO) as server:
            port = int(server.base_url.split(":")[-1].split("/")[0])
            asked = (port, nobody)
            look = detection.find_servers
            monkeypatch.setattr(detection, "find_servers", lambda off: look(off, asked))
            code, out, _ = vizdesk(capsys, "endpoints", "find")
    assert code == 0
    assert out == f"LM Studio  {server.base_url}  2 models\n"


def test_offline_finds_and_tests_nothing(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIZDESK_OFFLINE", "1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-proof")
    for words in (
        ("endpoints", "find"),
        ("endpoints", "models", "openrouter"),
        ("keys", "test", "openai"),
    ):
        code, out, err = vizdesk(capsys, *words)
        assert (code, out) == (1, "")
        assert err.startswith("vizdesk: vizdesk is offline. Switch Offline off to ")
