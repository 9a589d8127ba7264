"""Who works on an eval run: one vizdesk at a time, be it a window or a command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vizdesk.common.file_lock import OwnedError, Owner, only_owner
from vizdesk.common.messages import Message, message
from vizdesk.runs.schema import RunsError


class RunOwners:
    """Locks in `folder`, one file for each run that is worked on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def hold(self, run: str) -> Iterator[None]:
        """Own a run for the block's length; what a killed vizdesk owned is free.

        Raises RunsError, which says who owns it, and OSError.
        """
        lock = only_owner(self.folder / f"{run}.lock")
        try:
            lock.__enter__()
        except OwnedError as error:
            raise RunsError(_owned(run, error.owner)) from error
        try:
            yield
        finally:
            lock.__exit__(None, None, None)


def _owned(run: str, owner: Owner | None) -> Message:
    if owner is None:
        return message(
            "Another vizdesk works on eval run {run}. Wait until it ends, or stop it there.",
            run=run[:8],
        )
    return message(
        "Another vizdesk (process {pid}) has worked on eval run {run} since {since}. "
        "Wait until it ends, or stop it there.",
        pid=str(owner.pid),
        run=run[:8],
        since=owner.since.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
    )
