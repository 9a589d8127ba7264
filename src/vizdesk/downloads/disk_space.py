"""Whether a file fits on the disk, and what to say when it does not."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from vizdesk.common.formatting import byte_size
from vizdesk.downloads.errors import DownloadError

# Other programs, and the system itself, need some room too.
SPARE = 200_000_000


def check_room(target: Path, size: int | None, there: int = 0) -> None:
    """Raises DownloadError when the rest of a file of `size` bytes does not fit."""
    if size is None:
        return
    free, needed = shutil.disk_usage(target.parent).free, size - there
    if needed + SPARE > free:
        what = f"{target.name} needs {byte_size(needed)} more; {byte_size(free)} are free."
        raise DownloadError(what, f"Make room on the disk of {target.parent}, then resume.")


def disk_error(error: OSError, target: Path) -> DownloadError:
    """What a failure of the disk means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        what = f"The disk is full: {target.name} is not whole yet."
        return DownloadError(what, "Make room, then resume; what is there was kept.")
    what = f"{target} cannot be written: {error.strerror or error}."
    return DownloadError(what, "Check the folder, then resume.")
