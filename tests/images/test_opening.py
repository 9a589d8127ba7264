"""Any image opens upright, in sRGB, on white; or is refused with a sentence."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from vizdesk.images import opening
from vizdesk.images.decoder_process import Pixels
from vizdesk.images.errors import ImageError, ImageTooLarge
from vizdesk.images.heif import register_heif
from vizdesk.images.opening import from_image, measure, open_bytes, open_image, preview

RED, BLUE = (220, 30, 30), (30, 30, 220)


def grey_profile() -> bytes:
    """A grey ICC profile of gamma 2.2: white point and one curve (ICC.1:2022)."""
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D)
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    words = b"desc" + bytes(4) + struct.pack(">I", 5) + b"Grey\0" + bytes(78 + 1)
    parts = [(b"desc", words), (b"wtpt", white), (b"kTRC", curve)]
    table, body = struct.pack(">I", len(parts)), b""
    start = 128 + 4 + 12 * len(parts)
    for name, part in parts:
        part += bytes(-len(part) % 4)
        table += name + struct.pack(">II", start + len(body), len(part))
        body += part
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D) + bytes(4)
    return head + bytes(128 - len(head)) + table + body


GREY_PROFILE = grey_profile()


def two_halves(width: int = 120, height: int = 80) -> Image.Image:
    """Red above blue, so that which way is up can be seen."""
    pixels = Image.new("RGB", (width, height), RED)
    pixels.paste(BLUE, (0, height // 2, width, height))
    return pixels


def near(one: object, other: tuple[int, int, int], tolerance: int = 12) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    "name", ["a.png", "a.jpg", "a.webp", "a.avif", "a.gif", "a.bmp", "a.tiff", "a.ico", "a.jp2"]
)
def test_every_promised_format_opens_with_its_colours_and_its_size(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    pixels = two_halves(64, 48)
    pixels.save(path, **({"quality": 95} if name.endswith(("jpg", "webp", "avif")) else {}))

    image = open_image(path)

    assert image.pixels.mode == "RGB"
    assert image.pixels.size == (image.ref.width, image.ref.height)
    middle = image.pixels.width // 2
    assert near(image.pixels.getpixel((middle, image.pixels.height // 4)), RED)
    assert near(image.pixels.getpixel((middle, image.pixels.height * 3 // 4)), BLUE)
    assert image.ref.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert measure(path)[:2] == image.pixels.size


@pytest.mark.parametrize("suffix", ["jpg", "png", "tiff", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_exif_orientation_is_applied_once(
    tmp_path: Path, suffix: str, orientation: int
) -> None:
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = two_halves() if undo is None else two_halves().transpose(undo)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned.{suffix}"
    stored.save(path, exif=exif, **({"quality": 95} if suffix in ("jpg", "webp") else {}))

    image = open_image(path)

    assert image.pixels.size == (120, 80)
    assert near(image.pixels.getpixel((60, 10)), RED)
    assert near(image.pixels.getpixel((60, 70)), BLUE)
    assert measure(path)[:2] == (120, 80)
    assert preview(path).size == (120, 80)


def test_transparent_parts_are_shown_on_white_and_said_so(tmp_path: Path) -> None:
    pixels = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    pixels.paste((0, 0, 0, 128), (0, 0, 20, 40))
    pixels.save(tmp_path / "a.png")

    image = open_image(tmp_path / "a.png")

    assert image.pixels.getpixel((30, 20)) == (255, 255, 255)
    assert near(image.pixels.getpixel((10, 20)), (127, 127, 127), 2)
    assert image.notes == ("Transparent parts shown on white.",)


def test_a_palette_with_a_transparent_colour_is_shown_on_white(tmp_path: Path) -> None:
    pixels = Image.new("P", (10, 10), 0)
    pixels.putpalette([0, 0, 0, 255, 0, 0])
    pixels.paste(1, (0, 0, 5, 10))
    pixels.save(tmp_path / "a.gif", transparency=0)

    image = open_image(tmp_path / "a.gif")

    assert image.pixels.getpixel((2, 5)) == (255, 0, 0)
    assert image.pixels.getpixel((8, 5)) == (255, 255, 255)


def test_an_opaque_alpha_channel_is_not_worth_a_word(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (9, 8, 7, 255)).save(tmp_path / "a.png")
    assert open_image(tmp_path / "a.png").notes == ()


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    pixels = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 32768, 65535)):
        pixels.putpixel((x, 0), value)
    pixels.save(tmp_path / "a.png")

    greys = [open_image(tmp_path / "a.png").pixels.getpixel((x, 0)) for x in range(3)]

    assert greys == [(0, 0, 0), (128, 128, 128), (255, 255, 255)]


def test_a_float_tiff_is_spread_over_its_own_range(tmp_path: Path) -> None:
    pixels = Image.new("F", (3, 1))
    for x, value in enumerate((-1.0, 0.0, 1.0)):
        pixels.putpixel((x, 0), value)
    pixels.save(tmp_path / "a.tiff")

    image = open_image(tmp_path / "a.tiff")

    assert [image.pixels.getpixel((x, 0)) for x in (0, 2)] == [(0, 0, 0), (255, 255, 255)]


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(tmp_path / "a.jpg", quality=95)
    image = open_image(tmp_path / "a.jpg")
    assert near(image.pixels.getpixel((4, 4)), (255, 0, 0), 40)


def test_a_colour_profile_is_applied(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (8, 8), (200, 100, 50)).save(tmp_path / "srgb.png", icc_profile=lab)
    assert near(open_image(tmp_path / "srgb.png").pixels.getpixel((4, 4)), (200, 100, 50), 1)


def test_a_colour_profile_that_is_none_is_left_out_and_said_so(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8), RED).save(tmp_path / "a.png", icc_profile=b"no profile at all")
    image = open_image(tmp_path / "a.png")
    assert image.pixels.getpixel((4, 4)) == RED
    assert image.notes == ("Its colour profile could not be applied.",)


def test_of_an_animation_the_first_frame_is_taken_and_said_so(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE, RED)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    image = open_image(tmp_path / "a.gif")
    assert near(image.pixels.getpixel((4, 4)), RED)
    assert image.notes == ("First of 3 frames.",)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has `width` x `height` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [15_000, 20_000, 100_000])
def test_a_bomb_is_refused_with_its_size_named(side: int) -> None:
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(ImageTooLarge) as caught:
        open_bytes(bomb(side, side), "bomb.png")
    assert caught.value.megapixels == side * side / 1e6
    assert f"bomb.png has {side * side / 1e6:,.0f} megapixels" in str(caught.value)
    assert "GB of memory; the limit is 200 megapixels" in str(caught.value)
    assert before == Image.MAX_IMAGE_PIXELS


def test_a_bomb_can_still_be_measured(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(bomb(60_000, 50_000))
    assert measure(tmp_path / "bomb.png") == (60_000, 50_000, "PNG")


def test_the_limit_can_be_raised_for_one_image(tmp_path: Path) -> None:
    two_halves(1100, 1000).save(tmp_path / "a.png")
    with pytest.raises(ImageTooLarge):
        open_image(tmp_path / "a.png", limit_megapixels=1)
    assert open_image(tmp_path / "a.png", limit_megapixels=2).ref.width == 1100


DAMAGED = "The file is damaged or cut off; what could be read is shown."


@pytest.mark.parametrize("suffix", ["png", "jpeg", "webp", "avif", "gif", "tiff", "bmp"])
def test_a_truncated_file_is_shown_as_far_as_it_goes_or_refused_with_a_sentence(
    suffix: str,
) -> None:
    file = io.BytesIO()
    Image.effect_noise((300, 200), 80).convert("RGB").save(file, suffix)
    whole = file.getvalue()
    half = whole[: len(whole) // 2]
    if suffix in ("webp", "avif"):
        with pytest.raises(ImageError, match=r"^holiday\.\w+ is (cut off|damaged|not an image)"):
            open_bytes(half, f"holiday.{suffix}")
        return
    image = open_bytes(half, f"holiday.{suffix}")
    assert DAMAGED in image.notes
    assert image.pixels.size == (300, 200)


def test_a_jpeg_that_lacks_its_last_bytes_opens_with_a_note() -> None:
    file = io.BytesIO()
    two_halves(640, 480).save(file, "JPEG")
    image = open_bytes(file.getvalue()[:-2], "photo.jpg")
    assert image.notes == (DAMAGED,)
    assert near(image.pixels.getpixel((320, 400)), BLUE)


def test_a_png_with_a_wrong_checksum_in_a_comment_opens_with_a_note() -> None:
    file, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Comment", "made by a broken editor")
    two_halves(64, 48).save(file, "PNG", pnginfo=words)
    data = bytearray(file.getvalue())
    at = data.index(b"tEXt")
    length = int.from_bytes(data[at - 4 : at], "big")
    data[at + 4 + length] ^= 0xFF
    image = open_bytes(bytes(data), "a.png")
    assert image.notes == (DAMAGED,)
    assert near(image.pixels.getpixel((32, 40)), BLUE)


def test_white_space_before_an_image_is_skipped_and_told() -> None:
    file = io.BytesIO()
    two_halves(64, 48).save(file, "PNG")
    image = open_bytes(b"\r\n" + file.getvalue(), "a.png")
    assert image.notes == ("2 stray bytes before the image were skipped.",)
    assert image.pixels.size == (64, 48)


def test_only_promised_formats_are_opened_whatever_a_file_is_called() -> None:
    postscript = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EOF\n"
    with pytest.raises(ImageError, match=r"^a\.png is text, not an image\.$"):
        open_bytes(postscript, "a.png")
    file = io.BytesIO()
    two_halves(64, 48).save(file, "TGA")
    with pytest.raises(ImageError, match="not an image in a format that vizdesk knows"):
        open_bytes(file.getvalue(), "a.png")


def test_a_photo_of_a_phone_opens() -> None:
    file = io.BytesIO()
    register_heif()
    two_halves(64, 48).save(file, "HEIF", quality=95)
    image = open_bytes(file.getvalue(), "IMG_0001.HEIC")
    assert image.pixels.size == (64, 48)
    assert near(image.pixels.getpixel((32, 10)), RED)


def test_twelve_bits_in_sixteen_are_as_bright_as_they_were(tmp_path: Path) -> None:
    pixels = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 2048, 4095)):
        pixels.putpixel((x, 0), value)
    pixels.save(tmp_path / "a.png")
    image = open_image(tmp_path / "a.png")
    assert [image.pixels.getpixel((x, 0))[0] for x in range(3)] == [0, 128, 255]  # type: ignore[index]
    assert image.notes == ("12-bit values in a 16-bit file scaled to 8 bits.",)


def test_a_tiff_of_three_float_channels_opens_with_its_levels(tmp_path: Path) -> None:
    values = np.zeros((4, 4, 3), "float32")
    values[..., 0] = 1.0
    tifffile.imwrite(tmp_path / "a.tif", values, photometric="rgb")
    image = open_image(tmp_path / "a.tif")
    assert image.pixels.getpixel((2, 2)) == (255, 0, 0)
    assert image.notes == ("Values from 0 to 1 shown from black to white.",)


def tiff_of_parts(parts: list[bytes], size: tuple[int, int], tile: int, compression: int) -> bytes:
    """A little-endian TIFF of square tiles, which hold whatever their compression is."""
    tags = [
        *((256, 3, [size[0]]), (257, 3, [size[1]]), (258, 3, [8, 8, 8]), (259, 3, [compression])),
        *((262, 3, [2]), (277, 3, [3]), (322, 3, [tile]), (323, 3, [tile])),
        *((324, 4, [0] * len(parts)), (325, 4, [len(part) for part in parts])),
    ]
    header, after = 8 + 2 + 12 * len(tags) + 4, b""
    layout = {3: "H", 4: "I"}
    begin = header + sum(len(v) * (2 if k == 3 else 4) for _, k, v in tags if len(v) > 1)
    starts = [begin + sum(map(len, parts[:at])) for at in range(len(parts))]
    entries = b""
    for tag, kind, values in tags:
        values = starts if tag == 324 else values
        raw = struct.pack(f"<{len(values)}{layout[kind]}", *values)
        if len(raw) > 4:
            entries += struct.pack("<HHII", tag, kind, len(values), header + len(after))
            after += raw
        else:
            entries += struct.pack("<HHI", tag, kind, len(values)) + raw.ljust(4, b"\0")
    head = b"II*\0" + struct.pack("<IH", 8, len(tags))
    return head + entries + b"\0\0\0\0" + after + b"".join(parts)


def test_a_tiff_of_jpeg_2000_tiles_is_put_together() -> None:
    parts = []
    for colour in (RED, BLUE, BLUE, RED):
        file = io.BytesIO()
        Image.new("RGB", (64, 64), colour).save(file, "JPEG2000", no_jp2=True)
        parts.append(file.getvalue())
    image = open_bytes(tiff_of_parts(parts, (100, 128), 64, 33005), "slide.tif")
    assert image.pixels.size == (100, 128)
    places = [(10, 10), (90, 10), (10, 120), (90, 120)]
    for place, colour in zip(places, (RED, BLUE, BLUE, RED), strict=True):
        assert near(image.pixels.getpixel(place), colour)


def test_a_tiff_whose_compression_is_not_known_is_told_by_its_name() -> None:
    data = tiff_of_parts([b"\xff\x0a" * 40] * 2, (64, 128), 64, 50002)
    sentence = r"scan\.tif is a TIFF whose compression \(JPEGXL\) vizdesk cannot read\."
    with pytest.raises(ImageError, match=sentence):
        open_bytes(data, "scan.tif")


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_colours_of_16_bits_are_told_to_be_scaled(tmp_path: Path, ending: str) -> None:
    values = np.full((4, 4, 3), 65535, "uint16")
    path = tmp_path / f"deep.{ending}"
    if ending == "tif":
        tifffile.imwrite(path, values, photometric="rgb")
    else:
        rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
        chunks = [(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0))]
        chunks += [(b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks))
    image = open_image(path)
    assert image.pixels.getpixel((2, 2)) == (255, 255, 255)
    assert image.notes == ("16-bit values scaled to 8 bits.",)


def chunk(name: bytes, data: bytes) -> bytes:
    crc = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)


def test_a_page_of_a_tiff_and_a_frame_of_an_animation_can_be_chosen(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE, RED)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    pages[0].save(tmp_path / "a.gif", save_all=True, append_images=pages[1:])
    for name in ("a.tif", "a.gif"):
        image = open_image(tmp_path / name, frame=1)
        assert near(image.pixels.getpixel((4, 4)), BLUE)
        assert image.notes == ("Frame 2 of 3.",)
        with pytest.raises(ImageError, match="has 3 frames; there is no frame 4"):
            open_image(tmp_path / name, frame=3)


@pytest.mark.parametrize(("mode", "value"), [("L", 100), ("RGB", (100, 100, 100))])
def test_a_grey_profile_fits_grey_and_rgb_pixels(mode: str, value: object) -> None:
    file = io.BytesIO()
    Image.new(mode, (8, 8), value).save(file, "PNG", icc_profile=GREY_PROFILE)  # type: ignore[arg-type]
    image = open_bytes(file.getvalue(), "a.png")
    assert image.notes == ()
    assert image.pixels.getpixel((4, 4)) == image.pixels.getpixel((0, 0))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", r"a is empty \(0 bytes\)\."),
        (b"Dear diary,\n", r"a is text, not an image\."),
        (b"\x00\x00\x00\x18ftypheic\x00", r"a is (a HEIC image that cannot be read|damaged)"),
        (bytes(range(256)), r"a is not an image in a format that vizdesk knows\."),
    ],
)
def test_what_is_no_image_is_named_as_what_it_is(data: bytes, sentence: str) -> None:
    with pytest.raises(ImageError, match=sentence):
        open_bytes(data, "a")


def test_a_missing_file_and_a_folder_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r"gone\.png is not there any more"):
        open_image(tmp_path / "gone.png")
    with pytest.raises(ImageError, match="is a folder, not an image"):
        open_image(tmp_path)


def test_an_image_without_a_pixel_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = io.BytesIO()
    two_halves(64, 48).save(file, "TIFF")
    height = struct.pack("<HHII", 0x0101, 4, 1, 48)
    assert height in file.getvalue()
    none = struct.pack("<HHII", 0x0101, 4, 1, 0)
    path = tmp_path / "a.tif"
    path.write_bytes(file.getvalue().replace(height, none))
    for look in (open_image, measure, preview):
        with pytest.raises(ImageError, match=r"^a\.tif (has no pixels|is damaged|is not an image)"):
            look(path)
    with pytest.raises(ImageError, match=r"^pasted has no pixels \(0 × 3\)\.$"):
        from_image(Image.new("RGB", (0, 3)), "pasted")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]))
def test_damaged_bytes_never_raise_anything_else(noise: bytes, kind: str) -> None:
    file = io.BytesIO()
    two_halves(40, 30).save(file, kind)
    data = bytearray(file.getvalue())
    start = len(data) // 3
    data[start : start + len(noise)] = noise
    said = "."
    try:
        open_bytes(bytes(data), "a")
    except ImageError as error:
        said = str(error)
    assert said.endswith(".")


def test_pixels_without_a_file_have_a_digest_of_their_own() -> None:
    one, same, other = (from_image(two_halves(h, 20), "pasted") for h in (20, 20, 21))
    assert one.ref.sha256 == same.ref.sha256 != other.ref.sha256
    assert one.ref.path == "pasted"


def test_a_preview_is_small_and_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    two_halves(3000, 2000).save(tmp_path / "a.jpg", exif=exif)
    small = preview(tmp_path / "a.jpg", 600)
    assert max(small.size) <= 600
    assert small.width < small.height


def test_a_jpeg_of_many_scans_and_every_gif_are_decoded_in_the_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    ask = opening.pool.ask

    def noted(order: dict[str, object], data: bytes) -> Pixels:
        asked.append(str(order["name"]))
        return ask(order, data)

    monkeypatch.setattr(opening.pool, "ask", noted)
    file, still = io.BytesIO(), io.BytesIO()
    two_halves(64, 48).save(file, "JPEG", progressive=True)
    two_halves(64, 48).save(still, "GIF")
    assert open_bytes(file.getvalue(), "photo.jpg").pixels.size == (64, 48)
    assert asked == []
    scan = file.getvalue()[file.getvalue().rindex(b"\xff\xda") : -2]
    many = file.getvalue()[:-2] + scan * 50 + b"\xff\xd9"
    assert open_bytes(many, "many.jpg").pixels.size == (64, 48)
    assert open_bytes(still.getvalue(), "still.gif").pixels.size == (64, 48)
    assert asked == ["many.jpg", "still.gif"]


@pytest.mark.parametrize(
    ("format", "size", "in_the_child"),
    [
        ("WEBP", (4032, 3024), False),
        ("WEBP", (4200, 3200), True),
        ("JPEG", (4200, 3200), False),
        ("PNG", (4200, 3200), False),
        ("BMP", (4200, 3200), False),
        ("TIFF", (40, 30), True),
        ("JPEG2000", (40, 30), True),
        ("AVIF", (40, 30), True),
    ],
)
def test_decoders_that_keep_the_interpreter_lock_work_in_the_child(
    monkeypatch: pytest.MonkeyPatch, format: str, size: tuple[int, int], in_the_child: bool
) -> None:
    asked: list[object] = []
    ask = opening.pool.ask

    def noted(order: dict[str, object], data: bytes) -> Pixels:
        asked.append(order["what"])
        return ask(order, data)

    monkeypatch.setattr(opening.pool, "ask", noted)
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, format)
    assert open_bytes(file.getvalue(), "a").pixels.size == size
    assert asked == (["decode"] if in_the_child else [])


@pytest.mark.parametrize("at", [0, 1, 2, 3, 100])
def test_scans_are_counted_over_the_borders_of_the_parts(
    monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(opening, "_COUNTED_AT_ONCE", 4)
    data = bytes(at) + b"\xff\xda" * 50 + b"\xff\xff\xda\xda\xff"
    assert opening._scans(data) == data.count(b"\xff\xda") == 51
