"""What a model is sent: the size its family takes, upright pixels, and nothing else."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat, PngImagePlugin

from vizdesk.common import resources
from vizdesk.comparison.events import EngineError, ImageTooLarge
from vizdesk.comparison.jobs import ImageDelivery
from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.comparison.profiles import Fit, ImageRule, Resample, load_profiles
from vizdesk.engines.openai.data_url import data_url
from vizdesk.images.encoding import EncodedImages, encode_for, encode_smaller
from vizdesk.images.opening import from_image, open_image
from vizdesk.images.resize_rules import sent_size

GRID = ImageRule(Fit.GRID, longest=4096, multiple=28, min_pixels=56 * 56, max_pixels=1_000_000)


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_square_model_gets_exactly_pillows_bilinear_pixels() -> None:
    image = noise(320, 200)
    sent = encode_for(from_image(image, "a"), ImageRule(Fit.SQUARE), 64)
    expected = image.resize((64, 64), Image.Resampling.BILINEAR)
    assert (sent.width, sent.height, sent.media_type) == (64, 64, "image/png")
    assert decoded(sent.data).tobytes() == expected.tobytes()


def test_what_the_projector_says_goes_before_what_the_family_usually_takes() -> None:
    assert sent_size((10, 10), ImageRule(Fit.SQUARE, side=336), 224) == (224, 224)
    assert sent_size((10, 10), ImageRule(Fit.SQUARE, side=336)) == (336, 336)
    assert sent_size((10, 5), ImageRule(Fit.EDGE, longest=2048), 512, 1536) == (1536, 768)
    assert sent_size((10, 5), ImageRule(Fit.EDGE, longest=2048), 512) == (2048, 1024)


def test_a_token_budget_is_filled_with_the_aspect_kept() -> None:
    rule = ImageRule(Fit.BUDGET, longest=None, multiple=48, max_pixels=1120 * 48 * 48)
    for size in ((32, 20), (4000, 3000), (640, 480), (999, 1001)):
        width, height = sent_size(size, rule)
        assert width % 48 == height % 48 == 0
        assert 0.9 * 1120 < width * height / 48**2 <= 1120
        assert abs(width / height - size[0] / size[1]) < 0.1
    assert sent_size((10_000, 2), rule) == (1120 * 48, 48)


def test_tiles_take_the_grid_nearest_in_shape() -> None:
    rule = ImageRule(Fit.TILES, longest=None, side=448, most_tiles=12)
    assert sent_size((1000, 1000), rule) == (448 * 3, 448 * 3)
    assert sent_size((400, 400), rule) == (448, 448)
    assert sent_size((1600, 800), rule) == (448 * 4, 448 * 2)
    assert sent_size((300, 3600), rule) == (448, 448 * 12)


def test_the_longest_edge_is_capped_and_nothing_is_enlarged() -> None:
    rule = ImageRule(Fit.LONGEST, longest=1000)
    assert sent_size((4000, 1000), rule) == (1000, 250)
    assert sent_size((40, 30), rule) == (40, 30)
    assert sent_size((40_000, 4), rule) == (1000, 1)


def test_an_image_that_already_fits_is_sent_pixel_for_pixel() -> None:
    image = noise(90, 60)
    assert decoded(encode_for(from_image(image, "a"), ImageRule()).data).tobytes() == (
        image.tobytes()
    )


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_a_grid_size_is_always_a_multiple(width: int, height: int) -> None:
    assume(max(width, height) <= 200 * min(width, height))
    wide, high = sent_size((width, height), GRID)
    assert wide % 28 == high % 28 == 0
    assert wide >= 28
    assert high >= 28


def smart_resize(wide: int, high: int, step: int, least: int, most: int) -> tuple[int, int]:
    """Qwen's rule in words of our own: nearest multiples; over the most area, shrink both edges by

    one factor and round down; under the least, grow them by one factor and round up.
    https://github.com/huggingface/transformers, models/qwen2_vl/image_processing_qwen2_vl.py
    """
    near = [round(edge / step) * step for edge in (wide, high)]
    area = near[0] * near[1]
    if area > most:
        factor = math.sqrt(wide * high / most)
        return tuple(max(step, math.floor(e / factor / step) * step) for e in (wide, high))
    if area < least:
        factor = math.sqrt(least / (wide * high))
        return tuple(math.ceil(e * factor / step) * step for e in (wide, high))
    return near[0], near[1]


@pytest.mark.parametrize(
    ("step", "least", "most"),
    [(28, 3136, 12_845_056), (28, 802_816, 1_605_632), (32, 65_536, 16_777_216)],
)
@given(st.integers(1, 12_000), st.integers(1, 12_000))
def test_a_grid_size_is_that_of_qwens_smart_resize(
    step: int, least: int, most: int, wide: int, high: int
) -> None:
    assume(max(wide, high) <= 200 * min(wide, high))
    rule = ImageRule(Fit.GRID, longest=12_000, multiple=step, min_pixels=least, max_pixels=most)
    assert sent_size((wide, high), rule) == smart_resize(wide, high, step, least, most)


def test_an_image_too_narrow_for_a_grid_is_refused_in_a_sentence() -> None:
    assert sent_size((2000, 10), GRID) == (812, 28)
    with pytest.raises(EngineError, match=r"2,001 × 10 pixels, more than 200 times as long"):
        sent_size((2001, 10), GRID)
    assert sent_size((2001, 10), ImageRule()) == (2001, 10)


def test_an_image_of_gemma_4_is_at_most_1120_cells_of_48_pixels() -> None:
    rule = load_profiles(resources.folder() / "profiles")["gemma-4"].image
    for size in ((4032, 3024), (3000, 9000), (1024, 1024)):
        wide, high = sent_size(size, rule)
        assert wide % 48 == high % 48 == 0
        assert 1000 <= wide * high // 48**2 <= 1120


@pytest.mark.parametrize("family", ["qwen2-vl", "qwen2.5-vl", "qwen3-vl"])
@pytest.mark.parametrize("size", [(4032, 3024), (640, 480), (100, 100), (300, 2000)])
def test_qwen_sees_at_least_1024_image_tokens(family: str, size: tuple[int, int]) -> None:
    """llama.cpp warns below that: https://github.com/ggml-org/llama.cpp/issues/16842"""
    rule = load_profiles(resources.folder() / "profiles")[family].image
    wide, high = sent_size(size, rule)
    assert wide * high // rule.multiple**2 >= 1024


