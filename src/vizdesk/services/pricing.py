"""The prices that were fetched so far, and fetching today's when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vizdesk.catalog.pricing.price_lists import PriceLists, priced
from vizdesk.common.offline import Offline
from vizdesk.comparison.models import Model

if TYPE_CHECKING:
    from vizdesk.services.price_refresh import Refreshed


@dataclass(frozen=True)
class PricingService:
    """`lists` are the price lists kept day by day."""

    lists: PriceLists
    offline: Offline

    def priced(self, model: Model) -> Model:
        """`model` with the newest price that was fetched for it, if any."""
        return priced(model, self.lists)

    async def refresh(
        self, progress: Callable[[int, int | None], None] = lambda received, total: None
    ) -> Refreshed:
        """Fetch and keep today's prices; see `price_refresh.refresh`. Raises PricesError.

        `progress` is told bytes received and to come, from the thread of the event loop.
        """
        from vizdesk.services import price_refresh  # not at the start

        url = price_refresh.URL
        return await price_refresh.refresh(self.lists, self.offline, progress, url=url)
