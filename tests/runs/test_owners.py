"""A run is worked on by one vizdesk at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vizdesk.common.file_lock import OwnedError, only_owner
from vizdesk.runs.owners import RunOwners
from vizdesk.runs.schema import RunsError

RUN = "0123456789abcdef"


def test_a_run_is_owned_once_and_free_again_afterwards(tmp_path: Path) -> None:
    owners = RunOwners(tmp_path / "locks")
    with owners.hold(RUN), owners.hold("another"):
        with pytest.raises(RunsError) as refused, owners.hold(RUN):
            raise AssertionError("owned twice")
        sentence = f"Another vizdesk (process {os.getpid()}) has worked on eval run 01234567 since "
        assert str(refused.value).startswith(sentence)
        assert sorted(path.name for path in owners.folder.iterdir()) == [
            f"{RUN}.lock",
            "another.lock",
        ]
    with owners.hold(RUN):
        pass
    assert list(owners.folder.iterdir()) == []


def test_a_run_is_free_again_whatever_ended_its_work(tmp_path: Path) -> None:
    owners = RunOwners(tmp_path)
    with pytest.raises(ZeroDivisionError), owners.hold(RUN):
        raise ZeroDivisionError
    with owners.hold(RUN):
        pass


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"pid": "x"}', b'{"pid": 1, "since": "-"}'])
def test_a_lock_that_does_not_tell_its_owner_is_a_lock_all_the_same(
    left: bytes, tmp_path: Path
) -> None:
    with only_owner(tmp_path / f"{RUN}.lock"):
        (tmp_path / f"{RUN}.lock").write_bytes(left)
        with pytest.raises(OwnedError) as refused, only_owner(tmp_path / f"{RUN}.lock"):
            raise AssertionError("owned twice")
        assert refused.value.owner is None
        with pytest.raises(RunsError, match=r"^Another vizdesk works on eval run 01234567"):
            RunOwners(tmp_path).hold(RUN).__enter__()


def test_what_a_dead_process_left_is_taken_over(tmp_path: Path) -> None:
    owners = RunOwners(tmp_path / "locks")
    owners.folder.mkdir()
    (owners.folder / f"{RUN}.lock").write_text('{"pid": 1, "since": "2026-01-01T00:00:00+00:00"}')
    with owners.hold(RUN):
        pass
    assert list(owners.folder.iterdir()) == []
