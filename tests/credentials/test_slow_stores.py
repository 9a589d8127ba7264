"""A password store that takes its time, or never answers, is waited for once and only so long."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.credentials import keys as keys_module
from vizdesk.credentials.keys import Keys, KeySource, KeyState, KeyStoreError, Secret, store_problem
from vizdesk.credentials.store_questions import StoreQuestions

NAMES = ("openai", "openrouter", "gemini", "anthropic")


class HangingStore:
    """Answers nothing before it is `released`. No KeyringBackend: those are taken for real ones."""

    priority = 5

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.released = threading.Event()

    def get_password(self, service: str, name: str) -> str | None:
        self.asked.append(name)
        self.released.wait()
        return f"sk-of-{name}"

    def set_password(self, service: str, name: str, value: str) -> None:
        self.asked.append(f"set {name}")
        self.released.wait()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[HangingStore]:
    """A store that hangs, and limits of a twentieth of a second to wait for it."""
    for limit in ("QUIET_S", "LIST_S", "USE_S"):
        monkeypatch.setattr(keys_module, limit, 0.05)
    made = HangingStore()
    yield made
    made.released.set()


def keys_of(store: HangingStore, **environ: str) -> Keys:
    return Keys(environ, backend=lambda: store)  # type: ignore[arg-type, return-value]


def test_a_list_of_keys_asks_a_slow_store_once_and_says_so(store: HangingStore) -> None:
    keys = keys_of(store, GEMINI_API_KEY="sk-1")
    statuses = keys.key_statuses(NAMES)
    assert store.asked == ["openai"]
    assert {status.state for status in statuses.values()} == {KeyState.SLOW}
    assert [status.source for status in statuses.values()] == [
        None,
        None,
        KeySource.ENVIRONMENT,
        None,
    ]
    assert store_problem(statuses.values()) == KeyState.SLOW.sentence


def test_an_answer_that_comes_late_is_there_for_the_next_question(store: HangingStore) -> None:
    keys = keys_of(store)
    assert keys.state("openai", 0.05) is KeyState.SLOW
    assert keys.state("openai", 0.05) is KeyState.SLOW
    assert store.asked == ["openai"], "the question that is being asked is not asked again"
    store.released.set()
    assert keys.state("openai", 100) is KeyState.PRESENT
    assert store.asked == ["openai"]
    assert keys.state("openai", 100) is KeyState.PRESENT
    assert store.asked == ["openai", "openai"]


def test_models_of_a_slow_store_can_be_asked_and_the_asking_tells(
    store: HangingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = keys_of(store)
    assert all(keys.at_hand(name) for name in NAMES)
    assert store.asked == ["openai"]
    with pytest.raises(KeyStoreError) as raised:
        keys.source("gemini", 0.05)
    assert raised.value.state is KeyState.SLOW
    assert store.asked == ["openai"], "nobody who is in a hurry asks it again"
    store.released.set()
    monkeypatch.setattr(keys_module, "USE_S", 100.0)
    assert keys.lookup("openai") == Secret("sk-of-openai")


def test_a_key_that_is_wanted_and_a_key_that_is_kept_end_in_a_sentence(store: HangingStore) -> None:
    keys = keys_of(store)
    with pytest.raises(KeyStoreError, match="does not answer"):
        keys._find("openai", 0.05)
    for change in (lambda: keys.store("xai", Secret("sk-2")), lambda: keys.remove("gemini")):
        with pytest.raises(KeyStoreError) as raised:
            change()
        assert raised.value.state is KeyState.SLOW
        assert raised.value.__context__ is None


def test_a_key_in_the_environment_serves_while_the_store_hangs(store: HangingStore) -> None:
    keys = keys_of(store, OPENAI_API_KEY="sk-1")
    assert keys.lookup("openai") == Secret("sk-1")


@pytest.mark.parametrize("name", ["Locked", "Broken"])
def test_a_closed_store_is_not_taken_for_no_key(name: str) -> None:
    from keyring.errors import KeyringLocked

    class Closed:
        priority = 5

        def get_password(self, service: str, name_of_key: str) -> str:
            raise KeyringLocked if name == "Locked" else RuntimeError("sk-1")

    keys = Keys({"XAI_API_KEY": "sk-2"}, backend=Closed)  # type: ignore[arg-type]
    with pytest.raises(KeyStoreError) as raised:
        keys.lookup("openai")
    assert raised.value.state is (KeyState.LOCKED if name == "Locked" else KeyState.FAILING)
    assert raised.value.__context__ is None
    assert keys.lookup("xai") == Secret("sk-2")


def test_nobody_who_stops_waiting_is_held_by_the_store() -> None:
    released = threading.Event()

    async def stop() -> None:
        waiting = asyncio.create_task(to_daemon_thread(released.wait))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(stop())  # which joins the threads of its executor
    assert not released.is_set()
    released.set()


def test_a_question_nobody_expects_an_answer_to_is_asked_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("vizdesk.credentials.store_questions.GIVEN_UP_S", -1.0)
    questions, released, asked = StoreQuestions(), threading.Event(), []

    def hang() -> None:
        asked.append(1)
        released.wait()

    for _ in range(2):
        with pytest.raises(TimeoutError):
            questions.ask("key", hang, 0.0)
    assert len(asked) == 2
    released.set()
