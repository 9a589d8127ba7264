"""Database files made and brought up to date by several programs at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from vizdesk.common.database_files import Schema, check_tables, open_database
from vizdesk.common.messages import MessageError
from vizdesk.common.rescued_database import RescuedDatabase, is_damage
from vizdesk.history.store import History
from vizdesk.runs.store import RunStore
from vizdesk.stability.store import StabilityStore
from vizdesk.truth.store import TruthStore
from vizdesk.votes.store import VoteStore

STORES = (History, RunStore, StabilityStore, TruthStore, VoteStore)
AT_ONCE = 6
ROUNDS = 8
SCHEMA = Schema(
    (
        """
        CREATE TABLE birds (name TEXT NOT NULL UNIQUE);
        CREATE TABLE counts (number INTEGER NOT NULL);
        CREATE TRIGGER counted AFTER INSERT ON birds BEGIN
            INSERT INTO counts VALUES (1);
            INSERT INTO counts VALUES (2);
        END;
        """,
        "ALTER TABLE birds ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'; DELETE FROM counts;",
    ),
    MessageError,
)


def at_once(work: Callable[[], None]) -> None:
    """Several threads with a connection of their own each, which SQLite keeps apart as programs."""
    gate = Barrier(AT_ONCE)

    def wait_and_work(_: int) -> None:
        gate.wait()
        work()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(wait_and_work, range(AT_ONCE)))


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.__name__)
def test_the_first_opening_by_several_programs_makes_one_whole_file(
    store: type[RescuedDatabase], tmp_path: Path
) -> None:
    """Before, a third of them ended in “table … already exists”, which counted as damage."""
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.sqlite3"

        def look(path: Path = path) -> None:
            opened = open_database(path, store.schema)
            assert opened.execute("PRAGMA quick_check").fetchone() == ("ok",)
            opened.close()

        at_once(look)


def test_an_old_file_is_brought_up_to_date_once_by_whoever_comes(tmp_path: Path) -> None:
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.sqlite3"
        old = open_database(path, Schema(SCHEMA.migrations[:1], MessageError))
        old.execute("INSERT INTO birds VALUES ('heron')")
        old.close()

        def look(path: Path = path) -> None:
            connection = open_database(path, SCHEMA)
            rows = connection.execute("SELECT name, colour FROM birds").fetchall()
            connection.close()
            assert rows == [("heron", "grey")]

        at_once(look)


def test_a_step_that_fails_leaves_the_version_before_whole(tmp_path: Path) -> None:
    path = tmp_path / "birds.sqlite3"
    open_database(path, Schema(SCHEMA.migrations[:1], MessageError)).close()
    broken = "CREATE TABLE nests (height REAL); ALTER TABLE trees ADD COLUMN height REAL;"
    with pytest.raises(sqlite3.OperationalError, match="no such table: trees"):
        open_database(path, Schema((SCHEMA.migrations[0], broken), MessageError))
    with open_database(path, Schema(SCHEMA.migrations[:1], MessageError)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        names = "SELECT name FROM sqlite_master WHERE name = 'nests'"
        assert connection.execute(names).fetchall() == []
    connection.close()


def test_a_file_of_a_newer_vizdesk_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "birds.sqlite3"
    open_database(path, SCHEMA).close()
    before = path.read_bytes()
    with pytest.raises(MessageError) as caught:
        open_database(path, Schema(SCHEMA.migrations[:1], MessageError))
    assert str(caught.value) == (
        f"{path} was written by a newer vizdesk (version 2 of the file, this one knows 1). "
        "Update vizdesk."
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.__name__)
def test_a_fresh_file_is_as_its_schema_makes_it(
    store: type[RescuedDatabase], tmp_path: Path
) -> None:
    with closing(open_database(tmp_path / "a.sqlite3", store.schema)) as connection:
        check_tables(connection, store.schema)
        connection.execute("CREATE TABLE of_somebody_else (number)")
        check_tables(connection, store.schema)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER counted",
        "ALTER TABLE counts RENAME COLUMN number TO nunber",
        "ALTER TABLE birds DROP COLUMN colour",
        "ALTER TABLE birds RENAME TO b1rds",
    ],
)
def test_a_description_that_is_not_ours_is_damage(change: str, tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "birds.sqlite3", SCHEMA)) as connection:
        connection.execute("DROP TRIGGER counted" if "COLUMN number" in change else "SELECT 1")
        connection.execute(change)
        with pytest.raises(sqlite3.DatabaseError, match="is not as vizdesk made it") as caught:
            check_tables(connection, SCHEMA)
        assert is_damage(caught.value)
