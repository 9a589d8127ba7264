"""API keys: this run's memory, the OS keyring, the environment; `Secret` never shows itself."""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NoReturn

from vizdesk.common.messages import EMPTY, Message, MessageError, message
from vizdesk.credentials import keyring_probe

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

MASK = "•••"
# A key of a server on this machine may be "x"; hiding that would eat words.
SHORTEST_HIDDEN = 4

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
    """The sentence about a password store that is absent, locked or insecure; else empty."""
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

    Everything here may block for as long as an unlock dialog is open: call it in a thread. The
    keyring is first touched by the first call, never by creating this.
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
        self._shut = False  # what the store was the last time it was asked for a key

    def hide(self, text: str) -> str:
        """`text` with `•••` for every key that was looked up, stored or remembered so far."""
        # From a tuple: another thread may be looking a key up.
        for secret in tuple(self._seen):
            if len(secret.reveal()) >= SHORTEST_HIDDEN:
                text = text.replace(secret.reveal(), MASK)
        return text

    def lookup(self, name: str) -> Secret | None:
        """The key called `name`: of this run, else of the keyring, else of the environment."""
        key = self._find(name)
        if key is None:
            return None
        self._seen.add(key[1])
        return key[1]

    def at_hand(self, name: str) -> bool:
        """Whether there is a key called `name`, without opening the store's dialogs to find out.

        A store that can only be asked aloud is, until it was once found locked.
        """
        if name in self._memory or self._variable(name):
            return True
        try:
            held = keyring_probe.holds(_secure(self._backend()), self._service, name)
        except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
            _state_of(error)
            return False
        if held is None and not self._shut:
            return self._read(name)[0] is KeyState.PRESENT
        return bool(held)

    def source(self, name: str) -> KeySource | None:
        """Where `lookup` finds the key called `name`; None when there is none."""
        key = self._find(name)
        return key[0] if key else None

    def key_statuses(self, names: Iterable[str]) -> dict[str, KeyStatus]:
        """Where each of these keys is. A store that is locked or absent is asked only once.

        Each question to a locked store may open its unlock dialog.
        """
        statuses: dict[str, KeyStatus] = {}
        shut: KeyState | None = None
        for name in names:
            state = shut or self._read(name)[0]
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

    def state(self, name: str) -> KeyState:
        """What the OS keyring says about the key called `name`, whatever the other places hold."""
        return self._read(name)[0]

    def store(self, name: str, secret: Secret) -> None:
        """Put the key into the OS keyring. Raises KeyStoreError, having kept it nowhere."""
        self._seen.add(secret)
        self._change(lambda store: store.set_password(self._service, name, secret.reveal()))
        self._memory.pop(name, None)

    def remember_for_this_run(self, name: str, secret: Secret) -> None:
        """Keep the key in memory until the program ends; it then wins over the other places."""
        self._seen.add(secret)
        self._memory[name] = secret

    def remove(self, name: str) -> None:
        """Forget the key in memory and in the keyring. Raises KeyStoreError when that is locked."""
        self._memory.pop(name, None)
        state = self.state(name)
        if state is KeyState.LOCKED:
            raise KeyStoreError(state)
        if state is KeyState.PRESENT:
            self._change(lambda store: store.delete_password(self._service, name))

    def _find(self, name: str) -> tuple[KeySource, Secret] | None:
        if name in self._memory:
            return KeySource.MEMORY, self._memory[name]
        stored = self._read(name)[1]
        if stored:
            return KeySource.KEYRING, stored
        variable = self._variable(name)
        return (KeySource.ENVIRONMENT, Secret(self._environ[variable])) if variable else None

    def _variable(self, name: str) -> str:
        names = environment_variables(name)
        return next((name for name in names if self._environ.get(name, "").strip()), "")

    def _read(self, name: str) -> tuple[KeyState, Secret | None]:
        try:
            store = _secure(self._backend())
            # Asking for a key would make the store, with a dialog for its new password.
            empty = keyring_probe.never_made(store)
            value = None if empty else store.get_password(self._service, name)
        except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
            state = _state_of(error)
            self._shut = state is KeyState.LOCKED
            return state, None
        self._shut = False
        return (KeyState.PRESENT, Secret(value)) if value else (KeyState.MISSING, None)

    def _change(self, change: Callable[[KeyringBackend], None]) -> None:
        try:
            change(_secure(self._backend()))
            return
        except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
            state = _state_of(error)
        # Raised outside the handler: a backend's own exception may hold the key in its frames.
        raise KeyStoreError(state)


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
    if not isinstance(error, NoKeyringError):
        log.warning("the password store failed: %s", type(error).__name__)
    return KeyState.NONE
