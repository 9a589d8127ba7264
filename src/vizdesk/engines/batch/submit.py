"""A part on disk becomes a batch on the server, once, however often this is begun."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from vizdesk.common.messages import Message
from vizdesk.comparison.events import EngineError
from vizdesk.engines.batch.connection import NotThereError
from vizdesk.engines.batch.jobs import BatchPolling, BatchStatus
from vizdesk.engines.batch.ledger import BatchPart, Ledger
from vizdesk.engines.batch.patience import passing, patiently, while_not_there
from vizdesk.engines.batch.provider import BatchApi, BatchProvider, PartFile

# A person waits for this one: a minute where results are waited for ten.
_CANCEL_SHARE: Final = 0.1


async def submit(
    api: BatchApi,
    provider: BatchProvider,
    ledger: Ledger,
    part: BatchPart,
    pace: BatchPolling,
    tell: Callable[[Message], None],
) -> None:
    """Give the part its batch. Raises EngineError, OSError when its file is gone.

    A file or batch that was asked for without an answer – the program was killed, the network
    failed – may exist: before another is asked for, the server's list is searched for it.
    """
    number = part.number
    if part.batch_id:
        return
    file = ledger.part_file(number)
    if provider.uploads and not part.file_id:
        await patiently(lambda: _upload(api, ledger, file), pace, tell)
    try:
        await patiently(lambda: _create(api, ledger, file), pace, tell)
    except EngineError as error:
        # Servers keep files for days only, and a run may have waited longer for its batch.
        if passing(error) or not provider.uploads or await _still_there(api, file):
            raise
        ledger.note("uploading", number)
        await patiently(lambda: _upload(api, ledger, file), pace, tell)
        await patiently(lambda: _create(api, ledger, file), pace, tell)


async def _still_there(api: BatchApi, file: PartFile) -> bool:
    """Whether the server has the questions, or does not say."""
    try:
        return await api.find_upload(file) is not None
    except EngineError:
        return True


async def _upload(api: BatchApi, ledger: Ledger, file: PartFile) -> None:
    file_id = None
    if ledger.parts[file.number].uploading:
        file_id = await api.find_upload(file)
    if file_id is None:
        ledger.note("uploading", file.number)
        file_id = await api.upload(file)
    ledger.note("uploaded", file.number, file=file_id)


async def _create(api: BatchApi, ledger: Ledger, file: PartFile) -> None:
    batch_id = await _created_before(api, ledger, file)
    if not batch_id:
        ledger.note("creating", file.number, at=time.time())
        batch_id = await api.create(file, ledger.parts[file.number].file_id)
    ledger.note("created", file.number, batch=batch_id)


async def _created_before(api: BatchApi, ledger: Ledger, file: PartFile) -> str:
    if ledger.parts[file.number].creating_at is None:
        return ""
    known = {other.batch_id for other in ledger.parts.values() if other.batch_id}
    return await api.find(file, known)


async def cancel(api: BatchApi, ledger: Ledger, pace: BatchPolling) -> None:
    """Have every batch of the folder end, and send no more of its parts. Raises EngineError."""
    ledger.note("cancel")
    for part in list(ledger.parts.values()):
        if part.status is not None:
            continue
        batch_id = part.batch_id
        if not batch_id and part.creating_at is not None:
            batch_id = await _created_before(api, ledger, ledger.part_file(part.number))
            if batch_id:
                ledger.note("created", part.number, batch=batch_id)
        if batch_id:
            await _cancel_one(api, ledger, part, batch_id, pace)


async def _cancel_one(
    api: BatchApi, ledger: Ledger, part: BatchPart, batch_id: str, pace: BatchPolling
) -> None:
    async def cancel_or_look() -> None:
        try:
            await api.cancel(batch_id)
        except EngineError:
            # One that has just ended refuses, and is fetched all the same.
            state = await api.look(batch_id)
            if not state.status.final and state.status is not BatchStatus.CANCELLING:
                raise

    try:
        await while_not_there(cancel_or_look, pace, pace.results_s * _CANCEL_SHARE)
    except NotThereError:
        # Nothing can be fetched of it any more; only who cancels it gives it up.
        files = [part.file_id] if part.file_id else []
        status = BatchStatus.CANCELLED.value
        ledger.note("fetched", part.number, status=status, errors=[], files=files)
