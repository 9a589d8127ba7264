"""Jobs as the JSON lines of a vendor's batch files, each file of one model and under the limits."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.models import Endpoint, EngineKind
from vizdesk.comparison.types import Failure
from vizdesk.engines.batch.jobs import BatchJob, BatchLimits, BatchReply
from vizdesk.engines.batch.ledger import Ledger
from vizdesk.engines.batch.provider import BatchProvider
from vizdesk.engines.openai.unsupported_fields import without

# Version 0.1 kept the first 16 digits of the whole line's hash, image and all: an image encoded
# otherwise since then would have kept a batch that is paid for from being fetched.
_DIGEST: Final = 20
_DIGEST_FORM: Final = re.compile(rf"[0-9a-f]{{{_DIGEST}}}")


def sent_name(provider: BatchProvider, run: str, name: str) -> str:
    """What a question is called at the server: as here, where the vendor takes any name."""
    if not provider.plain_ids:
        return name
    written = f"{run}:{name}".encode("utf-8", "surrogatepass")  # a name may be that of a file
    return f"vizdesk-{hashlib.sha256(written).hexdigest()[:40]}"


def json_line(entry: Mapping[str, Any]) -> bytes:
    """One line of a batch file, with its end."""
    return to_json(entry).encode() + b"\n"


def fitted(
    provider: BatchProvider, request: Request, body: Mapping[str, Any], refused: Collection[str]
) -> dict[str, Any]:
    """A question as its server takes it: without refused fields, with those a person has sent.

    Raises EngineError where the latter have no place in this vendor's questions.
    """
    source = request.model.source
    extra = source.options.extra if isinstance(source, Endpoint) else {}
    if extra and not provider.takes_extra:
        what = message(
            "{name} is sent fields of your own ({fields}), which its batches do not take.",
            name=request.model.name,
            fields=", ".join(sorted(extra)),
        )
        raise EngineError(what, message("Run it without a batch."))
    return {**without(body, set(refused) - set(extra)), **extra}


def question_digest(request: Request) -> str:
    """What tells one question from another of the same name: model, words and schema."""
    source = request.model.source
    slug = source.slug if isinstance(source, Endpoint) else ""
    asked = [slug, request.prompt, request.system, request.schema]
    written = json.dumps(asked, sort_keys=True, default=dict).encode()
    return hashlib.sha256(written).hexdigest()[:_DIGEST]


def plan(
    ledger: Ledger,
    jobs: Iterable[BatchJob],
    provider: BatchProvider,
    limits: BatchLimits,
    again: Collection[str] = (),
    refused: Callable[[Endpoint], Collection[str]] = lambda _endpoint: (),
) -> list[BatchReply]:
    """Put every job that is in no part yet, or is to be asked `again`, into new parts on disk.

    `refused` gives the fields that are left out for a model.

    Returns replies for those that no batch can hold. Takes as long as encoding all images does.
    Raises EngineError for two jobs of one name, and for a job that is not what it was before.
    """
    digests = {name: digest for part in ledger.parts.values() for name, digest in part.ids.items()}
    too_large: list[BatchReply] = []
    seen: set[str] = set()
    parts = _Parts(ledger, limits)
    try:
        for job in jobs:
            _check_name(job, seen)
            seen.add(job.custom_id)
            digest = question_digest(job.request)
            _check_same(job, digests.get(job.custom_id, digest), digest)
            if job.custom_id in digests and job.custom_id not in again:
                continue
            written = json_line(_entry(provider, ledger.run, job, refused))
            if len(written) > limits.bytes:
                too_large.append(_too_large(job, len(written), limits))
            else:
                parts.add(job, written, digest)
        parts.finish()
    finally:
        parts.drop()
    return too_large


def _entry(
    provider: BatchProvider,
    run: str,
    job: BatchJob,
    refused: Callable[[Endpoint], Collection[str]],
) -> dict[str, Any]:
    entry, source = (
        provider.line(sent_name(provider, run, job.custom_id), job.request),
        job.request.model.source,
    )
    fields = refused(source) if isinstance(source, Endpoint) else ()
    body = fitted(provider, job.request, entry[provider.body_in], fields)
    return {**entry, provider.body_in: body}


def _check_name(job: BatchJob, seen: Collection[str]) -> None:
    if job.custom_id in seen or not job.custom_id:
        what = message(
            "Two questions of this batch are called “{custom_id}”.", custom_id=job.custom_id
        )
        raise EngineError(what, message("Give each a name of its own."))


def _check_same(job: BatchJob, before: str, digest: str) -> None:
    if before != digest and _DIGEST_FORM.fullmatch(before):
        what = message(
            "“{custom_id}” is not the question that was sent under this name.",
            custom_id=job.custom_id,
        )
        raise EngineError(what, message("Go on with the suite as it was, or take a new folder."))


@dataclass(slots=True)
class _Open:
    """A part that is being written; `place` is its file until it is whole."""

    place: Path
    file: BufferedWriter
    ids: dict[str, str] = field(default_factory=dict)
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


class _Parts:
    """The parts being written, one for each model and way of asking it."""

    def __init__(self, ledger: Ledger, limits: BatchLimits) -> None:
        self._ledger = ledger
        self._limits = limits
        self._open: dict[tuple[str, EngineKind], _Open] = {}

    def add(self, job: BatchJob, written: bytes, digest: str) -> None:
        assert isinstance(job.request.model.source, Endpoint)
        kind = (job.request.model.source.slug, job.request.model.engine)
        part = self._open.get(kind)
        if part is not None and (
            len(part.ids) >= self._limits.requests or part.size + len(written) > self._limits.bytes
        ):
            self._close(kind)
            part = None
        if part is None:
            place = self._ledger.folder / f".new-{len(self._open)}-{os.getpid()}"
            part = self._open[kind] = _Open(place, place.open("wb"))
        part.file.write(written)
        part.digest.update(written)
        part.size += len(written)
        part.ids[job.custom_id] = digest

    def finish(self) -> None:
        for kind in list(self._open):
            self._close(kind)

    def drop(self) -> None:
        """Take away what is not whole."""
        while self._open:
            part = self._open.popitem()[1]
            part.file.close()
            part.place.unlink(missing_ok=True)

    def _close(self, kind: tuple[str, EngineKind]) -> None:
        part = self._open[kind]
        number = len(self._ledger.parts) + 1
        part.file.flush()
        os.fsync(part.file.fileno())
        part.file.close()
        os.replace(part.place, self._ledger.path(number, "input"))
        del self._open[kind]
        sha256 = part.digest.hexdigest()
        self._ledger.note("planned", number, slug=kind[0], sha256=sha256, ids=part.ids)


def _too_large(job: BatchJob, size: int, limits: BatchLimits) -> BatchReply:
    what = message(
        "The question takes {size} MB; a batch holds {most} MB.",
        size=f"{size / 1000000.0:.1f}",
        most=f"{limits.bytes / 1000000.0:.0f}",
    )
    return BatchReply(job.custom_id, failure=Failure(what, message("Send the image smaller.")))
