"""What things lie on: wood, paper, cloth, steel, a green board, made of seeded noise."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from vizdesk.suite_generator.drawing.colors import Paint, mixed


def noise(
    rng: random.Random, size: tuple[int, int], grid: tuple[int, int], low: int = 0, high: int = 255
) -> Image.Image:
    """Grey clouds: a `grid` of random levels, `low` to `high`, spread smoothly over `size` px."""
    raw = Image.frombytes("L", grid, rng.randbytes(grid[0] * grid[1]))
    raw = raw.point([low + level * (high - low) // 255 for level in range(256)])
    return raw.resize(size, Image.Resampling.BICUBIC)


def blend(first: Paint, second: Paint, share: Image.Image) -> Image.Image:
    """Two colours mixed as the grey image says."""
    return Image.composite(
        Image.new("RGB", share.size, second), Image.new("RGB", share.size, first), share
    )


def wood(rng: random.Random, width: int, height: int, tone: Paint = (196, 152, 108)) -> Image.Image:
    """A table top: grain along it, boards across."""
    size = (width, height)
    fibre = noise(rng, size, (max(2, width // 160), max(2, height // 2)))
    broad = noise(rng, size, (max(2, width // 300), max(2, height // 26)))
    grain = ImageChops.blend(fibre, broad, 0.55)
    return blend(mixed(tone, (40, 22, 10), 0.22), mixed(tone, (255, 240, 220), 0.18), grain)


def plain(
    rng: random.Random, width: int, height: int, tone: Paint, by: float = 0.06
) -> Image.Image:
    """A calm surface: paper, paint, plaster; clouds of at most `by` of darkness."""
    size = (width, height)
    clouds = noise(rng, size, (max(2, width // 150), max(2, height // 150)))
    fine = noise(rng, size, (width // 3, height // 3))
    share = ImageChops.blend(clouds, fine, 0.3)
    return blend(mixed(tone, (20, 24, 40), by), mixed(tone, (255, 255, 255), by), share)


def steel(
    rng: random.Random, width: int, height: int, tone: Paint = (176, 183, 193)
) -> Image.Image:
    """Brushed metal."""
    size = (width, height)
    brush = noise(rng, size, (max(2, width // 90), height))
    sheen = noise(rng, size, (4, 3))
    share = ImageChops.blend(brush, sheen, 0.5)
    return blend(mixed(tone, (30, 36, 48), 0.22), mixed(tone, (255, 255, 255), 0.25), share)


def weave(rng: random.Random, width: int, height: int, tone: Paint, cell: int = 6) -> Image.Image:
    """Cloth: threads over and under."""
    tile = Image.new("L", (4, 4), 90)
    for x, y in ((0, 0), (1, 1), (2, 2), (3, 3), (0, 1), (1, 2), (2, 3), (3, 0)):
        tile.putpixel((x, y), 200)
    tile = tile.resize((cell * 2, cell * 2), Image.Resampling.BILINEAR)
    threads = Image.new("L", (width, height))
    for x in range(0, width, cell * 2):
        for y in range(0, height, cell * 2):
            threads.paste(tile, (x, y))
    uneven = noise(rng, (width, height), (width // 2, height // 8))
    share = ImageChops.blend(threads, uneven, 0.35)
    return blend(mixed(tone, (10, 12, 30), 0.28), mixed(tone, (255, 255, 255), 0.2), share)


def ground(rng: random.Random, width: int, height: int) -> Image.Image:
    """Some table or other, so that no answer goes with a ground."""
    calm = rng.choice(((226, 230, 236), (236, 229, 217), (208, 219, 222), (222, 214, 228)))
    kind = rng.randrange(4)
    if kind == 0:
        return wood(rng, width, height)
    if kind == 1:
        return wood(rng, width, height, (150, 108, 78))
    return plain(rng, width, height, calm)
