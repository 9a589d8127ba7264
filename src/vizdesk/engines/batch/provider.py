"""What a vendor's module says of its Batch API, and what every vendor's API can do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from vizdesk.comparison.events import Event, Request
from vizdesk.comparison.models import EngineKind
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch.connection import BatchConnection, Json
from vizdesk.engines.batch.jobs import BatchLimits, BatchState
from vizdesk.engines.errors import RequestContext

HALF_PRICE = 0.5


@dataclass(frozen=True, slots=True)
class PartFile:
    """The questions of one batch on this disk: JSON lines, `size` bytes, all for model `slug`."""

    run: str
    number: int
    slug: str
    sha256: str
    path: Path
    questions: int
    size: int

    @property
    def name(self) -> str:
        """What the file is called at the server; no other file of ours has this name."""
        return f"vizdesk-{self.run[:16]}-{self.number:04}-{self.sha256[:8]}.jsonl"

    @property
    def label(self) -> dict[str, str]:
        """What marks the batch as ours at a server that keeps metadata."""
        return {"vizdesk": self.run, "part": str(self.number), "sha256": self.sha256}


class BatchApi(Protocol):
    """A vendor's files and batches. Every call raises EngineError, also while offline."""

    async def upload(self, part: PartFile) -> str:
        """Send the questions; gives the id of the file."""

    async def find_upload(self, part: PartFile) -> str | None:
        """The file of an earlier `upload` whose answer never came, whole; None: there is none."""

    async def create(self, part: PartFile, file_id: str) -> str:
        """Have the questions answered; gives the id of the batch."""

    async def find(self, part: PartFile, known: Collection[str]) -> str:
        """The batch of an earlier `create` whose answer never came; "" where there is none.

        It is none of `known`. The whole list is searched: this machine's clock may be anywhere.
        Raises a transient EngineError while that cannot be told yet.
        """

    async def look(self, batch_id: str) -> BatchState:
        """How far a batch is. Raises NotThereError when the server knows none of this id."""

    async def cancel(self, batch_id: str) -> None:
        """Have a batch end; what was answered by then can be fetched."""

    async def download(self, place: str, write: Callable[[bytes], object]) -> None:
        """Fetch the results at a `BatchResult.place`. Raises NotThereError."""

    async def forget(self, name: str) -> None:
        """Have the server forget a file or batch. Raises NotThereError when it did before."""


@dataclass(frozen=True, slots=True)
class BatchProvider:
    """One vendor's Batch API; a new one is a module in `providers` and a line in `registry`.

    `id` is what an endpoint's file names in `batch`. `kinds` are the engines whose models can be
    asked so. `price_factor` is what a batch costs of the usual price. `source` says where limits,
    price and format are published.

    `root` makes the address of the API from an endpoint's base URL; `headers` carry the key.
    `body` is one question as the vendor takes it (raises EngineError), `line` a line of the file
    of questions, `settings` what of a body is kept for the record. `plain_ids`: names of questions
    must be of letters, digits, - and _, 64 at most. `uploads`: questions are sent as a file before
    the batch is created.

    `name_of` gives the name of the question that a line of results answers, None where it has
    none; `read` its events, `Finished` last (raises EngineError where there is no answer).
    `marker` is the field in which a line names its question, `body_in` the one that holds what
    `body` gives. `takes_extra`: fields that a person has sent with every question fit into it.
    `forgets_batches`: a batch is to be deleted at the server too, once its results are here.
    """

    id: str
    name: str
    source: str
    kinds: tuple[EngineKind, ...]
    limits: BatchLimits
    root: Callable[[str], str]
    headers: Callable[[Secret | None], dict[str, str]]
    body: Callable[[Request], dict[str, Any]]
    line: Callable[[str, Request], dict[str, Any]]
    settings: Callable[[Json], dict[str, Any]]
    name_of: Callable[[Json], str | None]
    read: Callable[[Json, RequestContext], Iterator[Event]]
    api: Callable[[BatchConnection], BatchApi]
    marker: str = "custom_id"
    body_in: str = "body"
    takes_extra: bool = True
    price_factor: float = HALF_PRICE
    plain_ids: bool = False
    uploads: bool = True
    forgets_batches: bool = False
