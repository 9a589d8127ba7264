"""A folder of batches from the first question to the last reply, begun or gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import Endpoint, Price
from vizdesk.engines.batch import submit
from vizdesk.engines.batch.batch_api import BatchApi, batch_api
from vizdesk.engines.batch.build import body, plan
from vizdesk.engines.batch.folder_lock import only_one
from vizdesk.engines.batch.jobs import BatchJob, BatchProgress, BatchReply, BatchServer, BatchStatus
from vizdesk.engines.batch.ledger import BatchPart, Ledger
from vizdesk.engines.batch.merge import priced, replies
from vizdesk.engines.batch.poll import BatchPoller, ended, tidy
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.openai import responses
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
            async with aclosing(_run(folder, jobs, server, on_progress, again)) as found:
                async for reply in found:
                    yield reply
    except OSError as error:
        what = message(
            "The folder of the batches cannot be used: {why}.", why=error.strerror or str(error)
        )
        raise EngineError(
            what, message("Make room, or choose another folder."), str(folder)
        ) from error


async def cancel_batch(folder: Path, server: BatchServer) -> None:
    """End the batches of a folder at the server; `run_batch` then fetches what they gave.

    While `run_batch` is at work there in this or another process, end that first. Raises
    EngineError.
    """
    with only_one(folder):
        ledger = await asyncio.to_thread(Ledger, folder)
        async with batch_api(server) as api:
            await submit.cancel(api, ledger)


@dataclass(frozen=True, slots=True)
class _JobPricing:
    """What of a job is needed when its reply comes."""

    price: Price | None
    sampling: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _ReplyReader:
    """Reads the replies of a batch's files; of each question those of the part that owns it.

    `pricing` is by question; questions that were not asked for in this run have none.
    """

    ledger: Ledger
    server: BatchServer
    context: RequestContext
    pricing: Mapping[str, _JobPricing]
    owners: Mapping[str, int]

    def replies(self, part: BatchPart) -> list[BatchReply]:
        """Every reply of `part`, with what it cost. May take seconds."""
        files = [self.ledger.path(part.number, kind) for kind in ("output", "error")]
        factor = self.server.price_factor
        return [
            priced(reply, self.pricing[name].price, factor, self.pricing[name].sampling)
            for name, reply in replies(part, files, self.context).items()
            if self.owners[name] == part.number and name in self.pricing
        ]


async def _run(
    folder: Path,
    jobs: Iterable[BatchJob],
    server: BatchServer,
    on_progress: Callable[[BatchProgress], None],
    again: bool,
) -> AsyncGenerator[BatchReply, None]:
    ledger = await asyncio.to_thread(Ledger, folder)
    ledger.begin(server.base_url)
    context = RequestContext(server_at(server.base_url), "batch")
    pricing: dict[str, _JobPricing] = {}
    if again and ledger.cancelled:
        ledger.note("resume")
    retried = await asyncio.to_thread(_passing, ledger, context) if again else frozenset()
    listed = _noted(jobs, server, pricing)
    for reply in await asyncio.to_thread(plan, ledger, listed, server.limits, retried):
        yield reply
    reader = _ReplyReader(ledger, server, context, pricing, ledger.owners())
    async with aclosing(_parts(ledger, server, BatchPoller(ledger, on_progress))) as parts:
        async for part in parts:
            for reply in await asyncio.to_thread(reader.replies, part):
                yield reply


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
        batch_api(server) as api,
        aclosing(_under_way(api, ledger, poller, server)) as parts,
    ):
        async for part in parts:
            yield part
    if ledger.cancelled:
        for part in ledger.parts.values():
            if not part.batch_id:
                yield replace(part, status=BatchStatus.CANCELLED)


async def _under_way(
    api: BatchApi, ledger: Ledger, poller: BatchPoller, server: BatchServer
) -> AsyncGenerator[BatchPart, None]:
    """Every part that was not here yet, sent where it was not, and tidied up after."""
    for part in list(ledger.parts.values()):
        if part.status is not None and not part.tidied:
            await tidy(api, ledger, part, poller)
        elif not part.batch_id and not ledger.cancelled:
            await submit.submit(api, ledger, part, server.pace, poller.report_problem)
            poller.tell()
    async with aclosing(ended(api, ledger, poller, server.pace)) as parts:
        async for part in parts:
            yield part
            await tidy(api, ledger, part, poller)


def _noted(
    jobs: Iterable[BatchJob], server: BatchServer, pricing: dict[str, _JobPricing]
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
        sampling = responses.sampling_of(body(job.request))
        pricing[job.custom_id] = _JobPricing(job.request.model.price, sampling)
        yield job


def _passing(ledger: Ledger, context: RequestContext) -> frozenset[str]:
    """The questions that got no answer for a reason that may have passed."""
    owners, names = ledger.owners(), set()
    for part in ledger.parts.values():
        if part.status is None:
            continue
        files = [ledger.path(part.number, kind) for kind in ("output", "error")]
        for name, reply in replies(part, files, context).items():
            if owners[name] == part.number and reply.failure is not None and reply.transient:
                names.add(name)
    return frozenset(names)
