"""What goes into a batch and what comes out: jobs, replies, progress, limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from vizdesk.common.messages import EMPTY, Message
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, Event, Finished, Request, TextDelta
from vizdesk.comparison.types import Failure, FinishReason, Usage
from vizdesk.credentials.keys import Secret


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One question of a batch; `custom_id` is its name, once in a folder."""

    custom_id: str
    request: Request


@dataclass(frozen=True, slots=True)
class BatchReply:
    """What came of one job: an answer, or a `failure` and whether it is worth another try.

    `said` are the events a streamed answer would have been, without times: a batch has none that
    tell of the model. `model_returned` is the server's own name of the model that answered.
    """

    custom_id: str
    said: tuple[Event, ...] = ()
    model_returned: str = ""
    failure: Failure | None = None
    transient: bool = False

    def events(self) -> Iterator[Event]:
        """The events of the answer, `Finished` last. Raises EngineError where there is none."""
        yield from self.said
        if self.failure is not None:
            what, todo, details = self.failure.what, self.failure.todo, self.failure.details
            raise EngineError(what, todo, details, transient=self.transient)

    @property
    def text(self) -> str:
        """The whole answer."""
        return "".join(event.text for event in self.said if isinstance(event, TextDelta))

    @property
    def finished(self) -> Finished | None:
        """The last event of an answer; None when there is none."""
        last = self.said[-1] if self.said else None
        return last if isinstance(last, Finished) else None

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
    """How far a batch is; the values are OpenAI's."""

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
class BatchLimits:
    """What one batch may hold. OpenAI, “Create batch” (2026-11): 50,000 requests, 200 MB."""

    requests: int = 50_000
    bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class BatchPolling:
    """Seconds: how often a batch is looked at, and how long a failing server is borne with."""

    first_s: float = 5.0
    longest_s: float = 300.0
    patience_s: float = 3600.0


HALF_PRICE = 0.5  # OpenAI, “Batch API”: half the price of the synchronous APIs


@dataclass(frozen=True, slots=True)
class BatchServer:
    """Where batches are sent, with which key (`keys` may block), and within which limits."""

    base_url: str
    key_name: str | None
    keys: Callable[[str], Secret | None] = field(repr=False)
    offline: Offline
    limits: BatchLimits = BatchLimits()
    pace: BatchPolling = BatchPolling()
    price_factor: float = HALF_PRICE
