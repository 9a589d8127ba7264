"""The part of a file that is there already: `NAME.part`, and beside it what it is a part of."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import LockedError, lock_file, remove_lock_file

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one version of a file from another; None where the server does not say.

    `etag` is the server's own mark, `sha256` the hub's hash of the content.
    """

    etag: str | None = None
    sha256: str | None = None
    size: int | None = None

    def same(self, other: Identity) -> bool:
        """Whether both are the same content: by hash where both have one, else by all they know."""
        if self.sha256 is not None and other.sha256 is not None:
            return self.sha256 == other.sha256
        pairs = ((self.size, other.size), (self.etag, other.etag))
        both = [(ours, theirs) for ours, theirs in pairs if ours is not None and theirs is not None]
        return bool(both) and all(ours == theirs for ours, theirs in both)


class PartFile:
    """The part of the file that is to become `target`. Blocks on the disk: use it in a thread."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self._journal = target.with_name(f"{target.name}.part.json")
        self.lock_path = target.with_name(f".{target.name}.lock")

    @property
    def size(self) -> int:
        """Bytes that are there."""
        try:
            return self.path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):  # a HOME that is no folder
            return 0

    def identity(self) -> Identity | None:
        """What the part is a part of; None when nobody wrote that down, or it cannot be read."""
        try:
            found = json.loads(self._journal.read_text(encoding="utf-8"))
            return Identity(**found)
        except (OSError, ValueError, TypeError):
            return None

    def remember(self, identity: Identity) -> None:
        """Write down what the part is a part of. Raises OSError."""
        write_whole(self._journal, json.dumps(asdict(identity)))

    def digest(self) -> hashlib._Hash:
        """The SHA-256 of what is there, to be continued."""
        digest = hashlib.sha256()
        if self.path.exists():
            with self.path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        return digest

    def discard(self) -> None:
        """Delete the part and what was written down of it."""
        for path in (self.path, self._journal):
            path.unlink(missing_ok=True)

    def finish(self) -> None:
        """Make the part the file: on the disk first, then under its name. Raises OSError."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(self.path, self.target)
        self._journal.unlink(missing_ok=True)


def remove_leftovers(target: Path) -> None:
    """Delete what stays beside a whole file where vizdesk was killed just after it got its name."""
    part = PartFile(target)
    # Where they cannot be deleted, or are another's, the file is whole all the same.
    with suppress(LockedError, OSError):
        if part.lock_path.exists():
            with lock_file(part.lock_path):
                part.discard()
                remove_lock_file(part.lock_path)


def discard_part(target: Path) -> None:
    """Delete what was fetched of `target` so far. Raises LockedError while it is being fetched."""
    part = PartFile(target)
    if part.path.parent.is_dir():
        with lock_file(part.lock_path):
            part.discard()
            remove_lock_file(part.lock_path)
