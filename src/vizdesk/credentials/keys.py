"""API keys: this run's memory, the OS keyring, the environment; `Secret` never shows itself."""

from __future__ import annotations

import hmac
import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from vizdesk.common.messages import EMPTY, Message, MessageError, message
from vizdesk.credentials import keyring_probe
from vizdesk.credentials.store_questions import StoreQuestions
from vizdesk.credentials.written_forms import written_forms

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

MASK = "•••"
# A key of a server on this machine may be "x"; hiding that would eat words.
SHORTEST_HIDDEN = 4

# How long a password store is waited for, in seconds.
QUIET_S = 5.0  # to know whether there is a key, without a dialog
LIST_S = 10.0  # to say where keys are, all of them together; somebody looks at the list
USE_S = 60.0  # for a key that is used or changed: somebody may be typing the store's password

# Names people already have in their shells, where NAME_API_KEY is not the only one.
_VARIABLES: Mapping[str, tuple[str, ...]] = {
    "gemini": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "huggingface": ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"),
}


class Secret:
    """A key that only `reveal` shows: printing, formatting, logging it gives `•••`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value.strip()  # a pasted key often brings a line end

    def reveal(self) -> str:
        """The key itself. Call it where the key is used, and keep the string nowhere."""
        return self._value

    def __repr__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is never written to a file, nor sent to another process")


class KeyState(Enum):
    """What the OS keyring says about one key. The values are the sentences for people."""

    NONE = message(
        "This system has no password store. A key is kept until vizdesk closes, or comes from the "
        "environment. To keep keys, install GNOME Keyring or KWallet."
    )
    LOCKED = message("The password store is locked. Unlock it, then try again.")
    MISSING = message("The password store works and holds no such key.")
    PRESENT = message("The key is in the password store.")
    INSECURE = message(
        "The only password store here writes keys as plain text, so vizdesk does not use it. "
        "A key is kept until vizdesk closes, or comes from the environment."
    )
    FAILING = message(
        "The password store failed when it was asked; vizdesk's log names the error. A key is kept "
        "until vizdesk closes, or comes from the environment."
    )
    SLOW = message(
        "The password store does not answer. Look whether it waits in a dialog, then try again. "
        "Meanwhile a key can come from the environment."
    )

    @property
    def sentence(self) -> Message:
        """One or two sentences that say what this means and what to do."""
        return self.value


class KeySource(Enum):
    """Where a key was found."""

    MEMORY = "this run"
    KEYRING = "password store"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """Where a key is found, if anywhere, and what the OS keyring says about it.

    `variable` is the one of the environment that holds it, when it is there that it is found.
    """

    source: KeySource | None
    state: KeyState
    variable: str = ""


def store_problem(key_statuses: Iterable[KeyStatus]) -> Message:
    """The sentence about a password store that cannot be used as it is; else empty."""
    fine = (KeyState.PRESENT, KeyState.MISSING)
    return next(
        (status.state.sentence for status in key_statuses if status.state not in fine), EMPTY
    )


class KeyStoreError(MessageError):
    """The OS keyring could not do what was asked; `state` says why."""

    def __init__(self, state: KeyState) -> None:
        super().__init__(state.sentence)
        self.state = state


def environment_variables(name: str) -> tuple[str, ...]:
    """The variables in which a key called `name` is looked for, in this order.

    `openai` gives OPENAI_API_KEY; `gemini` also GOOGLE_API_KEY; any other name stands for itself
    too, so that an endpoint of one's own can say `MY_SERVER_KEY`. The host in `name@host` is what
    the key is bound to, and no part of the variable.
    """
    name = name.rpartition("@")[0] or name
    stem = re.sub(r"\W+", "_", name).upper()
    return (*_VARIABLES.get(name, (f"{stem}_API_KEY",)), name)


class Keys:
    """The keys of one person on one machine, by name (`openai`, `openrouter`, …).

    Everything here may block while an unlock dialog is open, up to `USE_S` seconds: call it in a
    thread. The keyring is first touched by the first call, never by creating this.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        service: str = "vizdesk",
        backend: Callable[[], KeyringBackend] | None = None,
    ) -> None:
        self._environ = environ
        self._service = service
        self._backend = backend or _system_backend
        self._memory: dict[str, Secret] = {}
        self._seen: set[Secret] = set()
        self._questions = StoreQuestions()
        self._last = KeyState.MISSING  # what the store was the last time it was asked for a key

    def hide(self, text: str) -> str:
        """`text` with `•••` for every key that was read, stored or remembered so far.

        However it is written there: see `written_forms`.
        """
        # From a tuple: another thread may be looking a key up.
        for secret in tuple(self._seen):
            if len(secret.reveal()) >= SHORTEST_HIDDEN:
                for form in written_forms(secret.reveal()):
                    text = text.replace(form, MASK)
        return text

    def lookup(self, name: str) -> Secret | None:
        """The key called `name`: of this run, else of the keyring, else of the environment.

        Raises KeyStoreError where there is none, but the keyring that may hold it cannot be read.
        """
        key = self._find(name, USE_S)
        if key is None:
            return None
        self._seen.add(key[1])
        return key[1]

    def at_hand(self, name: str) -> bool:
        """Whether there is a key called `name`, without opening the store's dialogs to find out.

        A store that can only be asked aloud is, until it was once found locked. One that does not
        answer within `QUIET_S` may hold it: whoever uses the key waits longer, and is told.
        """
        if name in self._memory or self._variable(name):
            return True
        if self._last is KeyState.SLOW:
            return True
        try:
            held = self._questions.ask(("holds", name), partial(self._holds, name), QUIET_S)
        except TimeoutError:
            self._last = KeyState.SLOW
            return True
        if held is None and self._last is not KeyState.LOCKED:
            return self._read(name, QUIET_S)[0] in (KeyState.PRESENT, KeyState.SLOW)
        return bool(held)

    def _holds(self, name: str) -> bool | None:
        try:
            return keyring_probe.holds(_secure(self._backend()), self._service, name)
        except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
            _state_of(error)
            return False

    def source(self, name: str, limit_s: float = USE_S) -> KeySource | None:
        """Where `lookup` finds the key called `name`; None when there is none.

        Raises KeyStoreError as `lookup` does. A store that was slow is not asked by those who would
        wait no longer than `QUIET_S`.
        """
        key = self._find(name, limit_s)
        return key[0] if key else None

    def key_statuses(self, names: Iterable[str]) -> dict[str, KeyStatus]:
        """Where each of these keys is, after at most `LIST_S` seconds.

        A store that is locked, absent or slow is asked only once: each question to a locked store
        may open its unlock dialog.
        """
        statuses: dict[str, KeyStatus] = {}
        shut: KeyState | None = None
        until = time.monotonic() + LIST_S
        for name in names:
            state = shut or self._read(name, max(0.0, until - time.monotonic()))[0]
            if state not in (KeyState.PRESENT, KeyState.MISSING):
                shut = state
            statuses[name] = self._standing(name, state)
        return statuses

    def _standing(self, name: str, state: KeyState) -> KeyStatus:
        if name in self._memory:
            return KeyStatus(KeySource.MEMORY, state)
        if state is KeyState.PRESENT:
            return KeyStatus(KeySource.KEYRING, state)
        variable = self._variable(name)
        return KeyStatus(KeySource.ENVIRONMENT if variable else None, state, variable)

    def state(self, name: str, limit_s: float = LIST_S) -> KeyState:
        """What the OS keyring says about the key called `name`, whatever the other places hold."""
        return self._read(name, limit_s)[0]

    def store(self, name: str, secret: Secret) -> None:
        """Put the key into the OS keyring. Raises KeyStoreError, having kept it nowhere."""
        self._seen.add(secret)
        value = secret.reveal()
        self._change(name, lambda store: store.set_password(self._service, name, value))
        self._memory.pop(name, None)

    def remember_for_this_run(self, name: str, secret: Secret) -> None:
        """Keep the key in memory until the program ends; it then wins over the other places."""
        self._seen.add(secret)
        self._memory[name] = secret

    def remove(self, name: str) -> None:
        """Forget the key in memory and in the keyring. Raises KeyStoreError when that is closed."""
        self._memory.pop(name, None)
        state = self.state(name, USE_S)
        if state in _CLOSED:
            raise KeyStoreError(state)
        if state is KeyState.PRESENT:
            self._change(name, lambda store: store.delete_password(self._service, name))

    def _find(self, name: str, limit_s: float) -> tuple[KeySource, Secret] | None:
        if name in self._memory:
            return KeySource.MEMORY, self._memory[name]
        state, stored = self._read(name, limit_s)
        if stored:
            return KeySource.KEYRING, stored
        variable = self._variable(name)
        if not variable and state in _CLOSED:
            raise KeyStoreError(state)
        return (KeySource.ENVIRONMENT, Secret(self._environ[variable])) if variable else None

    def _variable(self, name: str) -> str:
        names = environment_variables(name)
        return next((name for name in names if self._environ.get(name, "").strip()), "")

    def _read(self, name: str, limit_s: float) -> tuple[KeyState, Secret | None]:
        if self._last is KeyState.SLOW and limit_s <= QUIET_S:
            return KeyState.SLOW, None
        try:
            found = self._questions.ask(("read", name), partial(self._ask_store, name), limit_s)
        except TimeoutError:
            found = (KeyState.SLOW, None)
        self._last = found[0]
        return found

    def _ask_store(self, name: str) -> tuple[KeyState, Secret | None]:
        try:
            store = _secure(self._backend())
            # Asking for a key would make the store, with a dialog for its new password.
            empty = keyring_probe.never_made(store)
            value = None if empty else store.get_password(self._service, name)
        except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
            return _state_of(error), None
        if not value:
            return KeyState.MISSING, None
        key = Secret(value)
        self._seen.add(key)  # whoever asked for it, and whatever they do with it
        return KeyState.PRESENT, key

    def _change(self, name: str, change: Callable[[KeyringBackend], None]) -> None:
        def work() -> KeyState | None:
            try:
                change(_secure(self._backend()))
            except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
                return _state_of(error)
            return None

        try:
            refused = self._questions.ask(object(), work, USE_S)
        except TimeoutError:
            refused = KeyState.SLOW
        for question in ("read", "holds"):
            self._questions.forget((question, name))
        # Raised outside the handlers: a backend's own exception may hold the key in its frames.
        if refused is not None:
            raise KeyStoreError(refused)


