"""Batches under way are looked at, ever more seldom, until each has ended and is on this disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.events import EngineError
from vizdesk.engines.batch.batch_api import BatchApi, patiently
from vizdesk.engines.batch.jobs import BatchPolling, BatchProgress, BatchStatus
from vizdesk.engines.batch.ledger import BatchPart, Ledger
from vizdesk.engines.json_access import at, whole

GROWTH = 1.5

NOTHING_YET = BatchProgress(0, 0, 0, (), 0.0)

Tell = Callable[[BatchProgress], None]


@dataclass(slots=True)
class BatchPoller:
    """What is known of the batches of one folder, told to whoever looks on."""

    ledger: Ledger
    show: Tell
    seen: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    shown: BatchProgress = NOTHING_YET

    def tell(self, next_look_s: float = 0.0, problem: Message = EMPTY) -> None:
        """Say how far all of it is."""
        completed = failed = 0
        states: list[BatchStatus] = []
        for number, part in self.ledger.parts.items():
            batch = dict(self.seen.get(number, {}))
            completed += whole(at(batch, "request_counts", "completed")) or 0
            failed += whole(at(batch, "request_counts", "failed")) or 0
            states.append(part.status or status_of(batch))
        total = sum(len(part.ids) for part in self.ledger.parts.values())
        self.shown = BatchProgress(total, completed, failed, tuple(states), next_look_s, problem)
        self.show(self.shown)

    def report_problem(self, problem: Message) -> None:
        """Say that something goes wrong and is tried again."""
        self.show(replace(self.shown, problem=problem))


def status_of(batch: Mapping[str, Any]) -> BatchStatus:
    """The status of a batch as the server sent it; one not seen yet, or unknown, is under way."""
    try:
        return BatchStatus(batch.get("status", "validating"))
    except ValueError:
        return BatchStatus.IN_PROGRESS


async def ended(
    api: BatchApi, ledger: Ledger, watch: BatchPoller, pace: BatchPolling
) -> AsyncGenerator[BatchPart, None]:
    """Each part as soon as its batch has ended and its files are here. Raises EngineError."""
    pause = pace.first_s
    while True:
        # A batch is there only from its creation on; parts of a cancelled run may have none.
        open_parts = [
            part for part in ledger.parts.values() if part.batch_id and part.status is None
        ]
        for part in open_parts:
            batch = await _look(api, part, watch, pace)
            if batch != watch.seen.get(part.number):
                pause = pace.first_s if status_of(batch).final else pause
            watch.seen[part.number] = batch
            if status_of(batch).final:
                yield await _fetch(api, ledger, part, batch, watch, pace)
        if all(part.status is not None for part in ledger.parts.values() if part.batch_id):
            watch.tell()
            return
        watch.tell(pause)
        await asyncio.sleep(pause)
        pause = min(pace.longest_s, pause * GROWTH)


async def tidy(api: BatchApi, ledger: Ledger, part: BatchPart, watch: BatchPoller) -> None:
    """Have the server forget images and answers that are on this disk.

    It would keep a batch's files for 30 days. What it does not let go is told, and tried again by
    the next run.
    """
    try:
        for file_id in part.server_files:
            await api.delete(file_id)
    except EngineError as error:
        watch.report_problem(
            message(
                "The files of a batch are still at the server. {message}",
                message=error.failure.message,
            )
        )
        return
    ledger.note("tidied", part.number)


async def _look(
    api: BatchApi, part: BatchPart, watch: BatchPoller, pace: BatchPolling
) -> Mapping[str, Any]:
    return await patiently(lambda: api.look(part.batch_id), pace, watch.report_problem)


async def _fetch(
    api: BatchApi,
    ledger: Ledger,
    part: BatchPart,
    batch: Mapping[str, Any],
    watch: BatchPoller,
    pace: BatchPolling,
) -> BatchPart:
    files = [part.file_id]
    for kind in ("output", "error"):
        file_id = batch.get(f"{kind}_file_id")
        if isinstance(file_id, str) and file_id:
            files.append(file_id)
            fetching = partial(api.download, file_id, ledger.path(part.number, kind))
            await patiently(fetching, pace, watch.report_problem)
    errors = at(dict(batch), "errors", "data")
    ledger.note(
        "fetched",
        part.number,
        status=status_of(batch).value,
        errors=[error for error in errors if isinstance(error, dict)]
        if isinstance(errors, list)
        else [],
        files=files,
    )
    ledger.path(part.number, "input").unlink(missing_ok=True)
    return ledger.parts[part.number]
