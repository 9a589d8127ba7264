"""A damaged history is set aside, read row by row, and goes on; every damage is said."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.history.history_kit import answer, comparison
from tests.stress.damaged_files import damage_pages

from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import Message
from vizdesk.history.entries import HistoryQuery
from vizdesk.history.schema import HistoryError
from vizdesk.history.store import History
from vizdesk.services.history import HistoryService
from vizdesk.settings.preferences import Preferences

COUNT = 60
PAGE_BYTES = 4096


@pytest.fixture
def told() -> list[Message]:
    return []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a history of sixty comparisons."""
    store = History(tmp_path_factory.mktemp("written") / "history.sqlite3")
    for number in range(COUNT):
        store.keep(comparison(number), b"thumbnail " * 300)
    store.close()
    return store.path


@pytest.fixture
def damaged(written: Path, tmp_path: Path, told: list[Message]) -> Iterator[History]:
    """That history, closed, to be damaged and opened again."""
    store = History(tmp_path / "data" / "history.sqlite3", told.append)
    store.path.parent.mkdir()
    shutil.copy(written, store.path)
    yield store
    store.close()


def overwrite(path: Path, *pages: int) -> None:
    """Damage the pages with these numbers, from 1."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE_BYTES)
            file.write(b"\xa5" * PAGE_BYTES)


def copies(store: History) -> list[Path]:
    return sorted(store.path.parent.glob("history-damaged-*.sqlite3"))


@pytest.mark.parametrize(
    "content", [b"no database at all " * 300, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_a_file_that_is_no_database_is_set_aside_and_new_work_is_kept(
    content: bytes, damaged: History, told: list[Message]
) -> None:
    damaged.path.write_bytes(content)
    damaged.keep(comparison(1))
    assert [entry.id for entry in damaged.entries()] == [comparison(1).id]
    (copy,) = copies(damaged)
    assert copy.read_bytes() == content
    (notice,) = told
    assert notice.startswith("The history was damaged (")
    assert f"The {0} comparisons that could be read are in a new one" in notice
    assert str(copy) in notice


def test_what_can_be_read_of_a_damaged_file_is_there_again(
    damaged: History, told: list[Message]
) -> None:
    with closing(sqlite3.connect(damaged.path)) as raw:
        root, pages = (
            raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_time'").fetchone()[0],
            raw.execute("PRAGMA page_count").fetchone()[0],
        )
    middle = pages // 2
    overwrite(damaged.path, root, middle, middle + 1)
    entries = damaged.entries()
    assert len(entries) == damaged.count()
    assert COUNT - 6 <= len(entries) <= COUNT
    whole = {comparison(number).id: comparison(number) for number in range(COUNT)}
    loaded = [damaged.load(entry.id) for entry in entries]
    assert sum(whole[kept.id] == kept for kept in loaded) >= COUNT - 12
    assert damaged.count(HistoryQuery(words="cat")) >= COUNT - 12
    assert len(copies(damaged)) == len(told) == 1
    damaged.keep(comparison(COUNT + 1))
    assert damaged.count() == len(entries) + 1


@pytest.mark.parametrize("seed", range(12))
def test_pages_that_changed_places_are_noticed(
    seed: int, damaged: History, told: list[Message]
) -> None:
    # SQLite itself reads such a file without an error and lists fewer of what is in it.
    data = bytearray(damaged.path.read_bytes())
    damage_pages(data, random.Random(seed), "swap")
    damaged.path.write_bytes(data)
    count = len(damaged.entries(most=2 * COUNT))
    assert told or count == COUNT
    assert len(damaged.entries(most=2 * COUNT)) == damaged.count()


def test_a_lost_table_is_made_again(damaged: History, told: list[Message]) -> None:
    with closing(sqlite3.connect(damaged.path)) as raw:
        raw.execute("DROP TABLE search")
    assert damaged.count(HistoryQuery(words="mat")) == COUNT
    assert damaged.load(comparison(3).id) == comparison(3)
    assert len(told) == 1


@pytest.mark.parametrize(
    ("column", "content"),
    [
        ("record", ""),
        ("record", "{"),
        ("record", "[1]"),
        ("record", '{"task": 3, "picture": []}'),
        ("record", "[" * 100_000),
        ("created", "yesterday"),
        ("created", ""),
        ("path", ""),
        ("task", "?"),
    ],
)
def test_one_bad_row_takes_no_other_with_it(
    column: str, content: str, damaged: History, told: list[Message]
) -> None:
    bad = comparison(7).id
    with closing(sqlite3.connect(damaged.path)) as raw, raw:
        raw.execute(f"UPDATE comparisons SET {column} = ? WHERE id = ?", (content, bad))
    assert {entry.id for entry in damaged.entries()} == {
        comparison(number).id for number in range(COUNT)
    }
    assert damaged.load(comparison(8).id) == comparison(8)
    damaged.moved(comparison(7).image, Path("/elsewhere/cat.jpg"))
    assert {entry.path for entry in damaged.entries() if entry.id == bad} == {"/elsewhere/cat.jpg"}
    if column == "record":
        with pytest.raises(HistoryError, match="is damaged and cannot be shown"):
            damaged.load(bad)
    damaged.delete(bad)
    assert damaged.count() == COUNT - 1
    assert told == []


@pytest.mark.parametrize("content", ["", "{", "[1]", "{}", "[" * 100_000])
def test_one_damaged_answer_takes_no_other_with_it_and_is_told(
    content: str, damaged: History, told: list[Message]
) -> None:
    kept = comparison(COUNT, answer("Gemma", "a cat"), answer("Qwen", "a dog"))
    damaged.keep(kept)
    with closing(sqlite3.connect(damaged.path)) as raw, raw:
        raw.execute("UPDATE answers SET record = ? WHERE name = 'Qwen'", (content,))
    loaded = damaged.load(kept.id)
    assert loaded.answers == kept.answers[:1]
    (notice,) = told
    assert notice == (
        f"The answer of Qwen to the comparison {kept.id[:8]} in the history is damaged and "
        "was left out."
    )
    damaged.keep(loaded)  # what is there of the damaged answer stays in the file
    with closing(sqlite3.connect(damaged.path)) as raw:
        rows = raw.execute("SELECT record FROM answers WHERE name = 'Qwen'").fetchall()
    assert rows == [(content,)]


def test_two_that_have_the_file_open_go_on_in_the_new_one(
    damaged: History, told: list[Message]
) -> None:
    other = History(damaged.path, told.append)
    try:
        assert other.count() == damaged.count() == COUNT
        damaged.path.write_bytes(b"overwritten " * 4000)
        for number, store in ((100, damaged), (101, other), (102, damaged)):
            store.keep(comparison(number))
        assert other.count() == damaged.count() == 3
        assert len(copies(damaged)) == len(told) == 1
    finally:
        other.close()


def test_a_history_over_its_limit_that_is_damaged_is_closed_and_kept_below_it(
    damaged: History, told: list[Message], tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "settings.toml")
    preferences.set_value("history_limit", 1)
    service = HistoryService(Lazy(lambda: damaged), preferences, told)
    service.store().keep(comparison(1))
    damaged.path.write_bytes(b"overwritten " * 4000)
    service.close()
    assert len(told) == 1
    assert service.take_notices()[0].startswith("The history was damaged")
    assert service.take_notices() == ()


def test_a_history_that_cannot_be_shrunk_is_closed_all_the_same(
    told: list[Message], tmp_path: Path
) -> None:
    store = History(tmp_path / "data" / "history.sqlite3", told.append)
    store.keep(comparison(1))
    preferences = Preferences(tmp_path / "settings.toml")
    preferences.set_value("history_limit", 1)
    service = HistoryService(Lazy(lambda: store), preferences, told)
    service.store()
    with closing(sqlite3.connect(store.path, timeout=0)) as other:
        other.execute("PRAGMA user_version = 99")
    store.reopen_replaced()
    store._let_go()  # as a second vizdesk, newer than this, would leave it
    service.close()
    (notice,) = service.take_notices()
    assert notice.startswith("The history could not be kept below its limit: ")


@pytest.mark.parametrize("page", [b"\xa5" * PAGE_BYTES, bytes(PAGE_BYTES)], ids=["noise", "zeros"])
def test_a_file_whose_first_page_is_gone_gives_every_row(
    page: bytes, damaged: History, told: list[Message]
) -> None:
    content = damaged.path.read_bytes()
    damaged.path.write_bytes(page + content[PAGE_BYTES:])
    assert damaged.count() == COUNT
    assert damaged.load(comparison(7).id) == comparison(7)
    assert damaged.count(HistoryQuery(words="cat")) == COUNT
    (copy,) = copies(damaged)
    assert copy.read_bytes() == page + content[PAGE_BYTES:]
    assert "The 60 comparisons that could be read are in a new one" in told[0]
    assert sorted(path.name for path in damaged.path.parent.glob(".*")) == []
