"""Files of several pages or frames: each can be opened, and says which it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from vizdesk.comparison.types import ImageRef
from vizdesk.images.encoding import EncodedImages
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import open_image

COLOURS = [(250, 0, 0), (0, 250, 0), (0, 0, 250)]
FORMATS = {
    "tif": {},
    "gif": {"duration": 100},
    "webp": {"duration": 100, "lossless": True},
    "png": {"duration": 100},
    "avif": {"duration": 100, "quality": 100},
}


def animation(folder: Path, ending: str) -> Path:
    path = folder / f"a.{ending}"
    first, *others = [Image.new("RGB", (32, 24), colour) for colour in COLOURS]
    first.save(path, save_all=True, append_images=others, **FORMATS[ending])
    return path


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 16 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("ending", FORMATS)
def test_each_frame_is_opened_and_says_which_it_is(tmp_path: Path, ending: str) -> None:
    path = animation(tmp_path, ending)
    for frame, colour in enumerate(COLOURS):
        image = open_image(path, frame=frame)
        assert near(image.pixels.getpixel((5, 5)), colour)
        assert (image.ref.frame, image.ref.frames) == (frame, 3)
        assert image.ref.name == f"a.{ending} · {frame + 1}/3"
    with pytest.raises(ImageError, match="has 3 frames; there is no frame 4"):
        open_image(path, frame=3)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg"])
def test_an_image_of_one_frame_has_no_second_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("svg"):
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    else:
        Image.new("RGB", (9, 9)).save(path)
    ref = open_image(path).ref
    assert (ref.frame, ref.frames, ref.name, ref.key) == (0, 1, name, ref.sha256)
    with pytest.raises(ImageError, match="has one frame only; there is no frame 2"):
        open_image(path, frame=1)


def test_a_phones_photograph_is_one_image_whatever_lies_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"
    depth = Image.new("RGB", (16, 12), "grey")
    Image.new("RGB", (64, 48), "red").save(path, "MPO", save_all=True, append_images=[depth])
    image = open_image(path)
    assert (image.ref.frames, image.notes) == (1, ())


def test_frames_of_one_file_are_encoded_apart(tmp_path: Path) -> None:
    from vizdesk.comparison.profiles import ImageRule

    path, encoded = animation(tmp_path, "tif"), EncodedImages()
    frames = [open_image(path, frame=frame) for frame in range(3)]
    assert len({frame.ref.key for frame in frames}) == 3
    assert len({frame.ref.sha256 for frame in frames}) == 1
    assert len({encoded.encode_for(frame, ImageRule()).data for frame in frames}) == 3


def test_files_made_of_a_frame_are_named_by_it() -> None:
    page = ImageRef("C:\\scans\\old page.tif", "0" * 64, 9, 9, 2, 12)
    assert (page.file_name, page.stem) == ("old page.tif", "old page-frame-3")
    assert ImageRef("/scans/old page.tif", "0" * 64, 9, 9, 0, 12).stem == "old page"
