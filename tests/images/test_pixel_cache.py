"""Pixels of open images are let go when others need the room, and decoded again when needed."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from vizdesk.comparison.profiles import ImageRule
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.encoding import encode_for
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import open_image, pixels_again
from vizdesk.images.pixel_cache import CachedImage, PixelCache


def photo(folder: Path, colour: str, size: tuple[int, int] = (60, 40)) -> Path:
    path = folder / f"{colour}.png"
    Image.new("RGB", size, colour).save(path)
    return path


def opened(cache: PixelCache, path: Path) -> CachedImage:
    image = open_image(path)
    return cache.cached(image, partial(pixels_again, image.ref))


def test_pixels_that_were_let_go_come_again_from_the_file(tmp_path: Path) -> None:
    cache = PixelCache(limit_bytes=60 * 40 * 4)
    images = {name: opened(cache, photo(tmp_path, name)) for name in ("red", "lime", "blue")}
    assert cache.held_bytes == 60 * 40 * 4
    for name, colour in (("red", (255, 0, 0)), ("lime", (0, 255, 0)), ("blue", (0, 0, 255))):
        assert images[name].pixels.getpixel((5, 5)) == colour
    assert cache.held_bytes == 60 * 40 * 4


def test_a_file_that_became_another_is_never_taken_for_the_one_opened(tmp_path: Path) -> None:
    cache = PixelCache(limit_bytes=1)
    image = opened(cache, photo(tmp_path, "red"))
    opened(cache, photo(tmp_path, "lime"))
    Image.new("RGB", (60, 40), "blue").save(tmp_path / "red.png")
    with pytest.raises(ImageError, match=r"red\.png was changed since it was opened"):
        image.pixels  # noqa: B018 - asked for, and decoded
    (tmp_path / "red.png").unlink()
    with pytest.raises(ImageError, match=r"red\.png is not there any more"):
        image.pixels  # noqa: B018


def test_models_that_ask_for_one_image_at_once_have_it_decoded_once(tmp_path: Path) -> None:
    cache, decoded = PixelCache(), []
    image = open_image(photo(tmp_path, "red"))

    def again() -> Image.Image:
        decoded.append(1)
        return pixels_again(image.ref)

    kept = cache.cached(image, again)
    cache.discard(image.ref.key)
    threads = [threading.Thread(target=lambda: kept.pixels) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert decoded == [1]


def test_no_model_is_sent_a_preview(tmp_path: Path) -> None:
    whole = open_image(photo(tmp_path, "red"))
    preview = DecodedImage(whole.pixels.reduce(2), whole.ref)
    with pytest.raises(ValueError, match="no model is sent a preview"):
        encode_for(preview, ImageRule())


def test_what_is_encoded_of_pixels_that_came_again_is_the_same(tmp_path: Path) -> None:
    cache = PixelCache(limit_bytes=1)
    path = tmp_path / "noise.jpg"
    Image.effect_noise((300, 200), 80).convert("RGB").save(path, quality=90)
    image = opened(cache, path)
    first = encode_for(image, ImageRule(longest=128))
    cache.discard(image.ref.key)
    assert encode_for(image, ImageRule(longest=128)) == first
