"""Which key may go to which server: a vendor's to that vendor, others where a person allowed it.

A model's or an endpoint's file may be a stranger's, and names a key: a variable of the environment
(`AWS_SECRET_ACCESS_KEY`) would be sent to whatever host stands beside it. So a name is bound to a
host by consent, asked for once and kept in key-hosts.toml of the config folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vizdesk.catalog.endpoints.endpoint import (
    EndpointError,
    may_send,
    place_of,
    vendor_of,
)
from vizdesk.common import paths
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer_or
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.toml_files import read_toml
from vizdesk.common.toml_writing import toml_table
from vizdesk.credentials.keys import USE_S, Keys, KeySource, KeyStoreError

FILE = "key-hosts.toml"

KeyRefusal = Callable[[str, str], Message]
"""Why the key of a name may not be sent to a base URL; empty: it may. May block."""


def of_another_host(name: str, base_url: str) -> Message:
    """The refusal of keys that belong to another host: see `may_send`."""
    if may_send(name, base_url):
        return EMPTY
    return message(
        "The key {key_name} does not belong to {host}; it was not sent.",
        key_name=name,
        host=place_of(base_url),
    )


@dataclass(frozen=True, slots=True)
class KeyConsents:
    """What a person allowed, in the file at `path`; read anew each time. Fails closed."""

    path: Path

    def allowed(self, name: str, base_url: str) -> bool:
        """Whether the key of this name was allowed to go to this server."""
        return (_plain(name), place_of(base_url)) in self._pairs()

    def allow(self, name: str, base_url: str) -> None:
        """Remember that it may. Raises EndpointError when it cannot be written."""
        self._change(lambda pairs: {**pairs, (_plain(name), place_of(base_url)): None})

    def forbid(self, name: str, base_url: str) -> None:
        """Forget that it may. Raises EndpointError when it cannot be written."""
        gone = (_plain(name), place_of(base_url))
        self._change(lambda pairs: {pair: None for pair in pairs if pair != gone})

    def _pairs(self) -> dict[tuple[str, str], None]:
        try:
            entries = read_toml(self.path).get("allowed", [])
            return {(str(entry["key"]), str(entry["host"])): None for entry in entries}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}  # nothing is allowed: each is asked for again

    def _change(
        self, change: Callable[[dict[tuple[str, str], None]], dict[tuple[str, str], None]]
    ) -> None:
        with only_writer_or(EndpointError, self.path):
            pairs = change(self._pairs())
            tables = (toml_table("allowed", {"key": key, "host": host}) for key, host in pairs)
            write_whole(self.path, "\n".join(tables))


def user_consents() -> KeyConsents:
    """Those in this person's config folder."""
    return KeyConsents(paths.config_folder() / FILE)


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """A person's keys and what they allowed."""

    keys: Keys
    consents: KeyConsents

    def refusal(self, name: str, base_url: str) -> Message:
        """Why a key may not be sent to a server; empty where it may, or where there is none.

        Asks the keyring about keys of one's own servers: call it off the Qt thread.
        """
        if not may_send(name, base_url):
            return of_another_host(name, base_url)
        try:
            if not self.wants_consent(name, base_url):
                return EMPTY
        except KeyStoreError as error:
            return error.message
        return message(
            "The key {key_name} was not sent: nobody has allowed it for {host} yet. Allow it in "
            "the list of models, or with `vizdesk keys allow {key_name} {url}`.",
            key_name=_plain(name),
            host=place_of(base_url),
            url=base_url,
        )

    def wants_consent(self, name: str, base_url: str, limit_s: float = USE_S) -> bool:
        """Whether there is such a key, it may go there, and nobody has said so yet.

        Raises KeyStoreError where a keyring that may hold it is closed for `limit_s` seconds.
        """
        if not may_send(name, base_url) or vendor_of(name) is not None:
            return False
        if self.consents.allowed(name, base_url):
            return False
        source = self.keys.source(name, limit_s)
        # What is kept as name@host was typed for that very host.
        return source is not None and not ("@" in name and source is not KeySource.ENVIRONMENT)


def _plain(name: str) -> str:
    """The name without the host that it is bound to: what the environment would be asked for."""
    return name.rpartition("@")[0] or name
