"""`vizdesk keys`: where each key is; set, tested, removed. No key is ever shown."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.endpoints import EndpointError, KnownEndpoint, plain_warning
from vizdesk.comparison.events import EngineError
from vizdesk.endpoint_desk import EndpointDesk
from vizdesk.keys import (
    KeySource,
    KeyStanding,
    KeyState,
    KeyStoreError,
    Secret,
    environment_variables,
    store_trouble,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, SOME_FAILED = 0, 1

Parser = TypeVar("Parser", bound="ArgumentParser")


def add_keys(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `keys`, and what can be done with them, into the command line's grammar."""
    keys = commands.add_parser("keys", help="API keys: list, set, test, remove")
    actions = keys.add_subparsers(dest="action", parser_class=kind)
    actions.add_parser("list", help="where each key is; the keys themselves are never shown")
    for action, words in (
        ("set", "ask for a key (or read it from stdin) and keep it in the password store"),
        ("test", "ask the server one cheap question with the key"),
        ("remove", "take a key out of the password store"),
    ):
        one = actions.add_parser(action, help=words)
        one.add_argument("name", metavar="NAME", help="openai, openrouter, … or your own endpoint")


def run(options: Namespace, desk: EndpointDesk) -> int:
    """Do what `vizdesk keys …` says; returns the exit status. Raises EndpointError."""
    if options.action in (None, "list"):
        return _list(desk)
    endpoint = desk.called(options.name)
    if options.action == "set":
        return _set(endpoint, desk)
    if options.action == "test":
        return _test(endpoint, desk)
    return _remove(endpoint, desk)


def _list(desk: EndpointDesk) -> int:
    endpoints, problems = desk.known()
    standings = desk.standings(endpoints)
    wide = max(len(one.id) for one in endpoints)
    for one in endpoints:
        standing = standings.get(one.key_name or "")
        print(f"{one.id:{wide}}  {where(standing):32}  {one.host}")
    for sentence in filter(None, (*problems, store_trouble(standings.values()))):
        print(f"vizdesk: {sentence}", file=sys.stderr)
    return OK


def where(standing: KeyStanding | None) -> str:
    """Where a key is, in a few words."""
    if standing is None or standing.source is None:
        locked = standing is not None and standing.state is KeyState.LOCKED
        return "password store locked" if locked else "no key"
    if standing.source is KeySource.ENVIRONMENT:
        return f"in the environment ({standing.variable})"
    return f"in {'the password store' if standing.source is KeySource.KEYRING else 'memory'}"


def _set(endpoint: KnownEndpoint, desk: EndpointDesk) -> int:
    if warning := plain_warning(endpoint.base_url):
        print(f"vizdesk: {warning}", file=sys.stderr)
    secret = Secret(_typed(endpoint))
    if not secret.reveal():
        raise EndpointError("No key was given; nothing was changed.")
    try:
        print(desk.store_key(endpoint, secret))
    except KeyStoreError as error:
        variable = environment_variables(endpoint.own_key_name)[0]
        return _failed(f"{error.state.sentence} The key was not kept; {variable} can hold it.")
    return OK


def _typed(endpoint: KnownEndpoint) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Key for {endpoint.name} ({endpoint.host}), not shown: ")
    return sys.stdin.readline()


def _test(endpoint: KnownEndpoint, desk: EndpointDesk) -> int:
    try:
        print(f"{endpoint.name}: {asyncio.run(desk.test(endpoint))}")
    except EngineError as error:
        return _failed(f"{error.failure.what} {error.failure.todo}".strip())
    return OK


def _remove(endpoint: KnownEndpoint, desk: EndpointDesk) -> int:
    try:
        print(desk.forget_key(endpoint))
    except KeyStoreError as error:
        return _failed(error.state.sentence)
    return OK


def _failed(sentence: str) -> int:
    print(f"vizdesk: {sentence}", file=sys.stderr)
    return SOME_FAILED