@pytest.mark.parametrize("size", [(4000, 3000), (1500, 1400), (3000, 800)])
def test_a_grid_keeps_within_its_area(size: tuple[int, int]) -> None:
    wide, high = sent_size(size, GRID)
    assert wide * high <= 1_000_000
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.06)


def test_no_metadata_travels_with_the_image(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 30.0)
    exif[0x010E] = "SECRET PLACE"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET WORDS")
    noise(64, 48).save(tmp_path / "a.png", exif=exif, pnginfo=text, dpi=(300, 300))

    sent = encode_for(open_image(tmp_path / "a.png"), ImageRule())

    kinds = []
    place = 8
    while place < len(sent.data):
        length = int.from_bytes(sent.data[place : place + 4], "big")
        kinds.append(sent.data[place + 4 : place + 8])
        place += 12 + length
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}
    assert b"SECRET" not in sent.data


def test_one_encoding_serves_every_model_of_a_size() -> None:
    kept, image = EncodedImages(), from_image(noise(80, 60), "a")
    first = kept.encode_for(image, ImageRule())
    assert kept.encode_for(image, ImageRule(longest=500)) is first
    assert kept.encode_for(image, ImageRule(longest=50)) is not first
    assert kept.encode_for(from_image(noise(80, 60), "b"), ImageRule()) is not first


def test_one_size_with_and_without_an_overview_are_two_encodings() -> None:
    """Tiles of one size, for a model that wants the whole image too and for one that does not."""
    kept, image = EncodedImages(), from_image(noise(448, 336), "a")
    alone = kept.encode_for(image, ImageRule(longest=None, resample=Resample.BICUBIC))
    tiles = ImageRule(Fit.TILES, longest=None, resample=Resample.BICUBIC)
    together = kept.encode_for(image, tiles, 112)
    assert (alone.width, alone.height) == (together.width, together.height) == (448, 336)
    assert alone.overview == b""
    assert decoded(together.overview).size == (112, 112)
    assert kept.held_bytes == 2 * len(alone.data) + len(together.overview)


