"""Only one vizdesk at a time works in a folder; the lock ends with the process, killed or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vizdesk.common.file_lock import LockedError, lock_file
from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold `folder` for the length of the block.

    Raises EngineError while another holds it, OSError when there is no such folder or its file
    system has no locks.
    """
    lock = lock_file(folder / "lock")
    try:
        lock.__enter__()
    except LockedError as error:
        what = message("Another vizdesk is at work on the batches in {folder}.", folder=str(folder))
        raise EngineError(what, message("Wait for it, or end it.")) from error
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
