"""A file that is there while vizdesk runs: one without a living owner tells of a bad end."""

from __future__ import annotations

import faulthandler
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from vizdesk.common.file_lock import lock_now

FOLDER = "running"
# A file that is empty this long was left by a process that ended while it began.
STALE_S = 60.0


@dataclass(frozen=True, slots=True)
class UncleanShutdown:
    """A run that ended without saying so: when it began (ISO, UTC), and its last native frames."""

    started: str
    version: str
    frames: str = ""


class RunLock:
    """Held by a lock that the system lets go with the process, however that ends.

    So neither a number that another process has by now, nor a second vizdesk, is mistaken for it.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """Begin: write and lock the mark. Raises OSError."""
        folder = folder / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{os.getpid()}-{time.time_ns():x}.json"
        self._frames: IO[bytes] | None = None
        self._file: IO[bytes] = self.path.open("xb")
        _lock(self._file, wait=True)
        started = datetime.now(UTC).isoformat(timespec="seconds")
        words = {"pid": os.getpid(), "started": started, "version": version}
        self._file.write(json.dumps(words).encode())
        self._file.flush()

    def catch_native_crashes(self) -> None:
        """Have Python write every thread's frames beside the mark when a signal ends it."""
        self._frames = _frames_of(self.path).open("wb")
        faulthandler.enable(self._frames)

    def remove(self) -> None:
        """End well."""
        if self._frames is not None:
            faulthandler.disable()
            self._frames.close()
        self._file.close()
        _forget(self.path)


def bad_ends(folder: Path) -> list[UncleanShutdown]:
    """The runs that ended badly since this was last asked, the latest last; their marks go."""
    unclean: list[UncleanShutdown] = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        try:
            with path.open("r+b") as file:
                if not _lock(file):
                    continue  # its owner lives
                read = _read(path, file.read())
            if read or path.stat().st_mtime < time.time() - STALE_S:
                _forget(path)
            unclean += read
        except FileNotFoundError:
            continue  # another vizdesk, which starts too, has seen to it
    return sorted(unclean, key=lambda one: one.started)


def _frames_of(path: Path) -> Path:
    return path.with_suffix(".txt")


def _forget(path: Path) -> None:
    _frames_of(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _read(path: Path, data: bytes) -> list[UncleanShutdown]:
    frames = _frames_of(path)
    text = frames.read_text("utf-8", "replace") if frames.exists() else ""
    try:
        words = json.loads(data)
        return [UncleanShutdown(str(words["started"]), str(words["version"]), text)]
    except (ValueError, KeyError, TypeError):
        return []


def _lock(file: IO[bytes], *, wait: bool = False) -> bool:
    """Lock a file for this process; False when another one holds it, or it cannot be told."""
    try:
        return lock_now(file.fileno(), wait=wait)
    except OSError:
        return False
