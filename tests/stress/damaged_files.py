"""Files as a broken disk or another program would leave them; the same for the same seed."""

from __future__ import annotations

import json
import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

PAGE = 4096
ODD_VALUES: tuple[object, ...] = (
    *(None, True, -1, 0, 1e308, "", "x" * 5000, [], {}, [[]], {"a": {}}, [None], "\x00\ud7ff"),
    *(2**70, "1970", "NaN", {"x0": "a"}, [1, 2, 3, 4], {"": ""}),
)


def damage_database(path: Path, draw: random.Random, tables: tuple[str, ...]) -> str:
    """Damage a closed database in one to three ways; returns which ways."""
    ways = [draw.choice(("bytes", "page", "zeros", "cut", "swap", "row", "value", "head", "log"))]
    ways += draw.choices(("bytes", "value", "row"), k=draw.randrange(3))
    for way in ways:
        if way in ("row", "value"):
            _damage_row(path, draw, draw.choice(tables), json_value=way == "value")
        elif way == "log":
            Path(f"{path}-wal").write_bytes(draw.randbytes(draw.choice((10, 32, 5000))))
        else:
            data = bytearray(path.read_bytes())
            damage_pages(data, draw, way)
            path.write_bytes(data)
    return " ".join(ways)


def damage_pages(data: bytearray, draw: random.Random, way: str) -> None:
    """Damage the pages of a database, or of any other file."""
    if not data:
        return
    page = draw.randrange(max(1, len(data) // PAGE)) * PAGE
    if way == "bytes":
        for _ in range(draw.randint(1, 30)):
            data[draw.randrange(len(data))] = draw.randrange(256)
    elif way == "page":
        data[page : page + PAGE] = draw.randbytes(len(data[page : page + PAGE]))
    elif way == "zeros":
        data[page : page + PAGE] = bytes(len(data[page : page + PAGE]))
    elif way == "cut":
        del data[draw.randrange(len(data)) :]
    elif way == "swap":
        other = draw.randrange(max(1, len(data) // PAGE)) * PAGE
        first, second = data[page : page + PAGE], data[other : other + PAGE]
        if len(first) == len(second):
            data[page : page + PAGE], data[other : other + PAGE] = second, first
    elif way == "head":
        at = draw.randrange(min(100, max(1, len(data) - 4)))
        data[at : at + 4] = struct.pack(">I", draw.choice((0, 1, 0xFFFF, 2**31, 2**32 - 1)))


def _damage_row(path: Path, draw: random.Random, table: str, *, json_value: bool) -> None:
    """Put something odd into a column of a row, or into its JSON; perhaps the file is damaged."""
    try:
        with closing(sqlite3.connect(path)) as database, database:
            columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
            rows = [number for (number,) in database.execute(f"SELECT rowid FROM {table}")]
            number, column = draw.choice(rows), draw.choice(columns)
            if json_value:
                column = "record"
                query = f"SELECT record FROM {table} WHERE rowid = ?"
                (record,) = database.execute(query, (number,)).fetchone()
                odd: object = json.dumps(odd_inside(json.loads(record), draw))
            else:
                odd = draw.choice((None, -1, 1.5, b"\xff\xfe", "\x00", "x" * 3000, "[]", "{"))
            # As no program would write it: a text that is no UTF-8.
            if draw.random() < 0.2:
                odd = b"caf\xe9 \xff"
                database.execute(
                    f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", (odd, number)
                )
            else:
                database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (odd, number))
    except (sqlite3.Error, IndexError, ValueError, TypeError):
        return  # it was damaged before, or allows no such value


def odd_inside(value: Any, draw: random.Random) -> Any:
    """JSON with something odd in one place of it."""
    if isinstance(value, dict) and value and draw.random() < 0.9:
        key = draw.choice(sorted(value))
        return {**value, key: odd_inside(value[key], draw)}
    if isinstance(value, list) and value and draw.random() < 0.9:
        at = draw.randrange(len(value))
        return [*value[:at], odd_inside(value[at], draw), *value[at + 1 :]]
    return draw.choice(ODD_VALUES)


def damaged_text(text: str, draw: random.Random, tokens: tuple[str, ...]) -> bytes:
    """A file of lines with some of them repeated, cut, replaced or made no text at all."""
    lines = text.splitlines(keepends=True) or [""]
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(lines))
        change = draw.randrange(5)
        if change == 0:
            lines[at] = draw.choice(tokens) + "\n"
        elif change == 1:
            lines.insert(at, draw.choice(tokens) + "\n")
        elif change == 2:
            cut = draw.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + draw.choice(tokens) + lines[at][cut:]
        elif change == 3:
            lines[at] = lines[at].replace("=", draw.choice(("", "==", "= [", "=\x00")), 1)
        else:
            lines[at] *= draw.choice((2, 300))
    data = bytearray("".join(lines).encode("utf-8", "replace"))
    if draw.random() < 0.3:
        damage_pages(data, draw, draw.choice(("bytes", "page", "zeros", "cut")))
    return bytes(data)
