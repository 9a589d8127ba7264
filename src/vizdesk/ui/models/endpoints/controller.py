"""What the page of keys and endpoints asks for: keys kept, servers tested, listed, found, added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from vizdesk.common.messages import Message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.services.endpoints import EndpointService
from vizdesk.ui.core.task_runner import Operation, TaskRunner
from vizdesk.ui.text.translate import error_sentence, translate_message, translated

if TYPE_CHECKING:
    from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
    from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerModel
    from vizdesk.credentials.keys import KeyStatus


@dataclass(frozen=True)
class EndpointList:
    """All endpoints, sentences about files that cannot be read, and where each key is, by name."""

    endpoints: tuple[KnownEndpoint, ...]
    problems: tuple[Message, ...]
    key_statuses: dict[str, KeyStatus]


class EndpointsController(QObject):
    """Asks in the background and tells what came of it by signals, until it is closed.

    Servers are asked only by `test`, `list_models` and `look_around`. Keys are never read into the
    window. `on_change` is called when a key or a server came or went, also after the page was
    closed. `listed` are the models that are in the list already.
    """

    endpoints_listed = Signal(object)
    """An EndpointList."""
    message_shown = Signal(str, str)
    """Words about the whole page, and their tone."""
    outcome_shown = Signal(str, str, str, str)
    """The id of an endpoint, words about it, their tone, and details for a report."""
    models_listed = Signal(object, object)
    """A KnownEndpoint and its ServerModels, none where it has no list."""
    servers_discovered = Signal(object)
    """A tuple of DiscoveredServers."""
    discovery_failed = Signal(str)
    models_chosen = Signal(list)
    """Models to be put into the list."""

    def __init__(
        self,
        services: EndpointService,
        background: TaskRunner,
        listed: Sequence[Model],
        on_change: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._background, self._listed = services, background, list(listed)
        self._on_change = on_change
        self._asked: list[Operation[Message] | Operation[list[ServerModel]]] = []
        self._discovery: Operation[tuple[DiscoveredServer, ...]] | None = None

    def close(self) -> None:
        """Tell nobody any more, and hang up whatever server is still being asked."""
        self.blockSignals(True)
        for operation in self._asked:
            operation.cancel()
        if self._discovery is not None:
            self._discovery.cancel()

    # --- Which there are --------------------------------------------------------------------
    def look(self) -> None:
        """Find out where each key is; a password store may ask to be unlocked meanwhile."""

        def work() -> EndpointList:
            endpoints, problems = self._services.known()
            return EndpointList(endpoints, problems, self._services.key_statuses(endpoints))

        self._background.run(work, self).success(self.endpoints_listed.emit).failure(
            self._show_failure
        )

    def _show_failure(self, error: BaseException) -> None:
        self.message_shown.emit(error_sentence(error), "weak")

    # --- Keys and servers that come and go ------------------------------------------------------
    def keep_key(self, endpoint: KnownEndpoint, key: str) -> None:
        """Keep a key, where the password store is closed for this run alone."""
        self._change(partial(self._services.keep_key, endpoint, key))

    def forget_key(self, endpoint: KnownEndpoint) -> None:
        """Remove a server's key."""
        self._change(partial(self._services.forget_key, endpoint))

    def add(self, name: str, address: str, key: str = "") -> None:
        """Add a server of one's own, and its key if it has one."""
        added = self.tr("Added {name}.")

        def work() -> str:
            endpoint = self._services.add(name, address)
            words = added.format(name=endpoint.name)
            if not key:
                return words
            return f"{words} {translate_message(self._services.keep_key(endpoint, key))}"

        self._change(work)

    def remove(self, endpoint: KnownEndpoint) -> None:
        """Remove a server of one's own, with its key."""
        self._change(partial(self._services.remove, endpoint))

    def _change(self, work: Callable[[], str]) -> None:
        # Without an owner: the window, too, may go while the password store is being asked.
        self._background.run(work).finished(self._on_change).success(
            lambda sentence: self._changed(translated(sentence), "")
        ).failure(lambda error: self._changed(error_sentence(error), "weak"))

    def _changed(self, words: str, tone: str) -> None:
        if isValid(self) and not self.signalsBlocked():
            self.message_shown.emit(words, tone)
            self.look()

    # --- Asking servers -------------------------------------------------------------------------
    def look_around(self) -> None:
        """Look for servers of models on this machine."""
        self._discovery = (
            self._background.run(self._services.look_around(), self)
            .success(self.servers_discovered.emit)
            .failure(lambda error: self.discovery_failed.emit(_sentence(error)))
        )

    def test(self, endpoint: KnownEndpoint) -> None:
        """Ask a server whether its key works."""
        self._asked.append(
            self._background.run(self._services.test(endpoint), self)
            .success(
                lambda words: self.outcome_shown.emit(
                    endpoint.id, translate_message(words), "good", ""
                )
            )
            .failure(partial(self._show_outcome, endpoint))
        )

    def list_models(self, endpoint: KnownEndpoint) -> None:
        """Ask a server for its models."""

        def show(models: list[ServerModel]) -> None:
            self.outcome_shown.emit(endpoint.id, "", "", "")
            self.models_listed.emit(endpoint, models)

        def failed(error: BaseException) -> None:
            self._show_outcome(endpoint, error)
            if "(404)" in str(error):  # it has no list, but may have models
                self.models_listed.emit(endpoint, [])

        self._asked.append(
            self._background.run(self._services.list_models(endpoint), self)
            .success(show)
            .failure(failed)
        )

    def _show_outcome(self, endpoint: KnownEndpoint, error: BaseException) -> None:
        details = error.failure.details if isinstance(error, EngineError) else ""
        self.outcome_shown.emit(endpoint.id, _sentence(error), "weak", details)

    # --- Their models -----------------------------------------------------------------------
    def listed_slugs(self, endpoint: KnownEndpoint) -> set[str]:
        """The models of a server that are in the list already."""
        return {
            model.source.slug
            for model in self._listed
            if isinstance(model.source, Endpoint) and model.source.base_url == endpoint.base_url
        }

    def take(self, endpoint: KnownEndpoint, server_models: Sequence[ServerModel]) -> None:
        """Have models of a server put into the list."""
        models = [self._services.model(endpoint, server_model) for server_model in server_models]
        self._listed += models
        self.models_chosen.emit(models)
        names = ", ".join(model.name for model in models)
        words = self.tr("In the list of models now: {names}.").format(names=names)
        self.outcome_shown.emit(endpoint.id, words, "good", "")


def _sentence(error: BaseException) -> str:
    if isinstance(error, EngineError):
        return translate_message(error.failure.message)
    return error_sentence(error)
