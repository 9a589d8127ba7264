"""What goes into a batch and what comes out: jobs, replies, progress, limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from vizdesk.common.messages import EMPTY, Message
from vizdesk.comparison.events import EngineError, Event, Finished, Request, TextDelta
from vizdesk.comparison.types import Failure, FinishReason, Usage


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One question of a batch; `custom_id` is its name, once in a folder."""

    custom_id: str
    request: Request


@dataclass(frozen=True, slots=True)
class BatchReply:
    """What came of one job: an answer, or a `failure` and whether it is worth another try.

    After a failure that names fields its server does not take (`unsupported`) the question may be
    asked again without them.

    `collected` are the events a streamed answer would have been, without times: a batch has none
    that tell of the model.
    """

    custom_id: str
    collected: tuple[Event, ...] = ()
    failure: Failure | None = None
    transient: bool = False
    unsupported: frozenset[str] = frozenset()

    def events(self) -> Iterator[Event]:
        """The events of the answer, `Finished` last. Raises EngineError where there is none."""
        yield from self.collected
        if self.failure is not None:
            what, todo, details = self.failure.what, self.failure.todo, self.failure.details
            raise EngineError(what, todo, details, transient=self.transient)

    @property
    def text(self) -> str:
        """The whole answer."""
        return "".join(event.text for event in self.collected if isinstance(event, TextDelta))

    @property
    def finished(self) -> Finished | None:
        """The last event of an answer; None when there is none."""
        last = self.collected[-1] if self.collected else None
        return last if isinstance(last, Finished) else None

    @property
    def model_returned(self) -> str:
        """The server's own name of the model that answered; empty where it gave none."""
        return self.finished.served if self.finished else ""

    @property
    def reason(self) -> FinishReason | None:
        """Why the model stopped."""
        return self.finished.reason if self.finished else None

    @property
    def usage(self) -> Usage:
        """Tokens as the server counted them."""
        return self.finished.usage if self.finished else Usage()

    @property
    def cost_usd(self) -> float | None:
        """US dollars at the batch's price; None when the price or the usage is not known."""
        return self.finished.cost_usd if self.finished else None


class BatchStatus(Enum):
    """How far a batch is; the values are OpenAI's, the other vendors' are brought to them."""

    VALIDATING = "validating"
    FAILED = "failed"
    IN_PROGRESS = "in_progress"
    FINALIZING = "finalizing"
    COMPLETED = "completed"
    EXPIRED = "expired"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more will come."""
        return self in (
            BatchStatus.FAILED,
            BatchStatus.COMPLETED,
            BatchStatus.EXPIRED,
            BatchStatus.CANCELLED,
        )


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """All batches of one folder together; `status` by the number of each.

    `completed` and `failed` are questions out of `total`, as the server counts them. `problem` is a
    sentence about something that goes wrong and is being tried again.
    """

    total: int
    completed: int
    failed: int
    status: tuple[BatchStatus, ...]
    next_look_s: float
    problem: Message = EMPTY


@dataclass(frozen=True, slots=True)
class BatchResult:
    """A file of results: its `kind` ("output" or "error") and what it is fetched by.

    `lines` are the results themselves, from a vendor that sends few of them within the batch.
    """

    kind: str
    place: str = ""
    lines: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class BatchState:
    """What a server says of one batch. `completed` and `failed` count questions.

    `errors` are about the batch as a whole, or about one `line` (from 1) of its file.
    """

    status: BatchStatus
    completed: int = 0
    failed: int = 0
    results: tuple[BatchResult, ...] = ()
    errors: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class BatchLimits:
    """What one batch may hold, and how many hours it has until it ends.

    The defaults are OpenAI's: “Create batch” (2026-11), 50,000 requests, 200 MB, 24 h.
    """

    requests: int = 50_000
    bytes: int = 200_000_000
    hours: int = 24


@dataclass(frozen=True, slots=True)
class BatchPolling:
    """Seconds: how often a batch is looked at, and how long a failing server is borne with.

    `results_s` is how long results that a batch has announced are waited for once it has ended.
    """

    first_s: float = 5.0
    longest_s: float = 300.0
    patience_s: float = 3600.0
    results_s: float = 600.0
