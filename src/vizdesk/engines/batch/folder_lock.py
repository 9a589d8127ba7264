"""Only one vizdesk at a time works in a folder; the lock ends with the process, killed or not."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold `folder` for the length of the block.

    Raises EngineError while another holds it, OSError when there is no such folder.
    """
    with (folder / "lock").open("w") as file:
        try:
            _lock(file)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise  # a file system without locks
            what = message(
                "Another vizdesk is at work on the batches in {folder}.", folder=str(folder)
            )
            raise EngineError(what, message("Wait for it, or end it.")) from error
        yield


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
