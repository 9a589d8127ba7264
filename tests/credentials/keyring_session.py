"""Runs inside a private D-Bus session: says, as JSON, what Keys makes of a real keyring daemon.

Arguments: the case (unlocked, locked, nobody, new, quiet; services, services locked). Nothing of
the person's own session is touched.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.waiting import LIMIT_S

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints
from vizdesk.common.offline import Offline
from vizdesk.credentials.keys import Keys, KeyStoreError, Secret
from vizdesk.engines.servers.key_check import check_key
from vizdesk.services.endpoints import EndpointService, Servers


def start_daemon(*, new: bool = False) -> subprocess.Popen[bytes]:
    """A gnome-keyring of this session, its login keyring unlocked with a made-up password.

    A `new` one has no keyring yet, as on a desktop where nobody ever kept a password.
    """
    import secretstorage

    daemon = subprocess.Popen(
        [
            "gnome-keyring-daemon",
            "--foreground",
            *([] if new else ["--unlock"]),
            "--components=secrets",
        ],
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


def attempt_service(case: str) -> dict[str, object]:
    """One round through what the window and the command line use: keep, test, forget."""
    from tests.engines.openai.scripted_server import answer, serve

    user_models = UserEndpoints(Path(os.environ["HOME"]) / "endpoints")
    asked: list[str | None] = []
    with serve(answer(200, {"data": [{"id": "a"}]})) as server:

        async def check(endpoint: KnownEndpoint, key: Secret | None) -> str:
            asked.append(key.reveal() if key else None)
            return await check_key(endpoint, key, offline=Offline())

        services = EndpointService(user_models, Keys({}), {}, Servers(check, check, check))  # type: ignore[arg-type]
        mine = services.add("Mine", server.base_url)
        if case == "services locked":
            lock()
        seen: dict[str, object] = {"kept": services.keep_key(mine, "sk-1")}
        mine = services.called("mine")
        seen["standing"] = standing(services)
        seen["test"] = asyncio.run(services.test(mine))
        seen["sent"] = [one.headers.get("authorization") for one in server.seen]
        elsewhere = replace(mine, base_url="http://127.0.0.1:9/v1")
        seen["for another host"] = asyncio.run(services._key(elsewhere)) is None
        try:
            seen["forgot"] = services.forget_key(mine)
        except KeyStoreError as error:
            seen["forgot"] = error.state.name
        seen["end"] = standing(services)
    written = (user_models.folder / "mine.toml").read_text()
    seen["in the file"] = "sk-1" in written
    return seen


def standing(services: EndpointService) -> list[str | None]:
    """Where the key of the one endpoint is, and what the store says."""
    found = list(services.key_statuses(services.known()[0]).values())
    return [found[0].source.name if found[0].source else None, found[0].state.name] if found else []


def look_quietly(case: str) -> dict[str, object]:
    """What can be known of keys without a dialog, in a new store or a locked one."""
    keys = Keys({"XAI_API_KEY": "sk-environment"})
    if case == "quiet":
        keys.store("gemini", Secret("sk-stored"))
        lock()
    seen: dict[str, object] = {name: keys.at_hand(name) for name in ("gemini", "xai", "openai")}
    return seen | {"state": keys.state("openai").name}


def main(case: str) -> None:
    """Play one case and print what was seen."""
    daemon = None if case == "nobody" else start_daemon(new=case == "new")
    try:
        if case in ("new", "quiet"):
            print(json.dumps(look_quietly(case)))  # noqa: T201  (the test reads this line)
            return
        if case.startswith("services"):
            print(json.dumps(attempt_service(case)))  # noqa: T201  (the test reads this line)
            return
        keys = Keys({"OPENAI_API_KEY": "sk-environment"} if case != "unlocked" else {})
        if case == "locked":
            Keys({}).store("openai", Secret("sk-earlier"))
            lock()
        print(json.dumps(attempt(keys)))  # noqa: T201  (the test reads this line)
    finally:
        if daemon:
            daemon.terminate()
            daemon.wait(LIMIT_S)


if __name__ == "__main__":
    main(sys.argv[1])
