"""Where batches are sent: which server, by whose Batch API, with which key, how patiently."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from vizdesk.catalog.endpoints.key_consents import KeyRefusal, of_another_host
from vizdesk.common.offline import Offline
from vizdesk.comparison.models import NO_OPTIONS, Endpoint, RequestOptions
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch.jobs import BatchLimits, BatchPolling
from vizdesk.engines.batch.provider import BatchProvider


@dataclass(frozen=True, slots=True)
class BatchServer:
    """Where batches are sent, with which key (`keys` may block), and within which limits.

    `limits` and `price_factor` are the provider's where they are None. `options` are sent with
    everything, `refused_fields` are left out of the questions to a model (it may read files).
    """

    base_url: str
    key_name: str | None
    keys: Callable[[str], Secret | None] = field(repr=False)
    offline: Offline
    provider: BatchProvider
    limits: BatchLimits | None = None
    pace: BatchPolling = field(default_factory=BatchPolling)
    price_factor: float | None = None
    refusal: KeyRefusal = field(default=of_another_host, repr=False)
    options: RequestOptions = NO_OPTIONS
    refused_fields: Callable[[Endpoint], Collection[str]] = field(
        default=lambda _endpoint: (), repr=False
    )

    @property
    def most(self) -> BatchLimits:
        """What one batch may hold here."""
        return self.limits or self.provider.limits

    @property
    def factor(self) -> float:
        """What a batch costs here of the usual price."""
        return self.provider.price_factor if self.price_factor is None else self.price_factor