def test_the_kept_encodings_stay_within_their_bytes() -> None:
    kept = EncodedImages(limit_bytes=40_000)
    images = [from_image(noise(80, 60), str(n)) for n in range(6)]
    for image in images:
        kept.encode_for(image, ImageRule())
    assert 0 < kept.held_bytes <= 40_000
    newest = kept.encode_for(images[-1], ImageRule())
    assert kept.encode_for(images[-1], ImageRule()) is newest


def test_tiles_go_along_with_the_whole_image_made_from_the_original() -> None:
    image = noise(344, 251)
    sent = encode_for(
        from_image(image, "a"),
        ImageRule(Fit.TILES, longest=None, resample=Resample.BICUBIC),
        112,
    )
    assert (sent.width, sent.height) == (448, 336)
    whole = image.resize((112, 112), Image.Resampling.BICUBIC)
    assert decoded(sent.overview).tobytes() == whole.tobytes()


def test_one_tile_is_the_whole_image_already() -> None:
    rule = ImageRule(Fit.TILES, longest=None)
    assert encode_for(from_image(noise(100, 100), "a"), rule, 112).overview == b""
    assert encode_for(from_image(noise(100, 300), "a"), ImageRule()).overview == b""


@pytest.mark.parametrize(
    ("size", "sent"),
    [
        ((1000, 333), (100, 34)),
        ((333, 1000), (34, 100)),
        ((1000, 329), (100, 32)),
        ((1000, 1), (100, 2)),
        ((50, 50), (100, 100)),
    ],
)
def test_the_longest_edge_is_met_and_the_other_one_made_even_upwards(
    size: tuple[int, int], sent: tuple[int, int]
) -> None:
    assert sent_size(size, ImageRule(Fit.EDGE, longest=100)) == sent


def test_whole_patches_are_filled_and_the_longest_edge_is_kept() -> None:
    rule = ImageRule(Fit.PATCHES, longest=1024, multiple=16)
    assert sent_size((344, 251), rule) == (352, 256)
    assert sent_size((337, 241), rule) == (352, 256), "a pixel begun is a whole patch"
    assert sent_size((336, 240), rule) == (336, 240)
    assert sent_size((3000, 2000), rule) == (1024, 688)
    assert sent_size((3000, 2000), rule, 28, 1540) == (1540, 1036)
    assert sent_size((5, 4000), rule) == (16, 1024)


# --- To a server --------------------------------------------------------------------------------

SERVER = ImageDelivery(travels=True)


def photograph(width: int, height: int) -> Image.Image:
    """Soft shapes with a camera's noise."""
    grain = Image.effect_noise((width, height), 24)
    soft = Image.radial_gradient("L").resize((width, height))
    mixed = [ImageChops.add(layer, grain, 2) for layer in (soft, ImageChops.invert(soft), grain)]
    return Image.merge("RGB", mixed)


