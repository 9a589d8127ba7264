"""What a Linux desktop's password store holds, found out without opening any of its dialogs.

`keyring` makes the store's default collection where there is none, and unlocks it where it is
locked: both are dialogs, and each question opens another. Whoever only wants to know asks here.
"""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)


def never_made(store: KeyringBackend) -> bool:
    """Whether `store` works but was never given a password, and so cannot hold a key."""
    if not _is_secret_service(store):
        return False
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            secretstorage.get_collection_by_alias(bus, "default")
        except secretstorage.ItemNotFoundException:
            return True
    return False


def holds(store: KeyringBackend, service: str, name: str) -> bool | None:
    """Whether `store` holds a key, locked or not; None where only asking for the key could tell."""
    if not _is_secret_service(store):
        return None
    import secretstorage

    wanted = {"service": service, "username": name}  # as keyring writes them
    try:
        with closing(secretstorage.dbus_init()) as bus:
            collection = secretstorage.get_collection_by_alias(bus, "default")
            return any(True for _ in collection.search_items(wanted))
    except secretstorage.ItemNotFoundException:
        return False
    except Exception as error:  # noqa: BLE001 - a store that fails has nothing at hand
        log.warning("the password store failed: %s", type(error).__name__)
        return False


def _is_secret_service(store: KeyringBackend) -> bool:
    return type(store).__module__ == "keyring.backends.SecretService"
