"""Thumbnails on the disk: small JPEG files in the cache folder, by what the image is; bounded."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import threading
from contextlib import suppress
from pathlib import Path

from PIL import Image

CACHE_LIMIT = 256 * 1024 * 1024
"""Bytes of all thumbnails: about 40,000 of 160 pixels."""
_DIGEST = 32  # a file begins with the SHA-256 of the rest
_QUALITY = 85
_KEEP = 0.8  # the share of the limit that is left when there are too many


class ThumbnailCache:
    """Kept by a key that changes with the image (its file's SHA-256 and frame) and by size.

    A file that is damaged, of another version or not ours is as good as none, and is written anew.
    A full or locked disk costs speed alone: nothing here raises OSError. For threads; any number.
    """

    def __init__(self, folder: Path, limit_bytes: int = CACHE_LIMIT) -> None:
        self.folder = folder
        self._limit = limit_bytes
        self._held: int | None = None  # bytes, counted at the first writing
        self._lock = threading.Lock()

    def get(self, key: str, longest: int) -> Image.Image | None:
        """The thumbnail of at most `longest` pixels a side, RGB; None where there is none."""
        try:
            data = self._path(key, longest).read_bytes()
        except OSError:
            return None
        body = data[_DIGEST:]
        if hashlib.sha256(body).digest() != data[:_DIGEST]:
            return None
        # What has this digest was written here, whole: it is no foreign image.
        with Image.open(io.BytesIO(body), formats=("JPEG",)) as image:
            return image.convert("RGB")

    def put(self, key: str, longest: int, thumbnail: Image.Image) -> None:
        """Keep a thumbnail; the oldest ones go where there are too many."""
        out = io.BytesIO()
        thumbnail.convert("RGB").save(out, "JPEG", quality=_QUALITY)
        body = out.getvalue()
        path = self._path(key, longest)
        # No thumbnail is worth an error: without a cache it is made of the image each time.
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(path, hashlib.sha256(body).digest() + body)
            self._count(_DIGEST + len(body))

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        """The file whole, for its owner alone. Not synced: what a crash leaves is found out."""
        half = path.with_suffix(f".{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(data)
            os.replace(half, path)
        except OSError:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise

    def _path(self, key: str, longest: int) -> Path:
        name = hashlib.sha256(f"{longest}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}.thumb"

    def _count(self, added: int) -> None:
        with self._lock:
            if self._held is None:
                self._held = sum(size for _, size, _ in self._files())
            else:
                self._held += added
            if self._held > self._limit:
                self._held = self._shrink()

    def _files(self) -> list[tuple[float, int, str]]:
        """Time of writing, bytes and path of each thumbnail."""
        files = []
        for folder in os.scandir(self.folder):
            if not folder.is_dir(follow_symlinks=False):
                continue
            for entry in os.scandir(folder.path):
                if entry.name.endswith(".thumb"):
                    with suppress(FileNotFoundError):  # another vizdesk shrinks it too
                        status = entry.stat(follow_symlinks=False)
                        files.append((status.st_mtime, status.st_size, entry.path))
        return files

    def _shrink(self) -> int:
        """Take the oldest files away; the bytes that are left."""
        files = sorted(self._files())
        held = sum(size for _, size, _ in files)
        for _, size, path in files:
            if held <= _KEEP * self._limit:
                break
            os.unlink(path)
            held -= size
        return held
