"""Real file systems that are small, full or read-only; only root may mount them."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MOUNTS = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a file system"
)


@contextmanager
def small_disk(place: Path, size: str = "1m") -> Iterator[Path]:
    """A file system of its own in the folder `place`, for the length of the block."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    place.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def make_read_only(place: Path) -> None:
    """Let nobody write there any more, root included."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)


def fill(place: Path, leaving: int = 0) -> Path:
    """Take all of the disk but the last `leaving` bytes; returns the file that takes it.

    Who writes there meanwhile may take the last bytes first: the disk is as full then.
    """
    ballast = place / "ballast"
    free = os.statvfs(place)
    try:
        ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - leaving))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
    return ballast
