"""Files of a person's own, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put `text` (as UTF-8) in the place of the file at `path`, making its folder. Raises OSError.

    Another program may be reading, or the power may fail: there is the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number, half = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except BaseException:
        os.unlink(half)
        raise
