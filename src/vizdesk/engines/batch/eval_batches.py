"""Batch APIs for eval runs: which models have one, and where each run's batches are kept."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint, place_of
from vizdesk.catalog.endpoints.key_consents import KeyRefusal, of_another_host
from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.common.messages import Message, message
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.credentials.keys import Secret

if TYPE_CHECKING:
    from vizdesk.engines.batch import BatchPolling, BatchProgress, BatchReply, BatchServer
    from vizdesk.engines.batch.ledger import BatchPart
    from vizdesk.engines.batch.provider import BatchProvider


@dataclass(frozen=True)
class EvalBatches:
    """The batches of all runs, below `folder`; `endpoints` says which servers take any.

    `pace` is how often a batch is looked at; None: as the engine does. `refused_fields` are what
    servers were found to refuse when they were asked one by one.
    """

    folder: Path
    keys: Callable[[str], Secret | None]
    offline: Offline
    endpoints: Callable[[], Sequence[KnownEndpoint]]
    pace: BatchPolling | None = None
    refusal: KeyRefusal = of_another_host
    refused_fields: RefusedFields = field(default_factory=RefusedFields)

    def price_factor(self, model: Model) -> float:
        """What a batch of this model costs of the usual price; 1 where it has none."""
        provider = self._provider(model)
        return provider.price_factor if provider else 1.0

    def takes(self, model: Model) -> bool:
        """Whether this model can be asked in a batch: its server says so. Reads files."""
        return self._provider(model) is not None

    def _provider(self, model: Model) -> BatchProvider | None:
        source = model.source
        if not isinstance(source, Endpoint):
            return None
        place = place_of(source.base_url)
        named = {each.batch for each in self.endpoints() if place_of(each.base_url) == place}
        if not any(named):
            return None
        from vizdesk.engines.batch.registry import BATCH_PROVIDERS

        for provider in BATCH_PROVIDERS:
            if provider.id in named and model.engine in provider.kinds:
                return provider
        return None

    def sent(self, run: str, model: Model) -> frozenset[str]:
        """The names of the questions that were put into this model's batches so far."""
        return frozenset(name for part in self._parts(self._place(run, model)) for name in part.ids)

    def under_way(self, run: str) -> int:
        """How many questions of a run are in batches that have not been fetched. Reads files."""
        folder = self.folder / run
        places = sorted(folder.iterdir()) if folder.is_dir() else []
        parts = [part for place in places for part in self._parts(place)]
        begun = [part for part in parts if part.creating_at is not None and part.status is None]
        return sum(len(part.ids) for part in begun)

    async def ask(
        self,
        run: str,
        model: Model,
        questions: Iterable[tuple[str, Request]],
        tell: Callable[[int, Message], None],
        *,
        again: bool,
    ) -> AsyncGenerator[BatchReply, None]:
        """See `runs.batches.Batches`."""
        from vizdesk.engines.batch import BatchJob, run_batch

        def show(progress: BatchProgress) -> None:
            tell(progress.completed + progress.failed, progress.problem)

        jobs = (BatchJob(name, request) for name, request in questions)
        place, server = self._place(run, model), self._server(model)
        async with aclosing(run_batch(place, jobs, server, show, again=again)) as replies:
            async for reply in replies:
                yield reply

    async def cancel(self, run: str, model: Model) -> None:
        """End this model's batches at the server. Raises EngineError."""
        from vizdesk.engines.batch import cancel_batch

        place = self._place(run, model)
        if self._parts(place):
            await cancel_batch(place, self._server(model))

    def forget(self, run: str) -> None:
        """Delete what is kept of a run's batches here. Raises OSError."""
        folder = self.folder / run
        if folder.is_dir():
            shutil.rmtree(folder)

    def _place(self, run: str, model: Model) -> Path:
        digest = hashlib.sha256(model.id.encode()).hexdigest()[:8]
        stem = re.sub(r"[^A-Za-z0-9.]+", "-", model.id)[:40].strip("-.")
        return self.folder / run / f"{stem}-{digest}"

    def _parts(self, place: Path) -> list[BatchPart]:
        from vizdesk.engines.batch.ledger import Ledger

        return list(Ledger(place).parts.values())

    def _server(self, model: Model) -> BatchServer:
        from vizdesk.engines.batch import BatchPolling, BatchServer

        provider = self._provider(model)
        if provider is None or not isinstance(model.source, Endpoint):
            what = message("{name} has no Batch API any more.", name=model.name)
            raise EngineError(what, message("Say so again in its server's file."))
        url, key = model.source.base_url, model.source.key_name
        pace = self.pace or BatchPolling()
        return BatchServer(
            url,
            key,
            self.keys,
            self.offline,
            provider,
            pace=pace,
            refusal=self.refusal,
            options=model.source.options,
            refused_fields=self.refused_fields.of,
        )
