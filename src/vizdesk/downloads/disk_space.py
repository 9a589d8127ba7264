"""Whether a file fits on the disk, and what to say when it does not."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import message
from vizdesk.downloads.errors import DownloadError

# Other programs, and the system itself, need some room too.
SPARE = 200_000_000


def free_bytes(folder: Path) -> int:
    """What is free on the disk where `folder` is or will be. Raises OSError."""
    while not folder.exists() and folder.parent != folder:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def check_room(target: Path, size: int | None, there: int = 0) -> None:
    """Raises DownloadError when the rest of a file of `size` bytes does not fit."""
    if size is None:
        return
    free, needed = free_bytes(target.parent), size - there
    if needed + SPARE > free:
        what = message(
            "{name} needs {needed} more; {free} are free.",
            name=target.name,
            needed=byte_size(needed),
            free=byte_size(free),
        )
        raise DownloadError(
            what,
            message("Make room on the disk of {folder}, then resume.", folder=str(target.parent)),
        )


def disk_error(error: OSError, target: Path) -> DownloadError:
    """What a failure of the disk means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        what = message("The disk is full: {name} is not whole yet.", name=target.name)
        return DownloadError(what, message("Make room, then resume; what is there was kept."))
    what = message(
        "{path} cannot be written: {why}.", path=str(target), why=error.strerror or str(error)
    )
    return DownloadError(what, message("Check the folder, then resume."))
