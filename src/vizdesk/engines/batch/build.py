"""Jobs as the JSON lines of OpenAI's batch files, each file of one model and under the limits.

Reference: https://platform.openai.com/docs/api-reference/batch/request-input
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.models import Endpoint, EngineKind
from vizdesk.comparison.types import Failure
from vizdesk.engines.batch.jobs import BatchJob, BatchLimits, BatchReply
from vizdesk.engines.batch.ledger import Ledger
from vizdesk.engines.openai import responses

URL: Final = "/v1/responses"


def body(request: Request) -> dict[str, Any]:
    """The body of one question: what `ApiEngine` sends, but whole instead of as a stream."""
    source = request.model.source
    if request.model.engine is not EngineKind.RESPONSES or not isinstance(source, Endpoint):
        what = message(
            "{name} is not asked through OpenAI's Responses API.", name=request.model.name
        )
        raise EngineError(what, message("Run it without a batch."))
    sent = responses.body(request, source.slug)
    del sent["stream"]
    return sent


def line(job: BatchJob) -> bytes:
    """One line of a batch file, with its end."""
    entry = {"custom_id": job.custom_id, "method": "POST", "url": URL, "body": body(job.request)}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def plan(
    ledger: Ledger, jobs: Iterable[BatchJob], limits: BatchLimits, again: Collection[str] = ()
) -> list[BatchReply]:
    """Put every job that is in no part yet, or is to be asked `again`, into new parts on disk.

    Returns replies for those that no batch can hold. Takes as long as encoding all images does.
    Raises EngineError for two jobs of one name, and for a job that is not what it was before.
    """
    known = {name: digest for part in ledger.parts.values() for name, digest in part.ids.items()}
    refused: list[BatchReply] = []
    seen: set[str] = set()
    parts = _Parts(ledger, limits)
    try:
        for job in jobs:
            if job.custom_id in seen or not job.custom_id:
                what = message(
                    "Two questions of this batch are called “{custom_id}”.", custom_id=job.custom_id
                )
                raise EngineError(what, message("Give each a name of its own."))
            seen.add(job.custom_id)
            written = line(job)
            digest = hashlib.sha256(written).hexdigest()[:16]
            if known.get(job.custom_id, digest) != digest:
                what = message(
                    "“{custom_id}” is not the question that was sent under this name.",
                    custom_id=job.custom_id,
                )
                raise EngineError(
                    what, message("Go on with the suite as it was, or take a new folder.")
                )
            if len(written) > limits.bytes:
                refused.append(_too_large(job, len(written), limits))
            elif job.custom_id not in known or job.custom_id in again:
                parts.add(job, written, digest)
        parts.finish()
    finally:
        parts.drop()
    return refused


@dataclass(slots=True)
class _Open:
    """A part that is being written; `place` is its file until it is whole."""

    place: Path
    file: BufferedWriter
    ids: dict[str, str] = field(default_factory=dict)
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


class _Parts:
    """The parts being written, one for each model."""

    def __init__(self, ledger: Ledger, limits: BatchLimits) -> None:
        self._ledger = ledger
        self._limits = limits
        self._open: dict[str, _Open] = {}

    def add(self, job: BatchJob, written: bytes, digest: str) -> None:
        assert isinstance(job.request.model.source, Endpoint)
        slug = job.request.model.source.slug
        part = self._open.get(slug)
        if part is not None and (
            len(part.ids) >= self._limits.requests or part.size + len(written) > self._limits.bytes
        ):
            self._close(slug)
            part = None
        if part is None:
            place = self._ledger.folder / f".new-{len(self._open)}-{os.getpid()}"
            part = self._open[slug] = _Open(place, place.open("wb"))
        part.file.write(written)
        part.digest.update(written)
        part.size += len(written)
        part.ids[job.custom_id] = digest

    def finish(self) -> None:
        for slug in list(self._open):
            self._close(slug)

    def drop(self) -> None:
        """Take away what is not whole."""
        while self._open:
            part = self._open.popitem()[1]
            part.file.close()
            part.place.unlink(missing_ok=True)

    def _close(self, slug: str) -> None:
        part = self._open[slug]
        number = len(self._ledger.parts) + 1
        part.file.flush()
        os.fsync(part.file.fileno())
        part.file.close()
        os.replace(part.place, self._ledger.path(number, "input"))
        del self._open[slug]
        sha256 = part.digest.hexdigest()
        self._ledger.note("planned", number, slug=slug, sha256=sha256, ids=part.ids)


def _too_large(job: BatchJob, size: int, limits: BatchLimits) -> BatchReply:
    what = message(
        "The question takes {size} MB; a batch holds {most} MB.",
        size=f"{size / 1000000.0:.1f}",
        most=f"{limits.bytes / 1000000.0:.0f}",
    )
    return BatchReply(job.custom_id, failure=Failure(what, message("Send the image smaller.")))
