"""Whole copies of compared images, for those who want them to outlive the originals."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.common.regular_files import open_regular
from vizdesk.comparison.types import ImageRef

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class ImageCopies:
    """A folder of images named by their SHA-256; each is there once, however often compared."""

    folder: Path

    def find(self, image: ImageRef) -> Path | None:
        """The copy of the image's file, or of its pixels, if one was kept."""
        if not re.fullmatch("[0-9a-f]{64}", image.sha256):
            return None
        own = _pixels_name(image)
        for path in sorted(self.folder.glob(f"{image.sha256}.*")):
            if ".pixels." not in path.name or path.name == own:  # pixels are of one frame
                return path
        return None

    def keep(self, image: ImageRef, pixels: Callable[[], Image]) -> Path:
        """Copy the file that was compared; its pixels where there is no such file any more.

        `pixels` gives those pixels, as a pasted image has nothing else; it is asked only then.
        Raises OSError, and what `pixels` raises.
        """
        there = self.find(image)
        if there is not None:
            return there
        self.folder.mkdir(parents=True, exist_ok=True)
        original = Path(image.path)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
            part = Path(file.name)
        try:
            if is_still(original, image.sha256):
                shutil.copyfile(original, part)
                name = f"{image.sha256}{original.suffix.lower() or '.image'}"
            else:
                pixels().save(part, "PNG")
                name = _pixels_name(image)
            os.replace(part, self.folder / name)
        finally:
            part.unlink(missing_ok=True)
        return self.folder / name

    def sweep(self, wanted: Collection[str]) -> None:
        """Remove the copies of images whose SHA-256 is not `wanted`."""
        for path in self._files():
            if path.name.split(".")[0] not in wanted:
                path.unlink(missing_ok=True)

    def size(self) -> int:
        """Bytes of all copies."""
        return sum(path.stat().st_size for path in self._files())

    def _files(self) -> list[Path]:
        return [path for path in self.folder.glob("[!.]*") if path.is_file()]


def _pixels_name(image: ImageRef) -> str:
    frame = f".frame-{image.frame + 1}" if image.frame else ""
    return f"{image.sha256}{frame}.pixels.png"


def is_still(path: Path, sha256: str) -> bool:
    """Whether the file at `path` is there and has not been changed since it had this SHA-256."""
    try:
        with open_regular(path) as file:
            return file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
