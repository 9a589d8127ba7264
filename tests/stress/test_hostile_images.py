"""Damaged images end in an image or in a sentence: nothing else is read, written, sent or kept.

They go through `images/opening.py`, the one door of window, command line, suites and history.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.engines.openai.scripted_server import ScriptedServer, answer, serve
from tests.stress.figures import Figures, amount
from tests.stress.hostile_images import damaged_raster, damaged_svg, rasters
from tests.stress.resources_used import MB, held, peak
from tests.stress.watched_file import watched

from vizdesk.images import decoder_process
from vizdesk.images.errors import ImageError
from vizdesk.images.limits import DEFAULT_LIMIT_MEGAPIXELS
from vizdesk.images.opening import first_sight, measure, open_image, preview

IMAGES = amount(5_000, 85)
EACH_SVG = 5  # of so many images one is a drawing
SECRET = (1, 254, 3)
LONGEST_SENTENCE = 1_000

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc and inotify")


@pytest.fixture
def secret(private_home: Path) -> Path:
    path = private_home / "secret.png"
    Image.new("RGB", (10, 10), SECRET).save(path)
    return path


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """Somebody who would like to hear of this machine."""
    with serve(answer(200, "<svg/>", "image/svg+xml")) as listening:
        yield listening


def outcome(path: Path, draw: random.Random) -> str:
    """The sentence that is said of a file; empty where it is shown. Anything else is raised."""
    try:
        image = open_image(path)
        if draw.random() < 0.2:
            measure(path)
            assert max(preview(path, 100).size) <= 400
            first_sight(path, 0, 100)
    except ImageError as error:
        return str(error)
    width, height = image.pixels.size
    assert (width, height) == (image.ref.width, image.ref.height)
    assert 0 < width * height <= DEFAULT_LIMIT_MEGAPIXELS * 1e6
    assert image.pixels.mode == "RGB"
    assert path.suffix != ".svg" or not _shows(image.pixels, SECRET)
    return ""


def _is_sentence(words: str, name: str) -> bool:
    whole = name in words and words.endswith(".") and words.isprintable()
    return whole and len(words) <= LONGEST_SENTENCE


def _shows(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    colours = image.getcolors(1 << 24) or []
    return any(found == colour for _, found in colours)


def test_damaged_images_of_every_format_end_in_an_image_or_a_sentence(
    tmp_path: Path, secret: Path, server: ScriptedServer, figures: Figures
) -> None:
    kinds = list(rasters().items())
    figures.trying(
        10,
        f"{IMAGES:,} damaged images of {len(kinds)} kinds of file and SVG (bytes, numbers, cuts, "
        "joins, tokens), through the door of window and command line",
    )
    folder = tmp_path / "images"
    folder.mkdir()
    ended: Counter[str] = Counter()
    children: set[int | None] = set()
    most, steady = 0, 0
    with watched(secret) as watch:
        for seed in range(IMAGES):
            draw = random.Random(seed)
            if seed % EACH_SVG:
                name, whole = kinds[seed % len(kinds)]
                data = damaged_raster(whole, draw)
            else:
                name, data = "drawing.svg", damaged_svg(draw, secret, server.base_url)
            path = folder / name
            path.write_bytes(data)
            sentence = outcome(path, draw)
            assert not sentence or _is_sentence(sentence, name), (seed, sentence)
            ended["sentence" if sentence else "image"] += 1
            path.unlink()
            pids = [each.pid for each in decoder_process.pool.processes if each.pid is not None]
            most = max([most, *map(peak, pids)])
            children |= set(pids)
            if seed == IMAGES // 10:
                steady = held().memory
        assert watch.events() == 0
    growth = held().memory - steady
    assert server.seen == []
    assert list(folder.iterdir()) == []
    assert sorted(path.name for path in secret.parent.iterdir()) == ["secret.png"]
    assert min(ended["image"], ended["sentence"]) > 0
    assert most < 1_700 * MB
    assert growth < 50 * MB
    figures.held_as(
        f"{ended['image']:,} images and {ended['sentence']:,} sentences, no other end; the secret "
        f"file was not opened and nothing was sent; {len(children)} confined children, of which "
        f"the largest took {most / MB:.0f} MB; this process grew by {growth / MB:.0f} MB"
    )