_CLOSED = (KeyState.LOCKED, KeyState.FAILING, KeyState.SLOW)
"""A store in one of these states may hold a key that cannot be read now."""


def _system_backend() -> KeyringBackend:
    import keyring

    backend: KeyringBackend = keyring.get_keyring()
    return backend


def _secure(backend: KeyringBackend) -> KeyringBackend:
    """The part of `backend` that is a real password store. Raises KeyStoreError without one.

    Every store of an operating system has a priority of 1 or more, keyrings.alt's files less. With
    several backends `keyring` hands out a chain that may end in such a file, so its first member
    that is secure is taken instead.
    """
    members: list[KeyringBackend] = [backend, *getattr(backend, "backends", ())]
    stores = [each for each in members if not hasattr(each, "backends")]
    for store in stores:
        if store.priority >= 1:
            return store
    insecure = any(store.priority > 0 for store in stores)
    raise KeyStoreError(KeyState.INSECURE if insecure else KeyState.NONE)


def _state_of(error: Exception) -> KeyState:
    from keyring.errors import KeyringLocked, NoKeyringError

    if isinstance(error, KeyStoreError):
        return error.state
    # secretstorage tells of a refused dialog with exceptions of its own, or keyring with its own
    # because of them: unlocking, or a password for a store that is new.
    refused = {"LockedException", "PromptDismissedException"}
    kinds = {type(error).__name__, type(error.__cause__).__name__}
    if isinstance(error, KeyringLocked) or kinds & refused:
        return KeyState.LOCKED
    if isinstance(error, NoKeyringError):
        return KeyState.NONE
    log.warning("the password store failed: %s", type(error).__name__)
    return KeyState.FAILING