def screenshot(width: int, height: int) -> Image.Image:
    """Flat areas with sharp letters on them."""
    drawn = Image.new("RGB", (width, height), (250, 250, 252))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, width // 4, height), (28, 32, 44))
    for row in range(10, height - 20, 24):
        pen.text((width // 3, row), "Total 1,284.50 EUR  Ref. ABl1I0O", (20, 20, 20))
    return drawn


def test_a_photograph_goes_to_a_server_as_jpeg_with_whole_colours() -> None:
    image = photograph(1200, 900)
    sent = encode_for(from_image(image, "a"), ImageRule(), delivery=SERVER)
    file = Image.open(io.BytesIO(sent.data))
    assert (sent.media_type, file.format, file.size) == ("image/jpeg", "JPEG", (1200, 900))
    assert [layer[1:3] for layer in file.layer] == [(1, 1)] * 3  # type: ignore[attr-defined]
    lossless = encode_for(from_image(image, "a"), ImageRule())
    assert len(sent.data) < len(lossless.data) / 2
    assert noise_ratio(image, file.convert("RGB")) > 32


@pytest.mark.parametrize(
    ("whole", "sent"),
    [
        ((4032, 3024), (2016, 1512)),
        ((3024, 4032), (1512, 2016)),
        ((4000, 3000), (2000, 1500)),
        ((2624, 1968), (2048, 1536)),
        ((2048, 1536), (2048, 1536)),
        ((1601, 1201), (1601, 1201)),
    ],
)
def test_a_photograph_is_divided_by_a_whole_number_where_that_is_nearly_the_size(
    whole: tuple[int, int], sent: tuple[int, int]
) -> None:
    image = from_image(photograph(*whole), "a")
    encoded = encode_for(image, ImageRule(longest=2048), delivery=SERVER)
    assert (encoded.width, encoded.height) == decoded(encoded.data).size == sent


def noise_ratio(one: Image.Image, two: Image.Image) -> float:
    """Peak signal to noise in dB."""
    squares = sum(ImageStat.Stat(ImageChops.difference(one, two)).sum2)
    return 10 * math.log10(255**2 * 3 * one.width * one.height / squares)


def test_a_screenshot_stays_as_it_is_to_the_pixel() -> None:
    image = screenshot(1200, 900)
    sent = encode_for(from_image(image, "a"), ImageRule(), delivery=SERVER)
    assert sent.media_type == "image/png"
    assert decoded(sent.data).tobytes() == image.tobytes()
    assert len(sent.data) <= len(encode_for(from_image(image, "a"), ImageRule()).data)


def test_a_model_on_this_machine_gets_every_pixel() -> None:
    image = photograph(300, 200)
    sent = encode_for(from_image(image, "a"), ImageRule())
    assert sent.media_type == "image/png"
    assert decoded(sent.data).tobytes() == image.tobytes()


def test_no_metadata_travels_in_a_jpeg() -> None:
    image = photograph(300, 200)
    exif = Image.Exif()
    exif[0x010E] = "a secret"
    image.info = {"exif": exif.tobytes(), "comment": b"a secret", "icc_profile": b"a secret"}
    sent = encode_for(from_image(image, "a"), ImageRule(), delivery=SERVER)
    assert b"secret" not in sent.data
    assert not Image.open(io.BytesIO(sent.data)).getexif()


@pytest.mark.parametrize("most", [900_000, 300_000, 120_000, 40_000])
@pytest.mark.parametrize("draw", [photograph, screenshot])
def test_the_base64_text_keeps_to_the_servers_limit(
    draw: Callable[[int, int], Image.Image], most: int
) -> None:
    image = from_image(draw(1600, 1200), "a")
    sent = encode_for(image, ImageRule(), delivery=ImageDelivery(True, most))
    assert len(data_url(sent)) <= most
    assert decoded(sent.data).size == (sent.width, sent.height)
    assert sent.width / sent.height == pytest.approx(4 / 3, abs=0.02)


def test_a_family_that_counts_cells_is_sent_whole_cells_also_when_smaller() -> None:
    rule = ImageRule(Fit.GRID, longest=1568, multiple=28)
    image = from_image(photograph(1600, 1200), "a")
    sent = encode_for(image, rule, delivery=ImageDelivery(True, 200_000))
    assert sent.width < 1568
    assert (sent.width % 28, sent.height % 28) == (0, 0)


def test_after_a_refusal_it_is_half_and_fits_a_gateway() -> None:
    image = from_image(photograph(2000, 1500), "a")
    first = encode_for(image, ImageRule(), delivery=SERVER)
    second = encode_smaller(image, ImageRule(), first, ImageTooLarge())
    assert second is not None
    assert len(second.data) <= min(700_000, len(first.data) / 2)


def test_after_a_refusal_it_is_as_large_as_the_server_says() -> None:
    image = from_image(photograph(2000, 1500), "a")
    first = encode_for(image, ImageRule(), delivery=SERVER)
    by_bytes = encode_smaller(image, ImageRule(), first, ImageTooLarge(most_bytes=400_000))
    assert by_bytes is not None
    assert len(data_url(by_bytes)) <= 400_000
    by_edge = encode_smaller(image, ImageRule(), first, ImageTooLarge(most_edge=800))
    assert by_edge is not None
    assert (by_edge.width, by_edge.height) == (800, 600)


def test_what_cannot_be_smaller_is_not_sent_again() -> None:
    image = from_image(Image.new("RGB", (1, 1)), "a")
    first = encode_for(image, ImageRule(), delivery=SERVER)
    assert encode_smaller(image, ImageRule(), first, ImageTooLarge()) is None


def test_a_refusal_is_remembered_for_the_servers_other_images() -> None:
    source = Endpoint("https://one.example/v1", "m")
    model = Model("m", "M", EngineKind.CHAT, source, "generic")
    other = replace(model, source=Endpoint("https://two.example/v1", "m"))
    kept = EncodedImages()
    first, second = (from_image(photograph(1600, 1200), name) for name in "ab")
    large = kept.for_model(first, ImageRule(), model)
    small = kept.smaller(first, ImageRule(), model, large, ImageTooLarge(most_bytes=300_000))
    assert small is not None
    assert len(data_url(kept.for_model(second, ImageRule(), model))) <= 300_000
    assert len(kept.for_model(second, ImageRule(), other).data) > len(small.data)


def test_a_refusal_of_a_small_image_makes_no_other_one_smaller() -> None:
    """The server's reason may be another one, which no size mends."""
    model = Model("m", "M", EngineKind.CHAT, Endpoint("https://one.example/v1", "m"), "generic")
    kept, little = EncodedImages(), from_image(photograph(640, 480), "a")
    refused = kept.for_model(little, ImageRule(), model)
    for _ in range(3):
        assert kept.smaller(little, ImageRule(), model, refused, ImageTooLarge()) is not None
    assert kept.for_model(little, ImageRule(), model) == refused


def test_a_filled_up_square_has_the_whole_image_in_its_middle_and_the_colour_around() -> None:
    rule = ImageRule(Fit.PADDED_SQUARE, side=384, background="#7f7f7f")
    sent = encode_for(from_image(Image.new("RGB", (1000, 500), "red"), "a"), rule)
    pixels = decoded(sent.data)
    assert (sent.width, sent.height) == pixels.size == (384, 384)
    column = [pixels.getpixel((200, y)) for y in (0, 95, 96, 287, 288, 383)]
    grey, red = (127, 127, 127), (255, 0, 0)
    assert column == [grey, grey, red, red, grey, grey]


def test_a_square_filled_up_first_is_resized_with_its_filling() -> None:
    image = noise(300, 200)
    rule = ImageRule(
        Fit.SQUARE_PADDED_FIRST, side=96, background="#7a7468", resample=Resample.BICUBIC
    )
    canvas = Image.new("RGB", (300, 300), (122, 116, 104))
    canvas.paste(image, (0, 50))
    expected = canvas.resize((96, 96), Image.Resampling.BICUBIC)
    assert decoded(encode_for(from_image(image, "a"), rule).data).tobytes() == expected.tobytes()


def test_a_grid_is_filled_up_on_the_right_and_below() -> None:
    rule = ImageRule(Fit.PADDED_GRID, longest=None, multiple=28, max_pixels=4096 * 14 * 14)
    sent = encode_for(from_image(Image.new("RGB", (100, 50), "red"), "a"), rule)
    pixels = decoded(sent.data)
    assert pixels.size == (112, 56)
    assert [pixels.getpixel(at) for at in ((99, 49), (100, 49), (99, 50))] == [
        (255, 0, 0),
        (0, 0, 0),
        (0, 0, 0),
    ]
    assert sent_size((4000, 3000), rule) == (1036, 784)


def test_large_images_become_tiles_and_a_whole_small_ones_stay_whole() -> None:
    rule = load_profiles(resources.folder() / "profiles")["lfm2-vl"].image
    large = encode_for(from_image(noise(1100, 600), "a"), rule)
    assert (large.width, large.height) == (1024, 512)
    assert decoded(large.overview).size == (672, 352)
    assert encode_for(from_image(noise(900, 500), "a"), rule).overview == b""


def test_edges_below_a_cell_are_enlarged_with_the_aspect_kept() -> None:
    rule = ImageRule(Fit.GRID, longest=None, multiple=28, least_edge=28)
    assert sent_size((20, 500), rule) == (28, 700)


def test_a_server_fills_up_and_cuts_into_tiles_by_itself() -> None:
    profiles = load_profiles(resources.folder() / "profiles")
    image = from_image(noise(1100, 600), "a")
    for name in ("lfm2-vl", "kimi-vl", "janus-pro", "llava"):
        sent = encode_for(image, profiles[name].image, delivery=SERVER)
        assert (sent.width, sent.height, sent.overview) == (1100, 600, b"")
