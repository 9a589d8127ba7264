"""Where a key is looked for, which stores are trusted, and that a Secret never shows itself."""

from __future__ import annotations

import copy
import logging
import pickle
from typing import TYPE_CHECKING, ClassVar

import pytest

from vizdesk.credentials.keys import (
    Keys,
    KeySource,
    KeyState,
    KeyStoreError,
    Secret,
    environment_variables,
    store_problem,
)

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


def no_keyring() -> KeyringBackend:
    """What `keyring` hands out on a system without any store."""
    from keyring.backends import fail

    return fail.Keyring()


def backend(
    priority: float, kept: dict[str, str], error: Exception | None = None
) -> KeyringBackend:
    """A keyring of the given priority that keeps keys in `kept`, or fails with `error`."""

    class Fake:
        def get_password(self, service: str, name: str) -> str | None:
            if error:
                raise error
            return kept.get(name)

        def set_password(self, service: str, name: str, value: str) -> None:
            if error:
                raise error
            kept[name] = value

        def delete_password(self, service: str, name: str) -> None:
            del kept[name]

    fake = Fake()
    fake.priority = priority  # type: ignore[attr-defined]
    return fake  # type: ignore[return-value]


def test_this_run_comes_before_the_keyring_and_that_before_the_environment() -> None:
    kept = {"openai": "stored"}
    keys = Keys({"OPENAI_API_KEY": "environment"}, backend=lambda: backend(5, kept))
    keys.remember_for_this_run("openai", Secret("now"))
    assert (keys.lookup("openai"), keys.source("openai")) == (Secret("now"), KeySource.MEMORY)
    keys = Keys({"OPENAI_API_KEY": "environment"}, backend=lambda: backend(5, kept))
    assert (keys.lookup("openai"), keys.source("openai")) == (Secret("stored"), KeySource.KEYRING)
    keys.remove("openai")
    assert keys.lookup("openai") == Secret("environment")
    assert keys.source("openai") is KeySource.ENVIRONMENT
    assert keys.state("openai") is KeyState.MISSING
    assert Keys({}, backend=lambda: backend(5, {})).lookup("openai") is None


def test_removing_forgets_this_run_and_the_keyring() -> None:
    kept: dict[str, str] = {}
    keys = Keys({}, backend=lambda: backend(5, kept))
    keys.store("openai", Secret("a"))
    keys.remember_for_this_run("openai", Secret("b"))
    keys.remove("openai")
    assert keys.lookup("openai") is None
    assert kept == {}


def test_a_stored_key_replaces_the_one_of_this_run() -> None:
    kept: dict[str, str] = {}
    keys = Keys({}, backend=lambda: backend(5, kept))
    keys.remember_for_this_run("openai", Secret("old"))
    keys.store("openai", Secret("new"))
    assert keys.lookup("openai") == Secret("new")


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("openai", "OPENAI_API_KEY"),
        ("openrouter", "OPENROUTER_API_KEY"),
        ("gemini", "GEMINI_API_KEY"),
        ("gemini", "GOOGLE_API_KEY"),
        ("anthropic", "ANTHROPIC_API_KEY"),
        ("my-server", "MY_SERVER_API_KEY"),
        ("MY_OWN", "MY_OWN"),
    ],
)
def test_the_variables_people_already_have_are_found(name: str, variable: str) -> None:
    assert variable in environment_variables(name)
    keys = Keys({variable: " sk-1\n"}, backend=no_keyring)
    assert keys.lookup(name) == Secret("sk-1")


def test_a_plain_text_store_is_refused_and_left_alone() -> None:
    kept = {"openai": "plain"}
    keys = Keys({}, backend=lambda: backend(0.5, kept))
    assert keys.state("openai") is KeyState.INSECURE
    assert keys.lookup("openai") is None
    with pytest.raises(KeyStoreError) as raised:
        keys.store("openai", Secret("sk-1"))
    assert raised.value.state is KeyState.INSECURE
    assert kept == {"openai": "plain"}


def chain(*members: KeyringBackend) -> KeyringBackend:
    """What `keyring` hands out when several stores are installed; it calls itself priority 10."""
    from keyring.backends.chainer import ChainerBackend

    class Chain(ChainerBackend):
        backends: ClassVar[list[KeyringBackend]] = list(members)
        priority = 10

    return Chain()


def test_a_chain_of_plain_text_stores_is_refused_although_it_calls_itself_the_best() -> None:
    both = chain(backend(0.5, {"openai": "plain"}), backend(0.6, {}))
    assert Keys({}, backend=lambda: both).state("openai") is KeyState.INSECURE


