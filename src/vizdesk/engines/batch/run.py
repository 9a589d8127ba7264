"""A folder of batches from the first question to the last reply, begun or gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import Endpoint, Price
from vizdesk.engines.batch import submit
from vizdesk.engines.batch.batch_api import OpenBatchApi, batch_api
from vizdesk.engines.batch.build import fitted, plan
from vizdesk.engines.batch.folder_lock import only_one
from vizdesk.engines.batch.jobs import BatchJob, BatchProgress, BatchReply, BatchStatus
from vizdesk.engines.batch.ledger import BatchPart, Ledger
from vizdesk.engines.batch.merge import ReplyReader, priced
from vizdesk.engines.batch.poll import BatchPoller, ended, tidy
from vizdesk.engines.batch.server import BatchServer
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.server_identity import server_at


async def run_batch(
    folder: Path,
    jobs: Iterable[BatchJob],
    server: BatchServer,
    on_progress: Callable[[BatchProgress], None] = lambda _progress: None,
    *,
    again: bool = False,
) -> AsyncGenerator[BatchReply, None]:
    """Yield one reply for each job, in the order in which batches end; see the package.

    `jobs` is gone through once, in a thread. Raises EngineError when nothing more can be done now:
    calling it again goes on from there. A folder whose run was cancelled is gone on with by
    `again` only.
    """
    try:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        with only_one(folder):
            async with aclosing(_run(folder, jobs, server, on_progress, again)) as replies:
                async for reply in replies:
                    yield reply
    except OSError as error:
        raise _unusable(folder, error) from error


async def cancel_batch(folder: Path, server: BatchServer) -> None:
    """End the batches of a folder at the server; `run_batch` then fetches what they gave.

    While `run_batch` is at work there in this or another process, end that first. Raises
    EngineError.
    """
    try:
        with only_one(folder):
            ledger = await asyncio.to_thread(Ledger, folder)
            async with batch_api(server) as opened:
                await submit.cancel(opened.api, ledger, server.pace)
    except OSError as error:
        raise _unusable(folder, error) from error


def _unusable(folder: Path, error: OSError) -> EngineError:
    what = message(
        "The folder of the batches cannot be used: {why}.", why=error.strerror or str(error)
    )
    return EngineError(what, message("Make room, or choose another folder."), str(folder))


@dataclass(frozen=True, slots=True)
class _JobPricing:
    """What of a job is needed when its reply comes."""

    price: Price | None
    sampling: Mapping[str, Any]


async def _run(
    folder: Path,
    jobs: Iterable[BatchJob],
    server: BatchServer,
    on_progress: Callable[[BatchProgress], None],
    again: bool,
) -> AsyncGenerator[BatchReply, None]:
    ledger, provider = await asyncio.to_thread(Ledger, folder), server.provider
    ledger.begin(server.base_url, provider.id)
    context = RequestContext(server_at(server.base_url), "batch")
    if again and ledger.cancelled:
        ledger.note("resume")
    before = ReplyReader(ledger, provider, context, ledger.owners())
    retried = await asyncio.to_thread(before.passing) if again else {}
    learnt = {field for reply in retried.values() for field in reply.unsupported}

    def refused(endpoint: Endpoint) -> Collection[str]:
        return learnt.union(server.refused_fields(endpoint))

    pricing: dict[str, _JobPricing] = {}
    planned = partial(plan, again=retried.keys(), refused=refused)
    listed = _noted(jobs, server, pricing, refused)
    for reply in await asyncio.to_thread(planned, ledger, listed, provider, server.most):
        yield reply
    reader = ReplyReader(ledger, provider, context, ledger.owners())
    poller = BatchPoller(ledger, provider, server.pace, on_progress)
    async with aclosing(_parts(ledger, server, poller)) as parts:
        async for part in parts:
            for name, reply in (await asyncio.to_thread(reader.replies, part)).items():
                if name in pricing:
                    known = pricing[name]
                    yield priced(reply, known.price, server.factor, known.sampling)


async def _parts(
    ledger: Ledger, server: BatchServer, poller: BatchPoller
) -> AsyncGenerator[BatchPart, None]:
    """Every part once its replies are on this disk, those of earlier runs first.

    Of a cancelled run the parts that never became a batch come last, with nothing answered.
    """
    for part in list(ledger.parts.values()):
        if part.status is not None:
            yield part
    if all(part.tidied for part in ledger.parts.values()):
        return
    async with (
        batch_api(server) as opened,
        aclosing(_under_way(opened, ledger, poller, server)) as parts,
    ):
        async for part in parts:
            yield part
    if ledger.cancelled:
        for part in ledger.parts.values():
            if not part.batch_id:
                yield replace(part, status=BatchStatus.CANCELLED)


async def _under_way(
    opened: OpenBatchApi, ledger: Ledger, poller: BatchPoller, server: BatchServer
) -> AsyncGenerator[BatchPart, None]:
    """Every part that was not here yet, sent where it was not, and tidied up after.

    A part that the server does not take now waits until the others are here: it may be that too
    much was under way. Raises EngineError.
    """
    for part in list(ledger.parts.values()):
        if part.status is not None and not part.tidied:
            await tidy(opened, part, poller)
    while True:
        refusal, fetched = await _submit_all(opened, ledger, poller, server), 0
        async with aclosing(ended(opened, poller)) as parts:
            async for part in parts:
                fetched += 1
                yield part
                await tidy(opened, part, poller)
        if refusal is None:
            return
        if not fetched:
            raise refusal


async def _submit_all(
    opened: OpenBatchApi, ledger: Ledger, poller: BatchPoller, server: BatchServer
) -> EngineError | None:
    """Send the parts that were not sent, up to one that is refused; why that was."""
    for part in list(ledger.parts.values()):
        if part.batch_id or part.status is not None or ledger.cancelled:
            continue
        out = any(other.batch_id and other.status is None for other in ledger.parts.values())
        pace = replace(server.pace, patience_s=0.0) if out else server.pace
        try:
            tell = poller.report_problem
            await submit.submit(opened.api, server.provider, ledger, part, pace, tell)
        except EngineError as error:
            poller.report_problem(error.message)
            return error
        poller.tell()
    return None


def _noted(
    jobs: Iterable[BatchJob],
    server: BatchServer,
    pricing: dict[str, _JobPricing],
    refused: Callable[[Endpoint], Collection[str]],
) -> Iterable[BatchJob]:
    for job in jobs:
        source = job.request.model.source
        if not isinstance(source, Endpoint) or source.base_url != server.base_url:
            what = message(
                "{name} is not served at {base_url}.",
                name=job.request.model.name,
                base_url=server.base_url,
            )
            raise EngineError(
                what, message("Run it without a batch, or in a batch of its own server.")
            )
        # Its settings alone are looked at: without the image there is little to encode.
        light = replace(job.request, image=replace(job.request.image, data=b""))
        body = fitted(server.provider, light, server.provider.body(light), refused(source))
        settings = server.provider.settings(body)
        if source.options.extra:
            settings["extra"] = dict(source.options.extra)
        pricing[job.custom_id] = _JobPricing(job.request.model.price, settings)
        yield job
