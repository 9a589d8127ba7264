"""`vizdesk endpoints`: servers listed, added, removed, asked for their models, looked for."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.endpoints.endpoint import plain_warning
from vizdesk.catalog.endpoints.server_models import USUAL_PORTS
from vizdesk.catalog.models.model_spec import split_spec
from vizdesk.cli.confirm import add_yes, confirm
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import Endpoint
from vizdesk.credentials.keys import KeyStoreError
from vizdesk.services.app_services import AppServices
from vizdesk.services.endpoints import EndpointService

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, SOME_FAILED = 0, 1

Parser = TypeVar("Parser", bound="ArgumentParser")

READS = {True: "reads images", False: "text only", None: "not said"}


def add_endpoints(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `endpoints`, and what can be done with them, into the command line's grammar."""
    endpoints = commands.add_parser("endpoints", help="servers that models are asked through")
    actions = endpoints.add_subparsers(dest="action", parser_class=kind)
    actions.add_parser("list", help="the servers that vizdesk knows, and your own")
    add = actions.add_parser("add", help="add an OpenAI-compatible server of your own")
    add.add_argument("name", metavar="NAME")
    add.add_argument("url", metavar="URL", help="such as http://127.0.0.1:8080/v1")
    add.add_argument("--key", metavar="NAME", help="what its key is called, in the environment too")
    remove = actions.add_parser("remove", help="take a server of your own away, with its key")
    remove.add_argument("name", metavar="ID")
    add_yes(remove)
    models = actions.add_parser("models", help="ask a server for its models")
    models.add_argument("name", metavar="ID")
    refused = actions.add_parser("refused", help="what servers refused and is left out since")
    refused.add_argument("--forget", metavar="MODEL@URL", help="send it to this model again")
    actions.add_parser(
        "find", help="look for Ollama, LM Studio, vLLM, llama-server on this machine"
    )


def run(options: Namespace, services: AppServices) -> int:
    """Do what `vizdesk endpoints …` says; returns the exit status. Raises EndpointError."""
    service = services.endpoints
    try:
        if options.action == "add":
            return _add(options, service)
        if options.action == "remove":
            endpoint = service.called(options.name)
            if endpoint.own:
                words = f"Remove {endpoint.name} ({endpoint.base_url}), with its key?"
                confirm(words, options)
            print(service.remove(endpoint))
            return OK
        if options.action == "models":
            return _models(options.name, service)
        if options.action == "refused":
            return _refused(options.forget, service)
        if options.action == "find":
            return _find(service)
    except EngineError as error:
        return _failed(f"{error.failure.what} {error.failure.todo}".strip())
    except KeyStoreError as error:
        return _failed(error.state.sentence)
    return _list(service)


def _list(service: EndpointService) -> int:
    endpoints, problems = service.known()
    id_width = max(len(endpoint.id) for endpoint in endpoints)
    name_width = max(len(endpoint.name) for endpoint in endpoints)
    for endpoint in endpoints:
        print(f"{endpoint.id:{id_width}}  {endpoint.name:{name_width}}  {endpoint.base_url}")
    for sentence in problems:
        print(f"vizdesk: {sentence}", file=sys.stderr)
    return OK


def _refused(forget: str | None, service: EndpointService) -> int:
    if forget is None:
        for endpoint, days in service.refused_fields.all():
            fields = ", ".join(f"{field} ({day})" for field, day in sorted(days.items()))
            print(f"{endpoint.slug}@{endpoint.base_url}  {fields}")
        return OK
    parts = split_spec(forget)
    if parts is None:
        return _failed("Write the model like MODEL@URL, as `vizdesk endpoints refused` lists it.")
    slug, base_url = parts
    service.refused_fields.forget(Endpoint(base_url, slug))
    print(f"All fields are sent to {slug} again.")
    return OK


def _add(options: Namespace, service: EndpointService) -> int:
    added = service.add(options.name, options.url, options.key)
    print(f"Added {added.id} ({added.name}, {added.base_url})")
    if added.key_name and (warning := plain_warning(added.base_url)):
        print(f"vizdesk: {warning}", file=sys.stderr)
    return OK


def _models(name: str, service: EndpointService) -> int:
    endpoint = service.called(name)
    server_models = asyncio.run(service.list_models(endpoint))
    wide = max((len(server_model.slug) for server_model in server_models), default=0)
    for server_model in server_models:
        print(f"{server_model.slug:{wide}}  {READS[server_model.vision]}")
    if server_models:
        print(
            f"Add one: vizdesk models add {server_models[0].slug}@{endpoint.base_url}",
            file=sys.stderr,
        )
    return OK


def _find(service: EndpointService) -> int:
    servers = asyncio.run(service.look_around())
    for server in servers:
        count = "wants a key" if server.models is None else f"{server.models} models"
        print(f"{server.kind.value}  {server.base_url}  {count}")
    if not servers:
        ports = ", ".join(f"{port} ({kind.value})" for kind, port in USUAL_PORTS.items())
        print(f"No server of models answers on this machine at the ports {ports}.")
    return OK


def _failed(sentence: str) -> int:
    print(f"vizdesk: {sentence}", file=sys.stderr)
    return SOME_FAILED