def test_only_the_secure_member_of_a_chain_is_used() -> None:
    plain: dict[str, str] = {}
    safe: dict[str, str] = {}
    both = chain(backend(0.5, plain), backend(5, safe))
    Keys({}, backend=lambda: both).store("openai", Secret("sk-1"))
    assert (plain, safe) == ({}, {"openai": "sk-1"})


def test_a_store_that_fails_in_its_own_way_is_said_to_fail_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    keys = Keys({}, backend=lambda: backend(5, {}, RuntimeError("sk-1 went wrong")))
    with pytest.raises(KeyStoreError) as raised:
        keys.store("openai", Secret("sk-1"))
    assert raised.value.state is KeyState.FAILING
    assert raised.value.__context__ is None
    assert "RuntimeError" in caplog.text
    assert "sk-1" not in caplog.text


def test_the_keyring_is_not_touched_before_the_first_question() -> None:
    def never() -> KeyringBackend:
        raise AssertionError("touched")

    Keys({}, backend=never).remember_for_this_run("openai", Secret("sk-1"))


def test_each_state_has_its_own_sentence() -> None:
    assert len({state.sentence for state in KeyState}) == 7
    assert all(state.sentence.endswith(".") for state in KeyState)


def test_a_secret_never_shows_itself(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret("sk-proof")
    logging.getLogger(__name__).warning("%s %r", secret, {"key": secret})
    shown = [str(secret), repr(secret), f"{secret}", f"{secret:>9}", f"{[secret]!r}", caplog.text]
    assert not [text for text in shown if "sk-proof" in text]
    assert str(secret) == "•••"
    assert secret.reveal() == "sk-proof"
    assert secret == Secret("sk-proof\n")
    assert secret != "sk-proof"


@pytest.mark.parametrize("write", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_cannot_be_written_out(write: object) -> None:
    with pytest.raises(TypeError, match="never written"):
        write(Secret("sk-proof"))  # type: ignore[operator]


def test_hugging_faces_token_is_found_where_its_own_tools_look() -> None:
    keys = Keys({"HF_TOKEN": "hf_1"}, backend=no_keyring)
    assert keys.lookup("huggingface") == Secret("hf_1")
    standing = keys.key_statuses(["huggingface"])["huggingface"]
    assert (standing.source, standing.variable) == (KeySource.ENVIRONMENT, "HF_TOKEN")


def test_the_host_a_key_is_bound_to_is_no_part_of_its_variable() -> None:
    keys = Keys({"MY_SERVER_API_KEY": "sk-1"}, backend=no_keyring)
    assert keys.lookup("my-server@127.0.0.1:8080") == Secret("sk-1")


def test_a_locked_store_is_asked_only_once_for_all_keys() -> None:
    from keyring.errors import KeyringLocked

    asked: list[int] = []

    def locked() -> KeyringBackend:
        asked.append(1)
        return backend(5, {}, KeyringLocked("no"))

    keys = Keys({"OPENAI_API_KEY": "sk-1"}, backend=locked)
    keys.remember_for_this_run("gemini", Secret("sk-2"))
    found = keys.key_statuses(["openrouter", "openai", "gemini"])
    assert [one.source for one in found.values()] == [
        None,
        KeySource.ENVIRONMENT,
        KeySource.MEMORY,
    ]
    assert {one.state for one in found.values()} == {KeyState.LOCKED}
    assert len(asked) == 1
    assert store_problem(found.values()) == KeyState.LOCKED.sentence


def test_a_store_that_works_is_no_trouble() -> None:
    keys = Keys({}, backend=lambda: backend(5, {"openai": "sk-1"}))
    found = keys.key_statuses(["openai", "gemini"])
    assert [one.source for one in found.values()] == [KeySource.KEYRING, None]
    assert store_problem(found.values()) == ""


def test_a_store_that_can_only_be_asked_aloud_is_not_asked_again_while_it_is_locked() -> None:
    from keyring.errors import KeyringLocked

    asked: list[str] = []

    class Locked:
        priority = 5

        def get_password(self, service: str, name: str) -> str:
            asked.append(name)
            raise KeyringLocked

    keys = Keys({"OPENAI_API_KEY": "k"}, backend=Locked)  # type: ignore[arg-type]
    assert [keys.at_hand(name) for name in ("openai", "gemini", "xai")] == [True, False, False]
    assert asked == ["gemini"]


def test_a_refused_password_for_a_new_store_is_not_a_system_without_a_store() -> None:
    from keyring.errors import InitError

    class DismissedError(Exception):
        """What secretstorage raises when the dialog was cancelled."""

    DismissedError.__name__ = "PromptDismissedException"
    refused = InitError("Failed to create the collection")
    refused.__cause__ = DismissedError()
    with pytest.raises(KeyStoreError) as caught:
        Keys({}, backend=lambda: backend(5, {}, refused)).store("openai", Secret("k"))
    assert caught.value.state is KeyState.LOCKED
