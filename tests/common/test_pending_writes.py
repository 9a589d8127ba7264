"""Changes are written in their order, and none is lost when one cannot be written."""

from __future__ import annotations

import pytest

from vizdesk.common.messages import MessageError, verbatim
from vizdesk.common.pending_writes import PendingWrites


class Disk:
    """A file that may be full."""

    def __init__(self) -> None:
        self.full = False
        self.written: list[str] = []

    def write(self, change: str) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self.written.append(change)


def test_changes_are_written_in_the_order_they_were_made() -> None:
    disk = Disk()
    pending = PendingWrites(disk.write)
    for change in ("a", "b", "a"):
        pending.add(change)
    assert pending.waiting == ("a", "b", "a")
    pending.write()
    assert disk.written == ["a", "b", "a"]
    assert pending.empty


def test_of_one_key_the_newest_alone_is_written() -> None:
    disk = Disk()
    pending = PendingWrites(disk.write)
    pending.add("first", "cat.png")
    pending.add("other", "dog.png")
    pending.add("second", "cat.png")
    pending.write()
    assert disk.written == ["second", "other"]


def test_what_cannot_be_written_waits_with_all_behind_it() -> None:
    disk = Disk()
    pending = PendingWrites(disk.write)
    disk.full = True
    pending.add("a")
    pending.add("b")
    with pytest.raises(OSError, match="No space"):
        pending.write()
    assert pending.waiting == ("a", "b")
    error = pending.write_last()
    assert isinstance(error, OSError)
    disk.full = False
    assert pending.write_last() is None
    assert disk.written == ["a", "b"]


def test_a_change_that_comes_while_an_older_one_is_written_is_written_too() -> None:
    disk = Disk()

    def write(change: str) -> None:
        if change == "old":
            pending.add("new", "cat.png")
        disk.write(change)

    pending = PendingWrites(write)
    pending.add("old", "cat.png")
    pending.write()
    assert disk.written == ["old", "new"]


def test_faults_of_the_program_are_not_taken_for_those_of_the_disk() -> None:
    def write(_: str) -> None:
        raise KeyError("a mistake")

    pending = PendingWrites(write)
    pending.add("a")
    with pytest.raises(KeyError):
        pending.write_last()

    def refuse(_: str) -> None:
        raise MessageError(verbatim("no"))

    refused = PendingWrites(refuse)
    refused.add("a")
    assert str(refused.write_last()) == "no"
