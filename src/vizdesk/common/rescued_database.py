"""A database file of ours: opened when it is needed, set aside where it is damaged.

What can be read of a damaged file is read row by row into a new one, as far as it can be read.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from vizdesk.common.database_files import (
    Schema,
    check_tables,
    connect,
    open_database,
    unusable,
)
from vizdesk.common.file_lock import only_writer
from vizdesk.common.messages import Message

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
MOST_BETWEEN = 100_000
"""So many rows between those read from both ends are looked for one by one, at most."""
LARGEST_CHECKED = 256_000_000
"""Bytes up to which a file is checked when it is opened; 63 MB take 32 ms where they are cached."""
MOST_BEYOND = 2_000
"""So many where nothing can be read from the far end, so that nobody knows how many there are."""
_FILES = ("-wal", "-shm", "")
# What reading a damaged file raises: SQLite may name a broken table in bytes that are no text.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
# SQLite's words where the file's own description of its tables is at fault.
_OTHER_TABLES = (
    *("no such table", "no such column", "no such trigger", "no such index", "already exists"),
    *("duplicate column name", "unsupported file format"),  # its version is not that of its tables
    *("tokenizer", "no such module", "vtable constructor"),
)


class RescuedDatabase(ABC):
    """The file at `path`, for methods of any thread that hold `_lock`; see `rescued`.

    A damaged file is set aside, and what can be read of it is read into a new one: `tell` hears so.
    `tables` are those whose rows are copied then; the rows of the last of them are what a person
    counts.
    """

    schema: ClassVar[Schema]
    tables: ClassVar[tuple[str, ...]]

    def __init__(self, path: Path, tell: Callable[[Message], None] = lambda _: None) -> None:
        self.path, self._tell = path, tell
        self._lock = threading.RLock()
        self._opened: tuple[int, int] | None = None

    def _open(self, path: Path) -> sqlite3.Connection:
        """The database at `path`, made or brought up to date. Raises sqlite3.Error and its own."""
        return open_database(path, self.schema)

    def _copy_rows(self, damaged: sqlite3.Connection, new: sqlite3.Connection) -> int:
        """Copy what can be read (see `copy_rows`); returns how many things a person counts."""
        for table in self.tables:
            copy_rows(damaged, new, table)
        return int(new.execute(f"SELECT count(*) FROM {self.tables[-1]}").fetchone()[0])

    @abstractmethod
    def _rescued_words(self, count: int, why: str, copy: str) -> Message:
        """That `count` of them could be read, and where the damaged file is."""

    @cached_property
    def _db(self) -> sqlite3.Connection:
        self._opened = _identity(self.path)
        try:
            connection = self._open(self.path)
        except OSError as error:  # of its folder: a person knows the file
            raise OSError(error.errno, error.strerror or str(error), str(self.path)) from error
        connection.text_factory = _readable
        try:
            check_tables(connection, self.schema)
            _check(self.path)
        except DAMAGE:
            connection.close()
            raise
        self._opened = _identity(self.path)
        return connection

    def close(self) -> None:
        """Let the file go. Nothing is lost when this is never called."""
        with self._lock:
            self._let_go()

    def reopen_replaced(self) -> None:
        """Let a file go that is no longer the one at its path: another vizdesk set it aside."""
        with self._lock:
            there = "_db" in self.__dict__
            if there and not self._db.in_transaction and _identity(self.path) != self._opened:
                self._let_go()

    def rescue(self, error: Exception) -> None:
        """Go on with a new file that holds what can be read of the damaged one.

        Raises OSError, sqlite3.Error, MessageError.
        """
        with self._lock:
            damaged = self._opened
            self._let_go()
            with only_writer(self.path):
                if damaged is None or _identity(self.path) != damaged:
                    return  # another vizdesk has done it
                copy, count = self._set_aside()
            self._tell(self._rescued_words(count, str(error), str(copy)))

    def _set_aside(self) -> tuple[Path, int]:
        """Put a new file with all that can be read in the place of the damaged one.

        The damaged file stays where it is until the new one is whole.
        """
        part = self.path.with_name(f".{self.path.name}.new")
        _remove(part)
        try:
            with closing(self._open(part)) as new:
                new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                with closing(_opened_damaged(self.path)) as damaged:
                    count = self._copied(damaged, new)
                if not count:
                    with first_page_of(part, self.path) as mended, closing(mended) as damaged:
                        count = self._copied(damaged, new)
            copy = _free_name(self.path)
            for ending in _FILES:
                with suppress(FileNotFoundError):
                    os.replace(f"{self.path}{ending}", f"{copy}{ending}")
            os.replace(part, self.path)
        finally:
            _remove(part)
        return copy, count

    def _copied(self, damaged: sqlite3.Connection, new: sqlite3.Connection) -> int:
        new.execute("BEGIN IMMEDIATE")
        count = self._copy_rows(damaged, new)
        new.execute("COMMIT")
        return count

    def _let_go(self) -> None:
        if "_db" in self.__dict__:
            connection = self._db
            del self.__dict__["_db"]
            connection.close()


Store = TypeVar("Store", bound=RescuedDatabase)


def rescued(
    method: Callable[Concatenate[Store, Parameters], Result],
) -> Callable[Concatenate[Store, Parameters], Result]:
    """A method that, where the file turns out damaged, is called again on what was rescued.

    Its arguments are used twice then, so none of them is an iterator.
    Where the disk or another program is at fault, it raises UnusableDatabaseError.
    """

    @wraps(method)
    def call(store: Store, /, *args: Parameters.args, **named: Parameters.kwargs) -> Result:
        store.reopen_replaced()
        try:
            return method(store, *args, **named)
        except DAMAGE as error:
            if not is_damage(error):
                raise _named(store, error) from error
            damage = error
        try:
            store.rescue(damage)
            return method(store, *args, **named)
        except sqlite3.OperationalError as error:
            raise _named(store, error) from error

    return call


def _named(store: RescuedDatabase, error: Exception) -> Exception:
    """The error as a sentence about the file where its disk or somebody else is at fault."""
    if isinstance(error, sqlite3.OperationalError) and not is_damage(error):
        return unusable(store.path, error)
    return error


def is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, not its disk, its rights or somebody who has it open.

    https://www.sqlite.org/rescode.html
    """
    if isinstance(error, UnicodeDecodeError):
        return True
    code, words = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF, str(error)
    other = code == sqlite3.SQLITE_ERROR and any(each in words for each in _OTHER_TABLES)
    return other or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def copy_rows(damaged: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    """Copy every row of `table` that can be read and has what each row has; rows keep their order.

    Columns that the new table has not are left out.
    """
    columns = [name for _, name, *_ in new.execute(f"PRAGMA table_info({table})")]
    for row in _rows(damaged, table):
        names = [name for name in columns if name in row.keys()]  # noqa: SIM118 - a Row
        values = [row["rescued_row"], *(row[name] for name in names)]
        into, places = ", ".join(("rowid", *names)), ", ".join("?" * len(values))
        with suppress(sqlite3.IntegrityError):  # it lacks something, or is there already
            new.execute(f"INSERT INTO {table} ({into}) VALUES ({places})", values)


def moment(written: object) -> datetime:
    """A time as it was written, in UTC where no zone was; 1970 where it is damaged."""
    try:
        when = datetime.fromisoformat(str(written))
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _rows(damaged: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Every row that can be read: from the first on, from the last back, then those between."""
    read: dict[str, int] = {}
    for order in ("ASC", "DESC"):
        # Not every table has a number of its own, so each row is told by SQLite's rowid.
        query = f"SELECT rowid AS rescued_row, * FROM {table} NOT INDEXED ORDER BY rowid {order}"
        try:
            for row in damaged.execute(query):
                number = row["rescued_row"]
                if order == "DESC" and number <= read.get("ASC", number - 1):
                    return
                read[order] = number
                yield row
        except DAMAGE:
            continue  # a page that cannot be read: what lies behind it is read from elsewhere
        return
    first = read.get("ASC", 0) + 1
    last = min(read["DESC"], first + MOST_BETWEEN) if "DESC" in read else first + MOST_BEYOND
    for number in range(first, last):
        with suppress(*DAMAGE):
            query = f"SELECT rowid AS rescued_row, * FROM {table} NOT INDEXED WHERE rowid = ?"
            yield from damaged.execute(query, (number,)).fetchall()


def _opened_damaged(path: Path) -> sqlite3.Connection:
    damaged = sqlite3.connect(path, timeout=10, isolation_level=None)
    damaged.row_factory = sqlite3.Row
    damaged.text_factory = _readable
    return damaged


@contextmanager
def first_page_of(fresh: Path, damaged: Path) -> Iterator[sqlite3.Connection]:
    """The damaged file, opened as a copy that has the first page of the fresh one.

    The first page alone says where the tables begin, and tables made in the same order begin at
    the same pages. https://www.sqlite.org/fileformat2.html#the_database_header
    """
    copy = fresh.with_name(f"{fresh.name}.pages")
    try:
        shutil.copyfile(damaged, copy)
        with fresh.open("rb") as file:
            head = bytearray(file.read(100))
            size = int.from_bytes(head[16:18], "big")
            head += file.read(size - 100)
        head[28:32] = (damaged.stat().st_size // size).to_bytes(4, "big")  # pages of the file
        head[32:40] = bytes(8)  # where its free pages are: nobody knows
        with copy.open("r+b") as file:
            file.write(head)
        yield _opened_damaged(copy)
    finally:
        _remove(copy)


def _check(path: Path) -> None:
    """Raises sqlite3.DatabaseError where pages are damaged.

    SQLite itself notices only pages that are no pages: of rows that are out of order it finds
    some and misses the others without a word. https://www.sqlite.org/pragma.html#pragma_quick_check
    """
    if path.stat().st_size > LARGEST_CHECKED:
        return
    # By a connection of its own: the pages read for it are not to stand for those of the file.
    with closing(connect(path)) as connection:
        (words,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if words != "ok":
        error = sqlite3.DatabaseError(" ".join(str(words).split()).removeprefix("*** in database "))
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _readable(octets: bytes) -> str:
    """A text as it can be read: damage in one is no reason to read no other."""
    return octets.decode("utf-8", "replace")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file is at `path`; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _remove(path: Path) -> None:
    for ending in _FILES:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    """A name beside `path` that says what the file is and since when."""
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    number, copy = 1, path.with_name(f"{path.stem}-damaged-{when}{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}-damaged-{when}-{number}{path.suffix}")
    return copy
