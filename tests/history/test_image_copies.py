"""Whole copies of compared images outlive the originals, and no longer than their comparisons."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from tests.history.history_kit import comparison

from vizdesk.comparison.types import ImageRef
from vizdesk.history.store import History
from vizdesk.images.opening import from_image, open_image


@pytest.fixture
def cat(tmp_path: Path) -> Path:
    path = tmp_path / "cat.jpg"
    Image.new("RGB", (60, 40), "orange").save(path)
    return path


def keep(history: History, number: int, path: Path) -> ImageRef:
    image = open_image(path)
    kept = replace(comparison(number), image=image.ref)
    history.keep(kept)
    history.copies.keep(image.ref, lambda: image.pixels)
    return image.ref


def test_the_copy_is_the_very_file_and_there_once(history: History, cat: Path) -> None:
    ref = keep(history, 1, cat)
    keep(history, 2, cat)
    (copy,) = history.copies.folder.iterdir()
    assert copy.name == f"{ref.sha256}.jpg"
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == ref.sha256
    assert history.image_file(ref) == cat


@pytest.mark.parametrize("changed", [True, False], ids=["changed", "vanished"])
def test_it_is_used_when_the_original_is_gone(history: History, cat: Path, changed: bool) -> None:
    ref = keep(history, 1, cat)
    if changed:
        Image.new("RGB", (60, 40), "blue").save(cat)
    else:
        cat.unlink()
    assert open_image(history.image_file(ref)).ref.sha256 == ref.sha256


def test_a_pasted_image_is_kept_by_its_pixels(history: History) -> None:
    pasted = from_image(Image.new("RGB", (8, 4), "green"), "pasted.png")
    copy = history.copies.keep(pasted.ref, lambda: pasted.pixels)
    with Image.open(copy) as pixels:
        assert pixels.convert("RGB").getpixel((3, 3)) == (0, 128, 0)
    assert history.image_file(pasted.ref) == copy


def test_copies_go_with_the_last_comparison_of_their_image(
    history: History, cat: Path, tmp_path: Path
) -> None:
    ref, other = keep(history, 1, cat), tmp_path / "dog.png"
    keep(history, 2, cat)
    Image.new("RGB", (9, 9), "black").save(other)
    keep(history, 3, other)
    history.delete(comparison(1).id)
    history.empty_bin()
    assert history.copies.find(ref)
    history.delete(comparison(2).id)
    assert history.copies.find(ref)  # can still be put back
    history.empty_bin()
    assert history.copies.find(ref) is None
    assert len(list(history.copies.folder.iterdir())) == 1
    assert cat.exists()


def test_copies_count_and_go_when_the_history_is_limited(history: History, tmp_path: Path) -> None:
    for number in range(6):
        path = tmp_path / f"{number}.png"
        path.write_bytes(b"")
        Image.effect_noise((300, 300), 90 + number).save(path)
        keep(history, number, path)
    size = history.size()
    assert size > 6 * 50_000
    assert history.shrink(size // 2) > 0
    assert history.size() <= size // 2
    assert len(list(history.copies.folder.iterdir())) == history.count() > 0


def test_no_copy_of_a_file_that_is_another_by_now(history: History, cat: Path) -> None:
    image = open_image(cat)
    cat.write_bytes(b"not the image any more")
    copy = history.copies.keep(image.ref, lambda: image.pixels)
    assert copy.name == f"{image.ref.sha256}.pixels.png"
    with Image.open(copy) as pixels:
        assert pixels.size == (60, 40)
