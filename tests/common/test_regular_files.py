"""A file is read; a pipe, a device and a folder are refused at once, and nothing waits for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from vizdesk.common.regular_files import NoRegularFileError, open_regular, read_regular

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")


def test_a_file_is_read_whole_also_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\r\n\x1a" * 9)
    (tmp_path / "link").symlink_to("a.bin")
    assert read_regular(tmp_path / "link") == b"\0\r\n\x1a" * 9


@pytest.mark.parametrize("name", ["pipe", "link to a pipe", "/dev/zero"])
def test_what_never_ends_is_refused(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link to a pipe").symlink_to("pipe")
    with pytest.raises(NoRegularFileError) as refused:
        open_regular(tmp_path / name)
    assert (refused.value.strerror, refused.value.filename) == (
        "It is no file",
        str(tmp_path / name),
    )


def test_folders_and_missing_files_are_told_as_ever(tmp_path: Path) -> None:
    with pytest.raises(NoRegularFileError, match="Is a directory"):
        open_regular(tmp_path)
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "gone")
