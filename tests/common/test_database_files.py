"""A database whose disk is at fault is told by its name; a read-only one is read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.small_disk import MOUNTS, make_read_only, small_disk

from vizdesk.common.database_files import UnusableDatabaseError, connect, only_read, unusable


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "cannot be written or read: the disk is full or fails (why). Make"),
        (sqlite3.SQLITE_IOERR_WRITE, "cannot be written or read: the disk is full or fails"),
        (sqlite3.SQLITE_READONLY, "cannot be written: its folder or disk is read-only (why). All"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be written: its folder or disk is read-only (why). All"),
        (sqlite3.SQLITE_BUSY, "is in use by another program (why). Close it, then try again."),
        (sqlite3.SQLITE_ERROR, "cannot be used: why."),
    ],
)
def test_an_error_says_which_file_and_what_to_do(code: int, words: str) -> None:
    error = sqlite3.OperationalError("why")
    error.sqlite_errorcode = code
    told = unusable(Path("/data/a.sqlite3"), error)
    assert str(told).startswith(f"/data/a.sqlite3 {words}")
    assert str(told).endswith(".")
    assert told.sqlite_errorcode == code
    assert unusable(Path("/other"), told) is told
    assert isinstance(told, UnusableDatabaseError)


@MOUNTS
def test_a_closed_database_on_a_read_only_disk_is_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "a disk?#") as disk:
        path = disk / "a.sqlite3"
        with closing(connect(path)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("CREATE TABLE a (b)")
            database.execute("INSERT INTO a VALUES (7)")
        assert not only_read(path)
        make_read_only(disk)
        assert only_read(path)
        with closing(connect(path)) as database:
            assert database.execute("SELECT b FROM a").fetchall() == [(7,)]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                database.execute("INSERT INTO a VALUES (8)")
