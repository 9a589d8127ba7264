"""Lists that a server gives page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Final

from vizdesk.engines.batch.connection import BatchConnection, Json
from vizdesk.engines.errors import unexpected_content

_MOST_PAGES: Final = 10_000


async def pages(
    connection: BatchConnection, path: str, query: Mapping[str, str], cursor: str
) -> AsyncIterator[Json]:
    """Every object of a list whose next page begins after the last id, given as `cursor`.

    Ends at a page that brings nothing new. Raises EngineError, also for what is no list.
    """
    seen: set[str] = set()
    after: dict[str, str] = {}
    for _ in range(_MOST_PAGES):
        page = await connection.ask("GET", path, params={**query, **after})
        listed = page.get("data")
        if not isinstance(listed, list):
            raise unexpected_content("application/json", str(page), connection.context)
        new = [item for item in listed if isinstance(item, dict) and item.get("id") not in seen]
        for item in new:
            seen.add(str(item.get("id")))
            yield item
        if not new or not page.get("has_more"):
            return
        after = {cursor: connection.id_in(new[-1])}
