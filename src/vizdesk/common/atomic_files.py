"""Files of a person's own, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of the one at `path` when all went well.

    Its folder is made. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not tempfile: its files are for their owner alone, and an export is to be shared.
    half = path.parent / f".new-{secrets.token_hex(8)}"
    try:
        with half.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def write_whole(path: Path, text: str) -> None:
    """Put `text` (as UTF-8) in the place of the file at `path`, making its folder. Raises OSError.

    Another program may be reading, or the power may fail: there is the old file or the new one.
    """
    with whole_file(path) as file:
        file.write(text.encode())
