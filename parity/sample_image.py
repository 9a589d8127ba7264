"""The image families are asked about, and a larger one for tiles: made here, not square."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = (344, 251)
LARGE = (1100, 600)


def draw(path: Path) -> None:
    """Write the image: a landscape of smooth shades, hard edges, fine grain and text."""
    width, height = SIZE
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    hills = 0.55 + 0.1 * np.sin(9 * x) + 0.05 * np.sin(23 * x + 1)
    sky = np.stack([0.35 + 0.5 * y, 0.55 + 0.3 * y, 0.95 - 0.3 * y], axis=-1)
    land = np.stack([0.2 + 0.4 * x, 0.5 - 0.2 * y, 0.15 + 0.1 * np.sin(40 * x * y)], axis=-1)
    shades = np.where((y > hills)[..., None], land, sky)
    grain = np.random.default_rng(7).normal(0, 0.06, shades.shape) * (y > hills)[..., None]
    pixels = (np.clip(shades + grain, 0, 1) * 255).astype(np.uint8)
    image = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.6))
    pen = ImageDraw.Draw(image)
    pen.ellipse((250, 20, 310, 80), fill=(250, 220, 60))
    pen.rectangle((40, 120, 120, 200), fill=(170, 40, 40), outline=(20, 10, 10), width=3)
    pen.polygon([(30, 122), (80, 70), (130, 122)], fill=(70, 50, 40))
    pen.text((180, 190), "vizdesk 42", fill=(255, 255, 255))
    image.save(path, optimize=True)


def draw_large(path: Path) -> None:
    """Write the larger image: flat shapes and a shade, so that it stays small as a file."""
    width, height = LARGE
    shade = np.linspace(60, 220, width).astype(np.uint8)
    pixels = np.stack([np.tile(shade, (height, 1))] * 3, axis=-1)
    pixels[..., 2] = np.linspace(200, 90, height).astype(np.uint8)[:, None]
    image = Image.fromarray(pixels)
    pen = ImageDraw.Draw(image)
    for at in range(12):
        x, y = 90 * at + 11, (137 * at) % 420 + 20
        colour = (20 * at, 255 - 17 * at, (70 * at) % 256)
        pen.ellipse((x, y, x + 70 + 5 * at, y + 130 - 4 * at), fill=colour, outline=(0, 0, 0))
        pen.text((x + 8, y + 150 - 4 * at), f"tile {at}", fill=(255, 255, 255))
    image.save(path, optimize=True)
