"""Files written whole: the old one stays until the new one is safe, and errors name the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from vizdesk.common.atomic_files import GrowingFile, target_problem, whole_file, write_whole


def test_an_error_names_the_file_a_person_knows_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(OSError, match="No space left") as told, whole_file(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert told.value.filename == str(path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.glob("*") if file.is_file()] == ["a.txt"]


def test_a_growing_file_is_the_old_one_until_its_first_line_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old\n")
    growing = GrowingFile(path)
    assert path.read_text() == "old\n"
    growing.add("one")
    assert path.read_text() == "one\n"
    growing.add("two")
    assert path.read_text() == "one\ntwo\n"


def test_a_line_that_does_not_fit_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    growing = GrowingFile(path)
    growing.add("one")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left") as told:
            growing.add("two")
    assert told.value.filename == str(path)
    assert path.read_text() == "one\n"
    growing.add("three")
    assert path.read_text() == "one\nthree\n"


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "a.csv"
    assert target_problem(missing) == (
        f"There is no folder {tmp_path / 'no'}. Make it first, or choose another."
    )
    assert target_problem(tmp_path) == f"{tmp_path} is a folder. Name a file in it."
    assert target_problem(tmp_path / "a.csv") == ""
    write_whole(tmp_path / "a.csv", "x")
    assert target_problem(tmp_path / "a.csv") == ""
    assert not (tmp_path / "no").exists()
