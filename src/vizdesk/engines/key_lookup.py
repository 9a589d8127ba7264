"""The key a question is asked with, from a password store that may take its time."""

from __future__ import annotations

from collections.abc import Callable

from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.credentials.keys import KeyStoreError, Secret, environment_variables

KeyLookup = Callable[[str], Secret | None]
"""Gives the key of a name. May block; raises KeyStoreError."""


async def looked_up(keys: KeyLookup, name: str) -> Secret | None:
    """The key of this name, None where there is none. Raises EngineError for a closed store.

    Stopping whoever waits ends the waiting at once, whatever the store does.
    """
    try:
        return await to_daemon_thread(keys, name)
    except KeyStoreError as error:
        raise EngineError(
            error.message,
            message(
                "Or set {variable}, or right-click the model in the list to enter the key for "
                "this run.",
                variable=environment_variables(name)[0],
            ),
            scope=ErrorScope.ACCOUNT,
        ) from None
