"""Servers and their keys: listed, added, tested, asked for their models, taken away.

Window and command line do all of it through one `EndpointService`. What touches the keyring or a
file may block, and is called off the Qt thread; what asks a server is a coroutine.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vizdesk.catalog.endpoints.endpoint import (
    EndpointError,
    KnownEndpoint,
    bound_name,
    endpoint_at,
    endpoint_called,
    may_send,
    place_of,
    plain_warning,
    replica_key_name,
    served_by,
    vendor_of,
)
from vizdesk.catalog.endpoints.key_consents import (
    KeyBinding,
    KeyConsents,
    of_another_host,
    user_consents,
)
from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerModel, vision_first
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints
from vizdesk.catalog.models.model_spec import endpoint_model
from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.common.messages import EMPTY, Message, joined, message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.credentials.keys import Keys, KeyStatus, KeyStoreError, Secret


@dataclass(frozen=True)
class Servers:
    """The three questions that are asked of servers; each raises EngineError, also while offline.

    `check` says whether a key works, `list_models` which models there are, `find` which servers of
    models answer on this very machine.
    """

    check: Callable[[KnownEndpoint, Secret | None], Coroutine[Any, Any, Message]]
    list_models: Callable[
        [KnownEndpoint, Secret | None], Coroutine[Any, Any, tuple[ServerModel, ...]]
    ]
    find: Callable[[], Coroutine[Any, Any, tuple[DiscoveredServer, ...]]]


@dataclass(frozen=True)
class EndpointService:
    """What can be done with endpoints. Nothing here asks a server unless it was told to."""

    user_endpoints: UserEndpoints
    keys: Keys
    profiles: Mapping[str, Profile]
    servers: Servers
    consents: KeyConsents = field(default_factory=user_consents)
    refused_fields: RefusedFields = field(default_factory=RefusedFields)

    @property
    def binding(self) -> KeyBinding:
        """Which of the keys may go where."""
        return KeyBinding(self.keys, self.consents)

    # --- Which there are ------------------------------------------------------------------
    def known(self) -> tuple[tuple[KnownEndpoint, ...], tuple[Message, ...]]:
        """All endpoints, and sentences about files of one's own that cannot be read."""
        return self.user_endpoints.load()

    def called(self, name: str) -> KnownEndpoint:
        """The endpoint of this id, name or key name. Raises EndpointError."""
        return endpoint_called(name, self.known()[0])

    def add(self, name: str, written: str, key_name: str | None = None) -> KnownEndpoint:
        """Keep a new endpoint. Raises EndpointError.

        `key_name`: a variable of the environment (or a name of one's own) for its key.
        """
        new = self.user_endpoints.new(name, written)
        if key_name is not None:
            vendor = vendor_of(key_name)
            if vendor is not None:
                raise EndpointError(
                    message(
                        "{key} leads to the key of {vendor}, which goes nowhere else. Choose "
                        "another name for this server's key.",
                        key=key_name,
                        vendor=vendor,
                    )
                )
            new = replace(new, key_name=bound_name(key_name, new.base_url))
            self.consents.allow(key_name, new.base_url)
        self.user_endpoints.keep(new)
        return new

    def keep(self, endpoint: KnownEndpoint) -> None:
        """Keep an endpoint of one's own, as it is or as it was. Raises EndpointError."""
        self.user_endpoints.keep(endpoint)

    def remove(self, endpoint: KnownEndpoint) -> Message:
        """Take an endpoint of one's own away, with its key. Raises EndpointError, KeyStoreError."""
        if endpoint.own and endpoint.key_name is not None:
            for name in endpoint.key_names:
                self.keys.remove(name)
            for url in (endpoint.base_url, *endpoint.addresses):
                self.consents.forbid(endpoint.key_name, url)
        self.user_endpoints.forget(endpoint)
        return message("{name} was removed.", name=endpoint.name)

    # --- Keys -----------------------------------------------------------------------------
    def key_statuses(self, endpoints: Sequence[KnownEndpoint]) -> dict[str, KeyStatus]:
        """Where each key is, by its name. May open the password store's unlock dialog."""
        return self.keys.key_statuses(
            endpoint.key_name for endpoint in endpoints if endpoint.key_name
        )

    def store_key(self, endpoint: KnownEndpoint, secret: Secret) -> Message:
        """Put a key into the OS keyring; says so. Raises KeyStoreError, EndpointError."""
        for name in endpoint.key_names:
            self.keys.store(name, secret)
        self._takes_key(endpoint)
        return message("The key for {name} is in this system's password store.", name=endpoint.name)

    def keep_key(self, endpoint: KnownEndpoint, key: str) -> Message:
        """Keep a key in the OS keyring, else for this run; says where. Raises EndpointError."""
        secret = Secret(key)
        try:
            where = self.store_key(endpoint, secret)
        except KeyStoreError as error:
            for name in endpoint.key_names:
                self.keys.remember_for_this_run(name, secret)
            self._takes_key(endpoint)
            kept = message(
                "The key for {name} is kept until you close vizdesk.", name=endpoint.name
            )
            where = joined((error.state.sentence, kept))
        return joined((where, plain_warning(endpoint.base_url)))

    def keep_named_key(self, name: str, key: str, base_url: str = "") -> Message:
        """Keep the key of this name in the OS keyring, else for this run; says where. May block.

        `base_url`: the server it was typed for, to which it may go from now on.
        """
        if base_url and may_send(name, base_url) and vendor_of(name) is None:
            self.consents.allow(name, base_url)
        try:
            self.keys.store(name, Secret(key))
        except KeyStoreError as error:
            self.keys.remember_for_this_run(name, Secret(key))
            kept = message("The {name} key is kept until you close vizdesk.", name=name)
            return joined((error.state.sentence, kept))
        return message("The {name} key is in this system's password store.", name=name)

    def allow_key(self, name: str, base_url: str) -> Message:
        """Remember that a key may go to a server; says so. Raises EndpointError."""
        if refusal := of_another_host(name, base_url):
            raise EndpointError(refusal)
        self.consents.allow(name, base_url)
        return message(
            "{key_name} may be sent to {host} from now on.",
            key_name=name.partition("@")[0],
            host=place_of(base_url),
        )

    def forbid_key(self, name: str, base_url: str) -> Message:
        """Forget that a key may go to a server; says so. Raises EndpointError."""
        self.consents.forbid(name, base_url)
        return message(
            "{key_name} is not sent to {host} any more.",
            key_name=name.partition("@")[0],
            host=place_of(base_url),
        )

    def _takes_key(self, endpoint: KnownEndpoint) -> None:
        if endpoint.own and endpoint.key_name is None:
            self.user_endpoints.keep(replace(endpoint, key_name=endpoint.own_key_name))

    def forget_key(self, endpoint: KnownEndpoint) -> Message:
        """Remove a key from this run and the OS keyring; says so. Raises KeyStoreError."""
        name = endpoint.own_key_name
        for each in endpoint.key_names:
            self.keys.remove(each)
        if self.keys.source(name) is None:
            if endpoint.own and endpoint.key_name is not None:
                self.user_endpoints.keep(replace(endpoint, key_name=None))
            return message("The key for {name} was removed.", name=endpoint.name)
        return message(
            "The key for {name} was removed. The environment still has one.", name=endpoint.name
        )

    # --- Asking servers -------------------------------------------------------------------
    async def test(self, endpoint: KnownEndpoint) -> Message:
        """Whether the key works, in a few words, from one cheap question. Raises EngineError."""
        key = await self._key(endpoint)
        if key is None and not endpoint.own:
            raise EngineError(
                message("There is no key for {name}.", name=endpoint.name), message("Add it first.")
            )
        return await self.servers.check(endpoint, key)

    async def list_models(self, endpoint: KnownEndpoint) -> list[ServerModel]:
        """Its models, those that read images first. Raises EngineError."""
        return vision_first(await self.servers.list_models(endpoint, await self._key(endpoint)))

    async def look_around(self) -> tuple[DiscoveredServer, ...]:
        """The servers of models on this very machine. Raises EngineError while offline."""
        return await self.servers.find()

    async def _key(self, endpoint: KnownEndpoint) -> Secret | None:
        name = endpoint.key_name
        if name is None or not may_send(name, endpoint.base_url):
            return None
        refusal = await to_daemon_thread(self.binding.refusal, name, endpoint.base_url)
        if refusal:
            raise EngineError(refusal, EMPTY)
        try:
            return await to_daemon_thread(self.keys.lookup, name)
        except KeyStoreError as error:
            raise EngineError(error.message, EMPTY) from None

    # --- Their models -----------------------------------------------------------------------
    def model(self, endpoint: KnownEndpoint, server_model: ServerModel) -> Model:
        """A model of an endpoint, to be put into the list."""
        model = endpoint_model(server_model.slug, endpoint.base_url, self.profiles, (endpoint,))
        return replace(model, name=server_model.title, organisation=endpoint.name)


def with_key(model: Model, endpoints: Sequence[KnownEndpoint]) -> Model:
    """`model` with the key that its endpoint has now, or without one it has no more.

    A name without a host stands in a file that a person wrote by hand, and is left alone. The
    addresses its endpoint has now come with it, how large an image it takes, and its limits on
    silence.
    """
    source = model.source
    if not isinstance(source, Endpoint):
        return model
    own = endpoint_at(source.base_url, [endpoint for endpoint in endpoints if endpoint.own])
    endpoint = own or endpoint_at(source.base_url, endpoints)
    if endpoint is None:
        return model
    source = served_by(source, endpoint)
    if own is not None:
        named = "@" not in (source.key_name or "@")
        bound = replica_key_name(own.key_name, own.base_url, source.base_url)
        key = source.key_name if named else bound
        source = replace(source, key_name=key)
    return replace(model, source=source)
