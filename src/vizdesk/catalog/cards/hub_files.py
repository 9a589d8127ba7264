"""Files on a model hub, as the catalogue names them and as downloads fetch them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file of a repository (`owner/name`) of the Hugging Face hub.

    `size` in bytes and `sha256` (64 hexadecimal digits) are None where nobody has said them yet;
    what the hub says when a download begins is taken then. `revision` is "" for the usual one.
    """

    repo: str
    path: str
    sha256: str | None = None
    size: int | None = None
    revision: str = ""


def safe_path(path: str) -> bool:
    """Whether a path from a hub stays inside its repository's folder, on every system."""
    parts = path.split("/")
    plain = not re.search(r"[\\:\x00-\x1f\x7f]", path)
    return plain and all(part not in ("", ".", "..") for part in parts)


@dataclass(frozen=True, slots=True)
class HubPair:
    """What has to be fetched to run a model here: every shard of its weights, and its projector."""

    weights: tuple[HubFile, ...]
    projector: HubFile | None

    @property
    def files(self) -> tuple[HubFile, ...]:
        """All files, weights first."""
        return (*self.weights, *([self.projector] if self.projector else []))

    @property
    def size(self) -> int | None:
        """Bytes of all files together; None when the size of one is not known."""
        sizes = [file.size for file in self.files]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None
