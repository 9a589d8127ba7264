"""The items of a run as they lie in its database: a million of them are never held together."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, overload

from vizdesk.common.strict_json import to_json
from vizdesk.evals.checks import Check
from vizdesk.evals.registry import from_json
from vizdesk.evals.suite import EvalItem, ItemOutline, StoredSequence, outlines
from vizdesk.runs.serialization import item_from, item_record

Read = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]
"""Rows of a query with its values, as `Connection.execute(…).fetchall()` gives them."""
PAGE: Final = 500
"""So many rows are read at once."""
_HELD: Final = 2_000


class StoredItems(StoredSequence):
    """The `size` items of the run with this number. Raises what `UNREADABLE` names when damaged."""

    def __init__(self, read: Read, run: int, size: int) -> None:
        self._read, self._run, self._size = read, run, size
        self._held: OrderedDict[int, EvalItem] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> EvalItem: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[EvalItem]: ...
    def __getitem__(self, at: int | slice) -> EvalItem | Sequence[EvalItem]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(self._size))]
        place = at + self._size if at < 0 else at
        if not 0 <= place < self._size:
            raise IndexError(at)
        item = self._held.get(place)
        if item is None:
            query = "SELECT record FROM items WHERE run = ? AND place = ?"
            ((record,),) = self._read(query, (self._run, place))
            item = self._held[place] = item_from(json.loads(record))
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        return item

    def __iter__(self) -> Iterator[EvalItem]:
        for _, record in self._pages("place, record"):
            yield item_from(json.loads(record))

    def outlines(self) -> Iterator[ItemOutline]:
        for row in self._pages("place, id, category, image, cluster, keyed"):
            yield ItemOutline._make(row[1:])

    def checks(self) -> Iterator[tuple[str, Check]]:
        known: dict[str, Check] = {}
        for _, category, text in self._pages("place, category, json_extract(record, '$.check')"):
            if text is None:
                continue
            if text not in known:
                if len(known) >= _HELD:
                    known.clear()
                known[text] = from_json(json.loads(text))
            yield category, known[text]

    def place_of(self, item_id: str) -> int:
        query = "SELECT place FROM items WHERE run = ? AND id = ?"
        rows = self._read(query, (self._run, item_id))
        if not rows:
            raise KeyError(item_id)
        return int(rows[0][0])

    def _pages(self, columns: str) -> Iterator[tuple[Any, ...]]:
        query = (
            f"SELECT {columns} FROM items WHERE run = ? AND place > ? ORDER BY place LIMIT {PAGE}"
        )
        last = -1
        while rows := self._read(query, (self._run, last)):
            yield from rows
            last = rows[-1][0]


def insert_items(database: sqlite3.Connection, run: int, items: Sequence[EvalItem]) -> None:
    """Keep the items of a run; they are gone through once."""
    database.executemany(
        "INSERT INTO items (run, place, id, category, image, cluster, keyed, record) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        _rows(run, items),
    )


def _rows(run: int, items: Sequence[EvalItem]) -> Iterable[tuple[Any, ...]]:
    for place, (item, outline) in enumerate(zip(items, outlines(items), strict=True)):
        yield run, place, *outline, to_json(item_record(item))
