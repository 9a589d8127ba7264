"""A part on disk becomes a batch on the server, once, however often this is begun."""

from __future__ import annotations

import time
from collections.abc import Callable

from vizdesk.common.messages import Message
from vizdesk.comparison.events import EngineError
from vizdesk.engines.batch.batch_api import BatchApi, passing, patiently
from vizdesk.engines.batch.jobs import BatchPolling
from vizdesk.engines.batch.ledger import BatchPart, Ledger

# The server's clock and this one may differ by as much.
_CLOCKS_S = 86_400.0


async def submit(
    api: BatchApi,
    ledger: Ledger,
    part: BatchPart,
    pace: BatchPolling,
    tell: Callable[[Message], None],
) -> BatchPart:
    """The part with its batch. Raises EngineError.

    A batch that was asked for without an answer – the program was killed, the network failed – may
    exist: before another is asked for, the server's list is searched for its metadata.
    """
    number = part.number
    if part.batch_id:
        return part
    if not part.file_id:
        path, name = ledger.path(number, "input"), f"vizdesk-{ledger.run[:8]}-{number:04}.jsonl"
        file_id = await patiently(lambda: api.upload(path, name), pace, tell)
        ledger.note("uploaded", number, file=file_id)
    metadata = {"vizdesk": ledger.run, "part": str(number), "sha256": part.sha256}

    async def create() -> str:
        begun = ledger.parts[number].creating_at
        if begun is not None:
            found = await api.find(metadata, begun - _CLOCKS_S)
            if found is not None:
                return str(found["id"])
        ledger.note("creating", number, at=time.time())
        made = await api.create(ledger.parts[number].file_id, metadata)
        return str(made["id"])

    batch_id = await patiently(create, pace, tell)
    ledger.note("created", number, batch=batch_id)
    return ledger.parts[number]


async def cancel(api: BatchApi, ledger: Ledger) -> None:
    """Have every batch of the folder end, and send no more of its parts. Raises EngineError."""
    ledger.note("cancel")
    for part in list(ledger.parts.values()):
        batch_id = part.batch_id
        if not batch_id and part.creating_at is not None:
            metadata = {"vizdesk": ledger.run, "part": str(part.number), "sha256": part.sha256}
            found = await api.find(metadata, part.creating_at - _CLOCKS_S)
            if found is not None:
                batch_id = str(found["id"])
                ledger.note("created", part.number, batch=batch_id)
        if batch_id and part.status is None:
            try:
                await api.cancel(batch_id)
            except EngineError as error:
                # One that has just ended refuses with 400 or 409, and is fetched all the same.
                if passing(error) or "(400)" not in error.failure.what:
                    raise
