"""`vizdesk keys`: where each key is; set, tested, removed. No key is ever shown."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.endpoints.endpoint import (
    EndpointError,
    KnownEndpoint,
    checked_url,
    plain_warning,
)
from vizdesk.cli.confirm import add_yes, confirm
from vizdesk.common.messages import verbatim
from vizdesk.comparison.events import EngineError
from vizdesk.credentials.keys import (
    KeySource,
    KeyState,
    KeyStatus,
    KeyStoreError,
    Secret,
    environment_variables,
    store_problem,
)
from vizdesk.services.endpoints import EndpointService

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, SOME_FAILED = 0, 1

CLOSED = {
    KeyState.LOCKED: "password store locked",
    KeyState.FAILING: "password store fails",
    KeyState.SLOW: "password store does not answer",
}

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
        parser = actions.add_parser(action, help=words)
        parser.add_argument(
            "name", metavar="NAME", help="openai, openrouter, … or your own endpoint"
        )
        if action == "remove":
            add_yes(parser)
    for action, words in (
        ("allow", "let a key of yours be sent to a server (asked for once, and remembered)"),
        ("forbid", "take that back"),
    ):
        parser = actions.add_parser(action, help=words)
        parser.add_argument("name", metavar="KEY", help="as the model's or endpoint's file has it")
        parser.add_argument("url", metavar="URL", help="the server's address")


def run(options: Namespace, service: EndpointService) -> int:
    """Do what `vizdesk keys …` says; returns the exit status. Raises EndpointError."""
    if options.action in (None, "list"):
        return _list(service)
    if options.action in ("allow", "forbid"):
        change = service.allow_key if options.action == "allow" else service.forbid_key
        print(change(options.name, checked_url(options.url)))
        return OK
    endpoint = service.called(options.name)
    if options.action == "set":
        return _set(endpoint, service)
    if options.action == "test":
        return _test(endpoint, service)
    confirm(f"Remove the key for {endpoint.name} ({endpoint.host})?", options)
    return _remove(endpoint, service)


def _list(service: EndpointService) -> int:
    endpoints, problems = service.known()
    key_statuses = service.key_statuses(endpoints)
    wide = max(len(endpoint.id) for endpoint in endpoints)
    for endpoint in endpoints:
        key_status = key_statuses.get(endpoint.key_name or "")
        print(f"{endpoint.id:{wide}}  {where(key_status):32}  {endpoint.host}")
    for sentence in filter(None, (*problems, store_problem(key_statuses.values()))):
        print(f"vizdesk: {sentence}", file=sys.stderr)
    return OK


def where(key_status: KeyStatus | None) -> str:
    """Where a key is, in a few words."""
    if key_status is None or key_status.source is None:
        return CLOSED.get(key_status.state, "no key") if key_status is not None else "no key"
    if key_status.source is KeySource.ENVIRONMENT:
        return f"in the environment ({key_status.variable})"
    return f"in {'the password store' if key_status.source is KeySource.KEYRING else 'memory'}"


def _set(endpoint: KnownEndpoint, service: EndpointService) -> int:
    if warning := plain_warning(endpoint.base_url):
        print(f"vizdesk: {warning}", file=sys.stderr)
    secret = Secret(_typed(endpoint))
    if not secret.reveal():
        raise EndpointError(verbatim("No key was given; nothing was changed."))
    try:
        print(service.store_key(endpoint, secret))
    except KeyStoreError as error:
        variable = environment_variables(endpoint.own_key_name)[0]
        return _failed(f"{error.state.sentence} The key was not kept; {variable} can hold it.")
    return OK


def _typed(endpoint: KnownEndpoint) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Key for {endpoint.name} ({endpoint.host}), not shown: ")
    return sys.stdin.readline()


def _test(endpoint: KnownEndpoint, service: EndpointService) -> int:
    try:
        print(f"{endpoint.name}: {asyncio.run(service.test(endpoint))}")
    except EngineError as error:
        return _failed(f"{error.failure.what} {error.failure.todo}".strip())
    return OK


def _remove(endpoint: KnownEndpoint, service: EndpointService) -> int:
    try:
        print(service.forget_key(endpoint))
    except KeyStoreError as error:
        return _failed(error.state.sentence)
    return OK


def _failed(sentence: str) -> int:
    print(f"vizdesk: {sentence}", file=sys.stderr)
    return SOME_FAILED
