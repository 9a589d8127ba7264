"""Thumbnails on the disk: found again, made again where they are damaged, and bounded."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from PIL import Image

from vizdesk.images.thumbnail_cache import ThumbnailCache

RED = Image.new("RGB", (128, 96), "red")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_thumbnail_is_found_again_by_image_and_size(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "thumbnails")
    assert cache.get("a", 128) is None
    cache.put("a", 128, RED)
    kept = ThumbnailCache(tmp_path / "thumbnails").get("a", 128)
    assert kept is not None
    assert (kept.size, kept.mode) == ((128, 96), "RGB")
    red, green, blue = kept.getpixel((64, 48))
    assert red > 240
    assert max(green, blue) < 20
    assert cache.get("a", 256) is None
    assert cache.get("a#2", 128) is None


def test_it_is_for_its_owner_alone_and_says_no_name(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "thumbnails")
    cache.put("secret-holiday", 128, RED)
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "secret" not in str(file.relative_to(tmp_path))


def test_a_damaged_one_is_as_good_as_none_and_is_made_again(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path)
    cache.put("a", 128, RED)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    for damaged in (b"", whole[:40], whole[:-1], whole[:50] + b"X" + whole[51:], b"\0" * 5000):
        file.write_bytes(damaged)
        assert cache.get("a", 128) is None
        cache.put("a", 128, RED)
        assert cache.get("a", 128) is not None


def test_the_oldest_go_where_there_are_too_many(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, limit_bytes=1)
    cache.put("probe", 128, RED)
    size = 32 + len(_jpeg(RED))
    assert files(tmp_path) == []
    cache = ThumbnailCache(tmp_path, limit_bytes=10 * size)
    for number in range(10):
        cache.put(str(number), 128, RED)
        os.utime(cache._path(str(number), 128), (number, number))
    assert len(files(tmp_path)) == 10
    cache.put("new", 128, RED)
    assert len(files(tmp_path)) == 8
    assert [cache.get(str(number), 128) is None for number in range(4)] == [True] * 3 + [False]
    assert cache.get("new", 128) is not None


def test_no_disk_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = ThumbnailCache(blocked)
    cache.put("a", 128, RED)
    assert cache.get("a", 128) is None
    assert blocked.read_text() == "not a folder"


def _jpeg(image: Image.Image) -> bytes:
    import io

    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
