"""Runs inside a private D-Bus session: says, as JSON, what Keys makes of a real keyring daemon.

Arguments: the case (unlocked, locked or nobody). Nothing of the person's own session is touched.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import closing

from vizdesk.keys import Keys, KeyStoreError, Secret


def start_daemon() -> subprocess.Popen[bytes]:
    """A gnome-keyring of this session, its login keyring unlocked with a made-up password."""
    import secretstorage

    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"made-up")
    daemon.stdin.close()
    for _ in range(200):
        with closing(secretstorage.dbus_init()) as bus:
            if secretstorage.check_service_availability(bus):
                return daemon
        time.sleep(0.05)
    raise AssertionError("gnome-keyring-daemon did not come up")


def lock() -> None:
    """Lock the keyring, as a screen that was left alone does."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def attempt(keys: Keys) -> dict[str, object]:
    """One round: what is there, store, read, delete."""
    seen: dict[str, object] = {"before": keys.state("openai").name}
    try:
        keys.store("openai", Secret("sk-stored"))
        seen["stored"] = True
    except KeyStoreError as error:
        seen["refused"] = error.state.name
        seen["traceback has key"] = "sk-stored" in repr(error) or error.__context__ is not None
    seen["after"] = keys.state("openai").name
    source = keys.source("openai")
    secret = keys.lookup("openai")
    seen["source"] = source.name if source else None
    seen["found"] = secret.reveal() if secret else None
    try:
        keys.remove("openai")
    except KeyStoreError as error:
        seen["not removed"] = error.state.name
    seen["end"] = keys.state("openai").name
    return seen


def main(case: str) -> None:
    """Play one case and print what was seen."""
    daemon = None if case == "nobody" else start_daemon()
    try:
        keys = Keys({"OPENAI_API_KEY": "sk-environment"} if case != "unlocked" else {})
        if case == "locked":
            Keys({}).store("openai", Secret("sk-earlier"))
            lock()
        print(json.dumps(attempt(keys)))  # noqa: T201  (the test reads this line)
    finally:
        if daemon:
            daemon.terminate()
            daemon.wait(10)


if __name__ == "__main__":
    main(sys.argv[1])
